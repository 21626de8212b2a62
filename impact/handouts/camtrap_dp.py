"""Records of cameras as a Camtrap DP 1.0.2 package.

Bubnicki et al. 2024, doi 10.1002/rse2.374; https://camtrap-dp.tdwg.org. The format is about
cameras: reports, published totals and incidents are no part of it. What it has no column for
stands as ``key:value`` in the groups of a deployment (``areaID``) and the tags of an observation;
times in which a camera failed are a table of their own beside the three that the format knows.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd

from impact.handouts.clocks import with_clock
from impact.handouts.package_files import as_text, day_text, made_at, readme_lines, zipped
from impact.handouts.tables import csv_bytes
from impact.metrics.effort import last_records
from impact.metrics.events import countable
from impact.model.errors import HandoutError

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.wording.language import Words


def _names(text: str) -> list[str]:
    return text.split()


_HOME = "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0.2"
_CODES = {"en": "eng", "ru": "rus", "tk": "tuk", "ky": "kir", "kk": "kaz"}
_DEPLOYMENTS = _names("""
    deploymentID locationID locationName latitude longitude coordinateUncertainty
    deploymentStart deploymentEnd setupBy cameraID cameraModel cameraDelay cameraHeight
    cameraDepth cameraTilt cameraHeading detectionDistance timestampIssues baitUse featureType
    habitat deploymentGroups deploymentTags deploymentComments
""")
_MEDIA = _names("""
    mediaID deploymentID captureMethod timestamp filePath filePublic fileName fileMediatype
    exifData favorite mediaComments
""")
_OBSERVATIONS = _names("""
    observationID deploymentID mediaID eventID eventStart eventEnd observationLevel
    observationType cameraSetupType scientificName count lifeStage sex behavior individualID
    individualPositionRadius individualPositionAngle individualSpeed bboxX bboxY bboxWidth
    bboxHeight classificationMethod classifiedBy classificationTimestamp
    classificationProbability observationTags observationComments
""")
_DESIGN = (
    "The sampling design is not on file; 'targeted' stands here because the format asks for one. "
    "No media are part of the package: media.csv is empty. A camera that was still out ends at "
    "its last record; one without any record is left out, for its effort is not known. "
    "failures.csv holds the times in which cameras did not work."
)


def camtrap_dp(view: View, words: Words) -> bytes:
    """The package as a zip file.

    Parameters
    ----------
    view : View
    words : Words

    Returns
    -------
    bytes
        datapackage.json, deployments.csv, media.csv, observations.csv and, where cameras
        failed, failures.csv. Times are those of the clock on the spot with the offset that
        they came with. Where nobody wrote one there is none, though the format asks for it,
        and the description says of how many records.

    Raises
    ------
    HandoutError
        There is no deployment with coordinates that this audience may see.
    """
    stays = _stays(view)
    if stays.empty:
        raise HandoutError(
            "There is no camera record with coordinates that this audience may see.",
            "Camtrap DP needs coordinates; staff may see them. The plain tables have the rest.",
        )
    observed = _observed(view, stays)
    tables = {
        "deployments": _deployments(stays),
        "media": pd.DataFrame(columns=_MEDIA),
        "observations": _observations(observed),
    }
    failures = _failures(view, stays)
    if len(failures):
        tables["failures"] = failures
    descriptor = _descriptor(view, words, stays, observed, list(tables))
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    files = {f"{name}.csv": csv_bytes(table) for name, table in tables.items()}
    return zipped({"datapackage.json": text.encode("utf-8"), **files})


def _stays(view: View) -> pd.DataFrame:
    """Deployments that the format can hold, with an end."""
    rows = view.records.deployments
    ids = rows["deployment_id"].astype("str")
    last = last_records(view.records.detections).reindex(ids).set_axis(rows.index)
    end = rows["deployment_end"].fillna(last)
    known = rows["latitude"].notna() & rows["longitude"].notna() & rows["deployment_start"].notna()
    known &= end.notna() & (end >= rows["deployment_start"])
    return rows.assign(deployment_id=ids, deployment_end=end)[known].reset_index(drop=True)


def _observed(view: View, stays: pd.DataFrame) -> pd.DataFrame:
    rows = view.records.detections
    rows = rows.assign(deployment_id=rows["deployment_id"].astype("str"))
    timed = rows["date_precision"].isin(["day"]) & rows["event_start"].notna()
    some = ~rows["count"].isin([0])
    rows = rows[timed & some & rows["deployment_id"].isin(stays["deployment_id"])]
    by_camera = rows["deployment_id"].map(stays.set_index("deployment_id")["utc_offset"])
    offset = rows["utc_offset"].astype("str").fillna(by_camera.astype("str"))
    end = rows["event_end"].fillna(rows["event_start"])
    return rows.assign(utc_offset=offset, event_end=end)


def _deployments(stays: pd.DataFrame) -> pd.DataFrame:
    uncertainty = stays["coordinate_uncertainty"].round().astype("Int64").astype("str")
    return pd.DataFrame(
        {
            "deploymentID": stays["deployment_id"],
            "locationID": stays["location_id"].astype("str"),
            "locationName": stays["location_name"],
            "latitude": stays["latitude"],
            "longitude": stays["longitude"],
            "coordinateUncertainty": uncertainty.mask(uncertainty == "0"),
            "deploymentStart": with_clock(stays["deployment_start"], stays["utc_offset"]),
            "deploymentEnd": with_clock(stays["deployment_end"], stays["utc_offset"]),
            "cameraID": stays["camera_id"],
            "timestampIssues": stays["utc_offset"].notna().map({True: "false", False: None}),
            "deploymentGroups": "areaID:" + stays["area_id"].astype("str"),
        }
    ).reindex(columns=_DEPLOYMENTS)


def _observations(rows: pd.DataFrame) -> pd.DataFrame:
    unverified = rows["identification_verification_status"].isin(["unverified"])
    level = _levels(rows)
    flank = "flank:" + as_text(rows["flank"])
    tags = pd.DataFrame(
        {
            "flank": flank.where(rows["flank"].notna().to_numpy(), ""),
            "status": unverified.map({True: "identification:unverified", False: ""}),
        }
    )
    tags = tags.apply(lambda row: " | ".join(filter(None, row)), axis="columns")
    return pd.DataFrame(
        {
            "observationID": rows["observation_id"],
            "deploymentID": rows["deployment_id"],
            "eventID": rows["event_id"].astype("str").where(level == "event"),
            "eventStart": with_clock(rows["event_start"], rows["utc_offset"]),
            "eventEnd": with_clock(rows["event_end"], rows["utc_offset"]),
            "observationLevel": level,
            "observationType": rows["observation_type"].astype("str").fillna("animal"),
            "cameraSetupType": rows["camera_setup_type"].astype("str"),
            "scientificName": rows["scientific_name"].astype("str"),
            "count": rows["count"].astype("Int64").astype("str"),
            "individualID": rows["individual_id"].astype("str"),
            # What nobody has checked is the work of a machine to every reader of the format.
            "classificationMethod": unverified.map({True: "machine", False: "human"}),
            "observationTags": tags.mask(tags == "") if len(tags) else None,
        },
        index=rows.index,
    ).reindex(columns=_OBSERVATIONS)


def _levels(rows: pd.DataFrame) -> pd.Series:
    """The level of each record: ``event`` where the visits of its camera are what is counted.

    A reader of the format takes a camera with any visit at that level alone, so a visit that
    counts toward nothing must not stand in the way of the pictures that do.
    """
    visits = countable(rows)
    visits = visits[visits["observation_level"].isin(["event"])]
    counted = rows["deployment_id"].isin(visits["deployment_id"].unique())
    by_visit = rows["observation_level"].isin(["event"]) & counted
    return by_visit.map({True: "event", False: "media"})


def _failures(view: View, stays: pd.DataFrame) -> pd.DataFrame:
    rows = view.records.failures
    rows = rows.assign(deployment_id=rows["deployment_id"].astype("str"))
    rows = rows[rows["deployment_id"].isin(stays["deployment_id"])]
    offset = rows["deployment_id"].map(stays.set_index("deployment_id")["utc_offset"])
    return pd.DataFrame(
        {
            "deploymentID": rows["deployment_id"],
            "failureStart": with_clock(rows["failure_start"], offset),
            "failureEnd": with_clock(rows["failure_end"], offset),
        }
    )


def _descriptor(
    view: View, words: Words, stays: pd.DataFrame, observed: pd.DataFrame, tables: list[str]
) -> dict:
    about = view.programme.about
    levels = sorted(_levels(observed).unique()) or ["media"]
    descriptor = {
        "resources": [_resource(name) for name in tables],
        "profile": f"{_HOME}/camtrap-dp-profile.json",
        "name": about.id,
        "title": words.of(about.name),
        "description": " ".join([*readme_lines(view, words), _DESIGN, *_without_offset(observed)]),
        "version": str(view.number or view.fingerprint),
        "created": made_at(view).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "contributors": [{"title": words.of(about.contact_name), "role": "contact"}],
        "project": {
            "id": about.id,
            "title": words.of(about.name),
            "samplingDesign": "targeted",
            "captureMethod": ["activityDetection"],
            "individualAnimals": bool(observed["individual_id"].notna().any()),
            "observationLevel": levels,
        },
        "spatial": _box(stays),
        "temporal": {
            "start": day_text(stays["deployment_start"].min()),
            "end": day_text(stays["deployment_end"].max()),
        },
        "taxonomic": [_taxon(view, name) for name in _names(observed)],
    }
    if view.audience.cell_degrees:
        descriptor["coordinatePrecision"] = view.audience.cell_degrees
    return descriptor


def _without_offset(observed: pd.DataFrame) -> list[str]:
    """How many records have no offset: nobody wrote one, and none is made up."""
    lacking = int(observed["utc_offset"].isna().sum())
    if not lacking:
        return []
    said = (
        f"{lacking} records have their local time without an offset from UTC, because nobody "
        "wrote one down: a strict check of the format names these cells."
    )
    return [said]


def _resource(name: str) -> dict:
    resource = {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }
    if name != "failures":
        return {**resource, "schema": f"{_HOME}/{name}-table-schema.json"}
    stamp = {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z"}
    fields = [{"name": "deploymentID", "type": "string"}]
    fields += [{"name": field, **stamp} for field in ("failureStart", "failureEnd")]
    return {**resource, "schema": {"fields": fields}}


def _box(stays: pd.DataFrame) -> dict:
    west, east = float(stays["longitude"].min()), float(stays["longitude"].max())
    south, north = float(stays["latitude"].min()), float(stays["latitude"].max())
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _names(observed: pd.DataFrame) -> list[str]:
    return sorted(observed["scientific_name"].astype("str").dropna().unique())


def _taxon(view: View, name: str) -> dict:
    rank = "subspecies" if name.count(" ") == 2 else "species"
    taxon: dict = {"scientificName": name, "taxonRank": rank}
    species = view.programme.species_named(name)
    if species is not None:
        known = {_CODES[code]: text for code, text in species.name.items() if code in _CODES}
        taxon["vernacularNames"] = known
    return taxon
