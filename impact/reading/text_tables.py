"""Rows of cells → a table of text, with the row numbers that a spreadsheet shows.

Whatever can hand on numbered rows (a text file, a sheet of a workbook) becomes a `TextTable`
here. `read_csv_text` is the short way for the program's own files: UTF-8, headings first.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.model.errors import FileError, Problem
from impact.model.messages import Sentence
from impact.reading.delimiters import delimiter_of, rows_of
from impact.reading.encodings import first_damage
from impact.reading.formulas import as_meant
from impact.reading.short_rows import compare_row, completed, remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from impact.reading.short_rows import ShortRows

FILE_RULES = {
    "file.unreadable": "The file is a text table that can be read.",
    "file.ragged_row": "Every row has as many cells as the header.",
    "file.short_rows": "No row lacks cells at its end.",
    "file.short_rows_without_animal": "No row of a blank image lacks cells.",
    "file.unnamed_column": "Every column with something in it has a heading.",
    "file.row_column": "No column is called row: the program numbers the rows itself.",
    "file.unknown_table": "It can be told which table the file is.",
    "file.second_file": "Only one file stands for each table.",
    "file.question": "What the file leaves open is answered.",
    "file.example_row": "The example row of the template is left as it is, or deleted.",
    "file.nothing_taken": "Something is taken from every file.",
    "file.place_not_known": "No place is written as 0, 0.",
    "file.cut_off": "The file ends with a whole row.",
    "file.lost_letters": "No letter was lost when the file was saved.",
    "file.strange_letters": "All letters are of languages of the region.",
    "file.failed_cell": "No cell holds the error of a formula.",
}
"""What is asked of a file before its cells are looked at: rule id → one line."""

# A million rows as Python lists would not fit beside the table; this many cells at a time do.
_CELLS_AT_A_TIME = 1_000_000
# Whole rows by which it is seen whether the cells of a short row stand in their columns.
_SAMPLED_ROWS = 1_000


@dataclass(frozen=True)
class TextTable:
    """A table as it was written: every cell is text.

    Attributes
    ----------
    file : str
        Name of the file, as problems name it.
    frame : DataFrame
        The columns of the file (``str``; stripped, NFC; an empty cell is missing), and
        ``row`` (int64): the row as a spreadsheet numbers it, the header being row 1 unless
        something stands above it.
    problems : tuple of Problem
        Rows and columns that had to be left out.
    """

    file: str
    frame: pd.DataFrame
    problems: tuple[Problem, ...] = ()


def read_csv_text(content: bytes, name: str) -> TextTable:
    """Read a CSV file in UTF-8 whose first row holds the headings.

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
    check_utf_8(content, name)
    rows = rows_of(content, "utf-8-sig", delimiter_of(content, "utf-8-sig"), name)
    header = _header(next(rows, []), name)
    columns = dict(enumerate(header))
    text = collected(enumerate(rows, start=2), columns, width=len(header), name=name)
    frame, left_out = _without_unusable_columns(text.frame, name)
    return TextTable(name, frame, tuple(left_out) + text.problems)


def check_utf_8(content: bytes, name: str) -> None:
    """See that a file is UTF-8 text.

    Raises
    ------
    FileError
        It is not UTF-8, or no text at all.
    """
    cure = Sentence("Save it as CSV UTF-8 (in Excel: File, Save As, CSV UTF-8) and send that file.")
    if b"\0" in content:
        raise FileError(Sentence("{name} is not plain text: it holds NUL bytes.", name=name), cure)
    damage = first_damage(content, "utf-8")
    if damage is not None:
        raise FileError(
            Sentence("{name} is not UTF-8 text (see byte {damage}).", name=name, damage=damage + 1),
            cure,
        )


def collected(
    rows: Iterable[tuple[int, Sequence]],
    columns: dict[int, str],
    *,
    width: int,
    name: str,
    as_text: Callable[[object], str] | None = None,
    short: ShortRows | None = None,
) -> TextTable:
    """Make a table of numbered rows.

    Parameters
    ----------
    rows : iterable of (int, sequence)
        Row numbers and cells.
    columns : dict of int to str
        Position → name, of the columns that are kept.
    width : int
        Cells that a row has to have; empty ones beyond do not count.
    name : str
        Name of the file, for the problems.
    as_text : callable, optional
        Makes text of values; without it they are text.
    short : ShortRows, optional
        How rows with fewer cells than the header are read; without it they are errors.
    """
    names = list(columns.values())
    frames, problems = [], []
    sample: list[Sequence] = []
    ragged: list[tuple[int, Sequence]] = []
    for numbers, cells, others in _chunks(rows, width):
        sample += cells[: _SAMPLED_ROWS - len(sample)]
        ragged += others
        frames.append(_chunk_frame(columns, numbers, cells, as_text))
    if short is not None and as_text is None:
        found = completed([each for each in ragged if len(each[1]) < width], sample, short)
        problems += remarks(name, found, short, {n: len(cells) for n, cells in ragged})
        if found.rows:
            frames.append(_chunk_frame(columns, found.numbers, found.rows, None))
        read = set(found.numbers)
        ragged = [each for each in ragged if each[0] not in read]
    problems += [_ragged(name, number, len(cells), width) for number, cells in ragged]
    frames = frames or [_text_frame(names, []).assign(row=np.int64(0))]
    frame = pd.concat(frames).sort_values("row", kind="stable") if len(frames) > 1 else frames[0]
    frame = frame.dropna(how="all", subset=frame.columns.drop("row")).reset_index(drop=True)
    return TextTable(name, frame, tuple(problems))


def _chunk_frame(
    columns: dict[int, str],
    numbers: list[int],
    cells: list[Sequence],
    as_text: Callable[[object], str] | None,
) -> pd.DataFrame:
    """Some rows as text, under the names of the columns that are kept."""
    kept = [[row[place] for row in cells] for place in columns]
    if as_text is not None:
        kept = [[as_text(value) for value in column] for column in kept]
    frame = _text_frame(list(columns.values()), kept)
    return frame.assign(row=np.array(numbers, dtype="int64"))


def _header(cells: list[str], name: str) -> list[str]:
    """The headings, each once, with a stand-in where one cannot be used."""
    headings = [unicodedata.normalize("NFC", cell).strip() for cell in cells]
    if not any(headings):
        raise FileError(
            Sentence("{name} has no header: its first row is empty.", name=name),
            Sentence("Put the names of the columns into the first row."),
        )
    twice = [heading for heading, times in Counter(headings).items() if heading and times > 1]
    if twice:
        raise FileError(
            Sentence(
                "{name} has more than one column called {twice}.", name=name, twice=", ".join(twice)
            ),
            Sentence("Keep one of them, or give the other its own heading."),
        )
    return [_usable(heading, place) for place, heading in enumerate(headings, start=1)]


def _usable(heading: str, place: int) -> str:
    """The heading, or a stand-in that no file can hold: stripped headings end in no line feed."""
    if heading == "row":
        return "row\n"
    return heading or f"column {place}\n"


def _chunks(
    rows: Iterable[tuple[int, Sequence]], width: int
) -> Iterator[tuple[list[int], list[Sequence], list[tuple[int, Sequence]]]]:
    """Some rows at a time: numbers and cells of whole rows, and those of another length."""
    numbered = iter(rows)
    while chunk := list(islice(numbered, max(1, _CELLS_AT_A_TIME // max(width, 1)))):
        numbers, kept, ragged = [], [], []
        for number, cells in chunk:
            # Spreadsheets pad rows with empty cells: those beyond the header say nothing.
            if len(cells) > width and not any(map(_is_filled, cells[width:])):
                cells = cells[:width]
            if len(cells) == width:
                numbers.append(number)
                kept.append(cells)
            elif any(map(_is_filled, cells)):
                ragged.append((number, cells))
        yield numbers, kept, ragged


def _is_filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else True


def _ragged(name: str, row: int, cells: int, width: int) -> Problem:
    return Problem(
        name,
        row,
        "",
        "",
        "file.ragged_row",
        Sentence(
            "The row has {cells} cells, but the header has {width}.", cells=cells, width=width
        ),
        compare_row(row)
        if cells < width
        else Sentence(
            "Put text that holds a comma, a semicolon or a tab into quotation marks, "
            "and give every column its cell."
        ),
    )


def _text_frame(names: list[str], columns: list[list[str]]) -> pd.DataFrame:
    """Cells as stripped text (non-breaking spaces too), empty ones missing, none made inert."""
    frame = {}
    for place, cells in enumerate(columns or [[] for _ in names]):
        frame[place] = as_meant(pd.Series([cell.strip() or None for cell in cells], dtype="str"))
    return pd.DataFrame(frame).set_axis(pd.Index(names, dtype="str"), axis="columns")


def _without_unusable_columns(frame: pd.DataFrame, name: str) -> tuple[pd.DataFrame, list[Problem]]:
    """Leave out columns without a usable heading; told of only where they hold something."""
    unusable = [heading for heading in frame.columns if heading.endswith("\n")]
    problems = []
    for heading in unusable:
        if frame[heading].isna().all():
            continue
        if heading == "row\n":
            rule = "file.row_column"
            message = Sentence("The column row is left out: rows number themselves.")
            cure = Sentence("Delete it, or give it another heading.")
        else:
            rule = "file.unnamed_column"
            place = heading.strip().removeprefix("column ")
            message = Sentence("Column {place} has no heading.", place=place)
            cure = Sentence("It is left out. Give it a heading in the first row, or delete it.")
        problems.append(Problem(name, 1, "", "", rule, message, cure, "warning"))
    return frame.drop(columns=unusable), problems
