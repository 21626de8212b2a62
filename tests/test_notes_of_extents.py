"""Numbers that others published stand with their note, and as exactly as they were published."""

from __future__ import annotations

from impact.disclosure.selection import Selection
from impact.figures.estimates import estimates
from impact.figures.places import area_table, protected_by_year
from impact.figures.style import LIGHT
from impact.handouts.tables import csv_of
from impact.wording import words_in
from impact.wording.stops import capital
from tests.handouts.packs_of import view_of

EN, RU = words_in("en"), words_in("ru")


def test_every_extent_with_a_note_stands_beside_it():
    view = view_of("wildcats")
    table, areas = area_table(view, Selection(), EN), view.records.areas.set_index("area_id")
    noted = table["km²"].str.endswith("(with a note)")
    assert noted.sum() > 1
    assert (table["Note on the extent"] != "")[noted].all()
    notes = areas.loc[table.index, "area_note"].fillna("").map(capital)
    assert table["Note on the extent"].tolist() == notes.tolist()


def test_there_is_no_column_of_notes_where_none_is_on_file():
    view = view_of("wildcats")
    assert "Note on the extent" in area_table(view, Selection(area="A-TM-02"), EN)
    assert "Note on the extent" not in area_table(view, Selection(area="A-KZ-01"), EN)


def test_a_whole_number_is_written_as_one_and_a_part_as_it_is():
    view = view_of("wildcats")
    told = [
        csv_of(view, make(view, Selection(), words, LIGHT), words).decode("utf-8-sig")
        for make, words in ((estimates, EN), (protected_by_year, EN), (protected_by_year, RU))
    ]
    assert ",750,,1044," in told[0]
    assert "\n1941,1,876.8,876.8,0,no\n1976,1,497,1373.8,0,no\n" in told[1]
    assert "\n1941;1;876,8;876,8;0;" in told[2]
