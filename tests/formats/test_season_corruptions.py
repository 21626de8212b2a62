"""A season's files, each spoilt in one way: right, or a question, or a refusal; never silent."""

from __future__ import annotations

import pytest

from impact.formats.common.season_content import MEANINGS
from impact.formats.common.season_words import HEADINGS
from tests.formats.sending import LEOPARD, only, received, suggested
from tests.formats.test_field_season import ANSWERS, INCIDENTS, SEASON, answered

STATIONS, SIGHTINGS = "станции.csv", "леопард.csv"
RIGHT = {"deployments": 2, "detections": 3, "surveys": 1}


def with_change(file: str, old: str, new: str) -> dict[str, str]:
    assert old in SEASON[file]
    return {**SEASON, file: SEASON[file].replace(old, new)}


def sizes(upload) -> dict[str, int]:
    return {name: len(upload.texts[name].frame) for name in RIGHT if name in upload.texts}


def rules(upload) -> set[str]:
    return {one.rule for text in upload.texts.values() for one in text.problems}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (STATIONS, "Дата установки", "Начало смены"),
        (STATIONS, "Дата снятия", "Конец смены"),
        (STATIONS, "Широта", "Сев."),
        (SIGHTINGS, "Дата", "Число"),
        (SIGHTINGS, "Время", "Час:мин"),
        (SIGHTINGS, "Вид", "Кто"),
        (SIGHTINGS, "Станция", "Где"),
    ],
)
def test_a_renamed_column_is_told_by_what_it_holds_and_that_is_said(file, old, new):
    upload = answered(with_change(file, old, new))
    assert sizes(upload) == RIGHT
    assert "import.column_by_content" in rules(upload)
    seen = upload.texts["detections"].frame["event_start"].tolist()
    assert seen == answered(SEASON).texts["detections"].frame["event_start"].tolist()


def test_renamed_columns_that_could_be_two_things_are_not_guessed():
    sighting = SEASON[SIGHTINGS].replace("Время", "a").replace("Дата", "b")
    files = {**SEASON, SIGHTINGS: sighting.replace("Станция", "c")}
    result = received(files, ANSWERS)
    assert "detections" not in result.texts or result.questions


def test_a_latitude_that_is_missing_is_a_refusal_with_its_cure():
    lines = [line.split(";") for line in SEASON[STATIONS].splitlines()]
    without = "\n".join(";".join([*cells[:3], *cells[4:]]) for cells in lines)
    upload = answered({**SEASON, STATIONS: without})
    assert "import.half_a_place" in rules(upload)


def test_zeros_before_a_number_make_no_other_station():
    upload = answered(with_change(SIGHTINGS, "Х-01;05", "х 1;05"))
    assert sizes(upload) == RIGHT
    assert "import.station_unknown" not in rules(upload)


def test_dates_of_another_order_are_asked():
    other = SEASON[STATIONS]
    for day, month in (("01.03.2025", "03/01/2025"), ("11.03.2025", "03/11/2025"),
                       ("03.03.2025", "03/03/2025"), ("23.03.2025", "03/12/2025")):  # fmt: skip
        other = other.replace(day, month)
    upload = only({**SEASON, STATIONS: other}, {**ANSWERS, **suggested(only(SEASON, ANSWERS))})
    assert "date_order" in {one.id for one in upload.questions}


def test_days_that_stand_the_wrong_way_round_make_no_survey():
    swapped = SEASON[STATIONS].replace("01.03.2025;11.03.2025", "11.03.2025;01.03.2025")
    surveys = answered({**SEASON, STATIONS: swapped}).texts["surveys"].frame
    assert surveys["event_start"].tolist() == ["2025-03-03"]


def exchanged(file: str, one: str, other: str) -> dict[str, str]:
    """The season with two headings of a file in each other's place."""
    first, rest = SEASON[file].split("\n", 1)
    headings = {one: other, other: one}
    line = ";".join(headings.get(each, each) for each in first.split(";"))
    return {**SEASON, file: f"{line}\n{rest}"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Станция", "Вид"), ("Станция", "Дата"), ("Дата", "Время"), ("Вид", "Кол-во")],
)
def test_exchanged_headings_are_read_by_what_stands_below_them_and_that_is_said(one, other):
    upload = answered(exchanged(SIGHTINGS, one, other))
    right = answered(SEASON).texts["detections"].frame
    columns = ["scientific_name", "location_id", "event_start"]
    assert upload.texts["detections"].frame[columns].equals(right[columns])
    assert "import.column_by_content" in rules(upload)
    assert sizes(upload) == RIGHT


def test_stations_where_the_species_should_stand_are_a_refusal_and_never_another_species():
    codes = {"Х-01": "Верх", "Х-02": "Низ"}
    files = {**SEASON, SIGHTINGS: exchanged(SIGHTINGS, "Станция", "Вид")[SIGHTINGS]}
    for was, name in codes.items():  # no code that looks like a station, no cat to tell by
        files = {file: text.replace(was, name) for file, text in files.items()}
    files[SIGHTINGS] = files[SIGHTINGS].replace("еопард", "еонид")
    upload = only(files, {**ANSWERS, "species:верх": "", "species:низ": ""})
    (problem,) = [p for p in upload.problems if p.rule == "import.station_as_species"]
    assert (problem.severity, problem.value) == ("error", "Верх")


def test_every_column_that_is_known_has_words_for_what_it_means():
    assert set(HEADINGS) <= set(MEANINGS)


def test_columns_of_days_that_all_run_backwards_are_read_by_their_days_and_that_is_said():
    upload = answered(exchanged_days())
    assert upload.texts["surveys"].frame["event_start"].tolist() == ["2025-03-01"]
    assert "import.column_by_content" in rules(upload)
    assert sizes(upload) == RIGHT


def exchanged_days() -> dict[str, str]:
    title, headings, *rest = SEASON[STATIONS].split("\n")
    other = headings.replace("установки", "?").replace("снятия", "установки").replace("?", "снятия")
    return {**SEASON, STATIONS: "\n".join([title, other, *rest])}


def test_a_letter_of_another_alphabet_that_looks_the_same_makes_no_other_station():
    upload = answered(with_change(SIGHTINGS, "Х-01;05", "X-01;05"))
    assert "import.station_unknown" not in rules(upload)
    assert sizes(upload) == RIGHT


@pytest.mark.parametrize("gap", [";;", ";"])
def test_tables_beside_each_other_on_a_sheet_are_both_read(gap):
    left = [line + ";" * (5 - line.count(";")) for line in SEASON[STATIONS].splitlines()]
    right = ["", *SEASON[SIGHTINGS].replace("\n;", "\nХ-01;").splitlines()]
    height = max(len(left), len(right))
    pad = [*left, *[";" * 5] * height][:height], [*right, *[""] * height][:height]
    both = "\n".join(f"{a}{gap}{b}" for a, b in zip(*pad, strict=True))
    files = {file: text for file, text in SEASON.items() if file not in (STATIONS, SIGHTINGS)}
    upload = answered({**files, "сезон.csv": both})
    assert sizes(upload) == RIGHT
    kept = b"".join(original.content for original in upload.originals).decode("utf-8-sig")
    assert "Иванов" not in kept
    assert "Х-02" in kept


def test_without_a_column_of_species_it_is_asked_once_for_the_file_and_remembered():
    lines = [line.split(";") for line in SEASON[SIGHTINGS].splitlines()]
    cats = [cells for cells in lines if "волк" not in cells]
    files = {**SEASON, SIGHTINGS: "\n".join(";".join([*c[:3], *c[4:]]) for c in cats)}
    asked = only(files, ANSWERS)
    (question,) = [q for q in asked.questions if q.id.startswith("species_of_file:")]
    assert question.suggested == LEOPARD  # the file is called so
    assert "detections" not in sizes(asked)
    upload = answered(files)
    assert set(upload.texts["detections"].frame["scientific_name"]) == {LEOPARD}
    assert sizes(upload) == RIGHT
    none = answered(files, {**ANSWERS, question.id: ""})
    assert "detections" not in sizes(none)


@pytest.mark.parametrize("heading", ["Зверь", "Вид", "Species"])
def test_the_animal_of_a_report_is_its_predator_whatever_its_column_is_called(heading):
    named = {"сообщения.csv": INCIDENTS.replace("Хищник", heading)}
    verified = [
        answered(files).texts["conflicts"].frame["verification"].tolist()
        for files in (named, {"сообщения.csv": INCIDENTS})
    ]
    assert verified[0] == verified[1]
    assert "confirmed" in verified[0]
