"""Bytes → the parts of a file that may hold a table, told by content and never by name."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.archives import is_zip, tables_in
from impact.reading.delimiters import delimiter_of, hint_of, rows_of
from impact.reading.encodings import Decoding, encoding_of
from impact.reading.header_row import headings_in
from impact.reading.map_files import map_kind, read_map
from impact.reading.packed_workbooks import MOST_WORKBOOK_BYTES
from impact.reading.quoting import marks_enclose_cells
from impact.reading.signatures import look_at, refuse_by_signature
from impact.reading.split_cells import split_rows
from impact.reading.workbooks import as_text, read_workbook, workbook_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from impact.reading.choices import Choices

MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class Grid:
    """One part of a file, as rows of cells.

    Attributes
    ----------
    part : str
        The sheet, or the file in a zip; empty for a text file by itself.
    label : str
        What problems call it.
    stem : str
        Its name, which may be that of its table.
    rows : callable
        Its rows anew at each call: numbers as a spreadsheet shows them, and cells.
    decoding, delimiter : Decoding or None, str
        How a text file is read; a sheet has neither.
    quoted : bool
        Whether quotation marks enclose the cells of a text file; else they belong to the text.
    hidden : bool
    since_1904 : bool
        Whether the workbook counts its days from 1904.
    is_whole : bool
        False where a text file ends without a line break.
    content : callable or None
        The bytes of a text file anew at each call; a sheet has none of its own.
    kind : str
        What a workbook is: ``xlsx``, ``xls`` or ``ods``.
    is_split : bool
        Whether whole rows stood as text in one column of the sheet, and were taken apart.
    merged_below : mapping of int to mapping of int to int
        Column (from 0) → each row that a merged cell covers below its first → that first row.
    """

    part: str
    label: str
    stem: str
    rows: Callable[[], Iterator[tuple[int, list]]]
    decoding: Decoding | None = None
    delimiter: str = ""
    quoted: bool = True
    hidden: bool = False
    since_1904: bool = False
    is_whole: bool = True
    content: Callable[[], bytes] | None = None
    kind: str = ""
    is_split: bool = False
    merged_below: Mapping[int, Mapping[int, int]] = field(default_factory=dict)

    def filled_rows(self, header: int) -> np.ndarray:
        """The numbers of all rows below the headings with anything in them.

        This is counted apart from any reading of the cells, so that an account of the rows shows
        what a reading has lost.

        Parameters
        ----------
        header : int
            The row of the headings.
        """
        numbers = self._filled_lines(header) if self.content is not None else None
        if numbers is None:
            numbers = [n for n, cells in self.rows() if n > header and any(map(_is_filled, cells))]
        return np.array(numbers, dtype="int64")

    def _filled_lines(self, header: int) -> list[int] | None:
        """The same for a text file each of whose rows is a line; None where a cell may hold two."""
        content, codec = self.content(), self.decoding.codec
        blank = self.delimiter + " \t\r\n\xa0"
        numbers = []
        lines = io.TextIOWrapper(io.BytesIO(content), encoding=codec, newline="")
        for number, line in enumerate(lines, start=0 if hint_of(content, codec) else 1):
            if self.quoted and line.count('"') % 2:
                return None
            if number > header and line.strip(blank):
                numbers.append(number)
        return numbers

    @property
    def as_text(self) -> Callable[[object], str] | None:
        return as_text if self.decoding is None else None


def _is_filled(value: object) -> bool:
    return bool(str(value).strip())


def grids_of(content: bytes, name: str, choices: Choices) -> Iterator[Grid]:
    """The parts of a file, those in a zip with anything in them.

    Raises
    ------
    FileError
        The file is none that can hold a table, is damaged, or too large.
    """
    if len(content) > MOST_BYTES:
        raise _too_large(name, MOST_BYTES)
    if map_of := map_kind(look_at(content, name)):
        yield from _layers(content, name, map_of)
        return
    _refuse_no_table(content, name)
    if kind := workbook_kind(content, name):
        yield from _sheets(content, name, kind)
    elif is_zip(content):
        yield from _members(content, name, choices)
    else:
        yield _text(lambda: content, "", name, choices)


def _too_large(name: str, most: int) -> FileError:
    return FileError(
        Sentence("{name} has more than {most} MB.", name=name, most=most // 1000000),
        Sentence("Send fewer rows at a time, or the table as CSV in a zip file."),
    )


def _is_empty(content: bytes) -> bool:
    return not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe")


def _refuse_no_table(content: bytes, name: str) -> None:
    if _is_empty(content):
        raise FileError(
            Sentence("{name} is empty.", name=name), Sentence("Send the file that holds the table.")
        )
    refuse_by_signature(content, name)


def _text(source: Callable[[], bytes], part: str, name: str, choices: Choices) -> Grid:
    label = f"{name}, {part}" if part else name
    content = source()
    decoding = encoding_of(content, label, chosen=choices.encoding)
    delimiter = choices.delimiter or delimiter_of(
        content, decoding.codec, partial(headings_in, mapping=choices.mapping)
    )
    quoted = marks_enclose_cells(content, decoding.codec, delimiter)

    def rows() -> Iterator[tuple[int, list[str]]]:
        rows = rows_of(source(), decoding.codec, delimiter, label, quoted=quoted)
        return enumerate(rows, start=1)

    # Lines that stand whole in marks begin with one; no other file is read twice for it.
    apart, is_split = split_rows(rows) if _begins_with_a_mark(content) else (rows, False)
    whole = content.rstrip(b"\0").endswith((b"\n", b"\r"))
    stem = PurePath((part or name).replace("\\", "/")).stem
    return Grid(
        part,
        label,
        stem,
        apart,
        decoding,
        delimiter,
        quoted,
        is_whole=whole,
        content=source,
        is_split=is_split,
    )


def _begins_with_a_mark(content: bytes) -> bool:
    return content[:20].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b'"')


def _members(content: bytes, name: str, choices: Choices) -> Iterator[Grid]:
    for shown, source in tables_in(content, name):
        if not _is_empty(content := source()):
            _refuse_no_table(content, f"{name}, {shown}")
            yield _text(source, shown, name, choices)


def _sheets(content: bytes, name: str, kind: str) -> Iterator[Grid]:
    if len(content) > MOST_WORKBOOK_BYTES:
        raise _too_large(name, MOST_WORKBOOK_BYTES)
    book = read_workbook(content, name, kind)
    several = sum(not sheet.hidden for sheet in book.sheets) > 1
    for sheet in book.sheets:
        rows, is_split = split_rows(sheet.rows)
        label = f"{name}, {sheet.name}" if several or sheet.hidden else name
        # A workbook of one sheet is called after its table more often than the sheet is.
        stem = sheet.name if several else PurePath(name).stem
        yield Grid(
            sheet.name,
            label,
            stem,
            rows,
            hidden=sheet.hidden,
            since_1904=book.since_1904,
            kind=kind,
            is_split=is_split,
            merged_below={} if is_split else sheet.merged_below(),
        )


def _layers(content: bytes, name: str, kind: str) -> Iterator[Grid]:
    """The layers of a file of a map program, each shape a row."""
    for layer in read_map(content, name, kind):
        label = f"{name}, {layer.name}" if layer.name else name
        stem = layer.name or PurePath(name).stem
        yield Grid(layer.name, label, stem, layer.rows, kind=kind)
