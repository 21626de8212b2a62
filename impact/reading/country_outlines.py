"""Where countries lie: the outlines of the map's own layer, a few kilometres exact."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE = Path(__file__).parents[2] / "static" / "geography" / "countries.geojson"
# The layer's lines are generalised, and a camera may stand on a border.
_TOLERANCE = 0.1
# The layer ends at these degrees; a country that reaches an end goes on beyond it.
_WEST, _SOUTH, _EAST, _NORTH = 40, 30, 95, 57
_BEYOND = 8


@cache
def _outlines() -> dict[str, shapely.Geometry]:
    features = json.loads(_FILE.read_text(encoding="utf-8"))["features"]
    return {f["properties"]["iso_a2"]: shapely.from_geojson(json.dumps(f)) for f in features}


def outline_of(codes: Iterable[str]) -> shapely.Geometry | None:
    """The outline of countries together.

    Parameters
    ----------
    codes : iterable of str
        Of two letters, by ISO 3166.

    Returns
    -------
    Geometry or None
        Longitude and latitude in degrees, widened by a tenth of a degree. None where no code is
        given or one is not on the map: then no place can be said to lie outside.
    """
    return _together(frozenset(codes))


@cache
def _together(codes: frozenset[str]) -> shapely.Geometry | None:
    known = _outlines()
    if not codes or not codes <= known.keys():
        return None
    whole = shapely.union_all([_continued(known[code]) for code in sorted(codes)])
    outline = whole.buffer(_TOLERANCE)
    shapely.prepare(outline)
    return outline


def _continued(outline: shapely.Geometry) -> shapely.Geometry:
    """A country with what lies beyond the end of the layer, as far as it may reach."""
    west, south, east, north = outline.bounds
    beyond = [
        shapely.box(west, south - _BEYOND, east, south) if south <= _SOUTH else None,
        shapely.box(west, north, east, north + _BEYOND) if north >= _NORTH else None,
        shapely.box(west - _BEYOND, south, west, north) if west <= _WEST else None,
        shapely.box(east, south, east + _BEYOND, north) if east >= _EAST else None,
    ]
    return shapely.union_all([outline, *(box for box in beyond if box is not None)])
