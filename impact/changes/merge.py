"""New rows into a table that is already there, and what that changes, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Sequence


class Way(StrEnum):
    """How a file's rows come into a table."""

    ADD = "add"  # new rows only; a row whose id is there already is left as it is
    REPLACE_ROWS = "replace_rows"  # rows with an id that is there take its place
    REPLACE_TABLE = "replace_table"  # the file is the whole table


@dataclass(frozen=True)
class Difference:
    """What merging changes.

    Attributes
    ----------
    added, removed, repeated : tuple of str
        Ids: new in the table; no longer in it; in the file although the table has them, and
        left as they are (only when adding).
    changed : DataFrame
        One line a cell: ``id, column, before, after``; missing where it was or is empty.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    repeated: tuple[str, ...]
    changed: pd.DataFrame

    @classmethod
    def of_new_rows(cls, ids: pd.Series) -> Difference:
        """The difference that rows make which are all new."""
        nothing = pd.DataFrame(columns=["id", "column", "before", "after"])
        return cls(tuple(ids), (), (), nothing)

    @property
    def nothing(self) -> bool:
        """Whether the table stays as it was."""
        return not (self.added or self.removed or len(self.changed))


def merge(
    table: str, before: pd.DataFrame, file: pd.DataFrame, way: Way
) -> tuple[pd.DataFrame, Difference]:
    """Merge a file's rows into a table.

    Parameters
    ----------
    table : str
        The table's name.
    before, file : DataFrame
        Text, with columns of the schema. An empty cell of the file empties the cell where rows
        are replaced; a column that the file does not have is left as it was.
    way : Way

    Returns
    -------
    tuple of (DataFrame, Difference)
        The table as it would be, and what is different in it.
    """
    key = list(schema(table).primary_key)
    old = _keyed(before, key)
    new = _keyed(file.drop(columns="row", errors="ignore"), key)
    known = new.index.isin(old.index)
    if way is Way.REPLACE_TABLE:
        after = new
    elif way is Way.ADD:
        after = pd.concat([old, new[~known]])
    else:
        after = pd.concat([_overwritten(old, new[known]), new[~known]])
    repeated = tuple(new.index[known]) if way is Way.ADD else ()
    return after.reset_index(drop=True), _difference(old, after, repeated)


def _keyed(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Rows by their id."""
    return rows.set_axis(row_ids(rows, key).rename("id"), axis="index").astype("str")


def row_ids(rows: pd.DataFrame, key: Sequence[str]) -> pd.Series:
    """The id of each row: the values of the key, joined where it has several columns."""
    ids = rows[key[0]].astype("str")
    for column in key[1:]:
        ids = ids + " " + rows[column].astype("str")
    return ids


def _overwritten(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    columns = [*old.columns, *(c for c in new.columns if c not in old.columns)]
    result = old.reindex(columns=columns).astype("str")
    result.loc[new.index, new.columns] = new
    return result


def _difference(old: pd.DataFrame, after: pd.DataFrame, repeated: tuple[str, ...]) -> Difference:
    both = after.index.intersection(old.index, sort=False)
    columns = list(dict.fromkeys([*old.columns, *after.columns]))
    was = old.reindex(index=both, columns=columns)
    now = after.reindex(index=both, columns=columns)
    differs = (was != now) & ~(was.isna() & now.isna())
    cells = differs.stack()
    changed = [
        (row, column, was.at[row, column], now.at[row, column])
        for row, column in cells[cells].index
    ]
    return Difference(
        added=tuple(after.index.difference(old.index, sort=False)),
        removed=tuple(old.index.difference(after.index, sort=False)),
        repeated=repeated,
        changed=pd.DataFrame(changed, columns=["id", "column", "before", "after"]),
    )
