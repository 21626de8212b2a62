"""Timelapse's data as CSV: a row a picture or a video, its folder, and columns of a template.

Greenberg, Godin and Whittington 2019, doi 10.1002/ece3.5767. The program names the columns of files
and folders itself; every other column is of the team's own template. The column of the species is
told by its heading, or asked; a column for each species, with its count, is read too. Which part
of the folder names the station is asked once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.folder_stations import stations_of
from impact.formats.common.ids import mark_of
from impact.formats.common.package import About, Imported, lower, nothing
from impact.formats.common.picture_names import SAID
from impact.formats.common.season_rows import role_in
from impact.formats.common.season_times import joined
from impact.formats.common.sheets import read_together
from impact.formats.common.station_cameras import cameras_in
from impact.formats.common.station_records import read_records, waiting
from impact.formats.common.suggesting import suggested_species
from impact.reading.choices import Option, Question, Said
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

FORMAT = "timelapse"
ABOUT = About(
    FORMAT,
    "Timelapse",
    comes_from="Timelapse: File, Export all data to CSV",
    recognised_by="File with RelativePath or Folder, and DateTime or Date and Time, and DeleteFlag "
    "or ImageQuality",
    together="file",
    asks_clocks=True,
)
FIELDS = {
    "root": ("RootFolder",),
    "folder": ("RelativePath", "Folder"),
    "file_name": ("File",),
    "moment": ("DateTime",),
    "date": ("Date",),
    "time": ("Time",),
    "deleted": ("DeleteFlag", "MarkForDeletion"),
    "station_column": ("Station", "StationID", "Site", "SiteID", "Location", "CameraTrap"),
    "common_name": ("no such column",),
    "individual_id": ("Individual", "IndividualID", "Animal ID"),
    "unsure": ("Uncertain", "Unsure", "NotSure", "Doubtful"),
    "area_id": ("area_id",),
    "latitude": ("Latitude", "Lat"),
    "longitude": ("Longitude", "Lon", "Long"),
    **SAID,
}
_OWN = {"rootfolder", "folder", "relativepath", "file", "datetime", "date", "time", "utcoffset",
        "deleteflag", "markfordeletion", "imagequality", "dark"}  # fmt: skip
_TAKEN = {key_of(heading) for headings in FIELDS.values() for heading in headings} | _OWN
_NAMES = re.compile(
    r"(?:.*species|animal|wildlife|taxon|вид\w*|животное|зверь|түр\w*)(?<!\d)(?P<nth>\d*)"
)
_COUNTS = re.compile(
    r"(?:.*count|(?:(?!number).)*number.*|quantity|howmany|individuals|количество\w*|число\w*|"
    r"сан\w*)(?<!\d)(?P<nth>\d*)"
)
_YES, _NUMBER = ("true", "yes", "1"), r"[0-9]+"


def recognises(sheet: Sheet) -> str:
    """The pictures of an image set; our own tables name their source."""
    keys = sheet.keys
    timed = "datetime" in keys or keys >= {"date", "time"}
    placed = keys & {"relativepath", "folder", "rootfolder"}
    own = keys & {"deleteflag", "markfordeletion", "imagequality"} or "relativepath" in keys
    fits = "file" in keys and timed and placed and own and "source" not in keys
    return "pictures" if fits else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read an image set."""
    sheets = package.of("pictures")
    template = [h for s in sheets for h in s.headings if h and key_of(h) not in _TAKEN]
    template = list(dict.fromkeys(template))
    own = {f"own:{heading}": (heading,) for heading in template}
    rows, problems = read_together(sheets, {**FIELDS, **own})
    rows["moment"] = rows["moment"].fillna(joined(rows["date"], rows["time"]))
    folders = rows["folder"].fillna(rows["root"])
    rows["picture"] = (folders.fillna("") + "/" + rows["file_name"].fillna("")).str.strip("/")
    unsure = lower(rows["unsure"]).isin(_YES) & rows["qualifier"].isna()
    rows["qualifier"] = rows["qualifier"].mask(unsure, "uncertain")
    stations, asked = stations_of(folders, rows["station_column"], choices)
    rows = rows.assign(station=stations, camera=nothing(rows), session=nothing(rows))
    used = {h for h in template if _NAMES.fullmatch(key_of(h)) or _COUNTS.fullmatch(key_of(h))}
    used |= _columns_of_species(rows, template, known).keys()
    rows, open_names, named = _with_species(rows, template, known, choices)
    for sheet in sheets:
        # All of a template was read to see what is in it: what is not used is not read.
        unused = (h for h in template if h not in {*used, named} and h in sheet.headings)
        sheet.columns_read.difference_update(sheet.headings.index(h) for h in unused)
        by = sheet.called.get("station_column") or sheet.called.get("folder", "station")
        sheet.called.update(species=named, station=by)
    deleted = lower(rows["deleted"]).isin(_YES)
    aside = nothing(rows).mask(deleted, "deleted")
    cameras = cameras_in(package.of("stations"), rows, known, choices, ABOUT.title)
    made = read_records(
        rows, cameras, ABOUT, known, choices,
        by_people=True, sheets=sheets, aside=aside, problems=problems,
    )  # fmt: skip
    first = [*open_names, *asked]
    return waiting(made, first, rows, aside) if first else made


def _with_species(
    rows: pd.DataFrame, template: list[str], known: Known, choices: Choices
) -> tuple[pd.DataFrame, list[Question], str]:
    """A row for each animal that a picture shows, the question which column names them, and the
    first column that does."""
    each = _columns_of_species(rows, template, known)
    if each:
        return _from_counts(rows, each), [], next(iter(each))
    id_ = f"attribute:timelapse-{mark_of(chr(10).join(sorted(template)))}:species"
    named = {m["nth"]: h for h in template if (m := _NAMES.fullmatch(key_of(h)))}
    chosen = choices.answers.get(id_, "")
    if chosen in template:
        named = {"": chosen}
    fits = [h for h in template if _NAMES.fullmatch(key_of(h)) or role_in(h) == "species"]
    if not named or len(fits) > len(named):
        return _one_column(rows, "", ""), [_which_column(id_, rows, template, known)], "species"
    counted = {m["nth"]: h for h in template if (m := _COUNTS.fullmatch(key_of(h)))}
    parts = [
        _one_column(rows, heading, counted.get(nth, counted.get("", "") if len(named) == 1 else ""))
        for nth, heading in named.items()
    ]
    # A further animal of a picture is a row of its own only where it is filled in.
    further = [part[part["species"].notna()] for part in parts[1:]]
    return pd.concat([parts[0], *further], ignore_index=True), [], next(iter(named.values()))


def _one_column(rows: pd.DataFrame, species: str, count: str) -> pd.DataFrame:
    return rows.assign(
        species=rows[f"own:{species}"] if species else nothing(rows),
        count=rows[f"own:{count}"] if count else nothing(rows),
    )


def _columns_of_species(rows: pd.DataFrame, template: list[str], known: Known) -> dict[str, str]:
    """The headings that are names of species, over counts or yes and no."""
    found = {}
    for heading in template:
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).replace("_", " ")
        cells = lower(rows[f"own:{heading}"]).dropna()
        told = cells.str.fullmatch(rf"{_NUMBER}|true|false|yes|no").all()
        if told and len(cells) and suggested_species(name, known):
            found[heading] = name
    return found


def _from_counts(rows: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """A row for each column of a species that counts one; a picture of none keeps its row."""
    parts = []
    for heading, name in columns.items():
        cells = lower(rows[f"own:{heading}"]).fillna("0")
        there = ~cells.isin(["0", "false", "no"])
        count = cells.where(cells.str.fullmatch(_NUMBER))
        parts.append(rows[there].assign(species=name, count=count[there]))
    shown = pd.Index([i for part in parts for i in part.index])
    rest = rows.drop(index=shown.unique()).assign(species="blank", count=pd.NA)
    return pd.concat([*parts, rest], ignore_index=True).astype({"species": "str", "count": "str"})


def _which_column(id_: str, rows: pd.DataFrame, template: list[str], known: Known) -> Question:
    """Which column of the template names the animal; the one with names of ours is suggested."""
    likely = {
        h: sum(bool(suggested_species(v, known)) for v in rows[f"own:{h}"].dropna().unique()[:100])
        for h in template
    }
    best = max(likely, key=lambda h: likely[h], default="")
    options = tuple(Option(h, Said("option.attribute", {"heading": h})) for h in template)
    said = Said("question.attribute.species")
    return Question(id_, said, options, suggested=best if likely.get(best) else "")


WHERE = {
    "detections": {
        "event_start": FIELDS["moment"],
        "latitude": FIELDS["latitude"],
        "longitude": FIELDS["longitude"],
    }
}
