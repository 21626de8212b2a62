"""camtrapR: the table of stations and the table of records; Camelot writes both alike.

Niedballa et al. 2016, doi 10.1111/2041-210X.12600. The program lets everybody call the columns of
the table of stations as they like, so its headings are read by what they say. Its
``delta.time`` columns are another rule of independence than the programme's, and are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common.package import About, Imported
from impact.formats.common.picture_names import SAID
from impact.formats.common.season_rows import joined, roles_of
from impact.formats.common.sheets import read_together
from impact.formats.common.station_cameras import PROBLEM, Cameras, cameras_of, read_cameras
from impact.formats.common.station_records import read_records

if TYPE_CHECKING:
    import pandas as pd

    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

FORMAT = "camtrapr"
ABOUT = About(
    FORMAT,
    "camtrapR",
    comes_from="camtrapR in R: the table of stations (CTtable) and the record table; the same two "
    "as Camelot's CamtrapR reports",
    recognised_by="DateTimeOriginal with Species or delta.time (records); a station with "
    "dates of setup and retrieval and utm_x, gps_x or Problem1_from (stations)",
    together="all",
    cameras=True,
)
_STATION = ("Station", "station_id", "site", "site_id", "trap", "trap_id", "location", "point",
            "camera_station", "grid_id", "plot", "CameraTrap")  # fmt: skip
_CAMERA = ("Camera", "camera_id", "CameraName", "cam")
_SESSION = ("session", "season", "survey", "year", "occasion")
_PLACE = {
    "latitude": ("utm_y", "gps_y", "latitude", "lat", "y", "northing", "coord_y", "utm_n"),
    "longitude": ("utm_x", "gps_x", "longitude", "long", "lon", "x", "easting", "coord_x", "utm_e"),
}
STATIONS = {
    "station": _STATION,
    "camera": _CAMERA,
    "session": _SESSION,
    "start": ("Setup_date", "setup", "set_date", "start_date", "start", "deployment_date"),
    "end": ("Retrieval_date", "retrieval", "pull_date", "end_date", "end", "pickup_date"),
    "area_id": ("area_id", "area"),
    **_PLACE,
}
RECORDS = {
    "station": _STATION,
    "camera": _CAMERA,
    "session": _SESSION,
    "species": ("Species", "metadata_Species", "species_name", "scientific_name"),
    "common_name": ("common_name", "SpeciesCommonName"),
    "moment": ("DateTimeOriginal",),
    "date": ("Date",),
    "time": ("Time",),
    "folder": ("Directory",),
    "file_name": ("FileName",),
    "count": ("count", "metadata_count", "metadata_number", "number", "group_size"),
    "individual_id": ("Individual", "individual_id", "metadata_individual", "animal_id"),
    "area_id": ("area_id",),
    **_PLACE,
    **SAID,
}
_GRIDS = {"utmx", "gpsx", "utmy", "gpsy"}


def recognises(sheet: Sheet) -> str:
    """What a part is in a survey; our own tables name their source."""
    keys = sheet.keys
    if "source" in keys or "deploymentid" in keys:
        return ""
    if "datetimeoriginal" in keys:
        apart = "species" in keys or any(key.startswith("deltatime") for key in keys)
        return "records" if apart else ""
    roles = roles_of(sheet).keys()
    dated = {"set", "collected"} <= roles or {"setupdate", "retrievaldate"} <= keys
    own = keys & _GRIDS or any(PROBLEM.fullmatch(key) for key in keys)
    return "stations" if dated and own and "species" not in roles else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read a survey."""
    records, problems = read_together(package.of("records"), _with_roles(package, "records"))
    records["moment"] = records["moment"].fillna(joined(records["date"], records["time"]))
    folder = records["folder"].fillna("")
    records["picture"] = (folder + "/" + records["file_name"].fillna("")).str.strip("/")
    cameras = _cameras(package, records, known, choices)
    return read_records(
        records, cameras, ABOUT, known, choices, column="DateTimeOriginal", problems=problems
    )


def _cameras(
    package: Package, seen: pd.DataFrame, known: Known, choices: Choices
) -> Cameras | None:
    sheets = package.of("stations")
    if not sheets:
        return None
    rows, problems = read_cameras(sheets, _with_roles(package, "stations"))
    made = cameras_of(rows, seen, known, choices, ABOUT.title)
    made.problems.extend(problems)
    return made


def _with_roles(package: Package, role: str) -> dict[str, tuple[str, ...]]:
    """The columns by their usual headings, then by what headings of field tables say."""
    sheets = package.of(role)
    told = {"start": "set", "end": "collected"}
    columns = STATIONS if role == "stations" else RECORDS
    found = [roles_of(sheet) for sheet in sheets]
    return {
        name: (*names, *(r[t] for r in found if (t := told.get(name, name)) in r))
        for name, names in columns.items()
    }


WHERE = {
    "deployments": {
        "deployment_start": STATIONS["start"],
        "deployment_end": STATIONS["end"],
        "latitude": _PLACE["latitude"],
        "longitude": _PLACE["longitude"],
    },
    "failures": {},
    "detections": {"scientific_name": RECORDS["species"], "event_start": RECORDS["moment"]},
}
