"""Wildlife Insights downloads: projects of images and of sequences, initiatives, older columns.

Columns by the system's own data dictionary; what it leaves open by what real downloads hold. The
times have no zone: they are the camera's, and stay so. What the machine named and nobody reviewed
comes in as unverified, so that it is never counted; what the machine gave no result for is set
aside. Ids of deployments and sequences are unique within their project alone: the project is part
of them here, whether one project came or several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common import absences, identifications
from impact.formats.common.camera_clocks import check_clocks
from impact.formats.common.ids import tidy_ids
from impact.formats.common.package import About, Imported, canonical_table, lower
from impact.formats.common.places import few_groups, placed
from impact.formats.common.projects import in_project, projects_of
from impact.formats.common.sheets import read_together
from impact.formats.common.species import renamed, unknown_species
from impact.formats.common.times import date_order_question, iso_times
from impact.formats.common.working import ended_by_last_picture, failed_since
from impact.formats.failures import failures_of
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.account import Account, Reasons, together

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices, Question, Said

FORMAT = "wildlife-insights"
ABOUT = About(
    FORMAT,
    "Wildlife Insights",
    comes_from=("Wildlife Insights, private or public download, of a project or an initiative"),
    recognised_by=(
        "deployment_id with start_date and end_date (deployments), or with a taxon and a "
        "timestamp (images, sequences)"
    ),
    cameras=True,
    asks_clocks=True,
)
_PROJECT = ("project_id", "project", "project_name")
DEPLOYMENTS = {
    "project_id": _PROJECT,
    "deployment_id": ("deployment_id",),
    "placename": ("placename", "camera_trap_array", "site_name", "site"),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "deployment_start": ("start_date",),
    "deployment_end": ("end_date",),
    "camera_id": ("camera_id", "camera_name"),
    "working": ("camera_functioning",),
    "group": ("subproject_name",),
    "fuzzed": ("fuzzed",),
    "area_id": ("area_id",),
}
_NAMED = {
    "project_id": _PROJECT,
    "deployment_id": ("deployment_id",),
    "blank": ("is_blank",),
    "class": ("class",),
    "order": ("order",),
    "family": ("family",),
    "genus": ("genus",),
    "species": ("species",),
    "common_name": ("common_name",),
    "individual_id": ("individual_id",),
    **absences.FIELDS,
    **identifications.FIELDS,
}
IMAGES = {
    **_NAMED,
    "observation_id": ("image_id",),
    "filename": ("filename",),
    "sequence_id": ("sequence_id",),
    "event_start": ("timestamp",),
    "event_end": ("no_such_column",),
    "count": ("number_of_objects",),
}
SEQUENCES = {
    **_NAMED,
    "observation_id": ("sequence_id",),
    "filename": ("no_such_column",),
    "sequence_id": ("sequence_id",),
    "event_start": ("start_time",),
    "event_end": ("end_time",),
    "count": ("group_size",),
}
_NO_RESULT = "no cv result"
_TAXON = ("class", "order", "family", "genus", "species", "common_name")
_HUMAN = ("human", "humans", "person", "people", "homo", "human-camera trapper", "homo species")
_VEHICLE = ("vehicle", "vehicles", "car", "motorcycle", "bicycle", "truck")
_SETUP = ("human-camera trapper", "setup/pickup", "setup_pickup", "calibration photos", "misfire")
_NONE_SUCH = ("unknown", "no cv result", "blank", "")


def recognises(sheet: Sheet) -> str:
    """What a part is in a download."""
    keys = sheet.keys
    if keys & {"source", "dateprecision"}:
        return ""
    named = keys >= {"deploymentid"} and bool(keys & {"genus", "witaxonid", "commonname"})
    if named and keys >= {"sequenceid", "starttime"}:
        return "sequences"
    if named and "timestamp" in keys and keys & {"imageid", "filename"}:
        return "images"
    if keys >= {"deploymentid", "startdate", "enddate"}:
        return "deployments"
    if keys >= {"projectid", "projectname"} and keys & {"projectobjectives", "projectadmin"}:
        return "projects"
    if keys >= {"cameraid", "make", "model"}:
        return "cameras"
    return ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read a download."""
    deployed, before = read_together(package.of("deployments"), DEPLOYMENTS)
    pictures, read = read_together(package.of("images"), IMAGES)
    visits, also = read_together(package.of("sequences"), SEQUENCES)
    seen = pd.concat([pictures.assign(visit=False), visits.assign(visit=True)], ignore_index=True)
    projects = projects_of(deployed)
    seen["project_id"] = seen["project_id"].fillna(seen["deployment_id"].map(projects))
    for frame in (deployed, seen):
        frame["deployment_id"] = in_project(frame["project_id"], frame["deployment_id"])
    named = (seen["deployment_id"] + ":" + seen["filename"]).fillna(seen["deployment_id"])
    of_visit = in_project(seen["project_id"], seen["sequence_id"])
    seen["observation_id"] = of_visit.where(seen["visit"], seen["observation_id"].fillna(named))
    moments = {c: iso_times(seen[c], choices) for c in ("event_start", "event_end")}
    seen = seen.assign(**{column: times.text for column, times in moments.items()})
    tables, asked, problems = _deployments(deployed, seen, known, choices)
    detections, aside, asked_of, notes, strange = _detections(seen, known, choices)
    clocks = check_clocks(
        detections, tables["deployments"], lambda _: seen, choices, column="timestamp"
    )
    detections, strange = clocks.table, [*strange, *clocks.problems]
    failures, failed = failures_of(package.of("failures"), choices, ABOUT.title)
    # A table of the field's own names no project.
    ids = failures["deployment_id"]
    failures["deployment_id"] = in_project(ids.map(projects).astype("str"), ids)
    tables["failures"] = pd.concat([tables["failures"], failures], ignore_index=True)
    tables["detections"] = detections
    tables = {name: table for name, table in tables.items() if len(table)}
    left = {"timestamp": moments["event_start"].open, "end_time": moments["event_end"].open}
    rows = {"deployments": len(deployed), "images": len(pictures), "sequences": len(visits)}
    problems["deployments"] = [*before, *problems["deployments"]]
    return Imported(
        tables,
        {**problems, "detections": [*read, *also, *strange], "failures": failed},
        (*asked, *asked_of, *clocks.questions, *date_order_question(left, "")),
        Account(rows, {name: len(table) for name, table in tables.items()}, aside, notes),
    )


def _source(rows: pd.DataFrame) -> pd.Series:
    return (ABOUT.title + " project " + rows["project_id"]).fillna(ABOUT.title).astype("str")


def _deployments(
    rows: pd.DataFrame, seen: pd.DataFrame, known: Known, choices: Choices
) -> tuple[dict[str, pd.DataFrame], tuple, dict[str, list[Problem]]]:
    source = _source(rows)
    fuzzed = lower(rows["fuzzed"]).isin(["true", "yes", "1"])
    for column in ("latitude", "longitude"):
        # Coordinates that were blurred on purpose are not where the camera stood.
        rows[column] = rows[column].where(~fuzzed)
    project = rows["project_id"].fillna("")
    name = rows["placename"].fillna(rows["deployment_id"])
    rows["location_id"] = tidy_ids((project + ":" + name).str.removeprefix(":"))
    groups = few_groups(rows["group"], "")
    group = groups.mask(groups == "", project)
    places = placed(rows.assign(group=group, name=group), known, choices, column="area_id")
    start = iso_times(rows["deployment_start"], choices)
    end = iso_times(rows["deployment_end"], choices)
    stop, without = ended_by_last_picture(rows, end.text, seen, "end_date")
    table = canonical_table(
        rows,
        deployment_id=rows["deployment_id"],
        location_id=rows["location_id"],
        location_name=rows["placename"],
        area_id=places.area_id,
        latitude=rows["latitude"],
        longitude=rows["longitude"],
        deployment_start=start.text,
        deployment_end=stop,
        camera_id=rows["camera_id"],
        source=source,
    )
    broken = ~lower(rows["working"]).fillna("").isin(["", "camera functioning", "functioning"])
    failures, told = failed_since(
        rows[broken], start.text, stop, seen, rows["working"], ABOUT.title
    )
    left = {"start_date": start.open, "end_date": end.open}
    problems = [*places.problems, *without, *_fuzzed(rows[fuzzed]), *told]
    return (
        {"deployments": table, "failures": failures},
        (*places.questions, *date_order_question(left, "")),
        {"deployments": problems},
    )


def _fuzzed(rows: pd.DataFrame) -> list[Problem]:
    return [
        Problem(
            str(row.file),
            int(row.row),
            "fuzzed",
            str(row.fuzzed),
            "import.fuzzed",
            Sentence(
                "The coordinates of {deployment} were blurred before the download: left out.",
                deployment=row.deployment_id,
            ),
            Sentence(
                "Ask the owner of the project for a private download, if the places are needed."
            ),
            "warning",
        )
        for row in rows.itertuples()
    ]


def _detections(
    rows: pd.DataFrame, known: Known, choices: Choices
) -> tuple[pd.DataFrame, pd.DataFrame, tuple[Question, ...], tuple[Said, ...], list[Problem]]:
    words = pd.DataFrame({column: lower(rows[column]) for column in _TAXON})
    name = _scientific_name(words)
    common = words["common_name"]
    by_visit = rows.groupby("deployment_id", observed=True)["visit"].transform("any").astype(bool)
    why = Reasons(rows)
    why.give(lower(rows["blank"]).isin(["1", "true", "yes"]) | common.eq("blank"), "blank")
    why.give(words.eq(_NO_RESULT).any(axis="columns"), "no_cv_result")
    why.give(common.isin(_SETUP), "setup")
    why.give(words["genus"].eq("homo") | common.isin(_HUMAN), "human")
    why.give(common.isin(_VEHICLE), "vehicle")
    why.give(~rows["visit"] & by_visit, "media_level")
    why.give(rows.drop(columns=["file", "row"]).duplicated(), "repeated")
    why.give(name.isna(), "unknown", rows["common_name"])
    names = identifications.read_names(name, known)
    accepted = names["name"]
    identifications.set_aside_several(why, names, name)
    why.give(accepted.isna(), "other_species", name)
    strange = why.aside().query("reason == 'other_species'").rename(columns={"value": "name"})
    asked = absences.set_aside_absences(why, rows, choices)
    mine = rows[why.kept]
    verified = identifications.verification(mine, names["doubted"][why.kept], choices)
    table = canonical_table(
        mine,
        observation_id=_each_once(tidy_ids(mine["observation_id"])),
        scientific_name=accepted[why.kept],
        deployment_id=mine["deployment_id"],
        observation_type="animal",
        observation_level=mine["visit"].map({True: "event", False: "media"}),
        event_id=mine["sequence_id"].where(mine["visit"]),
        event_start=mine["event_start"],
        event_end=mine["event_end"].fillna(mine["event_start"]),
        date_precision="day",
        count=mine["count"],
        individual_id=mine["individual_id"],
        identification_verification_status=verified.status,
        source=_source(mine),
    )
    notes = (*renamed(name[why.kept], accepted[why.kept]), *verified.notes)
    problems = [*unknown_species(strange, "species", known), *verified.problems]
    return table, together([why.aside()]), (*asked, *verified.questions), notes, problems


def _scientific_name(words: pd.DataFrame) -> pd.Series:
    """Genus and epithet together; missing where the animal is not identified so far."""
    has_both = ~words["genus"].fillna("").isin(_NONE_SUCH) & ~words["species"].fillna("").isin(
        _NONE_SUCH
    )
    epithet = words["species"].where(has_both)
    genus = words["genus"].where(has_both).str.capitalize()
    return (genus + " " + epithet).astype("str")


def _each_once(ids: pd.Series) -> pd.Series:
    """A picture with two species has two rows of one id: the second gets its number."""
    again = ids.groupby(ids).cumcount() + 1
    return ids.where(again == 1, ids + ":" + again.astype("str"))


WHERE = {"deployments": DEPLOYMENTS, "failures": {}, "detections": IMAGES}
