"""Latitude and longitude in one cell: "39,21; 54,82", "39.21 N, 54.82 E"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Hashable

_SURE = (";", "|", "/", ", ")
_BLANKS = r"[\s\u00a0\u202f]+"


def split_pairs(column: pd.Series) -> dict[Hashable, pd.Series]:
    """Both coordinates of cells that hold the two.

    Parameters
    ----------
    column : Series of str

    Returns
    -------
    dict
        ``latitude`` and ``longitude``, as text; a cell that is no pair stays whole under both, so
        that it is told as a place that cannot be read.
    """
    tidy = column.str.replace(_BLANKS, " ", regex=True).str.strip()
    pairs = {cell: _pair(cell) for cell in tidy.dropna().unique()}
    return {
        name: tidy.map({cell: pair[at] for cell, pair in pairs.items()}).astype("str")
        for at, name in enumerate(("latitude", "longitude"))
    }


def _pair(cell: str) -> tuple[str, str]:
    """The halves, apart at the first mark that leaves just two."""
    for mark in (*_SURE, *([","] if cell.count(",") == 1 else [])):
        halves = [half.strip() for half in cell.split(mark) if half.strip()]
        if len(halves) == 2:
            return halves[0], halves[1]
    words = cell.split(" ")
    middle = len(words) // 2
    if len(words) % 2 == 0:
        return " ".join(words[:middle]), " ".join(words[middle:])
    return cell, cell
