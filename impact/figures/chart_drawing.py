"""A chart of the pages as a drawing, for places where its own script cannot run.

It is read from the chart itself, so that both show the same: bars, points, lines and the lines
of intervals, on axes of numbers, days or names.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from impact.figures.drawing import Area, Disc, Drawing, Label, Line, rectangle, text_width, wrapped
from impact.figures.style import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import plotly.graph_objects as go

    from impact.figures.drawing import Shape
    from impact.wording.language import Words

WIDTH, SIZE = 470.0, 15.0  # of the picture, and of its letters
LINE, TALL = 18.0, 230.0  # of a line of letters, and of an axis of numbers
TICKS = 5
DAY = 86_400.0
_ROLES = {
    getattr(LIGHT, role): role
    for role in ("ink", "muted", "grid", "detections", "incidents", "protected", "first")
}


@dataclass(frozen=True)
class _Axis:
    """Where values lie between two ends, and what stands beside them."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def share(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low or 1)


def chart_drawing(figure: go.Figure, title: str, words: Words) -> Drawing:
    """Draw a chart made with the light style.

    Parameters
    ----------
    figure : Figure
        With bars and scatters alone.
    title : str
        What it shows, in a sentence.
    words : Words
        Write the numbers of its axes.
    """
    layout, traces = figure.layout, list(figure.data)
    x = _axis(layout.xaxis, [_numbers(trace.x) for trace in traces], traces, "x", words)
    y = _axis(layout.yaxis, _heights(traces), traces, "y", words)
    y = _in_lines(y)
    # Where our letters are not at hand, those of the browser may be a little wider.
    left = SIZE + 1.1 * max(
        [0.0, *(text_width(line, SIZE) for _, text in y.ticks for line in _lines(text))]
    )
    named = [trace for trace in traces if trace.name and trace.showlegend is not False]
    legend = list(_legend(named)) if len(named) > 1 or layout.showlegend else []
    top = SIZE * 1.6 * (1 + max((row for row, _ in legend), default=-1)) + SIZE * 2
    rows = max((len(_lines(text)) for _, text in y.ticks), default=1)
    tall = (rows + 0.9) * LINE * len(y.ticks) if layout.yaxis.ticktext else TALL
    height = top + tall + SIZE * 2.2
    sheet = _Sheet(x, y, left, top, WIDTH - left - SIZE * 2, tall)
    shapes = [
        *(shape for _, shape in legend),
        *_unit(layout, top),
        *_ticks(sheet),
        *(shape for one in _bars(traces, sheet) for shape in one),
        *(shape for trace in traces if trace.type == "scatter" for shape in _scatter(trace, sheet)),
    ]
    return Drawing(WIDTH, height, title, tuple(shapes))


@dataclass(frozen=True)
class _Sheet:
    x: _Axis
    y: _Axis
    left: float
    top: float
    wide: float
    tall: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.left + self.x.share(x) * self.wide,
            self.top + (1 - self.y.share(y)) * self.tall,
        )


def _numbers(values: Any) -> np.ndarray:
    """Values as numbers; days in seconds; what is missing is not a number."""
    if values is None:
        return np.array([])
    kept = pd.Series(values)
    if pd.api.types.is_numeric_dtype(kept):
        return kept.to_numpy(float)
    days = pd.to_datetime(kept, errors="coerce")
    return np.where(days.isna(), np.nan, (days - pd.Timestamp(0)) / pd.Timedelta(seconds=1))


def _heights(traces: list[Any]) -> list[np.ndarray]:
    """The heights of points, and of bars that stand on each other."""
    bars = [
        pd.Series(_numbers(one.y), index=_numbers(one.x)) for one in traces if one.type == "bar"
    ]
    piled = [pd.concat(bars).groupby(level=0).sum().to_numpy()] if bars else []
    return [*piled, *(_numbers(one.y) for one in traces if one.type != "bar")]


def _axis(axis: Any, found: list[np.ndarray], traces: list[Any], name: str, words: Words) -> _Axis:
    values = np.concatenate([*found, *(_ends(one, name) for one in traces), [np.nan]])
    values = values[~np.isnan(values)]
    if axis.range:
        low, high = _numbers(list(axis.range))
    else:
        low, high = (values.min(), values.max()) if len(values) else (0.0, 1.0)
        low = min(low, 0.0) if axis.rangemode == "tozero" else low
        room = (high - low or 1) * 0.06
        low, high = (low if axis.rangemode == "tozero" else low - room), high + room
    if axis.ticktext:
        return _Axis(low, high, tuple(zip(map(float, axis.tickvals), axis.ticktext, strict=True)))
    if any(_is_days(getattr(one, name)) for one in traces):
        return _Axis(low, high, tuple(_years(low, high)))
    ticks = axis.tickvals if axis.tickvals is not None else _round_steps(low, high)
    percent = (axis.tickformat or "").endswith("%")
    whole = "d" in (axis.tickformat or "")
    kept = (one for one in map(float, ticks) if not whole or one == int(one))
    return _Axis(
        low, high, tuple((one, _written(one, words, percent=percent, year=whole)) for one in kept)
    )


def _ends(trace: Any, name: str) -> np.ndarray:
    """Where the lines of intervals end."""
    error = getattr(trace, f"error_{name}", None) if trace.type == "scatter" else None
    if error is None or error.array is None:
        return np.array([])
    values = _numbers(getattr(trace, name))
    below = error.array if error.arrayminus is None else error.arrayminus
    return np.concatenate([values + _numbers(error.array), values - _numbers(below)])


def _is_days(values: Any) -> bool:
    kept = pd.Series(values if values is not None else [], dtype=None)
    return len(kept) > 0 and not pd.api.types.is_numeric_dtype(kept)


def _years(low: float, high: float) -> Iterator[tuple[float, str]]:
    first, last = (pd.Timestamp(value, unit="s").year for value in (low, high))
    every = math.ceil((last - first + 1) / 8)
    for year in range(first, last + 1, every):
        at = (pd.Timestamp(year, 1, 1) - pd.Timestamp(0)) / pd.Timedelta(seconds=1)
        if low <= at <= high:
            yield at, str(year)


def _round_steps(low: float, high: float) -> list[float]:
    rough = (high - low) / TICKS or 1.0
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * one for one in (1, 2, 5, 10) if size * one >= rough)
    first = math.ceil(low / step)
    return [one * step for one in range(first, math.floor(high / step) + 1)]


def _written(value: float, words: Words, *, percent: bool, year: bool) -> str:
    if percent:
        return words.percent(value)
    return f"{value:.0f}" if year else words.number(value, 2)


def _in_lines(axis: _Axis) -> _Axis:
    """Names in lines that leave room for what they name."""
    ticks = (
        (at, "<br>".join(wrapped(" ".join(_lines(text)), SIZE, WIDTH * 0.4)))
        for at, text in axis.ticks
    )
    return _Axis(axis.low, axis.high, tuple(ticks))


def _lines(text: str) -> list[str]:
    return str(text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split("<br>")


def _role(colour: Any) -> str:
    return _ROLES.get(colour, "ink") if isinstance(colour, str) else "ink"


def _legend(named: list[Any]) -> Iterator[tuple[int, Shape]]:
    """What each mark means: its row, and the shapes of it."""
    x, row = 0.0, 0
    for trace in named:
        text = " ".join(_lines(trace.name))
        wide = SIZE * 2.4 + text_width(text, SIZE)
        if x and x + wide > WIDTH:
            x, row = 0.0, row + 1
        y = SIZE * (1.1 + 1.6 * row)
        colour = _role(trace.marker.color)
        if trace.type == "bar":
            yield row, rectangle(x, y - SIZE * 0.8, SIZE, SIZE, colour)
        else:
            yield row, _mark(x + SIZE / 2, y - SIZE * 0.3, trace.marker.symbol, colour)
        yield row, Label(x + SIZE * 1.5, y, text, SIZE)
        x += wide


def _unit(layout: Any, top: float) -> Iterator[Shape]:
    text = layout.yaxis.title.text
    if text:
        yield Label(0, top - SIZE * 0.7, " ".join(_lines(text)), SIZE, "muted")


def _ticks(sheet: _Sheet) -> Iterator[Shape]:
    floor, right = sheet.top + sheet.tall, sheet.left + sheet.wide
    for value, text in sheet.y.ticks:
        _, y = sheet.at(sheet.x.low, value)
        yield Line(((sheet.left, y), (right, y)), "grid")
        lines = _lines(text)
        for number, line in enumerate(lines):
            down = (number - (len(lines) - 1) / 2) * SIZE * 1.1 + SIZE * 0.35
            yield Label(sheet.left - SIZE * 0.6, y + down, line, SIZE, anchor="end")
    yield Line(((sheet.left, floor), (right, floor)), "muted")
    for value, text in sheet.x.ticks:
        x, _ = sheet.at(value, sheet.y.low)
        yield Line(((x, floor), (x, floor + SIZE * 0.4)), "muted")
        yield Label(x, floor + SIZE * 1.5, " ".join(_lines(text)), SIZE, "muted", "middle")


def _bars(traces: list[Any], sheet: _Sheet) -> Iterator[list[Shape]]:
    """Bars, those of one place on each other."""
    bars = [trace for trace in traces if trace.type == "bar"]
    if not bars:
        return
    places = np.unique(np.concatenate([_numbers(one.x) for one in bars]))
    step = np.diff(places).min() if len(places) > 1 else sheet.x.high - sheet.x.low
    wide = max(step * 0.8 / (sheet.x.high - sheet.x.low) * sheet.wide, 2.0)
    piled: dict[float, float] = defaultdict(float)
    for trace in bars:
        shapes: list[Shape] = []
        for x, y in zip(_numbers(trace.x), _numbers(trace.y), strict=True):
            if y > 0:
                left, low = sheet.at(x, piled[x])
                piled[x] += y
                _, high = sheet.at(x, piled[x])
                box = rectangle(left - wide / 2, high, wide, low - high, _role(trace.marker.color))
                shapes.append(box)
        yield shapes


def _scatter(trace: Any, sheet: _Sheet) -> Iterator[Shape]:
    xs, ys = _numbers(trace.x), _numbers(trace.y)
    colour = _role(trace.marker.color or trace.line.color)
    mode = trace.mode or "markers"
    if "lines" in mode:
        role = _role(trace.line.color) if trace.line.color else colour
        yield from _strokes(trace, xs, ys, role, sheet)
    yield from _intervals(trace, xs, ys, colour, sheet)
    if "markers" in mode:
        for x, y in zip(xs, ys, strict=True):
            if not (np.isnan(x) or np.isnan(y)):
                yield _mark(*sheet.at(x, y), trace.marker.symbol, colour)


def _strokes(
    trace: Any, xs: np.ndarray, ys: np.ndarray, colour: str, sheet: _Sheet
) -> Iterator[Line]:
    """Lines through points; one that is missing leaves a gap."""
    points: list[tuple[float, float]] = []
    for x, y in zip([*xs, np.nan], [*ys, np.nan], strict=True):
        if np.isnan(x) or np.isnan(y):
            if len(points) > 1:
                dashed = trace.line.dash in ("dot", "dash")
                yield Line(tuple(points), colour, trace.line.width or 2, dashed=dashed)
            points = []
            continue
        here = sheet.at(x, y)
        if points and trace.line.shape == "hv":
            points.append((here[0], points[-1][1]))
        points.append(here)


def _intervals(
    trace: Any, xs: np.ndarray, ys: np.ndarray, colour: str, sheet: _Sheet
) -> Iterator[Line]:
    for name in ("x", "y"):
        ends = _ends(trace, name)
        for number in range(len(ends) // 2):
            high, low = ends[number], ends[number + len(ends) // 2]
            if np.isnan(high) or np.isnan(low):
                continue
            x, y = xs[number], ys[number]
            pair = ((low, y), (high, y)) if name == "x" else ((x, low), (x, high))
            yield Line(tuple(sheet.at(*one) for one in pair), colour, 2.5)


def _mark(x: float, y: float, symbol: Any, colour: str) -> Shape:
    """A point; shapes differ, so that colour is not the only sign."""
    shape = symbol if isinstance(symbol, str) else "circle"
    r = SIZE * 0.42
    corners = {
        "diamond": ((x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)),
        "square": ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)),
        "triangle-up": ((x, y - r * 1.2), (x + r * 1.1, y + r), (x - r * 1.1, y + r)),
    }.get(shape.removesuffix("-open"))
    if corners is None:
        return Disc(x, y, r, colour)
    if shape.endswith("-open"):
        return Line((*corners, corners[0]), colour, 2)
    return Area((corners,), colour)
