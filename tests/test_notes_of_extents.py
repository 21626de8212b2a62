"""An extent that bears a note stands with it: “with a note” alone tells a reader nothing."""

from __future__ import annotations

from impact.disclosure.selection import Selection
from impact.figures.places import area_table
from impact.wording import words_in
from tests.handouts.packs_of import view_of

EN = words_in("en")


def test_every_extent_with_a_note_stands_beside_it():
    view = view_of("wildcats")
    table, areas = area_table(view, Selection(), EN), view.records.areas.set_index("area_id")
    noted = table["km²"].str.endswith("(with a note)")
    assert noted.sum() > 1
    assert (table["Note on the extent"] != "")[noted].all()
    notes = areas.loc[table.index, "area_note"].fillna("")
    assert table["Note on the extent"].tolist() == notes.tolist()


def test_there_is_no_column_of_notes_where_none_is_on_file():
    view = view_of("wildcats")
    assert "Note on the extent" in area_table(view, Selection(area="A-TM-02"), EN)
    assert "Note on the extent" not in area_table(view, Selection(area="A-KZ-01"), EN)
