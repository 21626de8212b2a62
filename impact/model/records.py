"""Records: the frozen bundle of checked tables that everything else is made from.

A table is a DataFrame with the columns of its schema (and any translated siblings), plus

- ``row``: the row of the file that it came from, the header being row 1;
- for each partial date of a table without ``date_precision``, ``<column>_precision``.

Text that is not there is missing (NA), never an empty string; a number that is not known is
missing, never 0. Dates are local wall time without a zone: a start is the first instant of the
period, an end is its last day (or the instant itself where a time was given). Where a row says
how far its clock is from UTC, ``utc_offset`` has it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import pandas as pd

from impact.model.schemas import TABLES, Field, schema

# Ids and closed lists repeat in millions of rows: held as categories they cost a byte or two.
_CATEGORIES = {"scientific_name", "location_id", "individual_id", "event_id", "utc_offset"}


def column_dtype(table: str, field: Field) -> str:
    """The pandas dtype of a column.

    Returns
    -------
    str
        ``datetime64[us]``, ``Int64``, ``float64``, ``boolean``, ``category`` or ``str``.
    """
    if field.is_partial_date or field.type in ("datetime", "yearmonth"):
        return "datetime64[us]"
    simple = {"integer": "Int64", "number": "float64", "boolean": "boolean"}
    if field.type in simple:
        return simple[field.type]
    keys = {key.field for key in schema(table).foreign_keys}
    repeats = field.name in _CATEGORIES | keys or "enum" in field.constraints
    return "category" if repeats else "str"


def empty_table(table: str) -> pd.DataFrame:
    """A table without rows, with the columns and dtypes of its schema."""
    columns = {f.name: pd.Series(dtype=column_dtype(table, f)) for f in schema(table).fields}
    for f in schema(table).fields:
        if f.is_partial_date and "date_precision" not in columns:
            columns[f"{f.name}_precision"] = pd.Series(dtype="str")
    return pd.DataFrame({**columns, "row": pd.Series(dtype="int64")})


@dataclass(frozen=True)
class Records:
    """All tables of a data set, checked. A table that has no file is empty, never None."""

    areas: pd.DataFrame
    surveys: pd.DataFrame
    deployments: pd.DataFrame
    failures: pd.DataFrame
    detections: pd.DataFrame
    conflicts: pd.DataFrame
    reporting: pd.DataFrame
    milestones: pd.DataFrame
    status: pd.DataFrame
    statements: pd.DataFrame
    caveats: pd.DataFrame

    @classmethod
    def of(cls, **tables: pd.DataFrame) -> Records:
        """Bundle the tables given; those not given are empty."""
        return cls(**{name: tables.get(name, empty_table(name)) for name in TABLES})

    def table(self, name: str) -> pd.DataFrame:
        """The table of that name."""
        return getattr(self, name)

    def with_tables(self, **tables: pd.DataFrame) -> Records:
        """A copy in which the given tables stand in place of the old ones."""
        return replace(self, **tables)

    def items(self) -> list[tuple[str, pd.DataFrame]]:
        """The tables with their names, in the order of `TABLES`."""
        return [(f.name, getattr(self, f.name)) for f in fields(self)]
