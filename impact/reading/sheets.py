"""What a sheet of a workbook says in XML and the reader of workbooks does not hand on.

Excel's error values come out of the reader as empty cells, and a month comes out as its first
day; a cell far away makes the reader fill all that lies between. All three stand in the XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from impact.model.errors import FileError
from impact.model.messages import Sentence

MOST_CELLS = 8_000_000
"""Cells of the rectangle around all that is filled: the reader keeps every one."""

_TAG = rb"<(?:[A-Za-z][\w.-]*:)?"
# A cell with a format and nothing else: whole sheets are full of them.
_BLANK = re.compile(_TAG + rb"c(?:\s[^<>]*)?(?:/>|>\s*</(?:[A-Za-z][\w.-]*:)?c\s*>)")
_ROW = re.compile(_TAG + rb"row[\s>/]")
_OPEN_CELL = re.compile(_TAG + rb"c[\s>]")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*)([0-9]+)\s*[\"']")
_ODD_REFERENCE = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z0-9]*[^A-Za-z0-9\"'][^\"']*[\"']")
# Up to its own end: a cell without one is not looked for in all that comes after.
_CELL = re.compile(
    _TAG + rb"c(\s[^<>]*)>((?:[^<]|<(?!/?(?:[A-Za-z][\w.-]*:)?c[\s>]))*+)"
    rb"</(?:[A-Za-z][\w.-]*:)?c\s*>"
)
_ERROR = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_STYLE = re.compile(rb"\ss\s*=\s*[\"']([0-9]+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v\s*>([^<]*)</")
_RESULT = rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</(?:\w+:)?v\s*>)?\s*+</(?:\w+:)?c\s*>"
_UNCOUNTED = rb"(?:</(?:\w+:)?f\s*>|<(?:\w+:)?f(?:\s[^<>]*)?/>)\s*+" + _RESULT
_OPENED_OR_UNCOUNTED = re.compile(
    _TAG + rb"c(?P<about>\s[^<>]*)?>|(?P<uncounted>" + _UNCOUNTED + rb")"
)
_TEXT = re.compile(rb"\st\s*=\s*[\"']str[\"']")


@dataclass(frozen=True)
class SheetNotes:
    """What the reader does not hand on.

    Attributes
    ----------
    errors : dict of (int, int) to str
        Row and column (from 0) → Excel's error value.
    months, years : frozenset of (int, int)
        Cells shown as a month, or as a year, though a whole date is stored.
    uncounted : bool
        A formula stands there without its result.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    months: frozenset[tuple[int, int]] = frozenset()
    years: frozenset[tuple[int, int]] = frozenset()
    uncounted: bool = False


def tidied(xml: bytes, name: str) -> bytes:
    """A sheet without its blank cells.

    Raises
    ------
    FileError
        What is left spans more cells than can be held, or is written so that this cannot be
        told.
    """
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _not_a_sheet(name)
    left = _BLANK.sub(b"", xml)
    if _ODD_REFERENCE.search(left):
        raise _not_a_sheet(name)
    rows, columns = _span(left)
    refuse_too_many_cells(rows, columns, name)
    return left


def refuse_too_many_cells(rows: int, columns: int, name: str) -> None:
    """See that a reader, which keeps every cell between the filled ones, can hold a sheet.

    Raises
    ------
    FileError
        It cannot.
    """
    if rows * columns > MOST_CELLS:
        raise FileError(
            Sentence(
                "{name} spans {rows} rows and {columns} columns, more than can be read.",
                name=name,
                rows=f"{rows:,}",
                columns=f"{columns:,}",
            ),
            Sentence(
                "Delete what stands far away from the table, or copy the table to a new workbook."
            ),
        )


def _span(xml: bytes) -> tuple[int, int]:
    """The last row and column in which anything stands, or more than that."""
    rows, columns, placed = len(_ROW.findall(xml)), 1, 0
    for found in _REFERENCE.finditer(xml):
        rows = max(rows, int(found.group(2)[:8]))
        if found.group(1):
            columns = max(columns, column_of(found.group(1)))
            placed += 1
    if len(_OPEN_CELL.findall(xml)) > placed:
        # Cells without a reference stand one beside the other.
        widest = max(len(_OPEN_CELL.findall(row)) for row in _ROW.split(xml))
        columns = max(columns, 2 * widest)
    return rows, columns


def column_of(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper()[:6]:
        number = 26 * number + letter - ord("A") + 1
    return number


def notes_of(xml: bytes, months: frozenset[int], years: frozenset[int]) -> SheetNotes:
    """Read the notes of a sheet.

    Parameters
    ----------
    xml : bytes
    months, years : frozenset of int
        Cell styles that show a month, or a year.
    """
    uncounted = _has_uncounted(xml)
    has_errors = (b'"e"' in xml or b"'e'" in xml) and _ERROR.search(xml)
    if not has_errors and not months and not years:
        return SheetNotes(uncounted=uncounted)
    errors, shown = {}, {style: set() for style in (*months, *years)}
    for found in _CELL.finditer(xml):
        attributes = found.group(1)
        style = _STYLE.search(attributes)
        number = int(style.group(1)) if style else -1
        if number not in shown and not _ERROR.search(attributes):
            continue
        place = _REFERENCE.search(attributes)
        if place is None:
            continue
        where = (int(place.group(2)) - 1, column_of(place.group(1)) - 1)
        if number in shown:
            shown[number].add(where)
        if _ERROR.search(attributes):
            value = _VALUE.search(found.group(2))
            errors[where] = value.group(1).decode("ascii", "replace") if value else "#ERROR!"
    return SheetNotes(
        errors,
        frozenset().union(*(shown[style] for style in months)),
        frozenset().union(*(shown[style] for style in years)),
        uncounted,
    )


def _has_uncounted(xml: bytes) -> bool:
    """Whether a formula has no result; empty text is one, and is marked as text."""
    if not re.search(_UNCOUNTED, xml):
        return False
    about = b""
    for found in _OPENED_OR_UNCOUNTED.finditer(xml):
        if not found["uncounted"]:
            about = found["about"] or b""
        elif not _TEXT.search(about):
            return True
    return False


def _not_a_sheet(name: str) -> FileError:
    return FileError(
        Sentence("{name} is not written as Excel writes a workbook.", name=name),
        Sentence("Open it in Excel, save it as an Excel workbook (.xlsx), and send that file."),
    )
