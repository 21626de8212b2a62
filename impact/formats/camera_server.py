"""The table of observations that a camera server downloads, such as AddaxAI Connect.

One row an image, with the place of its camera but not the time in which the camera stood there:
effort is unknown. Ids are those of the images, and times are exact to the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common import absences, identifications
from impact.formats.common.camera_clocks import NO_CAMERAS, check_clocks
from impact.formats.common.clocks import local_times
from impact.formats.common.ids import tidy_ids
from impact.formats.common.package import About, Imported, canonical_table, nothing
from impact.formats.common.picture_names import read_animals
from impact.formats.common.places import placed
from impact.formats.common.said_beside import with_said_beside
from impact.formats.common.sheets import read_together
from impact.formats.common.species import renamed, unknown_species
from impact.formats.common.times import date_order_question, iso_times
from impact.formats.common.whose import whose_cameras
from impact.reading.account import Account, Reasons
from impact.reading.choices import Said
from impact.reading.headings import key_of

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
    recognised_by="the id of an image (image_uuid, image_id) and its time, with a species and "
    "is_verified; or image_uuid with site_id",
    together="file",
    asks_clocks=True,
)
FIELDS = {
    "observation_id": ("image_uuid", "image_id", "photo_id"),
    "event_start": ("datetime", "date_time", "timestamp", "captured_at", "taken_at"),
    "camera_id": ("camera_id", "device_id"),
    "location_id": ("site_id", "site_name", "site", "station", "camera_id", "device_id"),
    "location_name": ("site_name", "site", "station"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng"),
    "area_id": ("area_id",),
    "common_name": ("species", "common_name", "label"),
    "species": ("scientific_name",),
    "count": ("count",),
    "individual_id": ("individual_id",),
    **absences.FIELDS,
    **identifications.FIELDS,
    "certainty": ("confidence", "max_confidence", *identifications.FIELDS["certainty"]),
}
_KEYS = {name: {key_of(h) for h in headings} for name, headings in FIELDS.items()}
_WHOSE = "recorded_by:camera-server"


def recognises(sheet: Sheet) -> str:
    """Images under their ids, with what they show, and whether a person has verified it."""
    keys = sheet.keys
    if keys & {"source", "dateprecision", "deploymentid"}:
        return ""
    images = all(keys & _KEYS[name] for name in ("observation_id", "event_start"))
    named = keys & (_KEYS["species"] | _KEYS["common_name"])
    known = keys & _KEYS["is_verified"] or keys >= {"imageuuid", "siteid"}
    return "observations" if images and named and known else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the observations."""
    rows, read = read_together(package.of("observations"), FIELDS)
    rows["observation_id"] = tidy_ids(
        rows["observation_id"].fillna("row-" + rows["row"].astype("str"))
    )
    rows = with_said_beside(rows, package.of("observations"))
    doubted = rows["doubted_beside"] & rows["qualifier"].isna()
    rows["qualifier"] = rows["qualifier"].mask(doubted, "uncertain")
    why = Reasons(rows)
    names, asked = read_animals(rows, known, choices, why)
    strange = why.aside().query("reason == 'other_species'").rename(columns={"value": "name"})
    asked += absences.set_aside_absences(why, rows, choices)
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
        deployment_id=nothing(mine),
        location_id=location,
        locality=mine["location_name"],
        latitude=mine["latitude"],
        longitude=mine["longitude"],
        observation_type="animal",
        observation_level="media",
        event_start=local.text,
        event_end=nothing(mine),
        date_precision="day",
        count=mine["count"],
        individual_id=mine["individual_id"],
        identification_verification_status=verified.status,
        attribution={"others": "others"}.get(whose, "programme"),
        source="Observations of a camera server",
    )
    # The file has no times of its cameras: what is in doubt is what no camera could have.
    clocks = check_clocks(table, NO_CAMERAS, lambda _: table, choices, column="event_start")
    notes = (
        *renamed(names["written"][why.kept], names["name"][why.kept]),
        *verified.notes,
        Said("account.effort_unknown"),
    )
    strangers = unknown_species(strange, "species", known)
    return Imported(
        {"detections": clocks.table},
        {"detections": [*read, *strangers, *places.problems, *verified.problems, *clocks.problems]},
        (
            *(() if whose else (whose_cameras(_WHOSE),)),
            *asked,
            *places.questions,
            *local.questions,
            *verified.questions,
            *clocks.questions,
            *date_order_question({"datetime": start.open}, ""),
        ),
        Account({"observations": len(rows)}, {"detections": len(table)}, why.aside(), notes),
    )


WHERE = {"detections": {**FIELDS, "scientific_name": FIELDS["species"]}}
