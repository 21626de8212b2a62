"""What somebody sends in, from files to what would change: nothing lost, nothing by surprise."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from openpyxl import load_workbook

from impact.changes import publishing
from impact.changes.merge import Way
from impact.changes.submit import (
    answered,
    bring_in,
    problems_of,
    questions_of,
    read_files,
    rehearsed,
    stops,
    version_with,
    with_rows_left_out,
)
from impact.changes.succession import successions
from impact.checking.checks import check_tables
from impact.handouts.template import columns_of, template
from impact.model.errors import ProgrammeError
from impact.model.schemas import TABLES
from impact.reading.choices import Choices
from impact.versions import Original, Store
from impact.versions.version import make_version
from impact.wording import words_in
from tests.reading.forms import Form, as_text_file
from tests.reading.sample import PROGRAMME, PROGRAMME_TOML, as_csv, as_texts, row, rows

TODAY = dt.date(2024, 12, 31)
STAFF = """
[[audiences]]
id = "staff"
name = {en = "Staff"}
records = "exact"
"""
TEXT = (PROGRAMME_TOML + STAFF).encode()


@pytest.fixture(scope="module")
def base():
    records, problems = check_tables(as_texts(rows()), programme=PROGRAMME)
    assert problems == []
    return make_version(PROGRAMME, records, {"sample": "0"})


def sent(**tables) -> dict[str, bytes]:
    return {f"{name}.csv": as_csv(of) for name, of in tables.items()}


def detection(name: str, **cells: str) -> dict[str, str]:
    none = {"count": "", "count_unit": "", "count_text": ""}
    return row("detections", observation_id=name, may_repeat="", **none, **cells)


def test_several_files_are_read_together_each_for_its_table(base):
    reading = read_files(sent(areas=rows()["areas"], surveys=rows()["surveys"]), {}, base)
    assert list(reading.texts) == ["areas", "surveys"]
    assert reading.problems == ()


def test_a_file_that_cannot_be_read_and_a_second_one_of_a_table_are_told_of(base):
    files = {**sent(areas=rows()["areas"]), "more.csv": as_csv(rows()["areas"]), "x.pdf": b"%PDF"}
    reading = read_files(files, {}, base)
    assert [(p.file, p.rule) for p in reading.problems] == [
        ("x.pdf", "file.unreadable"),
        ("more.csv", "file.second_file"),
    ]
    assert stops(reading.problems) == list(reading.problems)


def test_the_order_of_dates_is_asked_once_for_all_files(base):
    open_dates = [detection("a", event_start="5/3/24", event_end="5/3/24")]
    milestones = [row("milestones", event_start="5/3/24", event_end="5/3/24")]
    files = sent(detections=open_dates, milestones=milestones)
    reading = read_files(files, {}, base)
    ((file, question),) = questions_of(reading)
    assert question.id == "date_order"
    assert stops(problems_of(reading, base, {}, today=TODAY))
    said = answered(reading, {}, question, file, "day_first")
    reading = read_files(files, said, base)
    assert questions_of(reading) == []
    assert {text.frame["event_start"][0] for text in reading.texts.values()} == {"2024-03-05"}


def test_a_problem_names_the_cell_as_the_file_has_it(base):
    bad = [detection("a", event_start="2024-03-25", event_end="", latitude="95.5")]
    content = as_text_file("detections", bad, Form(delimiter=";", decimal=",", dates="dots"))
    reading = read_files({"detections.csv": content}, {}, base)
    found = {p.column: (p.row, p.value) for p in problems_of(reading, base, {}, today=TODAY)}
    assert found["latitude"] == (2, "95,5")


def test_good_rows_go_on_without_the_bad_ones_only_if_that_is_chosen(base):
    new = [
        detection("a", event_start="2024-03-06", event_end=""),
        detection("b", event_start="never", event_end=""),
        detection("c", event_start="2024-03-07", event_end="", area_id="nowhere"),
    ]
    reading = read_files(sent(detections=new), {}, base)
    stopped = bring_in(base, TEXT, reading.texts, {}, today=TODAY)
    assert len(stopped.prepared.errors) == 2
    change = bring_in(base, TEXT, reading.texts, {}, today=TODAY, without_bad_rows=True)
    assert change.prepared.errors == ()
    assert change.left_out == {"detections.csv": (3, 4)}
    assert change.prepared.differences["detections"].added == ("a",)
    noted = with_rows_left_out("New season.", change.left_out, "Left out: {rows}.")
    assert noted == "New season. Left out: detections.csv: 3, 4."
    assert with_rows_left_out("New season.", {}, "Left out: {rows}.") == "New season."


def test_a_new_row_may_point_to_one_of_its_table_that_is_there_already(base):
    files = sent(
        areas=[row("areas", area_id="new-area", parent_id="ustyurt-reserve", overlaps="")],
        detections=[
            detection("a", event_start="2024-03-06", event_end="") | {"may_repeat": "obs-0001"}
        ],
    )
    reading = read_files(files, {}, base)
    assert problems_of(reading, base, {}, today=TODAY) == []
    whole = {"detections": Way.REPLACE_TABLE}
    (lost,) = problems_of(reading, base, whole, today=TODAY)
    assert lost.rule == "detections.may_repeat_unknown"


def test_a_row_that_points_to_one_left_out_is_left_out_too(base):
    files = sent(
        surveys=[row("surveys", survey_id="new", event_start="never")],
        detections=[detection("a", survey_id="new", event_start="2024-03-06", event_end="")],
    )
    reading = read_files(files, {}, base)
    change = bring_in(base, TEXT, reading.texts, {}, today=TODAY, without_bad_rows=True)
    assert change.prepared.errors == ()
    assert change.left_out == {"surveys.csv": (2,), "detections.csv": (2,)}
    assert change.nothing


def test_a_record_of_a_camera_that_is_left_out_is_kept_without_it(base):
    made = {"event_start": "2024-03-06", "event_end": "", "area_id": "", "location_id": ""}
    files = sent(
        deployments=[row("deployments", deployment_id="new", deployment_end="4999-01-01T10:00")],
        detections=[detection("a", deployment_id="new", **made)],
    )
    reading = read_files(files, {}, base)
    change = bring_in(base, TEXT, reading.texts, {}, today=TODAY, without_bad_rows=True)
    assert change.left_out == {"deployments.csv": (2,)}
    kept = change.prepared.records.detections.query("observation_id == 'a'").iloc[0]
    place = row("deployments")
    assert pd.isna(kept["deployment_id"])
    assert (kept["area_id"], kept["location_id"]) == (place["area_id"], place["location_id"])
    told = [p.rule for p in change.prepared.problems]
    assert told == ["detections.of_refused_deployment"]


def test_a_file_with_an_error_that_is_of_no_row_cannot_be_gone_on_without(base):
    short = [{"observation_id": "a", "area_id": "KZ"}]
    reading = read_files(
        sent(detections=short), {"detections.csv": Choices(table="detections")}, base
    )
    change = bring_in(base, TEXT, reading.texts, {}, today=TODAY, without_bad_rows=True)
    assert stops(change.prepared.errors)


@pytest.mark.parametrize(
    ("way", "added", "changed", "removed", "repeated"),
    [
        (Way.ADD, 1, 0, 0, 1),
        (Way.REPLACE_ROWS, 1, 1, 0, 0),
        (Way.REPLACE_TABLE, 1, 1, 0, 0),
    ],
)
def test_rows_come_in_as_is_chosen(base, way, added, changed, removed, repeated):
    changed_row = rows()["milestones"][0] | {"title": "Another title"}
    new = [changed_row, row("milestones", milestone_id="second")]
    reading = read_files(sent(milestones=new), {}, base)
    change = bring_in(base, TEXT, reading.texts, {"milestones": way}, today=TODAY)
    found = change.prepared.differences["milestones"]
    counts = (len(found.added), len(found.changed), len(found.removed), len(found.repeated))
    assert counts == (added, changed, removed, repeated)
    assert not change.nothing


def test_rehearsing_the_same_again_changes_nothing(base):
    reading = read_files(sent(milestones=rows()["milestones"]), {}, base)
    change = bring_in(base, TEXT, reading.texts, {}, today=TODAY)
    assert change.nothing
    after = version_with(change)
    assert not any(one.changed for one in rehearsed(base, after).claims)
    assert after.fingerprint == version_with(change).fingerprint


def test_the_fingerprint_follows_the_content(base):
    first = rows()["milestones"][0]
    versions = {
        version_with(
            bring_in(
                base,
                TEXT,
                read_files(sent(milestones=[first | {"title": title}]), {}, base).texts,
                {},
                today=TODAY,
            )
        ).fingerprint
        for title in ("one", "two")
    }
    assert len(versions) == 2


def test_a_new_survey_after_the_current_one_may_follow_it(base):
    dates = {"event_start": "2025", "event_end": "2025", "date_precision": "year"}
    new = [
        row("surveys", survey_id="ustyurt-2025", **dates),
        row("surveys", survey_id="elsewhere", **dates) | {"area_id": "naryn-reserve"},
        row("surveys", survey_id="earlier", **dates) | {"event_start": "2020", "event_end": "2020"},
    ]
    reading = read_files(sent(surveys=new), {}, base)
    change = bring_in(base, TEXT, reading.texts, {}, today=TODAY)
    assert [(s.indicator, s.current, s.new) for s in successions(change)] == [
        ("uly-balkan-detections", "ustyurt-2024", "ustyurt-2025")
    ]


def test_a_programme_that_says_nothing_is_refused(base):
    with pytest.raises(ProgrammeError):
        bring_in(base, b"species = 1", {}, {}, today=TODAY)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_template_filled_in_comes_back_and_is_published_with_no_problem(language, tmp_path):
    """Every table, as a person fills it in: below the example row, under its own headings."""
    path = tmp_path / "template.xlsx"
    path.write_bytes(template(TABLES, language, words_in(language).said))
    book = load_workbook(path)
    for place, table in enumerate(TABLES):
        sheet = book.worksheets[place]
        for number, filled in enumerate(rows()[table], start=3):
            for column, (name, heading, _) in enumerate(columns_of(table, language), start=1):
                assert sheet.cell(1, column).value == heading
                sheet.cell(number, column).value = filled.get(name) or None
    book.save(path)
    empty = make_version(PROGRAMME, check_tables({}, programme=PROGRAMME)[0], {})
    reading = read_files({"template.xlsx": path.read_bytes()}, {}, empty)
    assert (reading.problems, questions_of(reading)) == ((), [])
    assert list(reading.texts) == list(TABLES)
    assert problems_of(reading, empty, {}, today=TODAY) == []
    change = bring_in(empty, TEXT, reading.texts, {}, today=TODAY)
    assert change.prepared.problems == ()
    store, now = Store.at(str(tmp_path / "store")), dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    number = publishing.publish(
        store,
        TEXT,
        version_with(change),
        author="Aida",
        note="All tables",
        now=now,
        expected=None,
        originals=[Original("template.xlsx", path.read_bytes())],
    )
    published = store.open(number)
    expected, _ = check_tables(as_texts(rows()), programme=PROGRAMME)
    for table in TABLES:
        found, wanted = published.records.table(table), expected.table(table)
        wanted = wanted.drop(columns="row")
        pd.testing.assert_frame_equal(found[wanted.columns], wanted, check_categorical=False)
    assert store.original(number, "template.xlsx") == path.read_bytes()
