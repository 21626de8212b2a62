"""What the programme knows already, by which an export is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.records import empty_table
from impact.reading.country_outlines import outline_of

if TYPE_CHECKING:
    from shapely import Geometry

    from impact.model.programme import Programme
    from impact.model.records import Records


STAY = ("deployment_id", "location_id", "deployment_start", "deployment_end")
STATION = ("location_id", "station", "area_id", "latitude", "longitude")


def folded(name: str) -> str:
    """A name as it is compared: without case, with single spaces."""
    return " ".join(name.split()).casefold()


@dataclass(frozen=True)
class Known:
    """What an export is held against.

    Attributes
    ----------
    species : mapping of str to str
        Folded scientific name, synonym, or broader name in use here → accepted name.
    common_names : mapping of str to str
        Folded name in any language → accepted name; good for a suggestion, never for more.
    areas : DataFrame
        The areas table.
    locations : mapping of str to str
        ``location_id`` of a camera that is on file → its ``area_id``.
    stations : DataFrame
        ``location_id, station, area_id, latitude, longitude`` of the cameras that are on file;
        `station` is what its team calls it.
    stays : DataFrame
        ``deployment_id, location_id, deployment_start, deployment_end`` of the cameras that are on
        file, as text.
    countries : Geometry or None
        Where the programme works: the outlines of its areas' countries.
    areas_written : DataFrame
        The areas table as text, for a file that fills in some of an area's cells.
    """

    species: Mapping[str, str] = field(default_factory=dict)
    common_names: Mapping[str, str] = field(default_factory=dict)
    areas: pd.DataFrame = field(default_factory=lambda: empty_table("areas"))
    locations: Mapping[str, str] = field(default_factory=dict)
    stations: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(STATION)))
    countries: Geometry | None = None
    stays: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(STAY)))
    areas_written: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"area_id": []}))


def areas_by_name(known: Known) -> dict[str, str]:
    """Folded id, or name in any language, → the one area that is called so."""
    names: dict[str, set[str]] = {}
    titles = [c for c in known.areas if c == "name" or c.startswith("name_")]
    for column in ("area_id", *titles):
        pairs = known.areas[["area_id", column]].astype("str").dropna()
        for area, name in pairs.itertuples(index=False):
            names.setdefault(folded(name), set()).add(area)
    return {name: next(iter(areas)) for name, areas in names.items() if len(areas) == 1}


def with_outlines(known: Known, rows: pd.DataFrame) -> Known:
    """What is known together with outlines that come in the same sending.

    Parameters
    ----------
    known : Known
    rows : DataFrame
        Of the areas table, as text.
    """
    others = known.areas[~known.areas["area_id"].isin(rows["area_id"])].astype("object")
    new = rows.reindex(columns=known.areas.columns).astype("object")
    return replace(known, areas=pd.concat([others, new], ignore_index=True))


def known_to(programme: Programme, records: Records) -> Known:
    """What the programme and its records know."""
    species, common = {}, {}
    for each in programme.species:
        for name in (each.scientific_name, *each.synonyms, *each.recorded_as):
            species[folded(name)] = each.scientific_name
        for name in (*each.name.values(), *each.short.values()):
            common[folded(name)] = each.scientific_name
    places = records.deployments[["location_id", "area_id"]].astype("str").dropna()
    # A location in two areas has a problem of its own, and says nothing here.
    sure = places.drop_duplicates().drop_duplicates("location_id", keep=False)
    locations = dict(zip(sure["location_id"], sure["area_id"], strict=True))
    codes = records.areas["country_code"].dropna().astype("str").unique()
    return Known(
        species,
        common,
        records.areas,
        locations,
        _stations(records.deployments),
        outline_of(codes),
        _stays(records.deployments),
    )


def _stays(deployments: pd.DataFrame) -> pd.DataFrame:
    """When each camera was set and collected, as a file would say it."""
    rows = deployments[list(STAY)].astype({"deployment_id": "str", "location_id": "str"})
    moments = {c: rows[c].dt.strftime("%Y-%m-%dT%H:%M:%S") for c in STAY[2:]}
    return rows.assign(**moments)


def _stations(deployments: pd.DataFrame) -> pd.DataFrame:
    """Each place of a camera once, by the name that its team uses."""
    names = deployments["location_name"].fillna(deployments["location_id"].astype("str"))
    rows = deployments.assign(station=names)[list(STATION)].dropna(subset=["location_id"])
    return rows.astype({"location_id": "str", "area_id": "str"}).drop_duplicates(
        ["location_id", "area_id"], keep="last", ignore_index=True
    )
