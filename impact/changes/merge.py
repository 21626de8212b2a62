"""New rows into a table that is already there, and what that changes, cell by cell."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from impact.changes.difference import Difference, difference_of, rows_by_id
from impact.model.schemas import schema


class Way(StrEnum):
    """How a file's rows come into a table."""

    ADD = "add"  # new rows only; a row whose id is there already is left as it is
    REPLACE_ROWS = "replace_rows"  # rows with an id that is there take its place
    REPLACE_TABLE = "replace_table"  # the file is the whole table


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
    old = rows_by_id(before, key)
    new = rows_by_id(file.drop(columns="row", errors="ignore"), key)
    known = new.index.isin(old.index)
    if way is Way.REPLACE_TABLE:
        after = new
    elif way is Way.ADD:
        after = pd.concat([old, new[~known]])
    else:
        after = pd.concat([_overwritten(old, new[known]), new[~known]])
    repeated = tuple(new.index[known]) if way is Way.ADD else ()
    return after.reset_index(drop=True), difference_of(old, after, repeated)


def _overwritten(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    columns = [*old.columns, *(c for c in new.columns if c not in old.columns)]
    result = old.reindex(columns=columns).astype("str")
    result.loc[new.index, new.columns] = new
    return result
