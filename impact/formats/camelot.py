"""Camelot's full, survey and raw data exports: a row a sighting in a picture, with its session.

Hendry and Mann 2018, doi 10.1017/S0030605317001818. A camera in a session is a deployment; one
that took no picture is not in the file, which is said. The two reports for CamtrapR are read by
`camtrapr`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common.package import About, Imported, lower, nothing
from impact.formats.common.picture_names import SAID
from impact.formats.common.sheets import read_together
from impact.formats.common.station_cameras import cameras_of
from impact.formats.common.station_records import read_records
from impact.reading.choices import Said

if TYPE_CHECKING:
    import pandas as pd

    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.formats.common.station_cameras import Cameras
    from impact.reading.choices import Choices

FORMAT = "camelot"
ABOUT = About(
    FORMAT,
    "Camelot",
    comes_from="Camelot, Reports: Full Export, Survey Export or Raw Data Export",
    recognised_by="Trap Station Name with the time of a picture (Date/Time or Media Capture "
    "Timestamp) and Species or Genus",
    cameras=True,
    asks_clocks=True,
)
FIELDS = {
    "station": ("Trap Station Name",),
    "camera": ("Camera Name", "Trap Station Session Camera ID", "Camera ID"),
    "session": ("Trap Station Session ID",),
    "start": ("Session Start Date", "Trap Station Session Start Date"),
    "end": ("Session End Date", "Trap Station Session End Date"),
    "latitude": ("Camelot GPS Latitude", "Trap Station Latitude"),
    "longitude": ("Camelot GPS Longitude", "Trap Station Longitude"),
    "area_id": ("area_id",),
    "moment": ("Date/Time", "Media Capture Timestamp"),
    "genus": ("Genus",),
    "epithet": ("Species",),
    "name": ("Species Name",),
    "common_name": ("Species Common Name", "Common Name"),
    "count": ("Sighting Quantity",),
    "individual_id": ("Individual", "Individual ID", "Animal ID"),
    "picture": ("Media ID", "Media Filename", "Absolute Path"),
    "check": ("Camera Check Flag", "Media Camera Check"),
    "processed": ("Media Processed Flag", "Media Processed"),
    "doubtful": ("Attention Needed Flag", "Media Attention Needed"),
    **SAID,
}
_YES, _NO = ("true", "yes", "1", "t"), ("false", "no", "0", "f")


def recognises(sheet: Sheet) -> str:
    """The sightings of an export."""
    keys = sheet.keys
    timed = keys & {"datetime", "mediacapturetimestamp"}
    fits = "trapstationname" in keys and timed and keys & {"genus", "species", "speciesname"}
    return "sightings" if fits else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read an export."""
    rows, problems = read_together(package.of("sightings"), FIELDS)
    for sheet in package.of("sightings"):
        names = (sheet.called.get(each) for each in ("name", "epithet", "common_name"))
        sheet.called["species"] = next((name for name in names if name), "species")
    both = rows["genus"] + " " + rows["epithet"]
    rows["species"] = rows["name"].fillna(both)
    rows["common_name"] = rows["common_name"].fillna(rows["epithet"])
    # Somebody wants the picture looked at again: the name is not sure yet.
    doubtful = lower(rows["doubtful"]).isin(_YES)
    rows["qualifier"] = rows["qualifier"].mask(doubtful & rows["qualifier"].isna(), "uncertain")
    undone = lower(rows["processed"]).isin(_NO)
    rows["is_verified"] = rows["is_verified"].mask(undone & rows["is_verified"].isna(), "false")
    setup = lower(rows["check"]).isin(_YES)
    aside = nothing(rows).mask(setup, "setup")
    cameras: Cameras | None = None
    notes: tuple[Said, ...] = ()
    if rows["start"].notna().any():
        cameras = cameras_of(_sessions(rows), rows, known, choices, ABOUT.title)
        notes = (Said("account.cameras_with_pictures"),)
    return read_records(
        rows, cameras, ABOUT, known, choices,
        by_people=True, sheets=package.of("sightings"), aside=aside, problems=problems, notes=notes,
    )  # fmt: skip


def _sessions(rows: pd.DataFrame) -> pd.DataFrame:
    """Each camera of a session once, at the first of its rows."""
    names = ["station", "camera", "session", "start", "end"]
    once = rows[rows["start"].notna()].drop_duplicates(names)
    return once[["file", "row", *names, "latitude", "longitude", "area_id"]].reset_index(drop=True)


WHERE = {
    "deployments": {
        "deployment_start": FIELDS["start"],
        "deployment_end": FIELDS["end"],
        "latitude": FIELDS["latitude"],
        "longitude": FIELDS["longitude"],
    },
    "failures": {},
    "detections": {"scientific_name": FIELDS["epithet"], "event_start": FIELDS["moment"]},
}
