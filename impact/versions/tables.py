"""A table of the records → the bytes of a Parquet file, and back to the same table."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from impact.model.records import column_dtype, empty_table
from impact.model.schemas import schema

if TYPE_CHECKING:
    from impact.model.records import Records

_CATEGORY = pa.dictionary(pa.int32(), pa.large_string())


def to_parquet(table: str, rows: pd.DataFrame) -> bytes:
    """The bytes of a Parquet file.

    Returns
    -------
    bytes
        The same rows give the same bytes, however they were made: a table that did not change
        is known by its hash.
    """
    return frame_to_parquet(_typed(table, rows))


def frame_to_parquet(rows: pd.DataFrame) -> bytes:
    """The bytes of a Parquet file of any table, its rows numbered anew."""
    arrow = pa.Table.from_pandas(rows, preserve_index=False)
    for position, column in enumerate(arrow.schema):
        # The type must not depend on how many categories there are: with none it would be "null"
        if pa.types.is_dictionary(column.type):
            values = arrow.column(position).cast(_CATEGORY)
            arrow = arrow.set_column(position, column.with_type(_CATEGORY), values)
    buffer = io.BytesIO()
    pq.write_table(arrow, buffer, compression="zstd")
    return buffer.getvalue()


def content_hash(records: Records) -> bytes:
    """A mark of all that stands in the tables: the same rows in the same types have the same."""
    mark = hashlib.sha256()
    for name, rows in records.items():
        sink = pa.BufferOutputStream()
        table = pa.Table.from_pandas(rows, preserve_index=False)
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        mark.update(name.encode() + sink.getvalue().to_pybytes())
    return mark.digest()


def frame_from_parquet(content: bytes) -> pd.DataFrame:
    """The table that `frame_to_parquet` was given."""
    return _with_text_categories(pd.read_parquet(io.BytesIO(content), engine="pyarrow"))


def from_parquet(table: str, content: bytes) -> pd.DataFrame:
    """The table that a Parquet file holds.

    Returns
    -------
    DataFrame
        With the dtypes of `impact.model.records`, its rows numbered from 0. A column of the schema
        that the file does not have, because it is newer, is there and missing in every row.
    """
    rows = _renamed(table, frame_from_parquet(content))
    if not set(schema(table).names) <= set(rows.columns):
        newer = empty_table(table).drop(columns=[*rows.columns, "row"], errors="ignore")
        rows = rows.join(newer.reindex(rows.index))
    return _typed(table, rows)


def _renamed(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The columns and values of an earlier version under their names of today."""
    for field in schema(table).fields:
        for former in set(field.former_names) & set(rows.columns):
            values = rows[former].astype("str").replace(field.former_values)
            rows = rows.drop(columns=former).assign(**{field.name: values})
    return rows


def _typed(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    described = schema(table)
    known = [name for name in rows if described.knows(name)]
    wanted = {name: column_dtype(table, described.field(name)) for name in known}
    other = {name: dtype for name, dtype in wanted.items() if str(rows[name].dtype) != dtype}
    return _with_text_categories(rows.reset_index(drop=True).astype(other))


def _with_text_categories(rows: pd.DataFrame) -> pd.DataFrame:
    # Without values pandas takes the categories for objects, and Parquet for nothing
    for name in rows.select_dtypes("category"):
        labels = rows[name].cat.categories
        if labels.dtype != "str":
            rows[name] = rows[name].cat.rename_categories(labels.astype("str"))
    return rows
