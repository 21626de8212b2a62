"""Shapefiles → shapes and their properties, by pyshp."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import shapefile
import shapely.geometry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What byte 29 of a .dbf says of its letters; other programs leave it empty and mean UTF-8.
_CODEC_PLACE = 29
_CODECS = {0xC9: "cp1251", 0x26: "cp866", 0x65: "cp866", 0x57: "cp1252", 0x03: "cp1252"}
_OF_THE_REGION = "cp1251"

RawLayer = tuple[str, list[shapely.Geometry], list[dict[str, str]], str]
"""Name, shapes, properties of each, and what the coordinates are in."""


def layers_of_shapefiles(members: Mapping[str, bytes]) -> Iterator[RawLayer]:
    """The shapefiles among files.

    Parameters
    ----------
    members : mapping of str to bytes
        Name → content; ``.shp`` and what lies beside it.

    Raises
    ------
    ValueError, shapefile.ShapefileException
        One of them is damaged.
    """
    named = {str(PurePosixPath(name).with_suffix("")): name for name in members
             if name.lower().endswith(".shp")}  # fmt: skip
    for stem, name in named.items():
        beside = {
            PurePosixPath(other).suffix.lower(): content
            for other, content in members.items()
            if str(PurePosixPath(other).with_suffix("")) == stem
        }
        shapes, properties = _read(members[name], beside.get(".dbf", b""), _codec(beside))
        crs = beside.get(".prj", b"").decode("latin-1").strip()
        yield (PurePosixPath(stem).name if len(named) > 1 else "", shapes, properties, crs)


def _codec(beside: Mapping[str, bytes]) -> str:
    """How the letters of the table are written: by its .cpg, its own mark, or as they read."""
    named = beside.get(".cpg", b"").decode("latin-1").strip().lower()
    if named:
        return f"cp{named}" if named.isdigit() else named.replace("ansi ", "cp")
    table = beside.get(".dbf", b"")
    if len(table) > _CODEC_PLACE and table[_CODEC_PLACE] in _CODECS:
        return _CODECS[table[_CODEC_PLACE]]
    try:
        table[_CODEC_PLACE + 3 :].decode("utf-8")
    except UnicodeDecodeError:
        return _OF_THE_REGION
    return "utf-8"


def _read(
    shp: bytes, dbf: bytes, codec: str
) -> tuple[list[shapely.Geometry], list[dict[str, str]]]:
    shapes, properties = [], []
    reader = shapefile.Reader(
        shp=io.BytesIO(shp), dbf=io.BytesIO(dbf) if dbf else None, encoding=codec
    )
    with reader:
        for at, shape in enumerate(reader.iterShapes()):
            if shape.shapeType == shapefile.NULL:
                continue
            shapes.append(shapely.geometry.shape(shape.__geo_interface__))
            told = reader.record(at).as_dict() if dbf else {}
            properties.append({k: "" if v is None else str(v).strip() for k, v in told.items()})
    return shapes, properties
