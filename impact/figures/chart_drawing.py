"""A chart of the pages as a drawing, for places where its own script cannot run.

It is read from the chart itself, so that both show the same: bars, points, lines and the lines
of intervals, on axes of numbers, days or names.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from impact.figures.chart_axes import (
    SIZE,
    WIDTH,
    Sheet,
    axis_of,
    heights_of,
    in_lines,
    interval_ends,
    numbers_of,
    text_lines,
)
from impact.figures.drawing import Area, Disc, Drawing, Label, Line, text_width, wrapped
from impact.figures.drawn_bars import box, lying, standing
from impact.figures.style import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import plotly.graph_objects as go

    from impact.figures.chart_axes import Axis
    from impact.figures.drawing import Shape
    from impact.wording.language import Words

LINE, TALL, LOW = 18.0, 230.0, 150.0  # of a line of letters, and of an axis of numbers
BESIDE = 0.7  # from a point to its text, in sizes of a letter
CROSS = ((-1, -1), (1, 1), (0, 0), (1, -1), (-1, 1))
# Marks that are lines: how wide, and through which points.
STROKES: dict[str, tuple[float, tuple[tuple[int, int], ...]]] = {
    "x": (3, CROSS),
    "x-open": (1.5, CROSS),
    "x-thin": (1.5, CROSS),
    "line-ew": (2, ((-1, 0), (1, 0))),
    "line-ns": (2, ((0, -1), (0, 1))),
}


def chart_drawing(
    figure: go.Figure, title: str, words: Words, *, width: float = WIDTH, low: bool = False
) -> Drawing:
    """Draw a chart made with the light style.

    Parameters
    ----------
    figure : Figure
        With bars and scatters alone.
    title : str
        What it shows, in a sentence.
    words : Words
        Write the numbers of its axes.
    width : float
        Of the picture; in a wide one, names of up to half of it stand in one line.
    low : bool
        Whether it is as low as it can be read, for a page that it shares with text and tables.
    """
    layout, traces = figure.layout, list(figure.data)
    x = axis_of(layout.xaxis, [numbers_of(trace.x) for trace in traces], traces, "x", words)
    y = axis_of(layout.yaxis, heights_of(traces), traces, "y", words)
    y = in_lines(y, width * (0.55 if low else 0.4 if width <= WIDTH else 0.5))
    # Where our letters are not at hand, those of the browser may be a little wider.
    left = SIZE + 1.1 * max(
        [0.0, *(text_width(line, SIZE) for _, text in y.ticks for line in text_lines(text))]
    )
    named = [trace for trace in traces if trace.name and trace.showlegend is not False]
    legend = list(_legend(named, width)) if len(named) > 1 or layout.showlegend else []
    top = SIZE * 1.6 * (1 + max((row for row, _ in legend), default=-1)) + SIZE * 2
    rows = _lines_between([len(text_lines(text)) for _, text in y.ticks])
    lying_bars = [one for one in traces if one.type == "bar" and one.orientation == "h"]
    each = max(*((1.5, rows + 0.2) if low else (1.9, rows + 0.5)), 1.1 * len(lying_bars) + 0.5)
    tall = each * LINE * len(y.ticks) if layout.yaxis.ticktext else LOW if low else TALL
    height = top + tall + SIZE * 2.2
    wide = min([width - left - SIZE * 2, *_room_for_texts(traces, x, width - left)])
    sheet = Sheet(x, y, left, top, wide, tall)
    shapes = [
        *(shape for _, shape in legend),
        *_unit(layout, top),
        *_ticks(sheet),
        *(shape for one in standing(traces, sheet) for shape in one),
        *lying(traces, sheet),
        *(
            shape
            for trace in traces
            if trace.type == "scatter"
            for shape in _scatter(trace, sheet, width)
        ),
        *_upright_lines(layout, sheet, width),
    ]
    return Drawing(width, height, title, tuple(shapes))


def _lines_between(lines: list[int]) -> float:
    """How many lines of letters are between two names, so that none stands on the next."""
    return max(((one + other) / 2 for one, other in pairwise(lines)), default=1.0)


def _room_for_texts(traces: list[Any], x: Axis, room: float) -> Iterator[float]:
    """How wide the axis may be, so that a text beside a point ends on the picture."""
    for trace in traces:
        if trace.type == "scatter" and "text" in (trace.mode or ""):
            for value, text in zip(numbers_of(trace.x), trace.text, strict=True):
                beside = SIZE * BESIDE + 1.1 * text_width(text.strip(), SIZE)
                if x.share(value) > 0:
                    yield (room - beside) / x.share(value)


def _legend(named: list[Any], width: float) -> Iterator[tuple[int, Shape]]:
    """What each mark means: its row, and the shapes of it."""
    x, row = 0.0, 0
    for trace in named:
        text = " ".join(text_lines(trace.name))
        lines = _within(text, width - SIZE * 1.5)
        wide = SIZE * 2.4 + max(text_width(line, SIZE) for line in lines)
        if x and x + wide > width:
            x, row = 0.0, row + 1
        y = SIZE * (1.1 + 1.6 * row)
        colour = role_of(trace.marker.color)
        if trace.type == "bar":
            yield from ((row, shape) for shape in box(x, y - SIZE * 0.8, SIZE, SIZE, trace))
        else:
            symbol, *others = _symbols(trace, 1)  # a filled one stands for them all
            symbol = symbol.removesuffix("-open") if others else symbol
            yield row, _mark(x + SIZE / 2, y - SIZE * 0.3, symbol, colour)
        for line in lines:
            yield row, Label(x + SIZE * 1.5, SIZE * (1.1 + 1.6 * row), line, SIZE)
            row += 1
        x, row = x + wide if len(lines) == 1 else width, row - 1


def _within(text: str, room: float) -> list[str]:
    """A text in lines that end on the picture, in a browser's own letters too."""
    return wrapped(text, SIZE, room / 1.1 + 1)


def _unit(layout: Any, top: float) -> Iterator[Shape]:
    text = layout.yaxis.title.text
    if text:
        yield Label(0, top - SIZE * 0.7, " ".join(text_lines(text)), SIZE, "muted")


def _ticks(sheet: Sheet) -> Iterator[Shape]:
    floor, right = sheet.top + sheet.tall, sheet.left + sheet.wide
    for value, text in sheet.y.ticks:
        _, y = sheet.at(sheet.x.low, value)
        yield Line(((sheet.left, y), (right, y)), "grid")
        lines = text_lines(text)
        for number, line in enumerate(lines):
            down = (number - (len(lines) - 1) / 2) * SIZE * 1.1 + SIZE * 0.35
            yield Label(sheet.left - SIZE * 0.6, y + down, line, SIZE, anchor="end")
    if not sheet.x.ticks:
        return
    yield Line(((sheet.left, floor), (right, floor)), "muted")
    every = _ticks_a_text(sheet)
    for number, (value, text) in enumerate(sheet.x.ticks):
        x, _ = sheet.at(value, sheet.y.low)
        yield Line(((x, floor), (x, floor + SIZE * 0.4)), "muted")
        if number % every == 0:
            yield Label(x, floor + SIZE * 1.5, " ".join(text_lines(text)), SIZE, "muted", "middle")


def _ticks_a_text(sheet: Sheet) -> int:
    """Every how many ticks of the axis below one is named, so that no name touches the next."""
    at = sorted(sheet.at(value, sheet.y.low)[0] for value, _ in sheet.x.ticks)
    nearest = min((after - before for before, after in pairwise(at)), default=math.inf)
    longest = max(text_width(" ".join(text_lines(text)), SIZE) for _, text in sheet.x.ticks)
    return max(1, math.ceil((1.1 * longest + SIZE * 0.5) / nearest))


def _upright_lines(layout: Any, sheet: Sheet, width: float) -> Iterator[Shape]:
    """Lines over the whole height, as at the day when the programme began, and their words."""
    words = {note.x: note for note in layout.annotations if note.yref == "paper"}
    floor = sheet.top + sheet.tall
    for line in layout.shapes:
        at = numbers_of([line.x0])[0]
        if line.type != "line" or line.yref != "paper" or not 0 <= sheet.x.share(at) <= 1:
            continue
        x, _ = sheet.at(at, sheet.y.low)
        yield Line(((x, sheet.top), (x, floor)), "muted", line.line.width, dashed=True)
        note = words.get(line.x0)
        if note is not None:
            anchor = {"right": "end", "left": "start"}.get(note.xanchor, "middle")
            down, beside = floor - SIZE * 0.4, note.xshift or 0
            if anchor == "start" and x + beside + 1.1 * text_width(note.text, 13) > width:
                anchor, beside = "end", -beside  # it would end beyond the picture
            yield Label(x + beside, down, note.text, 13, "muted", anchor, halo=True)


def _scatter(trace: Any, sheet: Sheet, width: float) -> Iterator[Shape]:
    xs, ys = numbers_of(trace.x), numbers_of(trace.y)
    colour = role_of(trace.marker.color or trace.line.color)
    mode = trace.mode or "markers"
    if "lines" in mode:
        role = role_of(trace.line.color) if trace.line.color else colour
        yield from _strokes(trace, xs, ys, role, sheet)
    yield from _intervals(trace, xs, ys, colour, sheet)
    if "markers" in mode or "text" in mode:
        texts = trace.text if "text" in mode else [""] * len(xs)
        for x, y, text, symbol in zip(xs, ys, texts, _symbols(trace, len(xs)), strict=True):
            if not (np.isnan(x) or np.isnan(y)):
                right, down = sheet.at(x, y)
                if "markers" in mode and symbol:
                    yield _mark(right, down, symbol, colour)
                if text:
                    at = right + SIZE * BESIDE
                    # What stands at the very left says something of all: it keeps to its half.
                    room = width - at if sheet.x.share(x) > 0 else 0.6 * sheet.wide
                    for line in _within(" ".join(text_lines(text)).strip(), room):
                        # No line goes through a number: it stands on paper.
                        yield Label(at, down + SIZE * 0.35, line, SIZE, halo=True)
                        down += SIZE * 1.3


def _strokes(
    trace: Any, xs: np.ndarray, ys: np.ndarray, colour: str, sheet: Sheet
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
    trace: Any, xs: np.ndarray, ys: np.ndarray, colour: str, sheet: Sheet
) -> Iterator[Line]:
    for name in ("x", "y"):
        ends = interval_ends(trace, name)
        for number in range(len(ends) // 2):
            high, low = ends[number], ends[number + len(ends) // 2]
            if np.isnan(high) or np.isnan(low):
                continue
            x, y = xs[number], ys[number]
            pair = ((low, y), (high, y)) if name == "x" else ((x, low), (x, high))
            yield Line(tuple(sheet.at(*one) for one in pair), colour, 2.5)


def _symbols(trace: Any, points: int) -> list[str]:
    """The symbol of each point: one for all of them, or one each; none for one that is unseen."""
    symbol = trace.marker.symbol
    if symbol is None or isinstance(symbol, str):
        return [symbol or "circle"] * points
    seen = trace.marker.opacity
    return (
        list(symbol)
        if seen is None
        else [one if share else "" for one, share in zip(symbol, seen, strict=True)]
    )


def _mark(x: float, y: float, shape: str, colour: str) -> Shape:
    """A point; shapes differ, so that colour is not the only sign."""
    r = SIZE * 0.42
    if shape in STROKES:
        width, points = STROKES[shape]
        return Line(tuple((x + r * right, y + r * down) for right, down in points), colour, width)
    corners = {
        "circle": None,
        "diamond": ((x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)),
        "square": ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)),
        "triangle-up": ((x, y - r * 1.2), (x + r * 1.1, y + r), (x - r * 1.1, y + r)),
        "triangle-left": ((x - r * 1.2, y), (x + r, y - r * 1.1), (x + r, y + r * 1.1)),
        "triangle-right": ((x + r * 1.2, y), (x - r, y - r * 1.1), (x - r, y + r * 1.1)),
    }[shape.removesuffix("-open")]  # one that is not here would be drawn as another
    if corners is None and shape.endswith("-open"):
        return Disc(x, y, r, colour, line=colour, width=2, hollow=True)
    if corners is None:
        return Disc(x, y, r, colour)
    if shape.endswith("-open"):
        return Line((*corners, corners[0]), colour, 2)
    return Area((corners,), colour)
