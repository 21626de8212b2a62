"""The map as a drawing: for slides, reports and pictures, without a browser.

It shows what the map on the page shows, from the same table: areas, never a record. One drawing
serves SVG and PNG alike.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from impact.figures.drawing import Area, Disc, Drawing, Label, Line, Relief, text_width, wrapped
from impact.figures.map_clusters import clustered
from impact.figures.map_frame import FOREMOST, JUST_OUTSIDE, TOWN
from impact.figures.map_layers import BOUNDS, of_both
from impact.figures.maps import area_marks, place_labels
from impact.figures.mercator import Box, around, stretched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from impact.figures.drawing import Point, Shape
    from impact.wording.language import Words

LAYERS = Path(__file__).parents[2] / "static" / "geography"
EDGE = 0.16  # of the marks' extent, left free around them
WIDER, WIDER_BOLD = 1.1, 1.22
LONGEST = 13.0  # of a line of a name, in its letters' size
SHORTER = 9.5, 7.0  # on a tiny sheet, where a long one would reach into the next country
TINY = 300  # of a sheet: there names of countries come before most areas, and discs are smaller
RING = 8  # pixels: how far the ring of a mark with incidents reaches beyond its disc
LEAST = 8.0  # degrees: nothing closer than that, where marks lie together


@cache
def _layer(name: str) -> tuple[tuple[str, tuple[tuple[Point, ...], ...]], ...]:
    """The lines and rings of a layer: (kind of geometry, its parts)."""
    found = json.loads((LAYERS / f"{name}.geojson").read_text(encoding="utf-8"))
    lines = []
    for feature in found["features"]:
        kind, parts = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        if kind == "LineString":
            parts = [parts]
        if kind == "MultiPolygon":
            lines += [("Polygon", _points(rings)) for rings in parts]
        else:
            lines.append((kind, _points(parts)))
    return tuple(lines)


def _points(parts) -> tuple[tuple[Point, ...], ...]:
    return tuple(tuple((float(x), float(y)) for x, y, *_ in part) for part in parts)


class _Frame:
    """Which part of the layers is drawn, and where a place stands in it."""

    def __init__(self, marks: list[dict], width: float, height: float) -> None:
        self.width, self.height = width, height
        west, south, east, north = BOUNDS
        bottom, top = stretched(south), stretched(north)
        xs = [mark["position"][0] for mark in marks] or [west, east]
        ys = [stretched(mark["position"][1]) for mark in marks] or [bottom, top]
        across = max((max(xs) - min(xs)) * (1 + 2 * EDGE), LEAST)
        down = max((max(ys) - min(ys)) * (1 + 2 * EDGE), LEAST)
        across = max(across, down * width / height)
        across = min(across, east - west, (top - bottom) * width / height)
        down = across * height / width
        centre = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
        self.west = min(max(centre[0] - across / 2, west), east - across)
        self.north = min(max(centre[1] + down / 2, bottom + down), top)
        self.scale = width / across
        self.part = (
            (self.west - west) / (east - west),
            (top - self.north) / (top - bottom),
            (self.west + across - west) / (east - west),
            (top - self.north + down) / (top - bottom),
        )

    def pixels(self, place: Sequence[float]) -> Point:
        """Where a place (longitude, latitude) stands on the sheet."""
        longitude, latitude = place
        return (longitude - self.west) * self.scale, (self.north - stretched(latitude)) * self.scale

    def holds(self, points) -> bool:
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        return max(xs) > 0 and min(xs) < self.width and max(ys) > 0 and min(ys) < self.height


def map_drawing(
    table: pd.DataFrame,
    places: pd.DataFrame,
    words: Words,
    title: str,
    *,
    width: float = 1160,
    height: float = 560,
    size: float = 18,
    foremost: Collection[str] = (),
) -> Drawing:
    """The map of areas as a drawing.

    Parameters
    ----------
    table : DataFrame
        From `maps.areas_on_file`; rows without coordinates are left out.
    places : DataFrame
        The map's own names, as for `maps.deck`.
    title : str
        What it shows, in a sentence.
    width, height, size : float
        Of the sheet, and of its letters.
    foremost : collection of str
        The ids of areas that are named before all others, where there is room.
    """
    located = table.dropna(subset=["latitude", "longitude"])
    marks = area_marks(located, words, small=width < TINY)
    frame = _Frame(marks, width, height)
    larger = size / 15
    grown = [{**one, "radius": one["radius"] * larger, "own": one["own"] * larger} for one in marks]
    # A disc on a larger one would be read as a ring, which has a meaning of its own.
    alone, clusters = clustered(frame, grown, words, numbered=False)
    grown = sorted([*alone, *clusters], key=lambda mark: -mark["radius"])
    shapes: list[Shape] = [
        Relief(frame.part, (0, 0, width, height)),
        *_water(frame),
        *_borders(frame),
    ]
    shapes += _discs(frame, grown)
    # The largest first, but those that are spoken of before the largest.
    grown.sort(key=lambda mark: not {mark["area_id"], *mark.get("members", ())} & set(foremost))
    shapes += _names(frame, grown, place_labels(places, words), size)
    return Drawing(width, height, title, tuple(shapes))


def _water(frame: _Frame) -> Iterator[Shape]:
    for kind, parts in _layer("water"):
        drawn = [tuple(frame.pixels(point) for point in part) for part in parts]
        if not any(frame.holds(points) for points in drawn):
            continue
        if kind == "Polygon":
            yield Area(tuple(drawn), "water")
        else:
            yield from (Line(points, "water", 1.2) for points in drawn)


def _borders(frame: _Frame) -> Iterator[Shape]:
    for _kind, parts in _layer("borders"):
        for part in parts:
            points = tuple(frame.pixels(point) for point in part)
            if frame.holds(points):
                yield Line(points, "muted", 1.4, 0.75)


def _discs(frame: _Frame, marks: list[dict]) -> Iterator[Shape]:
    for mark in marks:
        x, y = frame.pixels(mark["position"])
        if mark["incidents"]:
            yield Disc(x, y, mark["radius"] + 5, "incidents", "incidents", 3.5, hollow=True)
        says = f"{mark['name']}\n{mark['label']}"
        for disc in of_both(mark):
            role = "muted" if disc["context"] else "detections"
            yield Disc(x, y, disc["radius"], role, "paper", 1.8, says=says)


def _names(frame: _Frame, marks: list[dict], others: list[dict], size: float) -> Iterator[Shape]:
    """Names of areas, of countries and the map's others, as far as there is room for them."""
    taken = [
        around(*frame.pixels(mark["position"]), mark["radius"] + (RING if mark["incidents"] else 2))
        for mark in marks
    ]
    countries = [other for other in others if other["size"] > TOWN]
    first = FOREMOST if frame.width >= TINY else 1
    for mark in marks[:first]:
        yield from _beside(frame, mark, size, taken)
    # Before the other areas: a name that had to go far would stand on another country.
    yield from _own_names(frame, countries, size, taken)
    for mark in marks[first:]:
        yield from _beside(frame, mark, size, taken)
    yield from _own_names(frame, [one for one in others if one not in countries], size, taken)


def _own_names(frame: _Frame, others: list[dict], size: float, taken: list[Box]) -> Iterator[Shape]:
    """The map's own names; those of countries are larger, and may move aside."""
    for other in others:
        larger = 1.1 if other["size"] > TOWN else 1
        yield from _own_name(frame, other, size * larger, taken)


def _own_name(frame: _Frame, other: dict, size: float, taken: list[Box]) -> list[Label]:
    """A name where it belongs, or just inside the edge if it belongs just outside of it.

    Where something stands there already it moves as many degrees as its country has room for it,
    half as many up or down.
    """
    aside = other["room"] * frame.scale
    x, y = frame.pixels(other["position"])
    half = text_width(other["name"], size) / 2
    inside_x = min(max(x, half + 10), frame.width - half - 10)
    inside_y = min(max(y, size + 10), frame.height - size)
    if abs(inside_x - x) + abs(inside_y - y) > JUST_OUTSIDE * frame.scale:
        return []
    for right, down in _ways(aside, aside / 2, size / 3):
        at = round(inside_x + right, 1), round(inside_y + down, 1)
        label = Label(*at, other["name"], round(size, 1), "muted", "middle", halo=True)
        if _box(label).is_free(taken) and _inside(_box(label), frame):
            taken.append(_box(label))
            return [label]
    return []


def _ways(across: float, down: float, step: float) -> list[Point]:
    """Ways to go on a grid, no further than so much to each side; the shortest first."""
    xs, ys = (
        [step * n for n in range(-int(far / step), int(far / step) + 1)] for far in (across, down)
    )
    return sorted(((x, y) for x in xs for y in ys), key=lambda way: math.hypot(*way))


def _beside(frame: _Frame, mark: dict, size: float, taken: list[Box]) -> list[Label]:
    """The name of a mark right, left, above or below it, or near; nothing without room."""
    tried = (*SHORTER, LONGEST) if frame.width < TINY else (LONGEST,)
    ways = (_lines_beside(frame, mark, size, taken, longest * size) for longest in tried)
    return next((labels for labels in ways if labels), [])


def _lines_beside(
    frame: _Frame, mark: dict, size: float, taken: list[Box], longest: float
) -> list[Label]:
    """The same, in lines of that length."""
    x, y = frame.pixels(mark["position"])
    lines = wrapped(mark["name"].split(" (")[0], size, longest)
    gap = mark["radius"] + (9 if mark["incidents"] else 5)
    tall = size * 1.1 * len(lines)
    middle = y - tall / 2 + size * 0.85
    above, below = y - gap - tall + size * 0.8, y + gap + size * 0.8
    for across, first, anchor in (
        (x + gap + 2, middle, "start"),
        (x - gap - 2, middle, "end"),
        (x, above, "middle"),
        (x, below, "middle"),
        # Where something stands just there: a little higher, lower or aside.
        (x + gap + 2, middle - tall / 2, "start"),
        (x + gap + 2, middle + tall / 2, "start"),
        (x - gap - 2, middle - tall / 2, "end"),
        (x - gap - 2, middle + tall / 2, "end"),
        (x + gap + 2, middle - tall / 4, "start"),
        (x + gap + 2, middle + tall / 4, "start"),
        (x - mark["radius"], above, "start"),
        (x - mark["radius"], below, "start"),
    ):
        labels = [
            Label(across, first + size * 1.1 * n, line, size, "ink", anchor, bold=True, halo=True)
            for n, line in enumerate(lines)
        ]
        boxes = [_box(label) for label in labels]
        if all(box.is_free(taken) and _inside(box, frame) for box in boxes):
            taken += boxes
            return labels
    return []


def _box(label: Label) -> Box:
    # Where a reader's browser has other letters than ours, they may be wider, bold ones most.
    wide = text_width(label.text, label.size) * (WIDER_BOLD if label.bold else WIDER)
    left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
    return Box(left, label.y - label.size * 0.85, left + wide, label.y + label.size * 0.25)


def _inside(box: Box, frame: _Frame) -> bool:
    on_the_sheet = box.left > 4 and box.right < frame.width - 4
    return on_the_sheet and box.top > 4 and box.bottom < frame.height - 4
