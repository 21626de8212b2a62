"""A CSV file → columns: codes where values repeat, text where they do not.

pyarrow reads, a block of the file on each core. Only UTF-8 with commas is read here, which is
what camera-trap systems write; the upload page reads tables in any form, up to a million rows.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from impact.bulk.layouts import layout_of
from impact.model.errors import FileError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from impact.bulk.layouts import Layout

# Not repeated: text. All else is held as codes.
TEXTS = ("observation_id", "event_id", "event_start", "event_end")
MISSING = ["", "NA", "NaN", "nan"]
_BLOCK = 4 * 1024 * 1024  # bytes; fits the cache of a core when taken apart
_CURE = "Save it as CSV UTF-8 with commas, as the camera-trap system writes it."


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read.

    Attributes
    ----------
    files : array of str
        The name of the file of each row, for the problems.
    layout : Layout
    columns : pyarrow.Table
        Under our names; what the file lacks is not there.
    row : array of int64
        The row as a spreadsheet numbers it; the headings are row 1.
    problems : tuple of Problem
        Rows that had to be left out.
    """

    files: np.ndarray
    layout: Layout
    columns: pa.Table
    row: np.ndarray
    problems: tuple[Problem, ...] = ()


def headings_of(path: Path) -> list[str]:
    """The headings of a file.

    Raises
    ------
    FileError
        There is no such file, or it is not UTF-8 text.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [cell.strip() for cell in next(csv.reader(file), [])]
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}.", "Check the path.") from error
    except (UnicodeDecodeError, csv.Error, IsADirectoryError) as error:
        raise FileError(f"{path} is not a CSV file in UTF-8.", _CURE) from error


def read_file(path: Path) -> ReadFile:
    """Read one file.

    Parameters
    ----------
    path : Path
        A CSV file of one of `impact.bulk.layouts.LAYOUTS`.

    Raises
    ------
    FileError
        It cannot be read, or it is none of them.
    """
    headings = headings_of(path)
    layout = layout_of(headings)
    if layout is None:
        raise no_such_table(path.name)
    taken = layout.columns(headings)
    try:
        columns, left_out = _read(path, taken)
    except pa.ArrowInvalid as error:
        raise FileError(f"{path.name} cannot be read: {error}", _CURE) from error
    row = np.arange(2, columns.num_rows + 2, dtype="int64")
    if left_out:
        row = np.delete(
            np.arange(2, columns.num_rows + len(left_out) + 2, dtype="int64"),
            [found.row - 2 for found in left_out],
        )
    names = np.broadcast_to(np.array(path.name, dtype=object), len(row))
    columns = columns.rename_columns(list(taken.values()))
    return ReadFile(names, layout, columns, row, left_out)


def no_such_table(name: str) -> FileError:
    """What is said of a file with other headings than those of any layout."""
    return FileError(
        f"{name} is no table that is known here.",
        "Give deployments and observations of Camtrap DP, or our own tables, as CSV.",
    )


def joined(files: Sequence[ReadFile]) -> ReadFile:
    """Several files of one table as one; the layout is that of the first."""
    if len(files) == 1:
        return files[0]
    return ReadFile(
        np.concatenate([file.files for file in files]),
        files[0].layout,
        pa.concat_tables([file.columns for file in files], promote_options="default"),
        np.concatenate([file.row for file in files]),
        tuple(problem for file in files for problem in file.problems),
    )


def _read(path: Path, taken: dict[str, str]) -> tuple[pa.Table, tuple[Problem, ...]]:
    try:
        return _read_csv(path, taken), ()
    except pa.ArrowInvalid:
        # A line break in a cell at the end of a block, or a ragged row: slower, but row by row.
        ragged: list[Problem] = []

        def leave_out(found: arrow_csv.InvalidRow) -> str:
            cells = found.actual_columns, found.expected_columns
            ragged.append(ragged_row(path.name, found.number, *cells))
            return "skip"

        return _read_csv(path, taken, leave_out), tuple(ragged)


def _read_csv(path: Path, taken: dict[str, str], leave_out=None) -> pa.Table:
    coded = pa.dictionary(pa.int32(), pa.string())
    types = {name: pa.string() if ours in TEXTS else coded for name, ours in taken.items()}
    return arrow_csv.read_csv(
        path,
        read_options=arrow_csv.ReadOptions(use_threads=leave_out is None, block_size=_BLOCK),
        parse_options=arrow_csv.ParseOptions(
            newlines_in_values=leave_out is not None, invalid_row_handler=leave_out
        ),
        convert_options=arrow_csv.ConvertOptions(
            include_columns=list(taken),
            column_types=types,
            null_values=MISSING,
            strings_can_be_null=True,
        ),
    )


def ragged_row(file: str, row: int, cells: int, headings: int) -> Problem:
    """A row that has more or fewer cells than there are headings: it is left out."""
    return Problem(
        file,
        row,
        "",
        "",
        "file.ragged_row",
        f"The row has {cells} cells, but the header has {headings}.",
        "Put text that holds a comma into quotation marks, and give every column its cell.",
    )
