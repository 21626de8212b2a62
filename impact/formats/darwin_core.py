"""Darwin Core occurrences: a CSV, a download of GBIF, or an archive with its meta.xml.

https://dwc.tdwg.org/terms. An occurrence shows that the species was there: it is presence, never a
detection, unless a machine made it at a place that has an id (a camera). What others recorded is
kept as context.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pandas as pd

from impact.formats.common import absences, identifications
from impact.formats.common.clocks import local_times
from impact.formats.common.ids import tidy_ids
from impact.formats.common.moved_places import within, without_moved
from impact.formats.common.package import About, Imported, canonical_table, lower
from impact.formats.common.places import areas_named, placed
from impact.formats.common.sheets import read_together
from impact.formats.common.species import renamed, unknown_species
from impact.formats.common.times import date_order_question, iso_times, precision_of
from impact.formats.common.whose import of_others
from impact.reading.account import Account, Reasons

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

FORMAT = "darwin-core"
ABOUT = About(
    FORMAT,
    "Darwin Core",
    comes_from="GBIF downloads, Darwin Core archives, tables of occurrences",
    recognised_by=(
        "scientificName and occurrenceID (or gbifID), a date, and basisOfRecord or decimalLatitude"
    ),
)
FIELDS = {
    "occurrence_id": ("occurrenceID", "gbifID", "id"),
    "gbif_id": ("gbifID",),
    "dataset": ("datasetKey", "datasetID"),
    "dataset_name": ("datasetName", "collectionCode", "institutionCode"),
    "scientific_name": ("scientificName",),
    "accepted_name": ("acceptedScientificName", "acceptedNameUsage"),
    "verbatim_name": ("verbatimScientificName",),
    "species": ("species",),
    "genus": ("genus",),
    "epithet": ("specificEpithet",),
    "below": ("infraspecificEpithet",),
    "event_date": ("eventDate",),
    "year": ("year",),
    "month": ("month",),
    "day": ("day",),
    "latitude": ("decimalLatitude",),
    "longitude": ("decimalLongitude",),
    "coordinate_uncertainty": ("coordinateUncertaintyInMeters",),
    "coordinate_precision": ("coordinatePrecision",),
    "degree": ("degreeOfEstablishment",),
    "means": ("establishmentMeans",),
    "withheld": ("informationWithheld",),
    "generalized": ("dataGeneralizations",),
    "locality": ("locality", "verbatimLocality"),
    "location_id": ("locationID",),
    "count": ("individualCount",),
    "individual_id": ("organismID",),
    "basis": ("basisOfRecord",),
    "references": ("references", "occurrenceID"),
    "area_id": ("areaID",),
    "properties": ("dynamicProperties",),
    **absences.FIELDS,
    **identifications.FIELDS,
}
NO_CHECK_ON_FILE = '{"identificationCheck":"none on file"}'
"""In ``dynamicProperties`` of our own archives: the row stands as it was entered, and no check of
its species is on file. It comes in again as it went out; anybody else's silence is a doubt."""
_KEPT = ("captive", "cultivated", "managed")  # by people
_INATURALIST = r"inaturalist\.org/observations/"
_DAY = r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}"
_PARTS = rf"^({_DAY}[^/]*|[12][0-9]{{3}}(?:-[0-9]{{2}})?)(?:/(.+))?$"


def recognises(sheet: Sheet) -> str:
    """Occurrences name what, when and where; `source` would make them a table of ours."""
    keys = sheet.keys
    named = keys >= {"scientificname"} and keys & {"occurrenceid", "gbifid"}
    placed_ = keys & {"eventdate", "year"} and keys & {"basisofrecord", "decimallatitude"}
    if not named or not placed_ or keys & {"source", "dateprecision", "observationtype"}:
        return ""
    return "occurrences"


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the occurrences."""
    rows, read = read_together(_core(package), FIELDS)
    rows["coordinate_uncertainty"] = within(rows)
    name, doubted = _name(rows, known)
    written = rows["scientific_name"].fillna(rows["species"])
    names = identifications.read_names(written, known)
    basis = lower(rows["basis"]).str.replace(r"[_ ]", "", regex=True)
    why = Reasons(rows)
    asked = absences.set_aside_absences(why, rows, choices)
    kept = lower(rows["degree"]).isin(_KEPT) | lower(rows["means"]).isin(_KEPT)
    why.give(basis.isin(["fossilspecimen", "livingspecimen"]) | kept, "other_basis")
    why.give(written.isna() & name.isna(), "unknown")
    identifications.set_aside_several(why, names, written)
    why.give(name.isna(), "other_species", written)
    ids = rows["gbif_id"].fillna(rows["occurrence_id"])
    why.give(ids.notna() & ids.duplicated(), "repeated")
    strange = why.aside().query("reason == 'other_species'").rename(columns={"value": "name"})
    mine, moved = without_moved(rows[why.kept])
    mine = mine.assign(by_camera=(basis == "machineobservation")[why.kept])
    mine["by_camera"] &= mine["location_id"].notna()
    start, end, precision, left = _dates(mine, choices)
    ours = (mine["properties"] == NO_CHECK_ON_FILE) & mine["verification"].isna()
    mine["verification"] = mine["verification"].mask(ours, "verified")
    verified = identifications.verification(
        _with_research_grade(mine).assign(observation_id=mine["occurrence_id"]),
        doubted[why.kept],
        choices,
    )
    own_id = tidy_ids(mine["occurrence_id"].fillna("row-" + mine["row"].astype("str")))
    location = tidy_ids(mine["location_id"].where(mine["by_camera"]))
    group = mine["dataset"].fillna(mine["dataset_name"]).fillna("Darwin Core")
    places = placed(
        mine.assign(
            # Our own archives name the area there; a text that is no area's name says nothing.
            area_id=mine["area_id"].fillna(areas_named(mine["locality"], known)),
            location_id=location.fillna(own_id),
            group=group,
            name=mine["dataset_name"].fillna(group),
        ),
        known,
        choices,
        column="area_id",
    )
    local = local_times(start, places.area_id, known, choices)
    attribution, whose = of_others(mine, group, FORMAT, choices)
    counted = mine["count"].where(~mine["by_camera"])
    table = canonical_table(
        mine,
        observation_id=own_id,
        scientific_name=name[why.kept],
        area_id=places.area_id,
        location_id=location,
        locality=mine["locality"],
        latitude=mine["latitude"],
        longitude=mine["longitude"],
        coordinate_uncertainty=mine["coordinate_uncertainty"],
        information_withheld=mine["withheld"].fillna(mine["generalized"]),
        observation_type="animal",
        event_start=local.text,
        event_end=local_times(end, places.area_id, known, choices).text,
        date_precision=precision,
        count=mine["count"],
        count_unit=counted.notna().map({True: "individuals", False: None}),
        individual_id=mine["individual_id"],
        identification_verification_status=verified.status.mask(
            ours & (verified.status == "verified")
        ),
        attribution=attribution,
        source=_source(mine),
        source_name=mine["dataset_name"],
    )
    return Imported(
        {"detections": table},
        {
            "detections": [
                *read,
                *unknown_species(strange, "scientificName", known),
                *moved,
                *places.problems,
                *verified.problems,
            ]
        },
        (
            *whose,
            *asked,
            *places.questions,
            *local.questions,
            *verified.questions,
            *date_order_question(left, ""),
        ),
        Account(
            {"occurrences": len(rows)},
            {"detections": len(table)},
            why.aside(),
            (*renamed(written[why.kept], name[why.kept]), *verified.notes),
        ),
    )


def _core(package: Package) -> tuple[Sheet, ...]:
    """The occurrences themselves: an archive repeats them as they were first written."""
    sheets = package.of("occurrences")
    named = _named_core(package.descriptor.get("meta_xml", b""))
    core = [s for s in sheets if PurePosixPath(s.grid.part.replace("\\", "/")).name == named]
    if core:
        return tuple(core)
    interpreted = [sheet for sheet in sheets if sheet.keys & {"taxonkey", "specieskey"}]
    return tuple(interpreted or sheets)


def _named_core(meta: bytes) -> str:
    """The file that meta.xml calls the core."""
    if not meta or b"<!DOCTYPE" in meta or b"<!ENTITY" in meta:
        return ""
    try:
        tree = ElementTree.fromstring(meta)
    except (ElementTree.ParseError, ValueError):
        return ""
    found = tree.findtext(".//{*}core/{*}files/{*}location") or ""
    return PurePosixPath(found.strip()).name


def _name(rows: pd.DataFrame, known: Known) -> tuple[pd.Series, pd.Series]:
    """The accepted name by what was written, by what it was interpreted as, by its parts.

    A doubt in any of them is a doubt: an interpreted name has lost the "cf." of the written one.
    """
    parts = rows["genus"].str.cat(rows["epithet"], sep=" ")
    whole = parts.str.cat(rows["below"], sep=" ").fillna(parts)
    first, *others = (
        identifications.read_names(column, known)
        for column in (
            rows["scientific_name"],
            rows["verbatim_name"],
            rows["accepted_name"],
            whole,
            rows["species"],
        )
    )
    found, doubted = first["name"], first["doubted"]
    for each in others:
        found, doubted = found.fillna(each["name"]), doubted | each["doubted"]
    return found, doubted


def _with_research_grade(rows: pd.DataFrame) -> pd.DataFrame:
    """iNaturalist gives GBIF its research-grade records alone: two people or more agreed."""
    of_inaturalist = pd.Series(False, index=rows.index)
    for column in ("occurrence_id", "references"):
        of_inaturalist |= rows[column].str.contains(_INATURALIST, na=False).astype(bool)
    return rows.assign(
        verification=rows["verification"].mask(
            of_inaturalist & rows["verification"].isna(), "research"
        )
    )


def _dates(
    rows: pd.DataFrame, choices: Choices
) -> tuple[pd.Series, pd.Series, pd.Series, dict[str, tuple[str, ...]]]:
    """Start, end and precision: a date may be a year, a month, a day or two days with a slash."""
    month, day = (
        pd.to_numeric(rows[c], errors="coerce").astype("Int64").astype("str").str.zfill(2)
        for c in ("month", "day")
    )
    parts = rows["year"].str.replace(r"\.0$", "", regex=True)
    with_month = parts.str.cat(month, sep="-")
    parts = with_month.str.cat(day, sep="-").fillna(with_month).fillna(parts)
    written = rows["event_date"].fillna(parts)
    split = written.str.extract(_PARTS)
    known = split[0].notna()
    odd = iso_times(written.where(~known), choices)
    start = split[0].fillna(odd.text).astype("str")
    end = split[1].astype("str")
    # An end within the month of the start may give its day alone: 2024-03-05/07.
    short = end.str.fullmatch(r"[0-9]{2}", na=False).astype(bool)
    end = end.mask(short, start.str.slice(0, 8) + end)
    precision = precision_of(start).mask(
        end.notna() & (end.str.slice(0, 10) != start.str.slice(0, 10)), "range"
    )
    return start, end.where(start.notna()), precision, {"eventDate": odd.open}


def _source(rows: pd.DataFrame) -> pd.Series:
    at_gbif = "https://www.gbif.org/occurrence/" + rows["gbif_id"].astype("str")
    link = rows["references"].where(
        rows["references"].str.startswith("http", na=False).astype(bool)
    )
    return at_gbif.fillna(link).fillna(rows["dataset_name"]).fillna("Darwin Core occurrences")


WHERE = {
    "detections": {
        "observation_id": ("occurrenceID", "gbifID"),
        "scientific_name": ("scientificName",),
        "event_start": ("eventDate",),
        "latitude": ("decimalLatitude",),
        "longitude": ("decimalLongitude",),
        "count": ("individualCount",),
    }
}
