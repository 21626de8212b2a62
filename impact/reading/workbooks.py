"""Excel workbooks → rows of values, sheet by sheet.

python-calamine reads them, from a copy that is unpacked under our own limits: a workbook is a
zip of XML, and may hold far more than it weighs.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.archives import is_zip, opened, too_large, unpacked
from impact.reading.delimiters import MOST_COLUMNS, plain, too_wide
from impact.reading.open_document import refuse_too_large
from impact.reading.sheets import SheetNotes, notes_of, tidied
from impact.reading.workbook_xml import CURE, SPACE, counts_from_1904, date_styles, sheet_files

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_UNPACKED = 200_000_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
_STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": SPACE[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_OPEN_DOCUMENT = ("mimetype", "META-INF/manifest.xml", "content.xml")
_KEPT = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/(_rels/)?workbook\.xml(\.rels)?"
    r"|xl/sharedstrings\.xml|xl/styles\.xml|xl/worksheets/[^/]+\.xml"
)


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet of a workbook.

    Attributes
    ----------
    name : str
    hidden : bool
    """

    name: str
    hidden: bool
    _sheet: CalamineSheet
    _notes: SheetNotes

    def rows(self) -> Iterator[tuple[int, list[Value]]]:
        """Row numbers as Excel shows them, and values; an empty cell is empty text."""
        if self._sheet.start is None:
            return
        # The rows are given from the first of the sheet, the columns from the first filled one.
        first_column = self._sheet.start[1]
        notes = self._notes
        noted = notes.errors or notes.months or notes.years
        for row, values in enumerate(self._sheet.iter_rows()):
            cells = [""] * first_column + values
            if noted:
                cells = [self._as_shown(row, column, v) for column, v in enumerate(cells)]
            yield row + 1, cells

    def merged_below(self) -> dict[int, dict[int, int]]:
        """Column (from 0) → each row that a merged cell covers below its first → that first row."""
        below: dict[int, dict[int, int]] = {}
        for (first, left), (last, right) in self._sheet.merged_cell_ranges or ():
            if left == right:
                covered = range(first + 2, last + 2)  # as a spreadsheet numbers them
                below.setdefault(left, {}).update(dict.fromkeys(covered, first + 1))
        return below

    def _as_shown(self, row: int, column: int, value: Value) -> Value:
        where = (row, column)
        if where in self._notes.errors:
            return self._notes.errors[where]
        if isinstance(value, dt.date) and where in self._notes.months:
            return f"{value:%Y-%m}"
        return f"{value:%Y}" if isinstance(value, dt.date) and where in self._notes.years else value


@dataclass(frozen=True)
class Workbook:
    """The sheets of a workbook, and whether its days are counted from 1904."""

    sheets: tuple[WorkbookSheet, ...]
    since_1904: bool


def workbook_kind(content: bytes, name: str) -> str:
    """``xlsx``, ``xls`` or ``ods``, whatever the file is called; empty where it is no workbook."""
    if content.startswith(OLD_OFFICE):
        return "xls"
    if not is_zip(content):
        return ""
    archive = opened(content, name)
    names = {member.lower() for member in archive.namelist()}
    if any(member.startswith("xl/workbook.") for member in names):
        return "xlsx"
    return "ods" if {"content.xml", "mimetype"} <= names else ""


def read_workbook(content: bytes, name: str, kind: str = "xlsx") -> Workbook:
    """Open a workbook.

    Parameters
    ----------
    content : bytes
    name : str
        Name of the file, for the errors.
    kind : str
        What `workbook_kind` says of it.

    Raises
    ------
    FileError
        It is damaged, of another kind, too large unpacked, or holds formulas without results.
    """
    try:
        if kind != "xlsx":
            return Workbook(tuple(_other_sheets(content, name)), since_1904=False)
        return _excel_workbook(_parts(content, name), name)
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise FileError(
            Sentence("{name} is a damaged workbook ({error}).", name=name, error=str(error)), CURE
        ) from error


def _excel_workbook(parts: dict[str, bytes], name: str) -> Workbook:
    if "xl/workbook.xml" not in parts:
        raise FileError(
            Sentence("{name} is a workbook of a kind that is not read.", name=name), CURE
        )
    since_1904 = counts_from_1904(parts["xl/workbook.xml"], name)
    read = CalamineWorkbook.from_filelike(io.BytesIO(_packed(parts)))
    return Workbook(tuple(_sheets(read, parts, name)), since_1904)


def _other_sheets(content: bytes, name: str) -> Iterator[WorkbookSheet]:
    """The sheets of an old workbook (.xls) or of an OpenDocument spreadsheet (.ods)."""
    if is_zip(content):
        parts = _open_document_parts(content, name)
        refuse_too_large(parts.get("content.xml", b""), name)
        content = _packed(parts)
    read = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for about in read.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = read.get_sheet_by_name(about.name)
        if sheet.total_width > MOST_COLUMNS:
            raise too_wide(name)
        hidden = about.visible != SheetVisibleEnum.Visible
        yield WorkbookSheet(about.name, hidden, sheet, SheetNotes())


def _open_document_parts(content: bytes, name: str) -> dict[str, bytes]:
    """The parts of an OpenDocument spreadsheet that a reader of cells needs."""
    archive, left, parts = opened(content, name), MOST_UNPACKED, {}
    for member in archive.infolist():
        if member.filename in _OPEN_DOCUMENT:
            parts[member.filename] = unpacked(archive, member, name, left)
            left -= len(parts[member.filename])
    return parts


def _parts(content: bytes, name: str) -> dict[str, bytes]:
    """The parts that a reader of cells needs, by name in small letters."""
    parts, left = {}, MOST_UNPACKED
    archive = opened(content, name)
    for member in archive.infolist():
        part = member.filename.lower().lstrip("/")
        if not _KEPT.fullmatch(part):
            continue
        if part in parts:
            raise FileError(
                Sentence(
                    "{name} is a damaged workbook: it holds {part} twice.", name=name, part=part
                ),
                CURE,
            )
        if member.file_size > left:
            raise too_large(name, MOST_UNPACKED)
        xml = unpacked(archive, member, name, left)
        left -= len(xml)
        xml = _transitional(xml)
        parts[part] = tidied(xml, name) if part.startswith("xl/worksheets/") else xml
    return parts


def _transitional(xml: bytes) -> bytes:
    """A part of a workbook in the names of the usual form, where it was saved as "Strict"."""
    for strict, usual in _STRICT_NAMES.items():
        xml = xml.replace(strict, usual)
    return xml


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(_PROPER.get(name, name), xml)
    return out.getvalue()


_PROPER = {
    "[content_types].xml": "[Content_Types].xml",
    "xl/sharedstrings.xml": "xl/sharedStrings.xml",
}


def _sheets(read: CalamineWorkbook, parts: dict[str, bytes], name: str) -> Iterator[WorkbookSheet]:
    months, years = date_styles(parts, name)
    files = sheet_files(parts, name)
    for about in read.sheets_metadata:
        part = files.get(about.name, "")
        if about.typ != SheetTypeEnum.WorkSheet or part not in parts:
            continue
        notes = notes_of(parts[part], months, years)
        if notes.uncounted:
            raise FileError(
                Sentence(
                    "{name}, sheet '{sheet}', holds formulas without their results.",
                    name=name,
                    sheet=about.name,
                ),
                CURE,
            )
        sheet = read.get_sheet_by_name(about.name)
        if sheet.total_width > MOST_COLUMNS:
            raise too_wide(name)
        yield WorkbookSheet(about.name, about.visible != SheetVisibleEnum.Visible, sheet, notes)


STORED = "\0"
"""Stands before a number that the workbook holds as a number: its decimals are no question."""


def as_text(value: Value) -> str:
    """A value as text: numbers behind `STORED`, whole ones without decimals, days as ISO 8601."""
    if isinstance(value, str):
        return plain(value).strip().replace(STORED, "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{STORED}{value}"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return STORED + (str(int(value)) if whole else repr(value))
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
