"""GeoPackage → shapes and their properties, by SQLite from memory.

The database comes from outside, so nothing in it is run: views and triggers are passed over, and
functions in its schema are not trusted. https://www.geopackage.org/spec140/
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.reading.shapefiles import RawLayer

_MOST_SHAPES = 10_000
_MOST_CELL = 50_000_000
_HEADER = 8
# The envelope behind the header, by the code in the flags (GeoPackage 1.4, clause 2.1.3).
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_LAYERS = """
select c.table_name, g.column_name, s.organization, s.organization_coordsys_id
from gpkg_contents c
join gpkg_geometry_columns g on g.table_name = c.table_name
join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
join sqlite_master m on m.name = c.table_name and m.type = 'table'
where c.data_type = 'features' and m.sql not like 'create virtual%'
"""


def layers_of_geopackage(content: bytes) -> Iterator[RawLayer]:
    """The layers of features.

    Raises
    ------
    ValueError
        The database is damaged.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as base:
            base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_CELL)
            base.deserialize(content)
            base.execute("pragma trusted_schema = off")
            base.execute("pragma query_only = on")
            layers = base.execute(_LAYERS).fetchall()
            for table, column, organization, code in layers:
                shapes, properties = _features(base, table, column)
                crs = f"{organization}:{code}" if int(code) > 0 else ""
                yield (table if len(layers) > 1 else "", shapes, properties, crs)
    except (MemoryError, sqlite3.Error) as error:
        raise ValueError(str(error)) from error


def _features(
    base: sqlite3.Connection, table: str, column: str
) -> tuple[list[shapely.Geometry], list[dict[str, str]]]:
    quoted = table.replace('"', '""')
    cursor = base.execute(f'select * from "{quoted}" limit {_MOST_SHAPES}')
    names = [about[0] for about in cursor.description]
    place = names.index(column)
    shapes, properties = [], []
    for row in cursor:
        if row[place] is None:
            continue
        shapes.append(_shape(row[place]))
        told = {n: v for n, v in zip(names, row, strict=True) if n != column}
        properties.append(
            {n: "" if v is None or isinstance(v, bytes) else str(v) for n, v in told.items()}
        )
    return shapes, properties


def _shape(blob: bytes) -> shapely.Geometry:
    """A shape behind the header that GeoPackage puts before WKB."""
    if blob[:2] != b"GP":
        raise ValueError("no GeoPackage geometry")
    return shapely.from_wkb(blob[_HEADER + _ENVELOPES[(blob[3] >> 1) & 7] :])
