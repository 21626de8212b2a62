"""Shapes of outlines: put into degrees, made whole, simplified, measured.

Sizes are those of the ellipsoid WGS 84 (Karney 2013, doi 10.1007/s00190-012-0578-z), by pyproj.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from pyproj import Geod

from impact.reading.coordinates import read_places

if TYPE_CHECKING:
    from shapely import Geometry

    from impact.reading.choices import Choices, Question

_EARTH = Geod(ellps="WGS84")
_TOLERANCE = 0.0005  # degrees: some 50 m, less than a walk along a border is exact
_MOST_LOST = 0.005  # of the area, by simplifying
_GRID = 1e-5  # degrees: a metre
_MOST_DEGREES = 180


@dataclass(frozen=True)
class Shapes:
    """Shapes in degrees, and what has to be said first; where a question is open, none.

    Attributes
    ----------
    shapes : Series of Geometry
        Missing where a row has none, or it cannot be read.
    questions : tuple of Question
        ``grid`` and ``axes``, as of `impact.reading.coordinates`.
    """

    shapes: pd.Series
    questions: tuple[Question, ...] = ()


def shapes_of(wkt: pd.Series, choices: Choices, countries: Geometry | None) -> Shapes:
    """Read shapes; metres of a grid and swapped axes are noticed.

    Parameters
    ----------
    wkt : Series of str
    choices : Choices
    countries : Geometry or None
        Where the programme works.
    """
    bare = wkt.str.replace(r"^SRID=\d+;", "", regex=True)
    written = [cell if isinstance(cell, str) else None for cell in bare]
    read = shapely.force_2d(shapely.from_wkt(written, on_invalid="ignore"))
    shapes = pd.Series(read, index=wkt.index, dtype=object)
    there = [shape for shape in read if shape is not None and not shape.is_empty]
    if not there or not _is_odd(there, countries):
        return Shapes(shapes)
    points = pd.DataFrame(np.vstack([shapely.get_coordinates(each) for each in there]))
    x, y = (points[axis].astype("str") for axis in (0, 1))
    found = read_places(y, x, choices, countries)
    if found.questions:
        return Shapes(shapes.map(lambda _: None), found.questions)
    new = np.column_stack([pd.to_numeric(each) for each in (found.longitude, found.latitude)])
    moved = shapely.set_coordinates(np.array(there, dtype=object), new)
    filled = shapes.map(lambda s: s is not None and not s.is_empty).astype(bool)
    shapes = shapes.copy()
    shapes.loc[filled] = list(moved)
    return Shapes(shapes)


def _is_odd(shapes: list[Geometry], countries: Geometry | None) -> bool:
    """Whether shapes are in no degrees, or in no country of the programme."""
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
    if max(abs(west), abs(east), abs(south), abs(north)) > _MOST_DEGREES:
        return True
    return countries is not None and not any(countries.intersects(shape) for shape in shapes)


def outline_from(shape: Geometry) -> Geometry | None:
    """The polygons of a shape, valid and simplified; None where it has none.

    A border is drawn with fewer points as long as its area stays the same to half a percent.
    """
    whole = shape if shape.is_valid else shapely.make_valid(shape)
    parts = [
        each
        for each in shapely.get_parts(whole)
        if each.geom_type in ("Polygon", "MultiPolygon") and each.area > 0
    ]
    if not parts:
        return None
    whole = shapely.union_all(parts)
    tolerance = _TOLERANCE
    while tolerance > _GRID:
        simple = shapely.set_precision(whole.simplify(tolerance), _GRID)
        if abs(simple.area - whole.area) <= _MOST_LOST * whole.area:
            return simple
        tolerance /= 2
    return shapely.set_precision(whole, _GRID)


def enclosed(line: Geometry) -> Geometry | None:
    """What a line goes around, its ends joined; None where it goes around nothing."""
    points = shapely.get_coordinates(line)
    if len(np.unique(points, axis=0)) < len("abc"):
        return None
    return outline_from(shapely.Polygon(points))


def km2(outline: Geometry) -> float:
    """The area of an outline in square kilometres."""
    return abs(_EARTH.geometry_area_perimeter(shapely.orient_polygons(outline))[0]) / 1e6


def extent_km(outline: Geometry) -> tuple[float, float]:
    """How wide and how high an outline is, in kilometres."""
    west, south, east, north = outline.bounds
    middle = (south + north) / 2
    width = _EARTH.inv(west, middle, east, middle)[2]
    height = _EARTH.inv(west, south, west, north)[2]
    return width / 1000, height / 1000


def as_text(outline: Geometry) -> str:
    """An outline as the areas table has it."""
    return shapely.to_wkt(outline, rounding_precision=5)
