"""Bytes → a table of text, with the row numbers that a spreadsheet shows.

Two seams for other kinds of file: `decode` is the one place that knows encodings, and
whatever can hand on a `TextTable` (a workbook, another format) needs nothing else from here.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.errors import FileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = (",", ";", "\t")
FILE_RULES = {
    "file.unreadable": "The file is a text table that can be read.",
    "file.ragged_row": "Every row has as many cells as the header.",
    "file.unnamed_column": "Every column with something in it has a heading.",
    "file.row_column": "No column is called row: the program numbers the rows itself.",
    "file.unknown_table": "It can be told which table the file is.",
    "file.second_file": "Only one file stands for each table.",
}
"""What is asked of a file before its cells are looked at: rule id → one line."""

# A million rows as Python lists would not fit beside the table; this many at a time do.
_ROWS_AT_A_TIME = 50_000


@dataclass(frozen=True)
class TextTable:
    """A table as it was written: every cell is text.

    Attributes
    ----------
    file : str
        Name of the file, as problems name it.
    frame : DataFrame
        The columns of the file (``str``; stripped, NFC; an empty cell is missing), and
        ``row`` (int64): the row as a spreadsheet numbers it, the header being row 1.
    problems : tuple of Problem
        Rows and columns that had to be left out.
    """

    file: str
    frame: pd.DataFrame
    problems: tuple[Problem, ...] = ()


def read_csv_text(content: bytes, name: str) -> TextTable:
    """Read a CSV file as text.

    Parameters
    ----------
    content : bytes
        UTF-8 with or without a byte order mark; commas, semicolons or tabs between cells.
    name : str
        Name of the file, for the problems.

    Returns
    -------
    TextTable
        Rows without any content are dropped; a line break within a quoted cell does not
        count as a row. A row with too few or too many cells is a problem and left out.

    Raises
    ------
    FileError
        The text cannot be decoded or taken apart, or its header is missing or names one
        column twice.
    """
    text = decode(content, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        header = _header(next(reader, []), name)
        frames, problems = [], []
        for numbers, rows, ragged in _chunks(reader, header, name):
            frames.append(_text_frame(header, rows).assign(row=np.array(numbers, dtype="int64")))
            problems += ragged
    except csv.Error as error:
        raise FileError(
            f"{name} cannot be taken apart into cells near line {reader.line_num} ({error}).",
            "Look for a quotation mark that is not closed, or save the table as CSV UTF-8 again.",
        ) from error
    frame = pd.concat([_text_frame(header, []).assign(row=np.int64(0)), *frames])
    if not unicodedata.is_normalized("NFC", text):
        text_columns = frame.columns.drop("row")
        frame[text_columns] = frame[text_columns].apply(lambda c: c.str.normalize("NFC"))
    frame = frame.dropna(how="all", subset=frame.columns.drop("row")).reset_index(drop=True)
    frame, left_out = _without_unusable_columns(frame, name)
    return TextTable(name, frame, tuple(left_out + problems))


def decode(content: bytes, name: str) -> str:
    """The text of a file.

    Raises
    ------
    FileError
        It is not UTF-8, or no text at all.
    """
    cure = "Save it as CSV UTF-8 (in Excel: File, Save As, CSV UTF-8) and send that file."
    if b"\0" in content:
        raise FileError(f"{name} is not plain text: it holds NUL bytes.", cure)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{name} is not UTF-8 text (see byte {error.start + 1}).", cure) from error


def delimiter_of(text: str) -> str:
    """The delimiter that takes the header apart into the most cells; a comma if none does."""
    return max(DELIMITERS, key=lambda delimiter: _cells_in_header(text, delimiter))


def _cells_in_header(text: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))
    except csv.Error:
        return 0


def _header(cells: list[str], name: str) -> list[str]:
    """The headings, each once, with a stand-in where one cannot be used."""
    headings = [unicodedata.normalize("NFC", cell).strip() for cell in cells]
    if not any(headings):
        raise FileError(
            f"{name} has no header: its first row is empty.",
            "Put the names of the columns into the first row.",
        )
    twice = [heading for heading, times in Counter(headings).items() if heading and times > 1]
    if twice:
        raise FileError(
            f"{name} has more than one column called {', '.join(twice)}.",
            "Keep one of them, or give the other its own heading.",
        )
    return [_usable(heading, place) for place, heading in enumerate(headings, start=1)]


def _usable(heading: str, place: int) -> str:
    """The heading, or a stand-in that no file can hold: stripped headings end in no line feed."""
    if heading == "row":
        return "row\n"
    return heading or f"column {place}\n"


def _chunks(
    reader: Iterator[list[str]], header: list[str], name: str
) -> Iterator[tuple[list[int], list[list[str]], list[Problem]]]:
    """Some rows at a time: their numbers, their cells, and the problems of ragged ones."""
    width = len(header)
    numbered = enumerate(reader, start=2)
    while chunk := list(islice(numbered, _ROWS_AT_A_TIME)):
        numbers, rows, ragged = [], [], []
        for number, cells in chunk:
            # Spreadsheets pad rows with empty cells: those beyond the header say nothing.
            if len(cells) > width and not any(map(str.strip, cells[width:])):
                cells = cells[:width]
            if len(cells) == width:
                numbers.append(number)
                rows.append(cells)
            elif any(map(str.strip, cells)):
                ragged.append(_ragged(name, number, len(cells), width))
        yield numbers, rows, ragged


def _ragged(name: str, row: int, cells: int, width: int) -> Problem:
    return Problem(
        name,
        row,
        "",
        "",
        "file.ragged_row",
        f"The row has {cells} cells, but the header has {width}.",
        "Put text that holds a comma, a semicolon or a tab into quotation marks, "
        "and give every column its cell.",
    )


def _text_frame(header: list[str], rows: list[list[str]]) -> pd.DataFrame:
    """Cells as stripped text (non-breaking spaces too), empty ones missing."""
    columns = zip(*rows, strict=True) if rows else [() for _ in header]
    frame = {}
    for place, cells in enumerate(columns):
        column = pd.Series(cells, dtype="str").str.strip()
        frame[place] = column.mask(column == "")
    return pd.DataFrame(frame).set_axis(pd.Index(header, dtype="str"), axis="columns")


def _without_unusable_columns(frame: pd.DataFrame, name: str) -> tuple[pd.DataFrame, list[Problem]]:
    """Leave out columns without a usable heading; told of only where they hold something."""
    unusable = [heading for heading in frame.columns if heading.endswith("\n")]
    problems = []
    for heading in unusable:
        if frame[heading].isna().all():
            continue
        if heading == "row\n":
            rule, message = "file.row_column", "The column row is left out: rows number themselves."
            cure = "Delete it, or give it another heading."
        else:
            rule, message = "file.unnamed_column", f"{heading.strip().capitalize()} has no heading."
            cure = "It is left out. Give it a heading in the first row, or delete it."
        problems.append(Problem(name, 1, "", "", rule, message, cure, "warning"))
    return frame.drop(columns=unusable), problems
