"""Headings are told by name, by the standard's name, or by a label in any language."""

from __future__ import annotations

import pytest

from impact.handouts.template import columns_of
from impact.model.schemas import LANGUAGES, TABLES, schema
from impact.reading.headings import candidates, letter_of, match_headings, told_apart
from impact.reading.table_recognition import tables_of
from tests.reading.forms import HEADINGS, heading


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("style", HEADINGS)
def test_every_column_is_told_by_each_of_its_headings(table, style):
    names = schema(table).names
    if style in ("en", "ru"):
        names = [name for name, _, _ in columns_of(table, style)]
    headings = told_apart([heading(name, table, style) for name in names])
    found = match_headings(headings, table, {})
    assert found.columns == dict(enumerate(names))
    assert (found.set_aside, found.questions) == ((), ())


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_told_by_its_headings_in_every_language(table, language):
    assert tables_of([h for _, h, _ in columns_of(table, language)], {}) == [table]


@pytest.mark.parametrize(
    ("written", "table", "column"),
    [
        ("eventStart", "detections", "event_start"),
        ("  EVENT start ", "detections", "event_start"),
        ("decimalLatitude", "detections", "latitude"),
        ("occurrenceID", "detections", "observation_id"),
        ("individualCount", "detections", "count"),
        ("Начало", "detections", "event_start"),
        ("УЧЁТ", "detections", "survey_id"),
        ("Учет", "detections", "survey_id"),
        ("Площадь, км2", "areas", "area_km2"),
        ("Площадь (км²)", "areas", "area_km2"),
        ("Area (km2)", "areas", "area_km2"),
        ("Название (ru)", "areas", "name_ru"),
        ("name_kk", "areas", "name_kk"),
        ("Name (en) *", "areas", "name"),
        ("Latitude (°)", "areas", "latitude"),
    ],
)
def test_case_spaces_marks_and_known_units_do_not_matter(written, table, column):
    assert candidates(written, table) == [column]


@pytest.mark.parametrize("written", ["Площадь (га)", "Area (acres)", "Площадь, тыс. км2"])
def test_another_unit_is_another_column(written):
    found = match_headings([written, "area_id"], "areas", {})
    assert found.columns == {1: "area_id"}
    assert [aside.heading for aside in found.set_aside] == [written]


def test_a_label_of_two_columns_means_the_one_that_is_not_there_yet():
    # "Area" is the label of area_id and of area_km2.
    found = match_headings(["area_id", "Area"], "areas", {})
    assert found.columns == {0: "area_id", 1: "area_km2"}


def test_a_label_of_two_columns_is_asked_about_where_either_could_be_meant():
    found = match_headings(["Area", "Name"], "areas", {})
    (question,) = found.questions
    assert question.id == "column:Area"
    assert [option.code for option in question.options] == ["area_id", "area_km2", ""]
    assert found.columns == {1: "name"}


def test_two_headings_of_one_column_are_asked_about_and_neither_is_taken():
    found = match_headings(["event_start", "Start", "milestone_id"], "milestones", {})
    (question,) = found.questions
    assert question.id == "heading:event_start"
    assert [option.code for option in question.options] == ["event_start", "Start"]
    assert found.columns == {2: "milestone_id"}


def test_the_same_heading_twice_is_told_apart_by_its_letters():
    headings = told_apart(["Start", "x", "Start", ""])
    assert headings == ["Start [A]", "x", "Start [C]", ""]
    (question,) = match_headings(headings, "milestones", {}).questions
    assert [option.code for option in question.options] == ["Start [A]", "Start [C]"]


def test_a_mapping_by_hand_wins_and_an_empty_one_sets_aside():
    mapping = {"Кто видел": "source", "Start": "", "Начало наблюдения": "event_start"}
    found = match_headings([*mapping, "milestone_id"], "milestones", mapping)
    assert found.columns == {0: "source", 2: "event_start", 3: "milestone_id"}
    assert [aside.heading for aside in found.set_aside] == ["Start"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("sorce", "source"), ("Latitud", "latitude"), ("Шырота", "latitude"), ("xyz", "")],
)
def test_an_unknown_heading_is_answered_with_the_nearest_that_is_absent(written, meant):
    (aside,) = match_headings(["area_id", written], "areas", {}).set_aside
    assert (aside.heading, aside.place, aside.meant) == (written, 1, meant)


def test_a_heading_that_is_there_is_not_suggested_again():
    (aside,) = match_headings(["source", "sorce"], "areas", {}).set_aside
    assert aside.meant != "source"


def test_headings_that_fit_no_table_are_of_none():
    assert tables_of(["x", "y", "z"], {}) == []


def test_a_name_decides_between_tables_that_headings_fit_alike():
    shared = ["source", "source_name", "source_date"]
    assert len(tables_of(shared, {})) == len(TABLES)
    assert tables_of(shared, {}, "Вехи") == ["milestones"]


def test_columns_are_lettered_as_a_spreadsheet_does():
    assert [letter_of(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
