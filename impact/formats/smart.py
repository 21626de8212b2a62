"""SMART query exports as CSV: patrol observations, all data, independent incidents, incident table.

Headings by SMART 4 to 7, in English, or in Russian by their words; in any other language by a
mapping of the headings onto the English ones. One waypoint is one incident, however many
observations it has: it is told by its id, its day and its conservation area (and its patrol, since
every patrol numbers its waypoints from 1). Names, telephone and identity numbers, and all free
text, are never read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.formats.common.ids import tidy_ids
from impact.formats.common.incident_reports import Reports
from impact.formats.common.incidents import attributes_of, incidents
from impact.formats.common.package import About
from impact.formats.common.personal import may_be_personal, scrubbed
from impact.formats.common.sheets import read_together
from impact.formats.common.times import iso_times
from impact.reading.account import COLUMNS
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.formats.common.known import Known
    from impact.formats.common.package import Imported, Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

FORMAT = "smart"
ABOUT = About(
    FORMAT,
    "SMART",
    comes_from="SMART 4 to 7, a query exported as CSV, in English or Russian",
    recognised_by=(
        "a waypoint or incident id, its date, X and Y, with a conservation area or an "
        "observation category"
    ),
    together="part",
)
_ENGLISH = {
    "conservationareaid": "ca_id",
    "conservationareaname": "ca_name",
    "patrolid": "patrol_id",
    "waypointid": "waypoint_id",
    "waypointdate": "date",
    "waypointtime": "time",
    "incidentid": "waypoint_id",
    "incidentuuid": "uuid",
    "datetime": "moment",
    "x": "longitude",
    "y": "latitude",
    "areaid": "area_id",
}
# Headings that say nothing of an incident, or too much of people: not read, and no attribute.
_NOT_NEEDED = {
    "type", "patroltype", "patrolstartdate", "patrolenddate", "station", "team", "objective",
    "mandate", "armed", "patrollegid", "leader", "members", "pilot", "patrollegstartdate",
    "patrollegenddate", "patroltransporttype", "transporttype", "observationgroup", "rawx", "rawy",
    "direction", "distance", "bearing", "comment", "comments", "observer", "lastmodified",
    "lastmodifiedby", "waypointsource", "source", "patroluuid", "waypointuuid", "observationuuid",
    "uuid", "waypointlastmodified", "waypointlastmodifiedby", "incidenttype",
}  # fmt: skip
_CATEGORY = re.compile(r"(?:observation ?category|категори[яи](?: наблюдени[яй])?) ?(\d+)")
_POINT, _AREA = r"точк|инцидент|происшеств", r"территор|оопт|заповедник|охран"
_ID, _NAME = r"\bid\b|\bид\b|номер|идентификатор|код", r"назван|наимен|имя"
_RUSSIAN = (
    ("ca_id", (_AREA, _ID)),
    ("ca_name", (_AREA, _NAME)),
    ("patrol_id", (r"патрул", _ID)),
    ("moment", (r"дата", r"врем")),
    ("waypoint_id", (_POINT, _ID)),
    ("date", (_POINT, r"дата")),
    ("time", (_POINT, r"врем")),
)
_RUSSIAN_NOT_NEEDED = (
    r"патрул|станци|команд|цель|задач|мандат|вооруж|транспорт|направлен|азимут|расстоян|источник|"
    r"группа наблюд|изменен|uuid"
)
_NEEDED = (
    {"waypoint_id", "date", "longitude", "latitude"},
    {"waypoint_id", "moment", "longitude", "latitude"},
)


def field_of(heading: str) -> str:
    """What a heading is: a field of ours, ``category N``, ``-`` (not needed), or nothing."""
    key, text = key_of(heading), " ".join(heading.split()).casefold().replace("ё", "е")
    text = re.sub(r" \[[a-z]{1,3}\]$", "", text)
    if found := _CATEGORY.fullmatch(text.replace("_", " ")):
        return f"category {int(found[1])}"
    if key in _ENGLISH:
        return _ENGLISH[key]
    for name, words in _RUSSIAN:
        if all(re.search(word, text) for word in words):
            return name
    if key in _NOT_NEEDED or re.search(_RUSSIAN_NOT_NEEDED, text):
        return "-"
    return {"х": "longitude", "у": "latitude"}.get(key, "")  # Cyrillic letters


def _fields(sheet: Sheet) -> dict[str, str]:
    """Heading → its field, each field once."""
    found: dict[str, str] = {}
    for heading in filter(None, sheet.headings):
        name = field_of(heading)
        if name and (name == "-" or name not in found.values()):
            found[heading] = name
    return found


def recognises(sheet: Sheet) -> str:
    """A query has waypoints with their place and day, and categories or a conservation area."""
    if sheet.keys & {"dateprecision", "observationtype"}:
        return ""
    fields = set(_fields(sheet).values())
    of_smart = "ca_id" in fields or any(f.startswith("category") for f in fields)
    return "reports" if of_smart and any(fields >= needed for needed in _NEEDED) else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read a query."""
    (sheet,) = package.of("reports")
    fields = _fields(sheet)
    personal = tuple(h for h in sheet.headings if h and h not in fields and may_be_personal(h))
    attributes = attributes_of(sheet.headings, tuple(fields), personal)
    wanted = {name: (heading,) for heading, name in fields.items() if name != "-"}
    wanted |= {name: (heading,) for heading, name in attributes.items()}
    rows, read = read_together([sheet], wanted)
    rows = _with(rows, ("ca_id", "ca_name", "patrol_id", "time", "moment", "date", "area_id"))
    rows["moment"] = rows["moment"].fillna(_moment(rows))
    rows["group"] = rows["ca_id"].fillna(rows["ca_name"]).fillna("SMART")
    rows["name"] = rows["ca_name"].fillna(rows["group"])
    rows["incident_id"] = _incident_ids(rows, choices)
    rows["category"] = _category(rows)
    problems = list(read)
    dropped = [h for h, name in fields.items() if name == "-" and may_be_personal(h)]
    return incidents(
        Reports(
            system=FORMAT,
            rows=rows,
            attributes=attributes,
            source="SMART query export",
            aside=pd.DataFrame(columns=COLUMNS),
            problems=problems,
            personal=(*personal, *dropped),
            headings=frozenset(h for h, name in fields.items() if name != "-"),
            merged_for="same_waypoint",
        ),
        known,
        choices,
    )


def _with(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    absent = {name: pd.Series(np.nan, index=rows.index, dtype="str") for name in names}
    return rows.assign(**{name: column for name, column in absent.items() if name not in rows})


def _moment(rows: pd.DataFrame) -> pd.Series:
    with_time = rows["date"].str.cat(rows["time"], sep=" ")
    return with_time.fillna(rows["date"])


def _incident_ids(rows: pd.DataFrame, choices: Choices) -> pd.Series:
    """Conservation area, patrol, day and waypoint; a row that lacks any is one by itself."""
    day = iso_times(rows["moment"], choices).text.str.slice(0, 10)
    parts = [rows["ca_id"].fillna(rows["ca_name"]), rows["patrol_id"], day]
    text = pd.Series("smart", index=rows.index, dtype="str")
    for part in parts:
        text = text + (":" + part.astype("str")).fillna("")
    lone = rows["waypoint_id"].isna() | day.isna()
    last = rows["waypoint_id"].where(~lone, "row-" + rows["row"].astype("str"))
    return tidy_ids(text + ":" + last)


def _category(rows: pd.DataFrame) -> pd.Series:
    """The levels of the category, the coarsest first: "Conflict / Livestock killed"."""
    levels = sorted(
        (name for name in rows if name.startswith("category ")), key=lambda n: int(n.split()[1])
    )
    text = pd.Series("", index=rows.index, dtype="str")
    for level in levels:
        more = rows[level].fillna("")
        text = text.where(more == "", text + np.where(text == "", "", " / ") + more)
    return scrubbed(text)


WHERE = {
    "conflicts": {
        "longitude": ("X",),
        "latitude": ("Y",),
        "event_start": ("Waypoint Date", "Date Time"),
        "incident_id": ("Waypoint ID", "Incident ID"),
    }
}
