"""Countries, borders and water of Central Asia, from Natural Earth and NOAA GLOBE."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy import ndimage
from shapely import (
    coverage_simplify,
    get_parts,
    intersection,
    line_merge,
    make_valid,
    polygons,
    set_precision,
    union_all,
)
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box, mapping
from shapely.geometry import shape as shape_of
from shapely.geometry.base import BaseGeometry
from sources import features

WEST, SOUTH, EAST, NORTH = 40.0, 30.0, 95.0, 57.0
BOX = box(WEST, SOUTH, EAST, NORTH)
CELLS = 120  # GLOBE cells a degree
LANGUAGES = ("en", "ru", "tk", "ky", "kk")
# Natural Earth tells countries by their ISO 3166-1 number.
ISO = {
    "004": ("AF", "AFG"), "031": ("AZ", "AZE"), "051": ("AM", "ARM"), "156": ("CN", "CHN"),
    "268": ("GE", "GEO"), "356": ("IN", "IND"), "364": ("IR", "IRN"), "368": ("IQ", "IRQ"),
    "398": ("KZ", "KAZ"), "414": ("KW", "KWT"), "417": ("KG", "KGZ"), "496": ("MN", "MNG"),
    "524": ("NP", "NPL"), "586": ("PK", "PAK"), "643": ("RU", "RUS"), "682": ("SA", "SAU"),
    "760": ("SY", "SYR"), "762": ("TJ", "TJK"), "792": ("TR", "TUR"), "795": ("TM", "TKM"),
    "804": ("UA", "UKR"), "860": ("UZ", "UZB"),
}  # fmt: skip
KAZAKHSTAN = "398"
# Lakes that GLOBE draws finer than Natural Earth at 1:50 million, or that only GLOBE has: a
# point in the water, the lowest and the highest cell of its surface in metres.
LAKES_OF_GLOBE = {
    "balkhash": ((74.0, 46.3), 320, 333),
    "issyk-kul": ((77.3, 42.4), 1601, 1601),
    "alakol": ((81.7, 46.1), 336, 336),
    "son-kul": ((75.13, 41.84), None, None),
    "karakul": ((73.45, 39.03), None, None),
}
REACH = 6.0  # degrees round the point that a lake is looked for in
SEAS = {"caspian-sea": (51.0, 42.0), "black-sea": (40.3, 42.5), "persian-gulf": (49.3, 30.1)}
LAKES_OF_NATURAL_EARTH = {
    "aral-sea": (58.9, 45.3),
    "zaysan": (83.9, 48.0),
    "sarygamysh": (57.4, 41.95),
}


def places(path: Path) -> dict[str, dict[str, str]]:
    """The table of names, by place."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["place_id"]: row for row in csv.DictReader(file)}


def names(place: dict[str, str] | None, fallback: str = "") -> dict[str, str]:
    """A place's name in each language, as properties of a feature."""
    return {
        f"name_{language}": place[f"name_{language}"] if place else fallback
        for language in LANGUAGES
    }


def countries(atlas: dict, table: dict[str, dict[str, str]], tolerance: float) -> list[dict]:
    """Countries of the box as GeoJSON features, neighbours sharing every point of a border."""
    parts = defaultdict(list)
    for about, shape in features(atlas, "countries"):
        if about["name"] == "Baikonur":  # a rented circle, and Kazakhstan's territory
            about = {"id": KAZAKHSTAN, "name": "Kazakhstan"}
        parts[(about["id"] or "", about["name"])].append(shape)
    whole = {key: union_all(found).intersection(BOX) for key, found in sorted(parts.items())}
    keys = [key for key, shape in whole.items() if not shape.is_empty]
    simple = coverage_simplify([whole[key] for key in keys], tolerance)
    by_code = {p["iso_a2"]: p for p in table.values() if p["kind"] == "country"}
    result = []
    for (number, name), shape in zip(keys, simple, strict=True):
        two, three = ISO[number] if number else ("", "")
        about = {"iso_a2": two, "iso_a3": three} | names(by_code.get(two), name)
        result.append(feature(shape, about))
    return result


def borders(lands: list[dict]) -> list[dict]:
    """The line between each two neighbours once, without coasts and without the box's frame."""
    result = []
    for one, other in combinations(lands, 2):
        shared = intersection(one["shape"].boundary, other["shape"].boundary)
        lines = [part for part in get_parts(shared) if part.length > 0]  # not points
        if lines:
            codes = [land["properties"]["iso_a2"] for land in (one, other)]
            about = {"between": " ".join(sorted(filter(None, codes)))}
            result.append(feature(line_merge(MultiLineString(lines)), about))
    return result


def water(
    lands: list[dict], physical: dict, heights: np.ndarray, table: dict[str, dict[str, str]]
) -> list[dict]:
    """Seas (what the countries leave open), lakes and rivers, as GeoJSON features."""
    open_water = get_parts(BOX.difference(union_all([land["shape"] for land in lands])))
    seas = {key: holding(open_water, at) for key, at in SEAS.items()}
    lakes = [shape for _, shape in features(physical, "lakes") if shape.intersects(BOX)]
    known = {key: holding(lakes, at) for key, at in LAKES_OF_NATURAL_EARTH.items()}
    fine = {key: lake_of_globe(heights, *rule) for key, rule in LAKES_OF_GLOBE.items()}
    others = [
        smoothed(shape.intersection(BOX))
        for shape in lakes
        if not any(shape.intersects(lake) for lake in [*known.values(), *fine.values()])
    ]
    known = {key: smoothed(shape) for key, shape in known.items()}
    standing = union_all([*seas.values(), *known.values(), *fine.values(), *others])
    found = [
        feature(shape, {"kind": table[key]["kind"], "place_id": key} | names(table[key]))
        for key, shape in {**seas, **known, **fine}.items()
    ]
    found += [feature(shape, {"kind": "lake", "place_id": ""} | names(None)) for shape in others]
    courses = union_all(
        [
            smoothed(shape.intersection(BOX)).difference(standing)
            for _, shape in features(physical, "rivers")
            if shape.intersects(BOX)
        ]
    )
    return [*found, feature(line_merge(courses), {"kind": "river", "place_id": ""})]


def holding(shapes: list[BaseGeometry], at: tuple[float, float]) -> BaseGeometry:
    """The shape that a point lies in, or that is nearest to it."""
    return min(shapes, key=Point(at).distance)


def lake_of_globe(
    heights: np.ndarray, at: tuple[float, float], low: int | None, high: int | None
) -> BaseGeometry:
    """The surface of a lake: the joined cells round a point between two heights.

    Without heights, the cells at the point's own height: GLOBE draws still water level.
    """
    row, column = int((50 - at[1]) * CELLS), int(at[0] * CELLS)
    reach = int(REACH * CELLS)
    top, left = max(row - reach, 0), max(column - reach, 0)
    window = heights[top : row + reach, left : column + reach]
    level = window[row - top, column - left]
    level_cells = (window >= (level if low is None else low)) & (
        window <= (level if high is None else high)
    )
    closed = ndimage.binary_closing(level_cells, iterations=1)
    joined, _ = ndimage.label(closed)
    surface = ndimage.binary_fill_holes(joined == joined[row - top, column - left])
    rows, columns = np.nonzero(surface)
    west, north = (left + columns) / CELLS, 50 - (top + rows) / CELLS
    step = 1 / CELLS
    corners = np.stack(
        [
            np.stack([west, north], axis=1),
            np.stack([west + step, north], axis=1),
            np.stack([west + step, north - step], axis=1),
            np.stack([west, north - step], axis=1),
        ],
        axis=1,
    )
    cells = set_precision(polygons(corners), 1e-6)
    lake = max(get_parts(union_all(cells)), key=lambda part: part.area)
    return smoothed(Polygon(lake.exterior).simplify(1.3 * step))


def smoothed(shape: BaseGeometry) -> BaseGeometry:
    """A shape with its corners cut twice (Chaikin 1974, doi:10.1016/0146-664X(74)90028-8).

    Takes the stairs of the grid out of shores and rivers.
    """
    parts = []
    for part in get_parts(shape):
        if part.geom_type == "Polygon":
            parts.append(make_valid(Polygon(cut_corners(part.exterior.coords, closed=True))))
        elif part.geom_type == "LineString":
            parts.append(LineString(cut_corners(part.coords, closed=False)))
    return union_all(parts).simplify(0.004)


def cut_corners(coordinates: object, *, closed: bool, times: int = 2) -> np.ndarray:
    """Points of a line with each corner replaced by two points, a quarter along either side."""
    points = np.asarray(coordinates)
    for _ in range(times):
        near = 0.75 * points[:-1] + 0.25 * points[1:]
        far = 0.25 * points[:-1] + 0.75 * points[1:]
        cut = np.stack([near, far], axis=1).reshape(-1, 2)
        ends = (cut, cut[:1]) if closed else (points[:1], cut, points[-1:])
        points = np.concatenate(ends)
    return points


def feature(shape: BaseGeometry, properties: dict) -> dict:
    """A feature that still carries its shape, for the layers drawn from it."""
    return {"shape": shape, "properties": properties}


def collection(found: list[dict]) -> dict:
    """GeoJSON of features, in the order given."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": item["properties"],
                "geometry": rounded(mapping(item["shape"])),
            }
            for item in found
        ],
    }


def standing_water(layer: dict) -> list[BaseGeometry]:
    """The seas and lakes of a written water layer."""
    return [
        shape_of(item["geometry"])
        for item in layer["features"]
        if item["properties"]["kind"] != "river"
    ]


def rounded(geometry: dict) -> dict:
    """A geometry with coordinates of three decimals."""

    def trim(value: object) -> object:
        return round(value, 3) if isinstance(value, float) else [trim(v) for v in value]

    if geometry["type"] == "GeometryCollection":
        raise ValueError("A layer's feature holds lines and areas mixed.")
    return geometry | {"coordinates": trim(geometry["coordinates"])}
