"""A season as field teams keep it, in several languages: right, or a question, or a refusal."""

from __future__ import annotations

import pytest

from impact.checking.checks import check_tables
from tests.formats.sending import LEOPARD, SNOW_LEOPARD, only, rules, suggested

# Trap-nights by hand: 1 to 11 March is 10, 3 to 23 March is 20: 30 in all.
STATIONS = """Фотоловушки;;;;;
№ станции;Дата установки;Дата снятия;Широта;Долгота;Кто ставил
Х-01;01.03.2025;11.03.2025;39,5;54,5;Иванов И.
Х-02;03.03.2025;23.03.2025;39,6;54,6;Иванов И.
Всего;;;;;
"""
SIGHTINGS = """Станция;Дата;Время;Вид;Кол-во
Х-01;05.03.2025;5:03;Леопард;1
;06.03.2025;17:20;леопард?;2
Х-02;23.03.2025;21:10;переднеазиатский леопард;1
Х-02;23.03.2025;22:10;волк;1
Итого;;;;4
"""
INCIDENTS = """Дата;Село;Что случилось;Скот;Погибло голов;Хищник;Подтверждено;Инспектор
14.04.25;Яглы;Нападение на овец;овцы;2;леопард;да;Н. Н.
09.05.25;Огланлы;Нападение на коз;козы;1;волк;да;Н. Н.
02.06.25;Яглы;Видели у кошары;;;леопард?;нет;Н. Н.
"""
MONTHS = """Село;Янв;Фев;Мар
Яглы;+;+;-
Огланлы;+;;+
"""
SEASON = {
    "станции.csv": STATIONS, "леопард.csv": SIGHTINGS, "конфликты.csv": INCIDENTS,
    "обход.csv": MONTHS,
}  # fmt: skip
PERSIAN = "species:переднеазиатский леопард"
ANSWERS = {PERSIAN: LEOPARD}


def answered(files, answers=ANSWERS):
    """The upload with everything confirmed that it suggests."""
    return only(files, {**answers, **suggested(only(files, answers))})


def test_a_season_in_russian_is_read_as_counted_by_hand():
    upload = answered(SEASON)
    records, problems = check_tables(upload.texts)
    assert not [p for p in problems if p.severity == "error"]
    stays = records.deployments
    assert (stays["deployment_end"] - stays["deployment_start"]).dt.days.sum() == 30
    assert set(stays["area_id"]) == {"ridge"}
    seen = records.detections["identification_verification_status"].tolist()
    assert seen == ["verified", "unverified", "verified"]
    assert records.detections["count"].isna().all()
    assert records.conflicts["verification"].tolist() == ["confirmed", "rejected", "unverified"]
    months = upload.texts["reporting"].frame
    assert months.groupby("active").size().to_dict() == {"no": 1, "yes": 4}
    assert set(months["month"]) == {"2025-01", "2025-02", "2025-03"}
    survey = upload.texts["surveys"].frame.iloc[0]
    assert survey[["survey_id", "event_start", "event_end"]].tolist() == [
        "ridge-2025-03", "2025-03-01", "2025-03-23",
    ]  # fmt: skip


def test_totals_are_set_aside_and_nobody_is_named():
    upload = answered(SEASON)
    assert upload.account.counts["total"] == 2
    kept = b"".join(original.content for original in upload.originals).decode("utf-8-sig")
    assert "Иванов" not in kept
    assert "Н. Н." not in kept
    assert not any("Иванов" in t.frame.to_csv() for t in upload.texts.values())


def test_a_sighting_without_a_station_asks_once_and_waits():
    (question,) = [q for q in only(SEASON, ANSWERS).questions if q.id.startswith("station_above")]
    assert question.suggested == "yes"
    assert len(only(SEASON, ANSWERS).texts["detections"].frame) == 2
    no = only(SEASON, {**ANSWERS, question.id: "no"})
    assert ("import.station_unknown", 3) in [
        (p.rule, p.row) for p in no.texts["detections"].problems
    ]


def test_a_misspelt_station_is_an_error_with_its_row_and_the_near_name():
    files = {**SEASON, "леопард.csv": SIGHTINGS.replace("Х-02;23.03.2025;21", "Х-O2;23.03.2025;21")}
    (problem,) = [
        p for p in answered(files).texts["detections"].problems if p.rule == "import.station_unknown"
    ]  # fmt: skip
    assert problem.row == 4
    assert "Х-02" in str(problem.cure)


def test_an_unknown_name_is_asked_once():
    files = {**SEASON, "леопард.csv": SIGHTINGS.replace("волк", "кошка")}
    assert [q.id for q in only(files, ANSWERS).questions if q.id.startswith("species")] == [
        "species:кошка"
    ]


ENGLISH = """Station,Set,Collected,Lat,Long
SE01,02 Mar 2025,12 Mar 2025,N39 30.000,E56 30.000
"""
KYRGYZ = """Станция,Орнотулган күнү,Алынган күнү,Кеңдик,Узундук
К-1,01.03.2025,11.03.2025,39.5,56.5
Жыйынтыгы,,,,
"""
ILBIRS = {"species:илбирс": SNOW_LEOPARD}


EN_SEEN = """Station,Date,Time,Species,Flank,Animal
SE01,05/03/2025,01:30,snow leopard,R,F1
SE01,22/03/2025,01:30,snow leopard,L,
"""
KY_SEEN = """Станция,Күнү,Убактысы,Түрү
К-1,05.03.2025,01:30,илбирс
К-1,22.03.2025,01:30,илбирс
"""


@pytest.mark.parametrize(("stations", "sightings"), [(ENGLISH, EN_SEEN), (KYRGYZ, KY_SEEN)])
def test_seasons_in_english_and_kyrgyz(stations, sightings):
    upload = answered({"stations.csv": stations, "cats.csv": sightings}, ILBIRS)
    stays, seen = upload.texts["deployments"].frame, upload.texts["detections"].frame
    assert stays["area_id"].tolist() == ["valley"]
    assert stays["deployment_end"].str.slice(8).tolist() in (["12"], ["11"])
    assert seen["event_start"].tolist() == ["2025-03-05T01:30", "2025-03-22T01:30"]
    assert set(seen["scientific_name"]) == {SNOW_LEOPARD}


def test_two_seasons_in_one_file_are_two_surveys():
    later = STATIONS.replace("Всего;;;;;", "Х-01;01.03.2026;11.03.2026;39,5;54,5;П.")
    surveys = answered({"станции.csv": later}).texts["surveys"].frame
    assert surveys["survey_id"].tolist() == ["ridge-2025-03", "ridge-2026-03"]


def test_months_of_no_year_are_refused():
    upload = answered({"обход.csv": MONTHS}, {"area:Огланлы, Яглы": "ridge"})
    assert "import.month_without_year" in {p.rule for p in upload.texts["reporting"].problems}


def test_sightings_without_any_table_of_stations_ask_for_area_and_whose_they_are():
    upload = only({"cats.csv": KY_SEEN}, ILBIRS)
    assert {q.id for q in upload.questions} == {"area:К", "recorded_by:field-season"}
    others = only(
        {"cats.csv": KY_SEEN},
        {**ILBIRS, "area:К": "valley", "recorded_by:field-season": "others"},
    )
    rows = others.texts["detections"].frame
    assert set(rows["attribution"]) == {"others"}
    assert set(rows["area_id"]) == {"valley"}


def test_station_1_of_one_area_is_not_station_1_of_another():
    stations = "Station,Set,Collected,Lat,Long\n1,2025-03-01,2025-03-11,{},{}\n"
    seen = "Station,Date,Species\n1.0,2025-03-05,snow leopard\n"
    ids = set()
    for area, lat, lon in (("ridge", 39.5, 54.5), ("valley", 39.5, 56.5)):
        upload = only({"stations.csv": stations.format(lat, lon), "cats.csv": seen})
        assert upload.texts["detections"].frame["area_id"].tolist() == [area]
        ids |= set(upload.texts["detections"].frame["location_id"])
    assert len(ids) == 2


def test_cameras_with_a_number_each_are_told_by_it_and_that_is_said():
    stations = STATIONS.replace("№ станции", "№").replace("Х-0", "")
    seen = SIGHTINGS.replace("Х-0", "")
    upload = answered({**SEASON, "станции.csv": stations, "леопард.csv": seen})
    stays, warnings = upload.texts["deployments"], rules(upload, "deployments")
    assert stays.frame["deployment_start"].tolist() == ["2025-03-01", "2025-03-03"]
    assert set(upload.texts["detections"].frame["location_id"]) == set(stays.frame["location_id"])
    assert ("import.column_by_content", None) in warnings


def test_irbis_is_suggested_to_be_the_snow_leopard():
    seen = SIGHTINGS.replace(";Леопард;", ";ирбис;")
    found = {q.id: q.suggested for q in only({**SEASON, "леопард.csv": seen}).questions}
    assert found["species:ирбис"] == SNOW_LEOPARD
