"""Bars of a chart that we draw: standing on each other, or lying side by side."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from impact.figures.chart_axes import SIZE, numbers_of
from impact.figures.drawing import Area, Label, Line, rectangle
from impact.figures.style import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.figures.chart_axes import Sheet
    from impact.figures.drawing import Shape


def box(x: float, y: float, wide: float, tall: float, trace: Any) -> list[Shape]:
    """A bar of this kind: kinds differ in more than their colour."""
    colour = role_of(trace.marker.color)
    whole = rectangle(x, y, wide, tall, colour)
    if not trace.marker.pattern.shape:
        return [whole]
    ring = whole.rings[0]
    rim = Line((*ring, ring[0]), colour, 1.5, dashed=trace.marker.pattern.shape == "x")
    return [Area(whole.rings, colour, 0.3), rim]


def standing(traces: list[Any], sheet: Sheet) -> Iterator[list[Shape]]:
    """Bars that stand, those of one place on each other."""
    bars = [trace for trace in traces if trace.type == "bar" and trace.orientation != "h"]
    if not bars:
        return
    places = np.unique(np.concatenate([numbers_of(one.x) for one in bars]))
    step = np.diff(places).min() if len(places) > 1 else sheet.x.high - sheet.x.low
    wide = max(step * 0.8 / (sheet.x.high - sheet.x.low) * sheet.wide, 2.0)
    piled: dict[float, float] = defaultdict(float)
    for trace in bars:
        shapes: list[Shape] = []
        for x, y in zip(numbers_of(trace.x), numbers_of(trace.y), strict=True):
            if y > 0:
                left, low = sheet.at(x, piled[x])
                piled[x] += y
                _, high = sheet.at(x, piled[x])
                shapes.extend(box(left - wide / 2, high, wide, low - high, trace))
        yield shapes


def lying(traces: list[Any], sheet: Sheet) -> Iterator[Shape]:
    """Bars that lie on their side, those of one name below each other, each with its number."""
    bars = [trace for trace in traces if trace.type == "bar" and trace.orientation == "h"]
    for number, trace in enumerate(bars):
        tall = 0.8 * sheet.tall / len(sheet.y.ticks) / len(bars)
        down = (number - len(bars) / 2) * tall
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True):
            left, middle = sheet.at(0, y)
            right, _ = sheet.at(x, y)
            if x:
                yield from box(left, middle + down, right - left, tall * 0.9, trace)
            at = right + SIZE * 0.3, middle + down + tall / 2 + SIZE * 0.35
            yield Label(*at, text, SIZE, halo=True)
