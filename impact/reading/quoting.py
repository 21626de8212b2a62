"""Whether quotation marks enclose cells or belong to the text, decided from the whole file."""

from __future__ import annotations

import csv
import re

_TELLING_WIDTH = 8
"""A note of several lines may hold a few commas, but hardly seven in every line."""

_LINES = re.compile(r"\r\n|\r|\n")
_BEGINS = re.compile(r'(?:^|\t)"', re.MULTILINE)
_ENCLOSED = re.compile(r'(?:^|\t)"(?:[^"\t\n]|"")*"(?=\t|$)', re.MULTILINE)


def marks_enclose_cells(content: bytes, codec: str, delimiter: str) -> bool:
    """Whether the quotation marks of a text file stand around cells.

    In files with commas or semicolons they do. Downloads with tabs, such as those of GBIF, are
    mostly not quoted: there a mark is a letter, and taken otherwise it would join rows.

    Parameters
    ----------
    content : bytes
    codec : str
    delimiter : str

    Returns
    -------
    bool
        For a file with tabs: whether every cell that begins with a mark ends with one, and the
        rows then fit the header at least as well as the lines do by themselves.
    """
    if delimiter != "\t" or '"' not in (text := content.decode(codec, errors="replace")):
        return True
    lines = [line for line in _LINES.split(text) if line.strip()]
    width = lines[0].count("\t") + 1
    as_lines = _fit([line.count("\t") + 1 for line in lines], width)
    as_rows = _fit(_widths_of_rows(text), width)
    if as_rows == as_lines:
        joined = "\n".join(lines)
        return len(_BEGINS.findall(joined)) == len(_ENCLOSED.findall(joined))
    return as_rows > as_lines


def _fit(widths: list[int], width: int) -> tuple[int, int]:
    """How many have the header's number of cells, then how few have another: more is better."""
    fitting = widths.count(width)
    return fitting, fitting - len(widths)


def _widths_of_rows(text: str) -> list[int]:
    """The number of cells of each row if marks enclose; nothing where they cannot."""
    rows = csv.reader(_LINES.split(text), delimiter="\t", strict=True)
    try:
        return [len(row) for row in rows if row]
    except csv.Error:
        return []


def lines_joined_by_a_mark(lines: list[str], delimiter: str, width: int) -> list[list[str]]:
    """The cells of lines that were read as one row, where each is a row by itself.

    Parameters
    ----------
    lines : list of str
        The lines of one row, a cell of which holds line breaks.
    delimiter : str
    width : int
        Cells of the header.

    Returns
    -------
    list of list of str
        Empty where the lines are one row, as a cell of several lines makes them.
    """
    rows = [line.rstrip("\r\n").split(delimiter) for line in lines if line.strip()]
    if width < 2 or len(rows) < 2 or any(len(row) != width for row in rows):
        return []
    return [[_without_marks(cell) for cell in row] for row in rows]


def _without_marks(cell: str) -> str:
    enclosed = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if enclosed else cell


def seem_joined(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether lines that were read as one row hold cells enough for a row each."""
    cells = sum(line.count(delimiter) for line in lines)
    return width >= _TELLING_WIDTH and cells >= len(lines) * (width - 1)
