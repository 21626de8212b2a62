"""A code to scan, as a drawing: whoever holds a picture or a slide can open an address by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno

from impact.figures.drawing import Area, Drawing, rectangle

if TYPE_CHECKING:
    from impact.figures.drawing import Point

QUIET = 2  # modules of paper around it: a scanner finds no edge without them
ONE_MODULE = 8.0  # pixels, where nothing says how wide the code is to be


def scan_code(text: str, description: str, *, one_module: float = ONE_MODULE) -> Drawing:
    """A QR code with its paper.

    Parameters
    ----------
    text : str
        What it leads to.
    description : str
        For those who do not see it.
    one_module : float
        How wide one of its squares is.
    """
    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=QUIET)]
    side = one_module * len(rows)
    rings = [
        _box(left * one_module, down * one_module, right * one_module, (down + 1) * one_module)
        for down, row in enumerate(rows)
        for left, right in _runs(row)
    ]
    shapes = (rectangle(0, 0, side, side, "paper"), Area(tuple(rings), "ink"))
    return Drawing(side, side, description, shapes)


def _box(left: float, top: float, right: float, floor: float) -> tuple[Point, ...]:
    return ((left, top), (right, top), (right, floor), (left, floor))


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Where dark modules begin and end."""
    edges = [place for place, (a, b) in enumerate(zip([0, *row], [*row, 0], strict=True)) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))
