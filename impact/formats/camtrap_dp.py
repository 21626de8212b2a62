"""Camtrap DP 1.0 and the older 0.1, as Agouti, TRAPPER and AddaxAI write them.

Bubnicki et al. 2024, doi 10.1002/rse2.374; https://camtrap-dp.tdwg.org. Observations are made at
two levels, of single media and of events: media are left where their event is there, so that no
visit is counted twice. Blanks, people, set-up pictures and what nobody identified are set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common import absences, identifications
from impact.formats.common.camera_clocks import check_clocks
from impact.formats.common.clocks import local_times
from impact.formats.common.ids import mark_of, tidy_ids
from impact.formats.common.package import About, Imported, canonical_table, lower
from impact.formats.common.places import few_groups, location_ids, placed
from impact.formats.common.sheets import read_together
from impact.formats.common.species import renamed, unknown_species
from impact.formats.common.times import date_order_question, iso_times
from impact.formats.common.working import ended_by_last_picture
from impact.formats.failures import failures_of
from impact.reading.account import Account, Reasons, together
from impact.reading.short_rows import RowKinds

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

ABOUT = About(
    "camtrap-dp",
    "Camtrap DP",
    comes_from="Agouti, TRAPPER, AddaxAI Connect and other camera servers; any Camtrap DP package, "
    "1.0 or 0.1",
    recognised_by="a heading deploymentID with observationType or scientificName (observations), "
    "with the start of a deployment and a place (deployments), or with mediaID and filePath "
    "(media)",
    cameras=True,
    asks_clocks=True,
)
DEPLOYMENTS = {
    "deployment_id": ("deploymentID",),
    "location_id": ("locationID",),
    "location_name": ("locationName",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "coordinate_uncertainty": ("coordinateUncertainty",),
    "deployment_start": ("deploymentStart", "start"),
    "deployment_end": ("deploymentEnd", "end"),
    "camera_id": ("cameraID",),
    "group": ("deploymentGroups", "array", "session"),
    "area_id": ("areaID",),
    "timestamp_issues": ("timestampIssues",),
}
OBSERVATIONS = {
    "observation_id": ("observationID",),
    "deployment_id": ("deploymentID",),
    "media_id": ("mediaID",),
    "event_id": ("eventID", "sequenceID"),
    "event_start": ("eventStart", "timestamp", "start"),
    "event_end": ("eventEnd", "end"),
    "level": ("observationLevel",),
    "type": ("observationType",),
    "setup": ("cameraSetupType", "cameraSetup"),
    "scientific_name": ("scientificName",),
    "count": ("count",),
    "individual_id": ("individualID",),
    **absences.FIELDS,
    **identifications.FIELDS,
}
MEDIA = {"deployment_id": ("deploymentID",), "event_start": ("timestamp",)}
_NOT_ANIMALS = ("blank", "human", "vehicle", "unknown", "unclassified")
_KINDS = RowKinds("type", harmless=_NOT_ANIMALS, strict=("animal",))
_AREA_AS_GROUP = r"(?:^|\|)\s*areaID:\s*([^|]*[^|\s])"
_NO_SETUP = ("", "false", "0", "no", "none")


def recognises(sheet: Sheet) -> str:
    """What a part is in a package; our own tables are spelt otherwise, and name their source."""
    spelt, keys = set(sheet.headings), sheet.keys
    if "deploymentID" not in spelt or keys & {"source", "dateprecision"}:
        return ""
    if {"observationID", "observationType"} & spelt and keys & {
        "observationtype",
        "scientificname",
    }:
        return "observations"
    if keys >= {"mediaid", "filepath"}:
        return "media"
    if keys & {"deploymentstart", "start"} and keys & {"latitude", "longitude", "locationid"}:
        return "deployments"
    return ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read a package."""
    source = _source(package)
    deployed, before = read_together(package.of("deployments"), DEPLOYMENTS)
    observed, read = read_together(package.of("observations"), OBSERVATIONS, _KINDS)
    for frame in (deployed, observed):
        frame["deployment_id"] = _few(frame["deployment_id"], tidy_ids)
    observed["event_level"] = _at_event_level(observed)
    seen = _pictures(deployed, observed, package, choices)
    deployments, asked, problems = _deployments(deployed, seen, package, known, choices, source)
    observed["area_id"] = _area_of(observed, deployments)
    detections, aside, (asked_of, open_days), notes, strange = _detections(
        observed, known, choices, source
    )
    clocks = check_clocks(
        detections,
        deployments,
        lambda those: _by_the_same_clock(observed, those, known, choices),
        choices,
        column="eventStart",
        doubtful=_doubtful(deployed),
    )
    detections, strange = clocks.table, [*strange, *clocks.problems]
    failures, failed = failures_of(package.of("failures"), choices, source)
    tables = {"deployments": deployments, "failures": failures, "detections": detections}
    tables = {name: table for name, table in tables.items() if len(table)}
    questions = (*asked, *asked_of, *clocks.questions, *date_order_question(open_days, ""))
    rows = {"deployments": len(deployed), "observations": len(observed)}
    return Imported(
        tables,
        {"deployments": [*before, *problems], "detections": [*read, *strange], "failures": failed},
        questions,
        Account(rows, {name: len(table) for name, table in tables.items()}, aside, notes),
    )


def _pictures(
    deployed: pd.DataFrame, observed: pd.DataFrame, package: Package, choices: Choices
) -> pd.DataFrame:
    """When each camera that has no end recorded anything, blanks and mere pictures among it."""
    out = deployed.loc[deployed["deployment_end"].isna(), "deployment_id"].astype("str")
    columns = ["deployment_id", "event_start", "event_end"]
    if out.empty:
        return observed[columns].head(0)
    media, _ = read_together(package.of("media"), MEDIA)
    media["deployment_id"] = tidy_ids(media["deployment_id"])
    media["event_end"] = media["event_start"]
    parts = [
        rows[rows["deployment_id"].isin(out)][columns].astype("str") for rows in (observed, media)
    ]
    seen = pd.concat(parts, ignore_index=True)
    return seen.assign(**{c: iso_times(seen[c], choices).text for c in columns[1:]})


def _doubtful(deployed: pd.DataFrame) -> list[str]:
    """Cameras whose times the package itself calls doubtful."""
    doubted = lower(deployed["timestamp_issues"]).isin(["true", "1", "yes"])
    return deployed.loc[doubted, "deployment_id"].astype("str").tolist()


def _by_the_same_clock(
    observed: pd.DataFrame, cameras: object, known: Known, choices: Choices
) -> pd.DataFrame:
    """All that these cameras recorded, by the clock of their place; the order of a date by all."""
    start = iso_times(observed["event_start"], choices).text
    theirs = observed[observed["deployment_id"].isin(cameras)]
    local = local_times(start[theirs.index], theirs["area_id"], known, choices)
    return theirs[["deployment_id"]].assign(event_start=local.text)


def _area_of(observed: pd.DataFrame, deployments: pd.DataFrame) -> pd.Series:
    """The area of each row, by its camera."""
    areas = deployments.drop_duplicates("deployment_id").set_index("deployment_id")["area_id"]
    return observed["deployment_id"].map(areas).astype("str")


def _few(column: pd.Series, change: object) -> pd.Series:
    """Change the distinct values of a column that repeats them, and hold it as a category."""
    values = column.astype("category")
    names = values.cat.categories.to_series().astype("str")
    return values.cat.rename_categories(change(names).tolist())


def _source(package: Package) -> str:
    """Where the rows come from: the package's own title or id, never the name of a file."""
    about = package.descriptor
    named = next((str(about[key]) for key in ("title", "id", "name") if about.get(key)), "")
    return f"Camtrap DP package {named}".strip()


def _at_event_level(observed: pd.DataFrame) -> pd.Series:
    """1.0 says the level of each row; in 0.1 a row without a medium is of its sequence."""
    level = lower(observed["level"])
    of_sequence = observed["media_id"].isna() & observed["event_id"].notna()
    return (level == "event") | (~level.isin(["event", "media"]) & of_sequence)


def _deployments(
    rows: pd.DataFrame,
    seen: pd.DataFrame,
    package: Package,
    known: Known,
    choices: Choices,
    source: str,
) -> tuple[pd.DataFrame, tuple, list]:
    rows["deployment_id"] = rows["deployment_id"].astype("str")
    rows["location_id"] = tidy_ids(location_ids(rows))
    # The format has no column for an area: a package may say it as one of the groups.
    named = rows["group"].str.extract(_AREA_AS_GROUP, expand=False)
    rows["area_id"] = rows["area_id"].fillna(named)
    name, key = _project(package, rows)
    group = few_groups(rows["group"], key)
    shown = group.mask(group == key, name)
    places = placed(rows.assign(group=group, name=shown), known, choices, column="area_id")
    start = iso_times(rows["deployment_start"], choices)
    end = iso_times(rows["deployment_end"], choices)
    stop, without = ended_by_last_picture(rows, end.text, seen, "deploymentEnd")
    local = [local_times(each, places.area_id, known, choices) for each in (start.text, stop)]
    table = canonical_table(
        rows,
        deployment_id=rows["deployment_id"],
        location_id=rows["location_id"],
        location_name=rows["location_name"],
        area_id=places.area_id,
        latitude=rows["latitude"],
        longitude=rows["longitude"],
        coordinate_uncertainty=rows["coordinate_uncertainty"],
        deployment_start=local[0].text,
        deployment_end=local[1].text,
        camera_id=rows["camera_id"],
        source=source,
    )
    left = {"deploymentStart": start.open, "deploymentEnd": end.open}
    asked = {each.id: each for one in local for each in one.questions}
    questions = (*places.questions, *asked.values(), *date_order_question(left, ""))
    return table, questions, [*places.problems, *without]


def _project(package: Package, rows: pd.DataFrame) -> tuple[str, str]:
    """What people call the project, and what an answer about it is kept under.

    A package that does not say whose it is stands for its own places alone: what is said of it
    must not be taken for said of the next one.
    """
    project = package.descriptor.get("project")
    project = project if isinstance(project, dict) else {}
    title = project.get("title") or package.descriptor.get("title")
    key = project.get("id") or title or package.descriptor.get("id")
    of_its_own = mark_of(" ".join(sorted(rows["location_id"].unique())))
    return str(title or key or "this package"), str(key or of_its_own)


def _detections(
    rows: pd.DataFrame, known: Known, choices: Choices, source: str
) -> tuple[pd.DataFrame, pd.DataFrame, tuple, tuple, list]:
    kind, setup = lower(rows["type"]), lower(rows["setup"])
    by_event = rows.groupby("deployment_id", observed=True)["event_level"].transform("any")
    why = Reasons(rows)
    why.give(setup.notna() & ~setup.isin(_NO_SETUP), "setup")
    for each in _NOT_ANIMALS:
        why.give(kind == each, each)
    why.give(kind.isna() & rows["scientific_name"].isna(), "unclassified")
    there = rows["event_id"].isna() | rows["event_id"].isin(rows["event_id"][rows["event_level"]])
    why.give(~rows["event_level"] & by_event.astype(bool) & there, "media_level")
    why.give(rows["scientific_name"].isna(), "unknown")
    names = identifications.read_names(rows["scientific_name"], known)
    name = names["name"]
    identifications.set_aside_several(why, names, rows["scientific_name"])
    why.give(name.isna(), "other_species", rows["scientific_name"])
    strange = why.aside().query("reason == 'other_species'").rename(columns={"value": "name"})
    asked = absences.set_aside_absences(why, rows, choices)
    mine = rows[why.kept]
    verified = identifications.verification(mine, names["doubted"][why.kept], choices)
    start, end = (iso_times(mine[c], choices) for c in ("event_start", "event_end"))
    times = [start.text] if end.text.equals(start.text) else [start.text, end.text]
    local = [local_times(each, mine["area_id"], known, choices).text for each in times]
    table = canonical_table(
        mine,
        observation_id=tidy_ids(mine["observation_id"]),
        scientific_name=name[why.kept],
        deployment_id=mine["deployment_id"].astype("str"),
        observation_type="animal",
        observation_level=mine["event_level"].map({True: "event", False: "media"}),
        event_id=mine["event_id"].where(mine["event_level"]),
        event_start=local[0],
        event_end=local[-1],
        date_precision="day",
        count=mine["count"],
        individual_id=mine["individual_id"],
        identification_verification_status=verified.status,
        source=source,
    )
    return (
        table,
        together([why.aside()]),
        ((*asked, *verified.questions), {"eventStart": start.open, "eventEnd": end.open}),
        (*renamed(mine["scientific_name"], name[why.kept]), *verified.notes),
        [*unknown_species(strange, "scientificName", known), *verified.problems],
    )


WHERE = {"deployments": DEPLOYMENTS, "failures": {}, "detections": OBSERVATIONS}
