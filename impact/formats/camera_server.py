"""The table of observations that a camera server downloads, such as AddaxAI Connect.

One row an image, with the place of its camera but not the time in which the camera stood there:
effort is unknown. Ids are those of the images, and times are exact to the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common import absences, identifications
from impact.formats.common.clocks import local_times
from impact.formats.common.ids import tidy_ids
from impact.formats.common.package import About, Imported, canonical_table, lower
from impact.formats.common.places import placed
from impact.formats.common.sheets import read_together
from impact.formats.common.species import renamed, unknown_species
from impact.formats.common.times import date_order_question, iso_times
from impact.formats.common.whose import whose_cameras
from impact.reading.account import Account, Reasons
from impact.reading.choices import Said

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

FORMAT = "camera-server"
ABOUT = About(
    FORMAT,
    "camera server",
    comes_from="AddaxAI Connect and servers like it: the observations as CSV",
    recognised_by="image_uuid, datetime, and is_verified or site_id",
    together="file",
)
FIELDS = {
    "observation_id": ("image_uuid", "image_id"),
    "event_start": ("datetime", "timestamp"),
    "camera_id": ("camera_id", "device_id"),
    "location_id": ("site_id", "site_name", "camera_id"),
    "location_name": ("site_name",),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon"),
    "area_id": ("area_id",),
    "common_name": ("species", "label"),
    "scientific_name": ("scientific_name",),
    "count": ("count",),
    "individual_id": ("individual_id",),
    **absences.FIELDS,
    **identifications.FIELDS,
    "certainty": ("confidence", "max_confidence", *identifications.FIELDS["certainty"]),
}
_NOT_ANIMALS = {
    "blank": ("blank", "empty", "nothing", "false trigger"),
    "human": ("human", "person", "people", "homo sapiens"),
    "vehicle": ("vehicle", "car"),
    "unknown": ("unknown", "animal", "unidentified"),
    "unclassified": ("unclassified",),
}
_WHOSE = "recorded_by:camera-server"


def recognises(sheet: Sheet) -> str:
    """Images under their ids, with the site or whether a person has verified them."""
    keys = sheet.keys
    if not keys >= {"imageuuid", "datetime"} or keys & {"source", "dateprecision"}:
        return ""
    named = keys & {"scientificname", "species"} and keys & {"isverified", "siteid"}
    return "observations" if named else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the observations."""
    rows, read = read_together(package.of("observations"), FIELDS)
    rows["observation_id"] = tidy_ids(
        rows["observation_id"].fillna("row-" + rows["row"].astype("str"))
    )
    written = rows["scientific_name"].fillna(rows["common_name"])
    names = identifications.read_names(written, known)
    why, kind = Reasons(rows), lower(written).fillna("")
    for reason, words in _NOT_ANIMALS.items():
        why.give(kind.isin(words), reason)
    why.give(written.isna(), "unclassified")
    identifications.set_aside_several(why, names, written)
    why.give(names["name"].isna(), "other_species", written)
    strange = why.aside().query("reason == 'other_species'").rename(columns={"value": "name"})
    asked = absences.set_aside_absences(why, rows, choices)
    why.give(rows["observation_id"].duplicated(), "repeated")
    mine = rows[why.kept]
    verified = identifications.verification(mine, names["doubted"][why.kept], choices)
    location = tidy_ids(mine["location_id"])
    group = mine["location_name"].fillna(location).fillna(ABOUT.title)
    places = placed(
        mine.assign(location_id=location, group=group, name=group),
        known,
        choices,
        column="area_id",
    )
    start = iso_times(mine["event_start"], choices)
    local = local_times(start.text, places.area_id, known, choices)
    whose = choices.answers.get(_WHOSE)
    table = canonical_table(
        mine,
        observation_id=mine["observation_id"],
        scientific_name=names["name"][why.kept],
        area_id=places.area_id,
        location_id=location,
        locality=mine["location_name"],
        latitude=mine["latitude"],
        longitude=mine["longitude"],
        observation_type="animal",
        observation_level="media",
        event_start=local.text,
        date_precision="day",
        count=mine["count"],
        individual_id=mine["individual_id"],
        identification_verification_status=verified.status,
        attribution={"others": "others"}.get(whose, "programme"),
        source="Observations of a camera server",
    )
    notes = (
        *renamed(written[why.kept], names["name"][why.kept]),
        *verified.notes,
        Said("account.effort_unknown"),
    )
    strangers = unknown_species(strange, "scientific_name", known)
    return Imported(
        {"detections": table},
        {"detections": [*read, *strangers, *places.problems, *verified.problems]},
        (
            *(() if whose else (whose_cameras(_WHOSE),)),
            *asked,
            *places.questions,
            *local.questions,
            *verified.questions,
            *date_order_question({"datetime": start.open}, ""),
        ),
        Account({"observations": len(rows)}, {"detections": len(table)}, why.aside(), notes),
    )


WHERE = {"detections": FIELDS}
