"""What the workbooks that we hand out have in common: plain text, formats, names of sheets."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from typing import TYPE_CHECKING

import xlsxwriter

from impact.reading.formulas import is_risky

if TYPE_CHECKING:
    from collections.abc import Container

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
_LONGEST_TEXT = 32_767
_MADE = dt.datetime(2024, 1, 1)


def new_workbook(out: io.BytesIO, *, row_by_row: bool = False) -> xlsxwriter.Workbook:
    """An empty workbook; the same content always gives the same bytes.

    Parameters
    ----------
    out : BytesIO
    row_by_row : bool
        Keep little in memory; rows then have to be written in order.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    memory = {"constant_memory": True} if row_by_row else {"in_memory": True}
    book = xlsxwriter.Workbook(out, {**options, **memory})
    book.set_properties({"created": _MADE})
    return book


def sheet_name(wanted: str, taken: Container[str]) -> str:
    """A name that Excel allows, and that no other sheet has in whatever case."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip().strip("'")[:31] or "Sheet"
    name, number = plain, 2
    while name.casefold() in taken or name.casefold() == "history":
        end = f" {number}"
        name, number = plain[: 31 - len(end)] + end, number + 1
    return name


class Formats:
    """The formats of one workbook, made when they are first asked for."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple, Format] = {}

    def of(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def write_value(
    sheet: Worksheet, row: int, column: int, value: object, formats: Formats, **look: object
) -> None:
    """Write a value as what it is; text is never a formula.

    Parameters
    ----------
    sheet, row, column
        Where, from 0.
    value : str, int, float, bool, date, datetime, time or timedelta
    formats : Formats
    **look
        More properties of the cell's format, such as ``bg_color``.
    """
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, formats.of(**look))
    elif isinstance(value, int | float) and math.isfinite(value):
        sheet.write_number(row, column, value, formats.of(**look))
    elif isinstance(value, dt.date):
        has_time = isinstance(value, dt.datetime) and value.time() != dt.time()
        shown = "yyyy-mm-dd hh:mm:ss" if has_time else "yyyy-mm-dd"
        sheet.write_datetime(row, column, value, formats.of(num_format=shown, **look))
    else:
        write_text(sheet, row, column, str(value), formats, **look)


def write_text(
    sheet: Worksheet, row: int, column: int, text: str, formats: Formats, **look: object
) -> None:
    """Write text, marked as text where it could be taken for a formula; a blank cell for none."""
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT - 1] + "…"
    if is_risky(text):
        look = {**look, "quote_prefix": True}
    if text:
        sheet.write_string(row, column, text, formats.of(**look))
    elif look:
        sheet.write_blank(row, column, None, formats.of(**look))
