"""Files of map programs → a table: one row an outline, its properties as text, its shape as WKT.

GeoJSON, KML and KMZ, GPX, a shapefile in a zip file, GeoPackage. Each is taken apart here, from its
bytes alone: nothing that a file names is opened, in the network or on the disk.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import zipfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import numpy as np
import pyproj
import shapefile
import shapely

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.archives import is_zip, opened, shown_name, unpacked
from impact.reading.geopackage import layers_of_geopackage
from impact.reading.shapefiles import layers_of_shapefiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from impact.reading.signatures import Look

MAP_KINDS = ("geojson", "kml", "gpx", "shp", "gpkg")
SHAPE = "WKT"
"""The heading of the column with the shape; longitude before latitude."""

# What a reader of some form may say of bytes that are not of that form.
_FAULTS = (
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, SyntaxError, ArithmeticError),
    RecursionError,  # brackets within brackets, a thousand deep
    *(struct.error, zipfile.BadZipFile, sqlite3.Error, shapefile.ShapefileException),
    *(shapely.errors.ShapelyError, pyproj.exceptions.ProjError),
)
MOST_UNPACKED = 100_000_000
_WGS_84 = 4326
_DAMAGED = Sentence("Open it in the map program that made it, export it again, and send that file.")


@dataclass(frozen=True)
class Layer:
    """Shapes that stand together.

    Attributes
    ----------
    name : str
        Of the layer within the file; empty where there is only one.
    shapes : list of Geometry
    properties : list of dict of str to str
        Of each shape.
    crs : str
        As pyproj reads it: an EPSG code or WKT; empty where the file does not say it.
    """

    name: str
    shapes: list[shapely.Geometry]
    properties: list[dict[str, str]] = field(default_factory=list)
    crs: str = ""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Headings, then one row a shape: see `impact.reading.grids.Grid`."""
        named = (name for each in self.properties for name in each)
        headings = [name for name in dict.fromkeys(named) if name.upper() != SHAPE]
        yield 1, [*headings, SHAPE]
        wkt = shapely.to_wkt(in_degrees(self.shapes, self.crs), rounding_precision=6)
        for number, (about, shape) in enumerate(zip(self.properties, wkt, strict=True), start=2):
            yield number, [*(about.get(heading, "") for heading in headings), str(shape)]


def map_kind(look: Look) -> str:
    """Which of `MAP_KINDS` a file is; empty where it is none, or holds no more than points."""
    if look.starts(b"SQLite format 3\0") and look.says(b"gpkg_contents"):
        return "gpkg"
    if look.is_json and look.says(b'"coordinates"') and look.says(b'"type"'):
        return "geojson" if look.says(b"Polygon") or look.says(b"LineString") else ""
    if look.root == "kml":
        return "kml" if look.says(b"Polygon") or look.says(b"LineString") else ""
    if look.root == "gpx":
        return "gpx" if look.says(b"trkpt") or look.says(b"rtept") else ""
    if look.holds(".kml") and not look.holds(".csv"):
        return "kml"
    packed = any(name.endswith(("_shp.zip", "_shp_0.zip")) for name in look.members)
    return "shp" if (look.holds(".shp", ".dbf") or packed) and not look.holds(".csv") else ""


def read_map(content: bytes, name: str, kind: str) -> list[Layer]:
    """The layers of a file of a map program.

    Parameters
    ----------
    content : bytes
    name : str
        Of the file, for the errors.
    kind : str
        What `map_kind` says of it.

    Raises
    ------
    FileError
        It is damaged, or would unpack to too much.
    """
    readers: Mapping[str, Callable[[bytes], list[Layer]]] = {
        "geojson": _geojson,
        "kml": partial(_kml, name=name),
        "gpx": _gpx,
        "shp": partial(_shapefiles, name=name),
        "gpkg": _geopackage,
    }
    try:
        return [layer for layer in readers[kind](content) if layer.shapes]
    except _FAULTS as error:
        raise FileError(
            Sentence("{name} is a damaged map file ({error}).", name=name, error=str(error)),
            _DAMAGED,
        ) from error


def in_degrees(shapes: list[shapely.Geometry], crs: str) -> np.ndarray:
    """Shapes in degrees of WGS 84, flat; as they are where nothing says what they are in."""
    flat = shapely.force_2d(np.array(shapes, dtype=object))
    if not crs:
        return flat
    to = pyproj.Transformer.from_crs(crs, _WGS_84, always_xy=True)
    return shapely.transform(flat, lambda xy: np.column_stack(to.transform(xy[:, 0], xy[:, 1])))


def _geojson(content: bytes) -> list[Layer]:
    about = json.loads(content.decode("utf-8-sig"))
    features = about.get("features", [about])
    shapes, properties = [], []
    for feature in features:
        shape = feature.get("geometry") if feature.get("type") == "Feature" else feature
        if not shape:
            continue
        shapes.append(shapely.from_geojson(json.dumps(shape)))
        told = feature.get("properties") or {}
        properties.append({str(key): _text(value) for key, value in told.items()})
    crs = ((about.get("crs") or {}).get("properties") or {}).get("name", "")
    return [Layer("", shapes, properties, "" if "CRS84" in crs else crs)]


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _xml(content: bytes) -> Element:
    if b"<!DOCTYPE" in content.replace(b"\0", b"") or b"<!ENTITY" in content.replace(b"\0", b""):
        raise ValueError("it defines names of its own")
    return ElementTree.fromstring(content)


def _kml(content: bytes, name: str) -> list[Layer]:
    if is_zip(content):
        archive = opened(content, name)
        inner = [m for m in archive.infolist() if m.filename.lower().endswith(".kml")]
        content = unpacked(archive, inner[0], name, MOST_UNPACKED)
    shapes, properties = [], []
    for mark in _xml(content).iterfind(".//{*}Placemark"):
        shape = _kml_shape(mark)
        if shape is None:
            continue
        told = {"name": mark.findtext("{*}name", "")}
        told |= {d.get("name", ""): d.findtext("{*}value", "") for d in mark.iterfind(".//{*}Data")}
        told |= {d.get("name", ""): d.text or "" for d in mark.iterfind(".//{*}SimpleData")}
        shapes.append(shape)
        properties.append({key: value.strip() for key, value in told.items() if key})
    return [Layer("", shapes, properties, str(_WGS_84))]


def _kml_shape(mark: Element) -> shapely.Geometry | None:
    """The polygons of a place; else its lines; None for a place with neither."""
    polygons = [
        shapely.Polygon(
            _kml_ring(polygon, "outerBoundaryIs")[0], _kml_ring(polygon, "innerBoundaryIs")
        )
        for polygon in mark.iterfind(".//{*}Polygon")
    ]
    if polygons:
        return shapely.MultiPolygon(polygons) if len(polygons) > 1 else polygons[0]
    lines = [shapely.LineString(_kml_points(line)) for line in mark.iterfind(".//{*}LineString")]
    return shapely.MultiLineString(lines) if len(lines) > 1 else next(iter(lines), None)


def _kml_ring(polygon: Element, kind: str) -> list[list[tuple[float, float]]]:
    return [_kml_points(ring) for ring in polygon.findall(f"{{*}}{kind}/{{*}}LinearRing")]


def _kml_points(element: Element) -> list[tuple[float, float]]:
    written = (element.findtext("{*}coordinates") or "").split()
    return [(float(p.split(",")[0]), float(p.split(",")[1])) for p in written]


def _gpx(content: bytes) -> list[Layer]:
    shapes, properties = [], []
    tree = _xml(content)
    for kind, part in (("trk", "trkpt"), ("rte", "rtept")):
        for walked in tree.iterfind(f".//{{*}}{kind}"):
            places = [p.attrib for p in walked.iterfind(f".//{{*}}{part}")]
            points = [(float(place["lon"]), float(place["lat"])) for place in places]
            if len(points) > 1:
                shapes.append(shapely.LineString(points))
                properties.append({"name": (walked.findtext("{*}name") or "").strip()})
    return [Layer("", shapes, properties, str(_WGS_84))]


def _shapefiles(content: bytes, name: str) -> list[Layer]:
    return [Layer(*layer) for layer in layers_of_shapefiles(_members(content, name))]


def _members(content: bytes, name: str, *, deep: bool = True) -> dict[str, bytes]:
    """The parts of shapefiles in a zip file, and in those within it, as protectedplanet packs."""
    archive, left = opened(content, name), MOST_UNPACKED
    found: dict[str, bytes] = {}
    for member in archive.infolist():
        shown, end = shown_name(member), PurePosixPath(member.filename).suffix.lower()
        if end not in (".shp", ".dbf", ".prj", ".cpg", ".zip") or (end == ".zip" and not deep):
            continue
        part = unpacked(archive, member, f"{name}, {shown}", left)
        left -= len(part)
        if end == ".zip":
            inner = _members(part, f"{name}, {shown}", deep=False)
            found |= {f"{shown}/{each}": bytes_ for each, bytes_ in inner.items()}
        else:
            found[shown] = part
    return found


def _geopackage(content: bytes) -> list[Layer]:
    return [Layer(*layer) for layer in layers_of_geopackage(content)]
