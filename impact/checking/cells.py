"""Text → typed columns, by the schema of the table. Nothing is coerced in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.checking.offsets import OFFSET, on_one_clock
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.model.records import column_dtype
from impact.model.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.model.schemas import Field
    from impact.reading.text_tables import TextTable

# A year such as 0024 is a slip of the pen, and 1404 one of another calendar: both are refused.
_YEAR = r"(?:1[6-9]|2[0-9])[0-9]{2}"
_IRANIAN = r"1[345][0-9]{2}"
_MONTH = rf"{_YEAR}-[0-9]{{2}}"
_DAY = rf"{_MONTH}-[0-9]{{2}}"
_TIME = rf"{_DAY}[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]{{1,6}})?)?{OFFSET}?"
# Eighteen digits are what 64 bits hold with certainty; pandas itself writes 3 as 3.0.
_INTEGER = r"[+-]?[0-9]{1,18}(?:\.0+)?"
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
_BOOLEANS = {"yes": True, "true": True, "no": False, "false": False}

WHAT_IT_IS = {
    "integer": (
        Sentence("a whole number"),
        Sentence("Write digits only, such as {example}."),
    ),
    "number": (
        Sentence("a number"),
        Sentence("Write digits with a point for decimals, such as {example}."),
    ),
    "boolean": (Sentence("yes or no"), Sentence("Write yes or no.")),
    "partial-date": (
        Sentence("a date that can be read"),
        Sentence(
            "Write the year first: 2024-03-05, or 2024-03 or 2024 where that is all that is known."
        ),
    ),
    "datetime": (
        Sentence("a date with time that can be read"),
        Sentence("Write it as 2024-03-05T10:00:00."),
    ),
    "yearmonth": (
        Sentence("a month that can be read"),
        Sentence("Write the year first, such as 2024-03."),
    ),
    "list": (
        Sentence("a list"),
        Sentence("Write names with semicolons between them, such as {example}."),
    ),
}
"""What a cell of each kind is, and how to write one; text has no wrong form."""


@dataclass(frozen=True)
class TypedTable:
    """A table in its types, with what the types cannot hold.

    Attributes
    ----------
    frame : DataFrame
        As in `impact.model.records`: the columns of the schema (those not in the file are
        missing), translations, ``<date>_precision``, ``row``. The index is the text's.
    precision : DataFrame
        For each partial date of the schema the precision of the cell itself: ``year``,
        ``month``, ``day``, ``time``, or missing where the cell is empty or unreadable.
    unread : DataFrame of bool
        Cells that hold something that cannot be read.
    problems : tuple of Problem
        One for each of these.
    """

    frame: pd.DataFrame
    precision: pd.DataFrame
    unread: pd.DataFrame
    problems: tuple[Problem, ...]


def type_table(text: TextTable, table: str) -> TypedTable:
    """Read every cell of a table by its schema.

    Parameters
    ----------
    text : TextTable
        The table as text. Columns that the schema does not know are left out.
    table : str
        One of `impact.model.schemas.TABLES`.

    Returns
    -------
    TypedTable
        Its dtypes are exactly those of `impact.model.records.column_dtype`. An empty
        ``event_end`` is the end of the start's own year, month or day, or the start's
        instant; with the precision ``range`` it stays missing, since it is still going on.
        Times are those of the clock on the spot, and ``utc_offset`` is the offset that a start
        is written with.
    """
    described = schema(table)
    extra = [n for n in text.frame if n not in described.names and described.knows(n)]
    index = text.frame.index
    nothing = pd.Series(np.nan, index=index, dtype="str")
    columns, precision, unread, problems = {}, {}, {}, []
    for name in [*described.names, *extra]:
        field = described.field(name)
        written = text.frame.get(name, nothing)
        dtype = column_dtype(table, field)
        if written.isna().all():  # as most columns of a small table are
            columns[name] = pd.Series(index=index, dtype=dtype)
            unread[name] = pd.Series(data=False, index=index)
        else:
            if field.is_partial_date:
                precision[name] = date_precision(written)
                values = _partial_dates(written, precision[name], end=name.endswith("_end"))
            else:
                values = read_cells(written, field)
            columns[name] = values.astype(dtype)
            unread[name] = written.notna() & values.isna()
            problems += _unreadable(text, table, name, field, unread[name])
        if field.is_partial_date:
            precision[name] = precision.get(name, nothing).where(~unread[name])
    frame = on_one_clock(pd.DataFrame(columns, index=index), text.frame)
    precision = pd.DataFrame(precision, index=index)
    if {"event_start", "event_end", "date_precision"} <= columns.keys():
        frame["event_end"] = _filled_end(frame, precision, unread["event_end"])
    if "date_precision" not in columns:
        for name in precision:
            # A stated time says no more about a founding date than its day.
            frame[f"{name}_precision"] = precision[name].replace("time", "day")
    frame["row"] = text.frame["row"]
    return TypedTable(frame, precision, pd.DataFrame(unread, index=index), tuple(problems))


def read_cells(written: pd.Series, field: Field, *, end: bool = False) -> pd.Series:
    """Read the cells of one column; what cannot be read is missing.

    Parameters
    ----------
    written : Series of str
        Stripped text, missing where the cell is empty.
    field : Field
        The column's description.
    end : bool
        Whether a partial date means the last day of its period rather than the first.
    """
    kind = field.kind
    if kind == "partial-date":
        return _partial_dates(written, date_precision(written), end=end)
    readers: dict[str, Callable[[pd.Series], pd.Series]] = {
        "integer": _integers,
        "number": _numbers,
        "boolean": _booleans,
        "datetime": _datetimes,
        "yearmonth": _months,
        "list": _lists,
    }
    return readers[kind](written) if kind in readers else written


def date_precision(written: pd.Series) -> pd.Series:
    """The precision that each cell of a partial date is written in.

    Returns
    -------
    Series of str
        ``year``, ``month``, ``day`` or ``time``; missing for anything else.
    """
    found = pd.Series(np.nan, index=written.index, dtype="str")
    # By its length a cell can be one of them only: each is looked at once.
    kinds = {4: ("year", _YEAR), 7: ("month", _MONTH), 10: ("day", _DAY), 11: ("time", _TIME)}
    length = written.str.len().clip(upper=11)
    for letters, (precision, pattern) in kinds.items():
        cells = written[length == letters]
        found[cells.index[_matches(cells, pattern)]] = precision
    return found


def _matches(written: pd.Series, pattern: str) -> pd.Series:
    return written.str.fullmatch(pattern, na=False).astype(bool)


def _integers(written: pd.Series) -> pd.Series:
    digits = written.where(_matches(written, _INTEGER)).str.replace(r"\.0+$", "", regex=True)
    values = pd.Series(pd.NA, index=written.index, dtype="Int64")
    there = digits.notna()
    values[there] = digits[there].astype("int64")
    return values


def _numbers(written: pd.Series) -> pd.Series:
    values = pd.to_numeric(written.where(_matches(written, _NUMBER))).astype("float64")
    return values.where(np.isfinite(values))


def _booleans(written: pd.Series) -> pd.Series:
    return written.str.lower().map(_BOOLEANS).astype("boolean")


def _datetimes(written: pd.Series) -> pd.Series:
    return _moments(written.where(_matches(written, f"{_DAY}|{_TIME}")))


def _moments(local: pd.Series) -> pd.Series:
    """Local wall time; a day without a time is its first instant, its offset is left aside."""
    timed = local.str.len() > len("2024-03-05")
    local = local.where(~timed, local.str.replace(f"{OFFSET}$", "", regex=True))
    moments = pd.to_datetime(local, format="ISO8601", errors="coerce")
    return moments.astype("datetime64[us]")


def _months(written: pd.Series) -> pd.Series:
    return _datetimes(written.where(_matches(written, _MONTH)) + "-01")


def _partial_dates(written: pd.Series, precision: pd.Series, *, end: bool) -> pd.Series:
    """The first day of each cell's period, or the last; missing where it has no precision."""
    rest = precision.map({"year": "-01-01", "month": "-01", "day": "", "time": ""})
    starts = _moments(written + rest)
    return last_of_period(starts, precision) if end else starts


def last_of_period(starts: pd.Series, precision: pd.Series) -> pd.Series:
    """The last day (at midnight) of the year or month that begins there, or the same moment."""
    ends = starts.mask(precision == "year", starts + pd.offsets.YearEnd(0))
    ends = ends.mask(precision == "month", starts + pd.offsets.MonthEnd(0))
    return ends.astype("datetime64[us]")


def _lists(written: pd.Series) -> pd.Series:
    """Names with ``"; "`` between them; missing where there is nothing but semicolons."""
    tidy = written.str.replace(r"(?<!\s)\s*;[\s;]*", "; ", regex=True).str.strip("; ")
    return tidy.mask(tidy == "")


def _filled_end(frame: pd.DataFrame, precision: pd.DataFrame, unread: pd.Series) -> pd.Series:
    ends = last_of_period(frame["event_start"], precision["event_start"])
    still_going_on = frame["date_precision"].astype("str") == "range"
    return frame["event_end"].where(frame["event_end"].notna() | still_going_on | unread, ends)


def _unreadable(
    text: TextTable, table: str, name: str, field: Field, unread: pd.Series
) -> list[Problem]:
    if not unread.any():
        return []
    what, cure = WHAT_IT_IS[field.kind]
    cure = cure.with_values(example=field.example)
    cells = text.frame.loc[unread, ["row", name]]
    return [
        Problem(
            text.file,
            row,
            name,
            value,
            f"{table}.{name}.type",
            *(
                _no_such_day(value, field.kind)
                or (Sentence("'{value}' is not {what}.", value=value, what=what), cure)
            ),
        )
        for row, value in zip(cells["row"].tolist(), cells[name].tolist(), strict=True)
    ]


def _no_such_day(value: str, kind: str) -> tuple[Sentence, Sentence] | tuple[()]:
    """What to say of a date that is written as it should be, and cannot be."""
    if kind not in ("datetime", "partial-date") or not re.match(r"[0-9]{4}(?:-[0-9]{2}|$)", value):
        return ()
    if re.match(_IRANIAN, value):
        return (
            Sentence("'{value}' is too long ago to be a date of a record.", value=value),
            Sentence(
                "If its year is one of the Iranian calendar, write the same day in the "
                "international calendar, such as 2025-04-05."
            ),
        )
    return (
        Sentence(
            "'{value}' cannot be right: there is no such day, or not in that year.", value=value
        ),
        Sentence("Correct the date."),
    )
