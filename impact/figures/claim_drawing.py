"""The chart of a claim drawn: two bars, a series with graded intervals, or the mark of a first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from impact.figures.drawing import Disc, Drawing, Label, Line, rectangle, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.figures.claim_charts import ClaimChart
    from impact.figures.drawing import Shape
    from impact.wording.language import Words


WIDER = 1.15  # so much wider letters may be where a reader's browser has others than ours
SMALL = 14  # a chart with smaller letters names only its ends


def claim_drawing(
    chart: ClaimChart,
    words: Words,
    *,
    width: float = 560,
    height: float = 330,
    size: float = 20,
) -> Drawing:
    """The chart as a drawing, its letters of one size.

    Parameters
    ----------
    chart : ClaimChart
    words : Words
    width, height, size : float
        Of the sheet, and of its letters.
    """
    lines = wrapped(chart.unit, size, width) if chart.unit else []
    heading = [
        Label(0, size * (1 + 1.25 * line), text, size, "muted") for line, text in enumerate(lines)
    ]
    top = heading[-1].y + size if heading else 0
    if chart.rates:
        shapes = _rates(chart, words, width, height, top, size)
    else:
        shapes = _counts(chart, words, width, height, top, size)
    return Drawing(width, height, chart.alt, (*heading, *shapes))


def _counts(
    chart: ClaimChart,
    words: Words,
    width: float,
    height: float,
    top: float,
    size: float,
) -> Iterator[Shape]:
    """A bar a count, its period above it and its number at its end."""
    above = size * 1.5
    room = (height - top) / len(chart.values)
    most = max([1.0, *chart.values])
    number = size * 1.9
    numbers = [chart.shown(value, words) for value in chart.values]
    proven = [
        text for text, v in zip(numbers, chart.values, strict=True) if not chart.is_unproven(v)
    ]
    # Two figures at the least: beside a chart with an 11, the bar of an 8 would be the longer.
    longest = width - max(text_width(text, number) for text in ["00", *proven]) - 24
    for line, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        y = top + line * room
        yield Label(0, y + size, label, size, "ink")
        thick = min(room - above - size * 0.4, 64)
        middle = y + above + thick / 2
        if chart.is_unproven(value):  # no bar, and no bold 0: nothing was measured
            # Words, not a number: where they are long and there is little room, smaller.
            fits = min(1, width / (text_width(numbers[line], size) * WIDER))
            yield Label(0, middle + size * 0.35, numbers[line], size * fits, "muted")
            continue
        bar = max(value / most * longest, 3)
        last = line == len(chart.values) - 1
        if last:
            yield rectangle(0, y + above, bar, thick, chart.role)
        else:
            yield _outline(y + above, bar, thick, size * 0.15, chart.role)
        yield Label(bar + 12, middle + number * 0.35, numbers[line], number, "ink", bold=True)


def _outline(top: float, wide: float, tall: float, width: float, role: str) -> Line:
    """The bar of an earlier count: hollow, as grey would say that others made it."""
    left, right = width / 2, max(wide - width / 2, width / 2)
    above, below = top + width / 2, top + tall - width / 2
    corners = ((left, above), (right, above), (right, below), (left, below), (left, above))
    return Line(corners, role, width)


def _rates(
    chart: ClaimChart, words: Words, width: float, height: float, top: float, size: float
) -> Iterator[Shape]:
    """A mark a year: its 50% interval thick, its 95% interval thin, its value beside it.

    Each year has its place, and a year without a rate stays empty: only neighbours are joined.
    """
    small = size < SMALL
    floor = height - size * 1.6
    tall = floor - top - size * (1.6 if small else 1)
    most = max(chart.high) or 1.0
    years = [int(label) for label in chart.labels]
    step = width / (years[-1] - years[0] + 1)

    def at(year: int, value: float) -> tuple[float, float]:
        return step * (year - years[0] + 0.4), floor - value / most * tall

    yield Line(((0, floor), (width, floor)), "muted", 1.5)
    marks = [at(year, value) for year, value in zip(years, chart.values, strict=True)]
    for number, year in enumerate(years[1:]):
        if year == years[number] + 1:
            yield Line((marks[number], marks[number + 1]), chart.role, 2, dashed=True)
    for year, low, high, half in zip(years, chart.low, chart.high, chart.inner, strict=True):
        yield Line((at(year, low), at(year, high)), chart.role, size * 0.15, 0.65)
        yield Line((at(year, half[0]), at(year, half[1])), chart.role, size * 0.45)
    every = max(1, math.ceil(size * 3.4 / step))
    if small:
        yield from _ends(chart, words, marks, [at(*pair) for pair in _tops(chart)], floor, size)
    for number, (x, y) in enumerate(marks):
        yield Disc(x, y, size * 0.4, chart.role)
        if not small and ((years[number] - years[0]) % every == 0 or number == len(marks) - 1):
            said = chart.shown(chart.values[number], words)
            after = marks[number + 1][1] if number + 1 < len(marks) else None
            down = _down(y, after, floor, size)
            yield Label(x + size * 0.6, y + size * down, said, size, "ink", bold=True, halo=True)
            yield Label(x, floor + size * 1.25, chart.labels[number], size, "ink", "middle")
    for unknown in chart.unknown:
        yield Label(at(int(unknown), 0)[0], floor - size * 0.4, "?", size, "muted", "middle")


def _down(y: float, after: float | None, floor: float, size: float) -> float:
    """How far below its mark a number stands, in letters: clear of the floor and of its line."""
    above, beside, below = -0.35, 0.3, 1.05
    if y > floor - size:
        return above
    if after is None:
        return beside
    return below if after < y else above


def _tops(chart: ClaimChart) -> list[tuple[int, float]]:
    """The year and the upper end of the interval of each mark."""
    return [(int(label), high) for label, high in zip(chart.labels, chart.high, strict=True)]


def _ends(
    chart: ClaimChart,
    words: Words,
    marks: list[tuple[float, float]],
    tops: list[tuple[float, float]],
    floor: float,
    size: float,
) -> Iterator[Shape]:
    """The first and the last value and year: of a small chart, those are enough to read."""
    sides: tuple[tuple[int, Literal["start", "end"]], ...] = ((0, "start"), (-1, "end"))
    for number, anchor in sides:
        x = marks[number][0] + (size * 0.4 if anchor == "end" else -size * 0.4)
        said = chart.shown(chart.values[number], words)
        above = tops[number][1] - size * 0.4
        yield Label(x, above, said, size, "ink", anchor, bold=True, halo=True)
        yield Label(x, floor + size * 1.25, chart.labels[number], size, "ink", anchor)


def first_drawing(text: str, title: str, *, width: float, height: float, size: float) -> Drawing:
    """The mark of a first record: a disc on a line of time that was empty before it.

    Parameters
    ----------
    text : str
        When it was, as far as that is known; empty where no date is published: then the disc stands
        at no place of the line.
    title : str
        What it shows, in a sentence.
    width, height, size : float
        Of the sheet, and of its letters.
    """
    if not text:
        return _undated(title, width=width, height=height, size=size)
    floor = height - size * 1.9
    x, y = width * 0.62, floor - size * 1.5
    wide = text_width(text, size) * WIDER
    letters = size * min(1, width / wide)
    wide = min(wide, width)
    centre = min(max(x, wide / 2), width - wide / 2)
    shapes = (
        Line(((0, floor), (width, floor)), "muted", 1.5),
        Line(((x, floor), (x, y)), "first", 2),
        Disc(x, y, size * 0.75, "first"),
        Disc(x, y, size * 1.2, "first", "first", 1.5, hollow=True),
        Label(centre, floor + size * 1.4, text, letters, "ink", "middle"),
    )
    return Drawing(width, height, title, shapes)


def _undated(title: str, *, width: float, height: float, size: float) -> Drawing:
    """A disc apart from a line of time that nothing divides."""
    x, y, floor = size * 1.6, height / 2, height / 2
    shapes = (
        Disc(x, y, size * 1.4, "first", "first", 1.5, hollow=True),
        Label(x, y + size * 0.4, "?", size * 1.2, "first", "middle", bold=True),
        Line(((x + size * 2.6, floor), (width, floor)), "muted", 1.5, dashed=True),
    )
    return Drawing(width, height, title, shapes)
