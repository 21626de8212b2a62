"""A table of the records → the bytes of a Parquet file, and back to the same table."""

from __future__ import annotations

import io

import pandas as pd

from impact.records import column_dtype, empty_table
from impact.schemas import schema


def to_parquet(table: str, rows: pd.DataFrame) -> bytes:
    """The bytes of a Parquet file.

    Returns
    -------
    bytes
        The same rows give the same bytes, however they were made: a table that did not change
        is known by its hash.
    """
    buffer = io.BytesIO()
    _typed(table, rows).to_parquet(buffer, engine="pyarrow", index=False, compression="zstd")
    return buffer.getvalue()


def from_parquet(table: str, content: bytes) -> pd.DataFrame:
    """The table that a Parquet file holds.

    Returns
    -------
    DataFrame
        With the dtypes of `impact.records`, its rows numbered from 0. A column of the schema
        that the file does not have, because it is newer, is there and missing in every row.
    """
    rows = pd.read_parquet(io.BytesIO(content), engine="pyarrow")
    empty = empty_table(table)
    newer = {name: pd.Series(index=rows.index, dtype=empty[name].dtype) for name in empty}
    newer = {name: values for name, values in newer.items() if name not in rows and name != "row"}
    return _typed(table, rows.assign(**newer) if newer else rows)


def _typed(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    described = schema(table)
    known = [name for name in rows if described.knows(name)]
    wanted = {name: column_dtype(table, described.field(name)) for name in known}
    typed = rows.reset_index(drop=True).astype(wanted)
    for name, dtype in wanted.items():
        if dtype == "category" and typed[name].cat.categories.dtype != "str":
            # Without values pandas takes the categories for objects, and Parquet for nothing
            labels = typed[name].cat.categories.astype("str")
            typed[name] = typed[name].cat.rename_categories(labels)
    return typed
