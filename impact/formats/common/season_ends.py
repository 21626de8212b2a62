"""Cameras of a season that nobody has collected yet: they count to their last record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.season_rows import station_key
from impact.formats.common.season_times import joined
from impact.formats.common.times import iso_times
from impact.formats.common.working import ended_by_last_picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.formats.common.season_cameras import Station
    from impact.model.errors import Problem
    from impact.reading.choices import Choices


def seen_by(rows: pd.DataFrame, stations: Mapping[str, Station], choices: Choices) -> pd.DataFrame:
    """``location_id, moment`` of each row with a time, whatever stood before the camera."""
    at = rows["station"].fillna("").map(station_key)
    location = at.map({key: s.location for key, s in stations.items()}).astype("str")
    moment = iso_times(joined(rows["date"], rows["time"]), choices).text
    return pd.DataFrame({"location_id": location, "moment": moment}).dropna()


def with_ends(table: pd.DataFrame, seen: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Cameras that nobody has collected yet count to their last record of any kind, and say so.

    Parameters
    ----------
    table : DataFrame
        Deployments.
    seen : DataFrame
        As `seen_by` gives it.
    """
    start, end = table["deployment_start"], table["deployment_end"]
    at = pd.DataFrame({"location_id": table["location_id"], "start": start})[end.isna()]
    there = at.reset_index().merge(seen, on="location_id")
    there = there[there["moment"].str.slice(0, 10) >= there["start"].str.slice(0, 10)]
    records = pd.DataFrame({
        "deployment_id": table["deployment_id"].reindex(there["index"]).to_numpy(),
        "event_start": there["moment"].to_numpy(), "event_end": None,
    })  # fmt: skip
    ends, told = ended_by_last_picture(table, end, records, "collected")
    return table.assign(deployment_end=ends), told
