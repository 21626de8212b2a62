"""Checked tables → text again, exactly as a person would have to write them.

What is written here and read again gives the same table: a version can be merged with a new
file cell by cell, and handed out as CSV.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.checking.cells import date_precision
from impact.model.schemas import Field, schema

if TYPE_CHECKING:
    from collections.abc import Collection

    from impact.model.errors import Problem
    from impact.model.records import Records

FORMATS = {"year": "%Y", "month": "%Y-%m", "season": "%Y-%m"}
_ENDS = ("event_start", "event_end")


class WrittenTable:
    """A checked table whose text is made only if it is asked for: see `TextTable`."""

    problems: tuple[Problem, ...] = ()

    def __init__(self, records: Records, table: str) -> None:
        self.file = table
        self._records = records

    @cached_property
    def frame(self) -> pd.DataFrame:
        return written(self._records, self.file).assign(row=self._records.table(self.file)["row"])

    @cached_property
    def precision(self) -> pd.DataFrame:
        """As of `impact.checking.cells.TypedTable`."""
        rows = self._records.table(self.file)
        dates = [field.name for field in schema(self.file).fields if field.is_partial_date]
        return pd.DataFrame(
            {name: date_precision(_dates(rows, name)) for name in dates}, index=rows.index
        )


def written(records: Records, table: str, only: Collection[str] | None = None) -> pd.DataFrame:
    """A table as text.

    Parameters
    ----------
    records : Records
    table : str
        Its name.
    only : collection of str, optional
        Columns; without it all.

    Returns
    -------
    DataFrame
        Text columns of the schema and their translations, in the table's order; what is not
        known is missing. Columns in which nothing is known are left out, unless required.
    """
    rows = records.table(table)
    found = schema(table)
    columns = {}
    for column in rows.columns:
        if not found.knows(column) or (only is not None and column not in only):
            continue  # the row number, and what was derived at reading
        text = _text(rows, column, found.field(column))
        if text.notna().any() or found.field(column).required:
            columns[column] = text
    return pd.DataFrame(columns, index=rows.index)


def _text(rows: pd.DataFrame, column: str, field: Field) -> pd.Series:
    values = rows[column]
    if field.is_partial_date:
        return _dates(rows, column)
    if field.type == "datetime":
        return _instants(values)
    if field.type == "yearmonth":
        return values.dt.strftime("%Y-%m").astype("str")
    if field.type == "boolean":
        return values.map({True: "yes", False: "no"}).astype("str")
    if field.type == "number":
        # The shortest text that reads back as the same number, and 12 rather than 12.0.
        return values.map(lambda v: repr(float(v)).removesuffix(".0"), na_action="ignore").astype(
            "str"
        )
    return values.astype("str")


def _dates(rows: pd.DataFrame, column: str) -> pd.Series:
    """Dates, no more exactly than they are known."""
    own = f"{column}_precision"
    precision = rows[own] if own in rows else rows["date_precision"]
    precision = precision.astype("str")
    text = _instants(rows[column])
    for name, pattern in FORMATS.items():
        coarse = rows.loc[precision == name, column]
        text[coarse.index] = coarse.dt.strftime(pattern)
    if own in rows or column not in _ENDS:
        return text
    ranges = rows.loc[precision == "range", list(_ENDS)]
    for index, start, end in ranges.itertuples():
        text[index] = dates_written(start, end, "range")[_ENDS.index(column)]
    return text


def dates_written(
    start: pd.Timestamp | None, end: pd.Timestamp | None, precision: str
) -> tuple[str | None, str | None]:
    """Two days as text, no more exactly than they are known; None where there is none."""
    known = known_to(start, end) if precision == "range" else (precision, precision)
    return _moment(start, known[0]), _moment(end, known[1])


def _moment(moment: pd.Timestamp | None, known: str) -> str | None:
    if moment is None or pd.isna(moment):
        return None
    if known in FORMATS:
        return moment.strftime(FORMATS[known])
    return str(_instants(pd.Series([moment], dtype="datetime64[us]"))[0])


def known_to(start: pd.Timestamp | None, end: pd.Timestamp | None) -> tuple[str, str]:
    """How exactly each end of a range is given: as a year, a month, or a day (or a moment of it).

    "2018" and "1 January 2018" are one moment in the table: the less exact is never too much.
    """
    begun, ended = _whole_day(start), _whole_day(end)
    years, months = begun.is_year_start, ended.is_month_end
    first = "year" if years and (ended.is_year_end or not months) else ""
    last = "year" if years and ended.is_year_end else "month" if months else "day"
    return first or ("month" if begun.is_month_start else "day"), last


def _whole_day(moment: pd.Timestamp | None) -> pd.Timestamp:
    """The moment, or none where it is given with its time of day."""
    whole = moment is not None and pd.notna(moment) and moment == moment.normalize()
    return moment if whole else pd.NaT


def _instants(values: pd.Series) -> pd.Series:
    """Days as days, and moments with their time to the second, or finer where it is."""
    microseconds = values.to_numpy("datetime64[us]")
    whole = microseconds.astype("datetime64[s]")
    text = np.where(
        whole == whole.astype("datetime64[D]"),
        np.datetime_as_string(whole, unit="D"),
        np.datetime_as_string(whole, unit="s"),
    )
    finer = (microseconds != whole) & ~np.isnat(microseconds)
    text = text.astype("U26")
    text[finer] = np.datetime_as_string(microseconds[finer], unit="us")
    return pd.Series(text, index=values.index, dtype="str").mask(values.isna())
