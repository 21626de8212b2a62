"""The stations (or villages) of both periods side by side: which are the same, which moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.claims.comparison import Units
from impact.metrics.permutation import Station

if TYPE_CHECKING:
    from collections.abc import Sequence

EARTH = 6_371_000  # metres
PLACES = ["latitude", "longitude"]


def worked_stations(worked: pd.DataFrame, cameras: pd.DataFrame) -> pd.DataFrame:
    """The stations with effort in a period.

    Parameters
    ----------
    worked : DataFrame
        ``area_id, location_id, trap_nights``: the stations with effort in the period.
    cameras : DataFrame
        Deployments of the period, with ``area_id, location_id, latitude, longitude``.

    Returns
    -------
    DataFrame
        By ``unit`` (its id): ``exposure`` (trap-nights), ``latitude, longitude`` (missing where
        not on file).
    """
    table = worked.assign(unit=station_ids(worked)).set_index("unit")
    places = cameras.assign(unit=station_ids(cameras)).groupby("unit")[PLACES].mean()
    places = places.reindex(table.index)
    return places.assign(exposure=table["trap_nights"])[["exposure", *PLACES]]


def stations_of(ids: pd.Series, stations: pd.DataFrame) -> pd.DataFrame:
    """What each station gave in one period.

    Parameters
    ----------
    ids : Series
        The station of each event that enters the rate.
    stations : DataFrame
        As from `worked_stations`.

    Returns
    -------
    DataFrame
        ``unit, count, exposure, latitude, longitude``: one row a station with effort, also one
        with a count of 0.
    """
    counts = ids.value_counts().reindex(stations.index, fill_value=0).astype("int64")
    table = stations.reset_index()
    table.insert(1, "count", counts.to_numpy())
    return table


def paired(
    current: pd.DataFrame, baseline: pd.DataFrame, moved_metres: float
) -> tuple[list[Station], Units]:
    """The stations of both periods, those that moved as two.

    Parameters
    ----------
    current, baseline : DataFrame
        As from `stations_of`.
    moved_metres : float
        A station of the same id that stood farther away than this is another one. Without
        coordinates its id decides.
    """
    both = current.merge(baseline, on="unit", how="outer", suffixes=("", "_before"))
    both = both.sort_values("unit", ignore_index=True).rename(columns={"count": "count_now"})
    moved = _metres_apart(both) > moved_metres
    stations = []
    for row, is_moved in zip(both.itertuples(), moved, strict=True):
        now = _whole(row.count_now), _nights(row.exposure)
        before = _whole(row.count_before), _nights(row.exposure_before)
        if is_moved:
            stations += [
                Station(f"{row.unit} now", *now, 0, 0.0),
                Station(f"{row.unit} before", 0, 0.0, *before),
            ]
        else:
            stations.append(Station(row.unit, *now, *before))
    return stations, units_of(stations, int(moved.sum()))


def units_of(stations: Sequence[Station], moved: int) -> Units:
    sums = [one.count + one.baseline_count for one in stations]
    in_both = sum(one.in_both for one in stations)
    return Units(
        in_both=in_both,
        current_only=sum(one.exposure > 0 for one in stations) - in_both,
        baseline_only=sum(one.baseline_exposure > 0 for one in stations) - in_both,
        moved=moved,
        with_event=sum(number > 0 for number in sums),
        largest_share=max(sums) / sum(sums) if sum(sums) else None,
    )


def station_ids(rows: pd.DataFrame) -> pd.Series:
    """A station's id within its area: two areas may both have a station 1."""
    return rows["area_id"].astype("str") + "/" + rows["location_id"].astype("str")


def _metres_apart(both: pd.DataFrame) -> np.ndarray:
    """Great-circle distance of the two places; missing where one is not known."""
    names = ("latitude", "longitude", "latitude_before", "longitude_before")
    lat, lon, lat0, lon0 = (np.radians(both[name].to_numpy("float64")) for name in names)
    half = (
        np.sin((lat - lat0) / 2) ** 2 + np.cos(lat) * np.cos(lat0) * np.sin((lon - lon0) / 2) ** 2
    )
    return 2 * EARTH * np.arcsin(np.sqrt(half))


def _whole(value: float) -> int:
    return 0 if pd.isna(value) else int(value)


def _nights(value: float) -> float:
    return 0.0 if pd.isna(value) else float(value)
