"""A season as field teams keep it: stations, sightings, conflict reports, villages by months.

Tables in any of the programme's languages are recognised by their headings, read together, and
become the deployments, detections, conflicts, reporting and the survey of the area. What the
tables leave open is asked; columns that name people are not read.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.near_areas import near_area
from impact.formats.common.package import About, Imported
from impact.formats.common.season_cameras import (
    Read,
    read_sightings,
    read_stations,
)
from impact.formats.common.season_content import CONTENT, find_villages, said_of
from impact.formats.common.season_doubts import (
    columns_without_use,
    near_villages,
    outside_stays,
)
from impact.formats.common.season_encounters import read_encounters
from impact.formats.common.season_ends import with_ends
from impact.formats.common.season_reports import read_incidents, read_reporting
from impact.formats.common.season_rows import persons, roles_of
from impact.formats.common.season_surveys import surveys_of
from impact.formats.common.season_visits import visits_of
from impact.model.schemas import TABLES, schema
from impact.reading.account import Account, together
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem
    from impact.reading.choices import Choices, Question

ABOUT = About(
    "field-season",
    "tables of a field season",
    comes_from="spreadsheets of a field team: stations, sightings, conflict reports, villages",
    recognised_by="station with set and collected; station with date and species; date with "
    "species and a place or coordinates; date with village and predator or what happened; "
    "village with three months or more, or with a column of months and one of yes or no; "
    "months with two villages or more",
    together="all",
    cameras=True,
)
# What a table of sightings has where one file is kept for one species, and none names it.
_OF_SIGHTINGS = ("time", "count", "individual_id", "flank")
_OF_REPORTS = {"village", "district", "happened", "predator", "livestock_type"}
TABLE_OF = {
    "stations": "deployments", "sightings": "detections", "encounters": "detections",
    "incidents": "conflicts", "reporting": "reporting",
}  # fmt: skip
_OF_BOTH = ("areas", "reporting")  # of areas and months a season's tables speak too
_OWN_IDS = {
    key_of(text)
    for table, name in (
        ("detections", "date_precision"),
        *((each, schema(each).needed_key[0]) for each in TABLES if each not in _OF_BOTH),
    )
    for text in (name, *schema(table).field(name).labels.values())
}
# SMART asks for its other headings by hand where they are in a language that it is not read in.
_OF_PATROLS = ("observationcategory", "waypoint", "patrol")


def recognises(sheet: Sheet) -> str:
    """Which table of a season it is; none with ids of ours or headings of a patrol program."""
    if sheet.keys & _OWN_IDS or any(key.startswith(_OF_PATROLS) for key in sheet.keys):
        return ""
    if any(key_of(text) in _OWN_IDS for text in _above(sheet)):
        return ""  # a row of a table of ours, whose headings stand above it
    found = roles_of(sheet).keys()
    if found >= {"station", "set", "collected"}:
        return "stations"
    if found >= {"station", "date"} and found & {"species", *_OF_SIGHTINGS} and "set" not in found:
        return "" if "species" not in found and found & _OF_REPORTS else "sightings"
    if "date" in found and found & {"village", "district"} and found & {"happened", "predator"}:
        return "incidents"
    if visits_of(sheet):
        return "reporting"
    placed = found & {"district", "village"} or found >= {"latitude", "longitude"}
    met = found >= {"date", "species"} and placed and not found & {"station", "set", "collected"}
    return "encounters" if met else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the tables of a season."""
    cameras, stations = read_stations(package.of("stations"), known, choices)
    sightings = read_sightings(package.of("sightings"), stations, known, choices)
    sightings = sightings.with_more(read_encounters(package.of("encounters"), known, choices))
    stays, no_end = with_ends(cameras.table, sightings.seen)
    cameras = cameras._replace(table=stays, problems=[*cameras.problems, *no_end])
    areas = set(cameras.table["area_id"].dropna())
    area = areas.pop() if len(areas) == 1 else ""
    likely = area or _named_above(package, known)
    find_villages(package.of("incidents"), package.of("reporting"))
    incidents = read_incidents(package.of("incidents"), area, known, choices)
    villages = _villages(incidents.table, area)
    years = _years(cameras.table["deployment_start"], incidents.table["event_start"])
    months = read_reporting(package.of("reporting"), villages, years, known, choices)
    made = {
        "deployments": cameras, "detections": sightings, "conflicts": incidents,
        "reporting": months,
    }  # fmt: skip
    tables = {name: read.table for name, read in made.items() if len(read.table)}
    surveys = surveys_of(cameras.table, known)
    tables |= {"surveys": surveys} if len(surveys) else {}
    open_ = [q for read in made.values() for q in read.questions]
    likely = likely or next((q.suggested for q in open_ if q.id.startswith("area:")), "")
    asked = {q.id: q for q in _with_suggestion(open_, likely)}
    sheets = [sheet for group in package.sheets.values() for sheet in group]
    personal = list(dict.fromkeys(h for sheet in sheets for h in persons(sheet)))
    read_headings = {h for s in sheets for p in s.columns_read if (h := s.headings[p])}
    sightings.problems.extend(outside_stays(sightings.table, cameras.table))
    units = [read.table.reindex(columns=["file", "row", "unit"]) for read in (incidents, months)]
    incidents.problems.extend(near_villages(pd.concat(units)))
    by_content: dict[str, list[Problem]] = {name: [] for name in made}
    for role, table in TABLE_OF.items():
        by_content[table] += [
            *(w for s in package.of(role) for w in said_of(s, s.remembered.get(CONTENT, {}))),
            *columns_without_use(package.of(role), personal),
        ]
    return Imported(
        tables,
        {name: [*by_content[name], *read.problems] for name, read in made.items()},
        tuple(asked.values()),
        _account(made, tables),
        tuple(personal),
        frozenset(read_headings - set(personal)) if personal else frozenset(),
    )


def _named_above(package: Package, known: Known) -> str:
    """The area that the files' names and the titles above the stations name, where it is one."""
    sheets = [s for role in ("stations", "sightings", "encounters") for s in package.of(role)]
    texts = [text for sheet in sheets for text in (sheet.label, *_above(sheet))]
    found = {near_area(text, known.areas) for text in texts} - {""}
    return found.pop() if len(found) == 1 else ""


def _above(sheet: Sheet) -> list[str]:
    above = itertools.takewhile(lambda row: row[0] < sheet.row, sheet.grid.rows())
    return [str(cell) for _, cells in above for cell in cells]


def _account(made: dict[str, Read], tables: dict[str, pd.DataFrame]) -> Account:
    return Account(
        {name: read.rows for name, read in made.items() if read.rows},
        {name: len(table) for name, table in tables.items()},
        together([read.aside for read in made.values()]),
    )


def _with_suggestion(questions: Iterable[Question], area: str) -> list[Question]:
    """Questions of areas, that of the others suggested where none else is."""
    return [
        replace(q, suggested=area)
        if area and q.id.startswith("area:") and not q.suggested
        else q
        for q in questions
    ]  # fmt: skip


def _villages(incidents: pd.DataFrame, area: str) -> dict[str, str]:
    """Village → its area, where its incidents agree; under the empty text that of all others."""
    places = incidents[["unit", "area_id"]].dropna().drop_duplicates()
    sure = places.drop_duplicates("unit", keep=False)
    every = set(places["area_id"]) | ({area} if area else set())
    others = {"": next(iter(every))} if len(every) == 1 else {}
    return {**dict(zip(sure["unit"], sure["area_id"], strict=True)), **others}


def _years(*columns: pd.Series) -> set[str]:
    dates = pd.concat([c.dropna() for c in columns]).astype("str")
    return set(dates.str.extract(r"^([12][0-9]{3})-", expand=False).dropna())


WHERE: dict = {
    "deployments": {},
    "detections": {},
    "conflicts": {},
    "reporting": {},
    "surveys": {},
}
