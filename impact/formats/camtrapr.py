"""camtrapR: the table of stations and the table of records; Camelot writes both alike.

Niedballa et al. 2016, doi 10.1111/2041-210X.12600. The program lets everybody call the columns of
the table of stations as they like, so its headings are read by what they say. Its
``delta.time`` columns are another rule of independence than the programme's, and are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common.ids import mark_of
from impact.formats.common.package import About, Imported
from impact.formats.common.picture_names import SAID
from impact.formats.common.season_rows import roles_of
from impact.formats.common.season_times import joined
from impact.formats.common.sheets import read_together
from impact.formats.common.station_cameras import cameras_in
from impact.formats.common.station_records import read_records, waiting
from impact.formats.common.station_tables import COLUMNS, NAMES, PROBLEM, with_roles
from impact.reading.choices import Option, Question, Said
from impact.reading.headings import key_of

if TYPE_CHECKING:
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
    asks_clocks=True,
)
RECORDS = {
    **NAMES,
    "species": ("Species", "metadata_Species", "species_name", "scientific_name"),
    "common_name": ("common_name", "SpeciesCommonName"),
    "moment": ("DateTimeOriginal",),
    "date": ("Date",),
    "time": ("Time",),
    "folder": ("Directory",),
    "file_name": ("FileName",),
    "count": ("count", "metadata_count", "metadata_number", "number", "group_size"),
    "individual_id": ("Individual", "individual_id", "metadata_individual", "animal_id"),
    # The program writes what pictures carry in their metadata under a prefix.
    **{said: tuple(f"{before}{h}" for h in headings for before in ("", "metadata_"))
       for said, headings in SAID.items()},
}  # fmt: skip
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
    station, asked = _station(package, choices)
    sheets = package.of("records")
    columns = with_roles(sheets, {**RECORDS, "station": (*station, *RECORDS["station"])})
    records, problems = read_together(sheets, columns)
    records["moment"] = records["moment"].fillna(joined(records["date"], records["time"]))
    folder = records["folder"].fillna("")
    records["picture"] = (folder + "/" + records["file_name"].fillna("")).str.strip("/")
    cameras = cameras_in(package.of("stations"), records, known, choices, ABOUT.title, station)
    made = read_records(
        records, cameras, ABOUT, known, choices, by_people=True, sheets=sheets, problems=problems
    )
    return waiting(made, asked, records) if asked else made


def _station(package: Package, choices: Choices) -> tuple[tuple[str, ...], list[Question]]:
    """The headings of the stations where they are none of the usual, and the questions for it.

    The program joins its two tables by a column that both call alike.
    """
    own = {role: _own_headings(sheets) for role, sheets in package.sheets.items()}
    found, asked = [], []
    for role, sheets in package.sheets.items():
        if all(s.place_of(with_roles([s], NAMES)["station"]) is not None for s in sheets):
            continue
        shared = [h for h in own[role] if all(h in others for others in own.values())]
        if len(shared) == 1 and len(own) > 1:
            found.append(shared[0])
            continue
        id_ = f"attribute:{FORMAT}-{mark_of(chr(10).join(sorted(own[role])))}:station"
        if id_ in choices.answers:
            found.append(choices.answers[id_])
            continue
        options = tuple(Option(h, Said("option.attribute", {"heading": h})) for h in own[role])
        said = Said("question.attribute.station", {"part": sheets[0].label})
        asked.append(Question(id_, said, options))
    return tuple(dict.fromkeys(found)), asked


def _own_headings(sheets: tuple[Sheet, ...]) -> list[str]:
    """The headings that the program does not write itself, and that say nothing else."""
    taken = {key_of(h) for names in (*RECORDS.values(), *COLUMNS.values()) for h in names}
    headings = [h for sheet in sheets for h in sheet.headings if h]
    return [
        h
        for h in dict.fromkeys(headings)
        if (key := key_of(h)) not in taken
        and not PROBLEM.fullmatch(key)
        and not key.startswith("deltatime")
    ]


WHERE = {
    "deployments": {
        "deployment_start": COLUMNS["start"],
        "deployment_end": COLUMNS["end"],
        "latitude": NAMES["latitude"],
        "longitude": NAMES["longitude"],
    },
    "failures": {},
    "detections": {"scientific_name": RECORDS["species"], "event_start": RECORDS["moment"]},
}
