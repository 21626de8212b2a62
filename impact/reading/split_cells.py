"""Whole rows that stand as text in one column of a sheet: a CSV opened with the wrong delimiter.

Excel then puts each line into one cell. Such a sheet is taken apart as the text file that it was.
"""

from __future__ import annotations

import csv
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from impact.reading.delimiters import DELIMITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Rows = Callable[[], Iterator[tuple[int, list]]]

_LOOKED_AT = 60
_FEWEST_CELLS = 3


def split_rows(rows: Rows) -> tuple[Rows, bool]:
    """The rows of a sheet, taken apart where each of them is one cell of text.

    Parameters
    ----------
    rows : callable
        Numbered rows, anew at each call.

    Returns
    -------
    rows : callable
        As they came, or with the cells that stood in one.
    is_split : bool
    """
    first = [cells for _, cells in islice(rows(), _LOOKED_AT)]
    lines = [text for cells in first if (text := _whole(cells)) is not None]
    if len(lines) < 2 or any(_whole(cells) is None for cells in first if _filled(cells)):
        return rows, False
    delimiter = _delimiter(lines)
    return (partial(_taken_apart, rows, delimiter), True) if delimiter else (rows, False)


def _filled(cells: Iterable) -> list:
    return [value for value in cells if value != ""]


def _whole(cells: Iterable) -> str | None:
    """The text of the only filled cell of a row; None where there is more, or no text."""
    filled = _filled(cells)
    return filled[0] if len(filled) == 1 and isinstance(filled[0], str) else None


def _delimiter(lines: list[str]) -> str:
    """What takes most of the lines apart into the same number of cells, and into the most."""
    best, most = "", _FEWEST_CELLS - 1
    for delimiter in DELIMITERS:
        widths = [len(_cells(line, delimiter)) for line in lines]
        usual = max(set(widths), key=widths.count)
        if usual > most and 2 * widths.count(usual) > len(widths):
            best, most = delimiter, usual
    return best


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _taken_apart(rows: Rows, delimiter: str) -> Iterator[tuple[int, list]]:
    for number, cells in rows():
        whole = _whole(cells)
        yield number, cells if whole is None else _cells(whole, delimiter)
