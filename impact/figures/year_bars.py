"""A bar a year, drawn for a wall; a year of which nothing is on file is an empty frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.figures.drawing import Drawing, Label, Line, rectangle, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from impact.figures.drawing import Shape

WIDTH, TALL, SIZE = 1000.0, 140.0, 24.0


@dataclass(frozen=True)
class YearBar:
    """A year: its number, what stands above its bar, and what below its year.

    Attributes
    ----------
    value : float or None
        None where nothing is on file: the bar is then an empty frame.
    """

    year: str
    value: float | None
    above: str
    below: str


def year_bars(bars: Sequence[YearBar], title: str, role: str) -> Drawing:
    """The bars beside each other, those of a 0 as a line on the floor.

    Parameters
    ----------
    bars : sequence of YearBar
        In the order of their years, at least one.
    title : str
        What they show, in a sentence.
    role : str
        Their colour, as a role of `Style`.
    """
    step = min(WIDTH / len(bars), 250.0)
    below = [wrapped(bar.below, SIZE * 0.75, step * 0.96) for bar in bars]
    most = max([bar.value or 0.0 for bar in bars]) or 1.0
    # Bars of nothing but zeros need no height; a frame does.
    tall = TALL if any(bar.value != 0 for bar in bars) else SIZE
    floor = SIZE * 1.8 + tall
    shapes: list[Shape] = []
    for number, bar in enumerate(bars):
        left, wide = step * (number + 0.14), step * 0.72
        middle = left + wide / 2
        shapes += _bar(bar, left, wide, floor, tall / most, role)
        shapes.append(Label(middle, floor + SIZE * 1.3, bar.year, SIZE, anchor="middle", bold=True))
        shapes += [
            Label(middle, floor + SIZE * (2.3 + 0.95 * line), text, SIZE * 0.75, "muted", "middle")
            for line, text in enumerate(below[number])
        ]
    shapes.append(Line(((0, floor), (step * len(bars), floor)), "muted", 2))
    height = floor + SIZE * (1.8 + 0.95 * max(map(len, below)))
    return Drawing(WIDTH, height, title, tuple(shapes))


def _bar(
    bar: YearBar, left: float, wide: float, floor: float, each: float, role: str
) -> Iterator[Shape]:
    if bar.value is None:
        frame = rectangle(left, floor - TALL, wide, TALL, "paper").rings[0]
        yield Line((*frame, frame[0]), "muted", 2, dashed=True)
        lines = wrapped(bar.above, SIZE * 0.75, wide * 0.92)
        for number, text in enumerate(lines):
            y = floor - TALL / 2 + SIZE * 0.9 * (number - (len(lines) - 1) / 2)
            yield Label(left + wide / 2, y, text, SIZE * 0.75, "muted", "middle")
        return
    tall = max(bar.value * each, 3.0)
    yield rectangle(left, floor - tall, wide, tall, role)
    size = min(SIZE * 1.3, SIZE * 1.3 * wide / max(text_width(bar.above, SIZE * 1.3), 1.0))
    yield Label(
        left + wide / 2, floor - tall - SIZE * 0.35, bar.above, size, "ink", "middle", bold=True
    )
