"""A drawing of a few plain shapes, painted as SVG or as a picture from one description.

The map and the charts of claims are drawn once, and look the same on a slide, in a report, in a
file and on paper. No browser is needed. A colour is a role of `Style` ("ink", "detections"), so
that one drawing serves the light and the dark variant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Point = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A filled shape: one or more rings of points."""

    rings: tuple[tuple[Point, ...], ...]
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: tuple[Point, ...]
    stroke: str
    width: float = 1.0
    opacity: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Disc:
    """A circle, filled, with a line around it, or both.

    `hollow` ones only have the line; `says` is told to who points at it.
    """

    x: float
    y: float
    radius: float
    fill: str
    line: str = "paper"
    width: float = 1.5
    hollow: bool = False
    says: str = ""


@dataclass(frozen=True)
class Label:
    """A line of text. `y` is its base line; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    size: float
    fill: str = "ink"
    anchor: str = "start"
    bold: bool = False
    halo: bool = False  # a rim of paper, so that it can be read on any ground


@dataclass(frozen=True)
class Relief:
    """The shaded relief in a box (left, top, width, height).

    `part` says which part of its picture, as shares of it (left, top, right, bottom).
    """

    part: tuple[float, float, float, float]
    box: tuple[float, float, float, float]


Shape = Area | Line | Disc | Label | Relief


@dataclass(frozen=True)
class Drawing:
    """Shapes on a sheet, the lowest first; what it shows stands in `title`."""

    width: float
    height: float
    title: str
    shapes: tuple[Shape, ...] = field(default=())

    def moved(self, x: float, y: float) -> tuple[Shape, ...]:
        """The shapes, so far to the right and so far down."""
        return tuple(_moved(shape, x, y) for shape in self.shapes)


def framed_drawing(
    drawing: Drawing, title: str, source: str, *, size: float = 22, code: Drawing | None = None
) -> Drawing:
    """A drawing with its title above and its source below: a picture travels alone.

    A code to scan stands right of the source.
    """
    edge, width = size, drawing.width + 2 * size
    side = code.width + size if code else 0
    above = wrapped(title, size, drawing.width)
    below = wrapped(source, size * 0.7, drawing.width - side)
    top = edge + size * 1.25 * len(above) + size * 0.4
    height = top + drawing.height + max(size * 0.9 * len(below) + size * 1.2, side)
    floor = top + drawing.height
    paper = [
        rectangle(0, 0, width, top, "paper"),
        rectangle(0, floor, width, height - floor, "paper"),
        rectangle(0, 0, edge, height, "paper"),
        rectangle(width - edge, 0, edge, height, "paper"),
    ]
    titles = [
        Label(edge, edge + size * (0.8 + 1.25 * n), line, size, bold=True)
        for n, line in enumerate(above)
    ]
    sources = [
        Label(edge, floor + size * (1.1 + 0.9 * n), line, size * 0.7, "muted")
        for n, line in enumerate(below)
    ]
    said = f"{title} {source}"
    codes = code.moved(width - edge - code.width, floor + size * 0.5) if code else ()
    shapes = (*drawing.moved(edge, top), *paper, *titles, *sources, *codes)
    return Drawing(width, height, said, shapes)


def with_key(drawing: Drawing, text: str, *, size: float = 18) -> Drawing:
    """A drawing with what its marks mean below it, as wide and so much higher."""
    room, top = key_height(text, drawing.width, size=size), drawing.height
    lines = [
        Label(size * 0.5, top + size * (1.1 + 1.2 * n), line, size, "muted")
        for n, line in enumerate(wrapped(text, size, drawing.width - size))
    ]
    paper = rectangle(0, top, drawing.width, room, "paper")
    shapes = (*drawing.shapes, paper, *lines)
    return replace(drawing, height=top + room, title=f"{drawing.title} {text}", shapes=shapes)


def key_height(text: str, width: float, *, size: float = 18) -> float:
    """How much higher a drawing of that width gets by what its marks mean."""
    return size * (0.5 + 1.2 * len(wrapped(text, size, width - size)))


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> Area:
    """A box."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Area((corners,), fill)


def text_width(text: str, size: float) -> float:
    """About how wide a line of text is: a little more than Source Sans needs."""
    return sum(0.62 if letter.isupper() or ord(letter) > 1000 else 0.5 for letter in text) * size


def wrapped(text: str, size: float, width: float) -> list[str]:
    """A text in lines that are no wider than so much; a space that must not break does not."""
    lines: list[str] = []
    for word in filter(None, re.split(r"[ \t\n]+", text)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _moved(shape: Shape, x: float, y: float) -> Shape:
    def shifted(points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple((a + x, b + y) for a, b in points)

    step: dict[type, Callable[[], Shape]] = {
        Area: lambda: replace(shape, rings=tuple(shifted(ring) for ring in shape.rings)),
        Line: lambda: replace(shape, points=shifted(shape.points)),
        Disc: lambda: replace(shape, x=shape.x + x, y=shape.y + y),
        Label: lambda: replace(shape, x=shape.x + x, y=shape.y + y),
        Relief: lambda: replace(
            shape, box=(shape.box[0] + x, shape.box[1] + y, shape.box[2], shape.box[3])
        ),
    }
    return step[type(shape)]()
