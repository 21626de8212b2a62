"""The offset of local clocks from UTC, for formats that ask for it.

Records hold the clock of the place. Where the country of an area has one time zone (CLDR), the
offset of each time is known; where it has several, or no country is given, the nearest whole hour
of the longitude stands in, and is said not to be known.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pandas as pd
from babel.core import get_global

from impact.model import area_tree

_DEGREES_AN_HOUR = 15


def with_offsets(stays: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Deployments with ``offset`` (as ``+05:00``) and ``offset_known``.

    Parameters
    ----------
    stays : DataFrame
        With ``area_id, longitude, deployment_start``.
    areas : DataFrame
        With ``area_id, parent_id, country_code``.
    """
    countries = area_tree.countries(areas)
    zones = get_global("territory_zones")
    offsets, known = [], []
    for area, longitude, start in zip(
        stays["area_id"].astype("str"), stays["longitude"], stays["deployment_start"], strict=True
    ):
        there = zones.get(countries.get(area, ""), [])
        known.append(len(there) == 1)
        if len(there) == 1:
            away = start.to_pydatetime().replace(tzinfo=ZoneInfo(there[0])).utcoffset()
        else:
            away = dt.timedelta(hours=round(longitude / _DEGREES_AN_HOUR))
        offsets.append(_written(away))
    return stays.assign(
        offset=pd.Series(offsets, index=stays.index, dtype="str"),
        offset_known=pd.Series(known, index=stays.index, dtype="bool"),
    )


def _written(away: dt.timedelta) -> str:
    minutes = int(away.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
