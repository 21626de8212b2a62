"""A table that mixes the programme's work with that of others says of each row whose it is."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.disclosure.selection import Selection
from impact.figures import map_words, maps, reports, wildlife
from impact.figures.context import whose_column
from impact.figures.style import LIGHT
from impact.model.attribution import by_programme
from impact.wording import words_in
from pages.shared.text import MANY
from tests.handouts.packs_of import view_of

EN, ALL_TOGETHER = words_in("en"), Selection()
OWN = "Made or published by the programme or its partners"
THEIRS = "The work of others"


@pytest.mark.parametrize("make", [reports.of_cats, wildlife.first_records])
def test_every_row_of_all_together_says_whose_work_it_is(make):
    view = view_of("wildcats")
    told = make(view, ALL_TOGETHER, EN, LIGHT).table["Whose work"].tolist()
    counts = [len(make(view, Selection(whose=w), EN, LIGHT).table) for w in ("programme", "others")]
    assert [told.count(OWN), told.count(THEIRS)] == counts
    assert min(counts) > 0


def test_a_report_stands_with_those_whose_it_is():
    view = view_of("wildcats")
    told = reports.of_cats(view, ALL_TOGETHER, EN, LIGHT).table.set_index("Record")["Whose work"]
    rows = view.records.detections.set_index("observation_id")
    own = by_programme(rows)
    assert {each: told[each] == OWN for each in told.index} == own[told.index].to_dict()


def test_no_column_stands_where_the_whole_is_of_one_kind():
    rows = pd.DataFrame({"attribution": ["programme", "others", pd.NA]})
    assert whose_column(rows, EN) == {"Whose work": [OWN, THEIRS, THEIRS]}
    assert whose_column(rows[:1], EN) == whose_column(rows[1:], EN) == whose_column(rows[:0], EN)


def test_of_the_records_of_a_place_the_map_tells_apart_how_many_are_the_programmes():
    view, tables = view_of("wildcats"), {}
    for whose in ("all", "programme", "others"):
        chosen = Selection(whose=whose)
        areas = maps.areas_on_file(view, chosen, EN)
        tables[whose] = map_words.map_table(areas, chosen, EN).set_index("Name")
    every = tables["all"]
    own, all_of_them = every["Of these records, the programme's"], every.iloc[:, 5]
    assert own["Ustyurt State Nature Reserve"] == 1  # of 12, beside a total: most there is others'
    assert all_of_them["Ustyurt State Nature Reserve"] == 12
    alone = tables["programme"].iloc[:, 5]
    assert own[alone.index].tolist() == alone.tolist()
    assert "Of these records, the programme's" not in tables["programme"]
    assert len(every.columns) <= MANY  # with more a page has no columns, but lines


def test_with_its_column_no_table_has_more_columns_than_a_page_shows_as_such():
    view = view_of("wildcats")
    for make in (reports.of_cats, reports.of_incidents, wildlife.first_records):
        columns = set(make(view, ALL_TOGETHER, EN, LIGHT).table) | {"Whose work"}
        assert len(columns) <= MANY
