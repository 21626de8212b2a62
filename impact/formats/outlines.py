"""Outlines of areas: GeoJSON, KML, GPX, shapefiles, GeoPackage, tables with WKT, and the World
Database on Protected Areas (UNEP-WCMC, https://www.protectedplanet.net).

An outline is taken for the area that has its name, else it is asked which area it is of. What is on
file of an area stays; only its outline, and cells that are empty, are filled in. A line that
somebody walked is an outline only after a question, and whether an outline may be passed on is
asked once a file; those of the World Database may not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import shapely

from impact.formats.common import outline_areas, outline_shapes
from impact.formats.common.outline_questions import about_lines, about_the_file, which_area
from impact.formats.common.package import About, Imported, canonical_table
from impact.formats.common.sheets import read_together
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.account import Account, Reasons
from impact.reading.choices import Said
from impact.reading.map_files import MAP_KINDS

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

ABOUT = About(
    "outlines",
    "outlines of areas",
    comes_from=(
        "QGIS, Google Earth, GPS receivers: GeoJSON, KML, GPX, a shapefile in a zip file, "
        "GeoPackage, or a table with WKT; protectedplanet.net: the World Database on Protected "
        "Areas as CSV or shapefile"
    ),
    recognised_by=(
        "the kind of file; of a table, a heading WKT with polygons under it, or WDPAID (SITE_ID) "
        "with NAME and STATUS"
    ),
    together="file",
)
_WKT = ("WKT", "wkt_geom", "the_geom", "geom", "geometry")
_OF_DATABASE = ("WDPAID", "SITE_ID", "WDPA_PID", "SITE_PID")
FIELDS = {
    "wkt": _WKT,
    "area_id": ("area_id", "areaID"),
    "name": ("NAME_ENG", "name", "title"),
    "name_ru": ("name_ru", "name:ru"),
    "own_name": ("ORIG_NAME", "NAME"),
    "designation": ("DESIG_ENG", "designation"),
    "status": ("STATUS",),
    "year": ("STATUS_YR",),
    "km2": ("REP_AREA", "area_km2"),
    "country": ("ISO3", "country_code", "ISO2", "iso_a2"),
    "area_type": ("area_type",),
    "wdpa": _OF_DATABASE,
    "source": ("source", "attribution"),
}
_LOOKED_AT = 20


def recognises(sheet: Sheet) -> str:
    """A file of a map program, a table with polygons as WKT, or the World Database's table."""
    keys = sheet.keys
    if sheet.grid.kind in MAP_KINDS:
        return "outlines"
    if {"wdpaid", "siteid", "wdpapid", "sitepid"} & keys and keys >= {"name", "status"}:
        return "outlines"
    place = sheet.place_of(_WKT)
    if place is None:
        return ""
    below = (cells for number, cells in sheet.grid.rows() if number > sheet.row)
    first = [str(cells[place]) for cells, _ in zip(below, range(_LOOKED_AT), strict=False)
             if len(cells) > place]  # fmt: skip
    return "outlines" if any("POLYGON" in cell.upper() for cell in first) else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read outlines into the areas table."""
    rows, read = read_together(package.of("outlines"), FIELDS)
    rows["name"] = rows["name"].fillna(rows["own_name"]).fillna(_stem(package))
    found = outline_shapes.shapes_of(rows["wkt"], choices, known.countries)
    drawn, waiting, asked_lines = about_lines(found.shapes, rows["name"], choices)
    rows["outline"] = drawn.map(outline_shapes.outline_from, na_action="ignore")
    why = Reasons(rows)
    if not found.questions:
        why.give(rows["outline"].isna() & rows["wdpa"].isna() & ~waiting, "no_outline")
    mine = rows[why.kept].assign(of_database=rows["wdpa"].notna())
    outside = _outside(mine, known)
    sure = mine[~waiting[mine.index]]
    area, asked_areas = which_area(sure, known, choices)
    asked_file = about_the_file(sure, area, known, package.label, choices)
    questions = (*found.questions, *asked_lines, *asked_areas, *asked_file)
    why.give((area == "").reindex(rows.index, fill_value=False), "not_chosen")
    problems: list[Problem] = []
    if questions:
        table = _to_look_at(mine, found.shapes[mine.index][waiting[mine.index]])
    else:
        chosen = mine.assign(area_id=area)[area != ""]
        why.give(chosen["area_id"].duplicated().reindex(rows.index, fill_value=False), "joined")
        table, problems = outline_areas.area_rows(chosen, known, choices, package.label)
    taken = {"areas": table} if len(table) else {}
    return Imported(
        taken,
        {"areas": [*read, *outside, *problems]},
        questions,
        Account(
            {"outlines": len(rows)},
            {name: len(each) for name, each in taken.items()},
            why.aside(),
            tuple(_measured(mine)),
        ),
    )


def _stem(package: Package) -> str:
    """The name of a file with one outline that has none itself."""
    return package.of("outlines")[0].grid.stem


def _to_look_at(rows: pd.DataFrame, lines: pd.Series) -> pd.DataFrame:
    """The outlines alone, for the map, while something is asked; a line as what it encloses."""
    shapes = rows["outline"].copy()
    shapes[lines.index] = lines.map(outline_shapes.enclosed)
    drawn = rows[shapes.notna()]
    text = shapes[shapes.notna()].map(outline_shapes.as_text)
    return canonical_table(drawn, name=drawn["name"], outline=text)


def _measured(rows: pd.DataFrame) -> list[Said]:
    """How large each outline is: what was read wrong shows in it."""
    said = []
    for name, outline in zip(rows["name"], rows["outline"], strict=True):
        if outline is not None and not isinstance(outline, float):
            width, height = outline_shapes.extent_km(outline)
            values = {"name": str(name), "km2": f"{outline_shapes.km2(outline):.0f}"}
            size = {"width": f"{width:.1f}", "height": f"{height:.1f}"}
            said.append(Said("account.outline", {**values, **size}))
    return said


def _outside(rows: pd.DataFrame, known: Known) -> list[Problem]:
    """Outlines in no country of the programme."""
    if known.countries is None:
        return []
    drawn = rows[rows["outline"].notna()]
    out = ~shapely.intersects(known.countries, drawn["outline"].to_numpy(dtype=object))
    return [
        Problem(
            str(row.file),
            int(row.row),
            "outline",
            str(row.name),
            "import.outline_outside",
            Sentence("The outline of {area} lies in no country of the programme.", area=row.name),
            Sentence(
                "Look at it in the map program that it came from, and export it in WGS 84; if it "
                "is right, add its country to the areas table."
            ),
        )
        for row in drawn[out].itertuples(index=False)
    ]


WHERE = {
    "areas": {
        "area_id": ("area_id",),
        "name": FIELDS["name"],
        "status": FIELDS["status"],
        "area_km2": FIELDS["km2"],
        "country_code": FIELDS["country"],
        "outline": _WKT,
    }
}
