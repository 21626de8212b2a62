"""Metres of a grid → degrees: UTM, and the Gauss-Krueger zones of Pulkovo 1942 and 1995.

By pyproj, with the datum: a zone of the Soviet maps read as WGS 84 would lie a hundred metres off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZONE_IN_EASTING = 1_000_000
"""Gauss-Krueger writes the zone before the easting: 13 450 000 is zone 13, 450 km."""

_UTM = range(37, 48)
_KRUEGER = range(7, 18)
_NORTH_UTM, _PULKOVO_1942, _PULKOVO_1995 = 32600, 28400, 20000
_MOST_POINTS = 200


def _grids() -> dict[str, str]:
    """EPSG code → what people call the grid."""
    grids = {f"{_NORTH_UTM + zone}": f"UTM {zone}N, WGS 84" for zone in _UTM}
    for datum, base in (("1942", _PULKOVO_1942), ("1995", _PULKOVO_1995)):
        grids |= {f"{base + z}": f"Gauss-Krueger {z}, Pulkovo {datum}" for z in _KRUEGER}
    return grids


def in_degrees(first: np.ndarray, second: np.ndarray, zone: str) -> tuple[np.ndarray, np.ndarray]:
    """Latitude and longitude in degrees (WGS 84) of metres.

    Parameters
    ----------
    first, second : array of float
        Northing and easting in metres, in either order: in these grids the easting without its
        zone is below 1,000 km, and the northing of the northern hemisphere's lands above it.
    zone : str
        EPSG code of the grid.
    """
    from pyproj import Transformer  # half a second, and few files need it

    northing, easting = _axes(first, second)
    number = int(zone)
    if number < _NORTH_UTM:  # Gauss-Krueger: the zone stands before the easting
        prefix = (number % 100) * _ZONE_IN_EASTING
        easting = np.where(easting < _ZONE_IN_EASTING, easting + prefix, easting)
    to_degrees = Transformer.from_crs(f"EPSG:{zone}", "EPSG:4326", always_xy=True)
    longitude, latitude = to_degrees.transform(easting, northing)
    return np.asarray(latitude), np.asarray(longitude)


def _axes(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Northing and easting: an easting has six digits, or eight with its zone."""
    lower, higher = np.minimum(first, second), np.maximum(first, second)
    bare = lower < _ZONE_IN_EASTING
    return np.where(bare, higher, lower), np.where(bare, lower, higher)


def zone_options(
    first: np.ndarray, second: np.ndarray, countries: shapely.Geometry | None
) -> Iterator[tuple[str, str, float, float]]:
    """The grids in which every place lies in a country of the programme.

    Yields
    ------
    tuple of (str, str, float, float)
        EPSG code, name, latitude and longitude of the first place. All grids are there if no
        countries are known, or no grid puts the places into one.
    """
    some = slice(None, _MOST_POINTS)
    _, easting = _axes(first[some], second[some])
    zones = set((easting // _ZONE_IN_EASTING).astype(int).tolist())
    found = []
    for code, title in _grids().items():
        if zones != {0} and (int(code) >= _NORTH_UTM or {int(code) % 100} != zones):
            continue
        latitude, longitude = in_degrees(first[some], second[some], code)
        if not np.isfinite([latitude, longitude]).all():
            continue
        inside = countries is not None and bool(
            shapely.contains_xy(countries, longitude, latitude).all()
        )
        found.append((inside, code, title, float(latitude[0]), float(longitude[0])))
    likely = [each for each in found if each[0]] or found
    yield from (each[1:] for each in likely)
