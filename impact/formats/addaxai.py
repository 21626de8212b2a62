"""AddaxAI (before: EcoAssist): a row an animal that it found in a picture.

van Lunteren 2023, doi 10.21105/joss.05581. A machine names the animals; ``human_verified`` says
which of them a person has looked at. A table without that column is refused by `unreviewed`:
nobody has looked yet. Which part of the folder names the station is asked once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common.folder_stations import stations_of
from impact.formats.common.package import About, Imported, nothing
from impact.formats.common.picture_names import SAID
from impact.formats.common.sheets import read_together
from impact.formats.common.station_records import read_records, waiting

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

ABOUT = About(
    "addaxai",
    "AddaxAI",
    comes_from="AddaxAI (EcoAssist): results_detections.csv, after people have verified it",
    recognised_by="relative_path, data_type, label and human_verified",
    together="file",
    asks_clocks=True,
)
FIELDS = {
    "picture": ("relative_path",),
    "moment": ("DateTimeOriginal", "DateTime"),
    "common_name": ("label",),
    "latitude": ("Latitude",),
    "longitude": ("Longitude",),
    "area_id": ("area_id",),
    **SAID,
}
_NOT_THERE = ("species", "camera", "session", "count", "individual_id")


def recognises(sheet: Sheet) -> str:
    """What was found in pictures, with what people said of it."""
    wanted = {"relativepath", "datatype", "label", "humanverified"}
    return "pictures" if sheet.keys >= wanted else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read what was found in the pictures of a folder."""
    sheets = package.of("pictures")
    rows, problems = read_together(sheets, FIELDS)
    rows = rows.assign(**dict.fromkeys(_NOT_THERE, nothing(rows)))
    folders = rows["picture"].str.replace("\\", "/").str.rpartition("/")[0]
    rows["station"], asked = stations_of(folders, nothing(rows), choices)
    for sheet in sheets:
        sheet.called.update(species="label", station="relative_path")
    made = read_records(
        rows, None, ABOUT, known, choices, by_people=False, sheets=sheets, problems=problems
    )
    return waiting(made, asked, rows) if asked else made


WHERE = {"detections": {"event_start": FIELDS["moment"], "latitude": FIELDS["latitude"],
                        "longitude": FIELDS["longitude"]}}  # fmt: skip
