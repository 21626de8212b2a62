"""Two changes of one table, brought together row by row and cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.conflicts import Cell, Conflict, Side, is_mine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ONE_VALUE = (
    ("latitude", "longitude", "coordinate_uncertainty"),
    ("event_start", "event_end", "date_precision"),
    ("count", "count_unit", "count_text"),
)
"""Columns that say one thing together. Half of one person's and half of another's would say
something that nobody has written: a place between two places."""
_GROUP = {column: group[0] for group in ONE_VALUE for column in group}


def merge_tables(
    table: str,
    base: pd.DataFrame,
    mine: pd.DataFrame,
    theirs: pd.DataFrame,
    chosen: Mapping[Conflict, Side],
) -> tuple[pd.DataFrame, list[Conflict]]:
    """Bring two changes of a table together.

    Parameters
    ----------
    table : str
        Its name.
    base, mine, theirs : DataFrame
        Text by row id, as `impact.changes.difference.rows_by_id` has it: what both began with,
        and what each made of it.
    chosen : mapping of Conflict to Side
        What stands where both touched the same; theirs where nothing is chosen.

    Returns
    -------
    tuple of (DataFrame, list of Conflict)
        The table by row id: the rows of `theirs` in their order, below them those that are new
        in `mine`. The conflicts, chosen or not.
    """
    columns = list(dict.fromkeys([*theirs.columns, *mine.columns, *base.columns]))
    old, here, there = (rows.reindex(columns=columns) for rows in (base, mine, theirs))
    removals = list(_removals(table, old, here, there))
    cells = list(_cells(table, old, here, there))
    merged = _untouched_kept(old, here, there)
    for conflict in cells:
        if is_mine(conflict, chosen):
            for cell in conflict.cells:
                merged.loc[conflict.row, cell.column] = cell.mine
    lost = [one.row for one in removals if (one.removed_by is Side.MINE) == is_mine(one, chosen)]
    return merged.drop(index=lost), [*removals, *cells]


def _untouched_kept(old: pd.DataFrame, here: pd.DataFrame, there: pd.DataFrame) -> pd.DataFrame:
    """Each cell as the one has it who changed it, theirs where both did; rows of both."""
    both = here.index.intersection(there.index, sort=False)
    was = old.reindex(both)
    by_me = _together(differs(here.loc[both], was)) & ~_together(differs(there.loc[both], was))
    rows = there.copy()
    rows.loc[both] = there.loc[both].mask(by_me, here.loc[both])
    # A row that only one of them has is new, or the other took it out
    alone = here.index.difference(there.index, sort=False)
    new = alone.difference(old.index, sort=False).union(_altered(here, old, alone), sort=False)
    gone = there.index.difference(here.index, sort=False).intersection(old.index, sort=False)
    unchanged = gone.difference(_altered(there, old, gone), sort=False)
    return pd.concat([rows.drop(index=unchanged), here.loc[new]])


def _cells(
    table: str, old: pd.DataFrame, here: pd.DataFrame, there: pd.DataFrame
) -> Iterator[Conflict]:
    """The cells that both changed, each into something else."""
    both = here.index.intersection(there.index, sort=False)
    was, mine, theirs = old.reindex(both), here.loc[both], there.loc[both]
    touched = _together(differs(mine, was)) & _together(differs(theirs, was))
    apart = touched & differs(mine, theirs)
    for row in both[apart.any(axis="columns")]:
        groups: dict[str, list[Cell]] = {}
        for column in apart.columns[apart.loc[row]]:
            cell = _cell(column, *(rows.at[row, column] for rows in (was, mine, theirs)))
            groups.setdefault(_GROUP.get(column, column), []).append(cell)
        for cells in groups.values():
            yield Conflict(table, row, tuple(cells))


def _removals(
    table: str, old: pd.DataFrame, here: pd.DataFrame, there: pd.DataFrame
) -> Iterator[Conflict]:
    """The rows that one took out and the other changed."""
    for kept, other, remover in ((there, here, Side.MINE), (here, there, Side.THEIRS)):
        alone = kept.index.difference(other.index, sort=False)
        for row in _altered(kept, old, alone):
            values = [(c, old.at[row, c], kept.at[row, c]) for c in kept]
            cells = tuple(
                _cell(c, was, None, now) if remover is Side.MINE else _cell(c, was, now, None)
                for c, was, now in values
                if was != now and not (pd.isna(was) and pd.isna(now))
            )
            yield Conflict(table, row, cells, remover)


def _altered(rows: pd.DataFrame, old: pd.DataFrame, among: pd.Index) -> pd.Index:
    """The rows among these that the old table had otherwise."""
    known = among.intersection(old.index, sort=False)
    return known[differs(rows.loc[known], old.loc[known]).any(axis="columns")]


def differs(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Where two tables of the same rows and columns are not alike; empty and empty are."""
    return (one != other) & ~(one.isna() & other.isna())


def _together(changed: pd.DataFrame) -> pd.DataFrame:
    """The same, where a change of one column touches all that say one thing with it."""
    wider = changed.copy()
    for group in ONE_VALUE:
        columns = [column for column in group if column in changed]
        if len(columns) > 1:
            touched = changed[columns].any(axis="columns")
            wider[columns] = pd.concat([touched] * len(columns), axis="columns").to_numpy()
    return wider


def _cell(column: str, *values: object) -> Cell:
    return Cell(column, *(None if pd.isna(value) else str(value) for value in values))
