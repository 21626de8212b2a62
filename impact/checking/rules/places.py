"""Areas: what they lie in, what they overlap, and their outlines."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import shapely

from impact.checking.rules.registry import Finding, Rule, RuleInput, rule
from impact.model import area_tree
from impact.model.messages import Sentence
from impact.reading.country_outlines import outline_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("areas.without_parent", "Every area but a country lies in another.")
def area_without_parent(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.areas
    kind = rows["area_type"].astype("str")
    for row in rows[rows["parent_id"].isna() & kind.notna() & (kind != "country")].itertuples():
        yield Finding(
            row.Index,
            "parent_id",
            Sentence("{area_id} is not a country, but lies in no area.", area_id=row.area_id),
            Sentence("Name the area that it lies in; its country will do."),
        )


@rule("areas.parent_loop", "No area lies in itself, not even by way of others.")
def parent_loop(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.areas
    parents = area_tree.parents(rows)
    told: set[str] = set()
    for row in rows.dropna(subset="area_id").itertuples():
        loop = _loop_from(row.area_id, parents)
        if not loop or row.area_id in told:
            continue
        told.update(loop)
        yield Finding(
            row.Index,
            "parent_id",
            Sentence(
                "{area_id} lies in itself: {loop}.",
                area_id=row.area_id,
                loop=_within([*loop, row.area_id]),
            ),
            Sentence("Correct the parent of one of them."),
        )


@rule("areas.parent_in_another_country", "An area and its parent lie in one country.")
def parent_in_another_country(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.areas
    known = rows.drop_duplicates("area_id").dropna(subset="area_id").set_index("area_id")
    parents = known["country_code"].reindex(rows["parent_id"].astype("str"))
    country_of_parent = parents.set_axis(rows.index)
    wrong = country_of_parent.notna() & rows["country_code"].notna()
    for row in rows[wrong & (country_of_parent != rows["country_code"])].itertuples():
        yield Finding(
            row.Index,
            "parent_id",
            Sentence(
                "{area_id} is in {country_code}, but {parent_id} is in {other}.",
                area_id=row.area_id,
                country_code=row.country_code,
                parent_id=row.parent_id,
                other=country_of_parent[row.Index],
            ),
            Sentence("Correct the parent or the country."),
        )


def _within(areas: list[str]) -> str:
    """``a in b in c``"""
    return reduce(lambda one, other: Sentence("{one} in {other}", one=one, other=other), areas)


@rule("areas.outline_unreadable", "An outline is a polygon in degrees.")
def outline_unreadable(material: RuleInput) -> Iterator[Finding]:
    written = material.records.areas["outline"].dropna()
    shapes = shapely.from_wkt(written.to_numpy(dtype=object), on_invalid="ignore")
    for index, shape in zip(written.index, shapes, strict=True):
        if shape is None or not _is_outline(shape):
            yield Finding(
                index,
                "outline",
                Sentence("The outline is no polygon in degrees."),
                Sentence(
                    "Export it from the map program as WKT (POLYGON or MULTIPOLYGON) in WGS84."
                ),
            )


def _outside_countries(table: str) -> Rule:
    @rule(
        f"{table}.outside_countries",
        "A place lies in a country of the programme.",
        needs=("areas",),
    )
    def outside_countries(material: RuleInput) -> Iterator[Finding]:
        codes = material.records.areas["country_code"].dropna().astype("str").unique()
        countries = outline_of(codes)
        rows = material.records.table(table)
        known = rows[rows["latitude"].notna() & rows["longitude"].notna()]
        if countries is None or known.empty:
            return
        x, y = known["longitude"].to_numpy(), known["latitude"].to_numpy()
        for row in known[~shapely.contains_xy(countries, x, y)].itertuples():
            yield Finding(
                row.Index,
                "latitude",
                Sentence(
                    "{latitude}, {longitude} lies in no country of the programme ({countries}).",
                    latitude=f"{row.latitude:g}",
                    longitude=f"{row.longitude:g}",
                    countries=", ".join(sorted(codes)),
                ),
                Sentence(
                    "Compare the coordinates with the map of the program or the receiver that "
                    "they came from; if the place is right, add its country to the areas table."
                ),
            )

    return outside_countries


def _is_outline(shape: shapely.Geometry) -> bool:
    west, south, east, north = shape.bounds
    in_degrees = west >= -180 and south >= -90 and east <= 180 and north <= 90
    return shape.geom_type in ("Polygon", "MultiPolygon") and shape.is_valid and in_degrees


def _loop_from(area_id: str, parents: dict[str, str]) -> list[str]:
    """The areas on the way from an area back to itself; none where the way ends elsewhere."""
    way = area_tree.line(area_id, parents)
    return way if parents.get(way[-1]) == area_id else []


RULES = (
    area_without_parent,
    parent_loop,
    parent_in_another_country,
    outline_unreadable,
    *(_outside_countries(table) for table in ("detections", "deployments", "conflicts")),
)
