"""Cells as people write them → cells as the schemas want them, column by column.

What cannot be read stays as it was written, and is told of when the cells are checked; what
could be two values is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.schemas import schema
from impact.reading.choices import Option, Question, Said
from impact.reading.dates_written import read_dates, reading, rolled_over
from impact.reading.numbers_written import read_numbers, readings
from impact.reading.workbooks import STORED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.model.schemas import TableSchema
    from impact.reading.choices import Choices

_DATES = ("partial-date", "datetime", "yearmonth")
_NUMBERS = ("integer", "number")
# True and false as Excel writes them into a CSV file, and yes and no, in each language.
_YES_OR_NO = {
    "yes": ["истина", "да", "hawa", "ооба", "иә", "ия"],
    "no": ["ложь", "нет", "ýok", "жок", "жоқ"],
}
_BOOLEANS = {word: answer for answer, words in _YES_OR_NO.items() for word in words}
# Already as the schema wants it, whatever stands in the other cells.
_ISO = r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9.]+)?)?)?)?"
_CLEAR_NUMBER = r"[+-]?[0-9]+(?:\.(?:[0-9]{1,2}|[0-9]{4,}))?"


@dataclass(frozen=True)
class Canonical:
    """A table with its cells as the schema wants them.

    Attributes
    ----------
    frame : DataFrame
        Columns and rows as they came.
    written : DataFrame
        The columns that were changed, as they came.
    questions : tuple of Question
        ``date_order`` and ``decimal``.
    open : dict of str to tuple of str
        Column → cells that wait for an answer.
    said : tuple of Said
        The decimal sign and the order of dates that were found.
    """

    frame: pd.DataFrame
    written: pd.DataFrame
    questions: tuple[Question, ...]
    open: dict[str, tuple[str, ...]]
    said: tuple[Said, ...]


def canonical(
    frame: pd.DataFrame,
    table: str,
    choices: Choices,
    *,
    delimiter: str = "",
    since_1904: bool = False,
) -> Canonical:
    """Write the cells of a table as its schema wants them.

    Parameters
    ----------
    frame : DataFrame
        Text columns named as in the schema (and ``row``). Numbers that a workbook holds as
        such stand behind `impact.reading.workbooks.STORED`.
    table : str
    choices : Choices
    delimiter : str
        Of the text file, else empty.
    since_1904 : bool
        Whether the workbook counts its days from 1904.
    """
    described = schema(table)
    stored = {name: _is_stored(frame[name]) for name in frame.columns.drop("row")}
    plain = frame.copy()
    for name, marks in stored.items():
        if marks.any():
            plain[name] = frame[name].str.removeprefix(STORED)
    changed: dict[str, pd.Series] = {}
    dates = _dates(plain, described, choices, changed, since_1904)
    numbers = _numbers(plain, described, choices, changed, stored, delimiter)
    for name in _of_kind(plain, described, ("boolean",)):
        _change(changed, name, plain[name], plain[name].str.lower().map(_BOOLEANS))
    for name in plain.columns.drop("row"):
        former = described.field(name).former_values
        if former:
            _change(changed, name, plain[name], plain[name].str.lower().map(former))
    done = plain.assign(**changed)[list(frame.columns)]
    questions = (*_date_question(dates[1]), *_decimal_question(numbers[1]))
    said = (*numbers[0], *dates[0])
    return Canonical(done, plain[list(changed)], questions, {**dates[1], **numbers[1]}, said)


def _of_kind(frame: pd.DataFrame, described: TableSchema, kinds: Iterable[str]) -> list[str]:
    names = [name for name in frame.columns if name != "row"]
    return [name for name in names if described.field(name).kind in kinds]


def _is_stored(column: pd.Series) -> pd.Series:
    return column.str.startswith(STORED, na=False).astype(bool)


def _change(changed: dict, name: str, column: pd.Series, new: pd.Series) -> None:
    """Put the new cells in place of the old, where there are any."""
    new = new.astype("str")
    if (new.notna() & (new != column)).any():
        changed[name] = new.where(new.notna(), column)


def _distinct(column: pd.Series) -> list[str]:
    return column.dropna().unique().tolist()


def _dates(
    frame: pd.DataFrame,
    described: TableSchema,
    choices: Choices,
    changed: dict[str, pd.Series],
    since_1904: bool,
) -> tuple[list[Said], dict[str, tuple[str, ...]]]:
    orders, left = set(), {}
    for name in _of_kind(frame, described, _DATES):
        column = frame[name]
        rolled = rolled_over(column)
        if rolled is not column:
            _change(changed, name, column, rolled)
        odd = column[~column.str.fullmatch(_ISO, na=True).astype(bool)]
        if odd.empty:
            continue
        read = read_dates(_distinct(odd), chosen=choices.date_order, since_1904=since_1904)
        kind = described.field(name).kind
        told = {cell: _suited(iso, kind, cell) for cell, iso in read.text.items()}
        _change(changed, name, column, rolled_over(column.map(told).astype("str").fillna(rolled)))
        orders.add(read.order)
        if read.open:
            left[name] = read.open
    return _said_of_dates(orders - {""}), left


def _suited(iso: str, kind: str, written: str) -> str:
    """A month's first day as that month, in a column of months; midnight as no time of day."""
    if kind == "yearmonth":
        return iso[:7] if len(iso) == len("2024-03-01") and iso.endswith("-01") else iso
    if kind == "partial-date" and "T" not in written:
        # A spreadsheet shows a day as 05.03.2024 0:00 where the column is set to show times.
        return re.sub(r"T00:00(:00)?$", "", iso)
    return iso


def _said_of_dates(orders: set[str]) -> list[Said]:
    if {"day_first", "month_first"} <= orders:
        return [Said("taken.dates.both")]
    shown = orders - {"serial"} or orders
    return [Said(f"taken.dates.{order}") for order in shown]


def _numbers(
    frame: pd.DataFrame,
    described: TableSchema,
    choices: Choices,
    changed: dict[str, pd.Series],
    stored: dict[str, pd.Series],
    delimiter: str,
) -> tuple[list[Said], dict[str, tuple[str, ...]]]:
    names = _of_kind(frame, described, _NUMBERS)
    cells = {}
    for name in names:
        typed = frame[name][~stored[name]].dropna()
        clear = typed.str.fullmatch(_CLEAR_NUMBER, na=False).astype(bool)
        # One cell with a plain decimal point is proof enough; a million need not be looked at.
        proof = typed[clear & typed.str.contains(".", regex=False)].head(1)
        cells[name] = [*_distinct(typed[~clear]), *proof]
    fields = {name: described.field(name) for name in names}
    read = read_numbers(cells, fields, chosen=choices.decimal, delimiter=delimiter)
    for name in names:
        told = frame[name].where(~stored[name]).map(read.text[name])
        _change(changed, name, frame[name], told)
    said = [Said(f"taken.decimal.{read.decimal}")] if read.decimal else []
    return said, read.open


def _date_question(left: dict[str, tuple[str, ...]]) -> list[Question]:
    if not left:
        return []
    example = next(iter(left.values()))[0]
    read = reading(example)
    options = (
        Option("day_first", Said("option.day_first", {"reading": read.day_first})),
        Option("month_first", Said("option.month_first", {"reading": read.month_first})),
    )
    said = Said("question.date_order", {"example": example, "columns": ", ".join(left)})
    return [Question("date_order", said, options)]


def _decimal_question(left: dict[str, tuple[str, ...]]) -> list[Question]:
    if not left:
        return []
    example = next(iter(left.values()))[0]
    read = readings(example)
    options = (
        Option("point", Said("option.point", {"reading": read.point})),
        Option("comma", Said("option.comma", {"reading": read.comma})),
    )
    said = Said("question.decimal", {"example": example, "columns": ", ".join(left)})
    return [Question("decimal", said, options)]
