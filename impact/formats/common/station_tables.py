"""The headings of tables of stations, as people give them to camera programs, and their rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.formats.common.season_rows import roles_of
from impact.formats.common.sheets import read_together
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem

PROBLEM = re.compile(r"problem(?P<nth>\d*)(?P<side>from|to|start|end)")
"""Headings of a period in which a camera did not work."""

_STATION = ("Station", "station_id", "site", "site_id", "trap", "trap_id", "location", "point",
            "camera_station", "grid_id", "plot", "CameraTrap")  # fmt: skip
NAMES = {
    "station": _STATION,
    "camera": ("Camera", "camera_id", "CameraName", "cam"),
    "session": ("session", "season", "survey", "year", "occasion"),
    "area_id": ("area_id",),
    "latitude": ("utm_y", "gps_y", "latitude", "lat", "y", "northing", "coord_y", "utm_n"),
    "longitude": ("utm_x", "gps_x", "longitude", "long", "lon", "x", "easting", "coord_x", "utm_e"),
}
"""What tables of stations and of records both have, by the headings that people give it."""

COLUMNS = {
    **NAMES,
    "start": ("Setup_date", "setup", "set_date", "start_date", "start", "deployment_date"),
    "end": ("Retrieval_date", "retrieval", "pull_date", "end_date", "end", "pickup_date"),
}
_ROLES = {"start": "set", "end": "collected"}


def with_roles(
    sheets: Iterable[Sheet], columns: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The columns by their usual headings, then by what headings of field tables say."""
    found = [roles_of(sheet) for sheet in sheets]
    return {
        name: (*names, *(r[role] for r in found if (role := _ROLES.get(name, name)) in r))
        for name, names in columns.items()
    }


def read_stations(
    sheets: list[Sheet], columns: Mapping[str, tuple[str, ...]]
) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows of tables of stations, each pair of problem columns as ``from:N`` and ``to:N``."""
    pairs: dict[str, tuple[str, ...]] = {}
    for heading in [heading for sheet in sheets for heading in sheet.headings if heading]:
        found = PROBLEM.fullmatch(key_of(heading))
        if found:
            side = "from" if found["side"] in ("from", "start") else "to"
            name = f"{side}:{found['nth'] or 1}"
            pairs[name] = (*pairs.get(name, ()), heading)
    return read_together(sheets, {**columns, **pairs})
