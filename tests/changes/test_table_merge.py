"""Two changes of a table, brought together: cell by cell, nothing lost, one chosen where both."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.changes.conflicts import Side
from impact.changes.table_merge import merge_tables

COLUMNS = ["name", "latitude", "longitude", "note"]


def table(rows: dict[str, str]) -> pd.DataFrame:
    """Id → its cells with spaces between them; - is empty."""
    cells = {row: text.split() for row, text in rows.items()}
    made = pd.DataFrame.from_dict(cells, orient="index", columns=COLUMNS, dtype="str")
    return made.rename_axis("id").mask(lambda all_cells: all_cells == "-")


BASE = {"a": "Ridge 39.1 54.2 -", "b": "Valley 39.3 54.4 dry", "c": "Gorge - - -"}


def merged(mine: dict, theirs: dict, chosen=None):
    after, conflicts = merge_tables("areas", table(BASE), table(mine), table(theirs), chosen or {})
    return said(after), conflicts


def said(rows: pd.DataFrame) -> dict[str, str]:
    texts = rows[COLUMNS].fillna("-").itertuples(name=None)
    return {row: " ".join(cells) for row, *cells in texts}


def test_cells_and_rows_that_do_not_touch_are_all_kept():
    mine = {"a": "Ridge 39.1 54.2 mine", "c": "Gorge - - -", "d": "New 1 2 -"}
    theirs = {**BASE, "a": "High_ridge 39.1 54.2 -", "e": "Other 3 4 -"}
    after, conflicts = merged(mine, theirs)
    assert conflicts == []
    assert after == {
        "a": "High_ridge 39.1 54.2 mine",
        "c": "Gorge - - -",
        "e": "Other 3 4 -",
        "d": "New 1 2 -",
    }


def test_a_cell_that_both_changed_stands_side_by_side_and_one_is_chosen():
    mine, theirs = {**BASE, "b": "Valley 39.3 54.4 wet"}, {**BASE, "b": "Valley 39.3 54.4 -"}
    after, (conflict,) = merged(mine, theirs)
    assert after["b"] == "Valley 39.3 54.4 -"
    assert (conflict.table, conflict.row, conflict.columns) == ("areas", "b", "note")
    (cell,) = conflict.cells
    assert (cell.before, cell.mine, cell.theirs) == ("dry", "wet", None)
    assert merged(mine, theirs, {conflict: Side.MINE})[0]["b"] == "Valley 39.3 54.4 wet"


def test_half_of_one_place_is_never_joined_to_half_of_another():
    mine, theirs = {**BASE, "a": "Ridge 39.5 54.2 -"}, {**BASE, "a": "Ridge 39.1 54.9 -"}
    after, (conflict,) = merged(mine, theirs)
    assert conflict.columns == "latitude, longitude"
    assert after["a"] == "Ridge 39.1 54.9 -"
    assert merged(mine, theirs, {conflict: Side.MINE})[0]["a"] == "Ridge 39.5 54.2 -"


def test_a_row_taken_out_by_one_and_changed_by_the_other_is_a_conflict():
    without = {"a": BASE["a"], "c": BASE["c"]}
    changed = {**BASE, "b": "Valley 39.3 54.4 wet"}
    after, (mine_gone,) = merged(without, changed)
    assert (after["b"], mine_gone.removed_by) == ("Valley 39.3 54.4 wet", Side.MINE)
    assert merged(without, changed, {mine_gone: Side.MINE})[0] == without
    after, (theirs_gone,) = merged(changed, without)
    assert (after, theirs_gone.removed_by) == (without, Side.THEIRS)
    kept, _ = merged(changed, without, {theirs_gone: Side.MINE})
    assert kept["b"] == "Valley 39.3 54.4 wet"


def test_the_same_row_added_by_both_is_one_row():
    after, conflicts = merged({**BASE, "d": "New 1 2 -"}, {**BASE, "d": "New 1 2 note"})
    assert (after["d"], conflicts) == ("New 1 2 note", [])


CELL = st.sampled_from(["-", "1", "2"])
ROW = st.lists(CELL, min_size=4, max_size=4).map(" ".join)
TABLE = st.dictionaries(st.sampled_from("abcd"), ROW, max_size=4).map(table)


@settings(max_examples=30)
@given(TABLE, TABLE, TABLE)
def test_laws_of_the_merge(base, mine, theirs):
    def merge(*versions, chosen=None):
        return merge_tables("areas", *versions, chosen or {})

    def alike(one, other):
        assert said(one) == said(other)

    alike(merge(base, mine, mine)[0], mine)
    alike(merge(base, mine, base)[0], mine)
    alike(merge(base, base, theirs)[0], theirs)
    there, conflicts = merge(base, mine, theirs)
    back, again = merge(base, theirs, mine)
    assert {(one.row, one.columns) for one in conflicts} == {(o.row, o.columns) for o in again}
    if not conflicts:
        alike(there, back)
    # What is mine everywhere it was chosen is what is mine of the merge turned round
    alike(merge(base, mine, theirs, chosen=dict.fromkeys(conflicts, Side.MINE))[0], back)
    whole = [(one.row, column) for one in conflicts if one.removed_by for column in COLUMNS]
    shown = {*whole, *((one.row, cell.column) for one in conflicts for cell in one.cells)}
    for version in (mine, theirs):
        for row in version.index.union(base.index):
            for column in COLUMNS:
                was, now, then = (_at(t, row, column) for t in (base, version, there))
                assert now in (was, then) or (row, column) in shown


def _at(rows: pd.DataFrame, row: str, column: str) -> str:
    return "-" if row not in rows.index or pd.isna(rows.at[row, column]) else rows.at[row, column]
