"""Detections per 100 trap-nights, pooled over stations, with their interval.

The rate mixes how many animals there are with how easily they are photographed (Sollmann 2018,
doi 10.1111/aje.12557). The interval is the exact one of a Poisson count (Garwood 1936,
doi 10.1093/biomet/28.3-4.437); detections that come in clusters make it too narrow, so the
share of stations with a detection stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import chi2

from impact.model.errors import MetricError


@dataclass(frozen=True)
class Rate:
    """A count in an exposure, and the rate `per` so much exposure with its interval."""

    count: int
    exposure: float
    estimate: float
    low: float
    high: float
    per: float = 100.0


def rate(
    count: int, exposure: float | None, *, per: float = 100.0, confidence: float = 0.95
) -> Rate:
    """A rate and its exact Poisson interval (Garwood 1936).

    Parameters
    ----------
    count : int
        How many.
    exposure : float
        In how many trap-nights, or months of reporting.
    per : float
        The exposure that the rate is given for.
    confidence : float
        Of the two-sided interval.

    Raises
    ------
    MetricError
        The exposure is not known or not above 0, the count is no whole number of 0 or more, or
        the confidence is not between 0 and 1. Unknown effort gives no rate, never a rate of 0.
    """
    check_count(count)
    check_exposure(exposure)
    check_confidence(confidence)
    low, high = _garwood(np.array([count]), confidence)
    scale = per / exposure
    return Rate(count, exposure, count * scale, float(low[0]) * scale, float(high[0]) * scale, per)


def detection_rates(events: pd.DataFrame, effort: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Detections per 100 trap-nights in each group.

    Parameters
    ----------
    events : DataFrame
        One row an event, with the columns `by`, ``location_id`` and, if there, ``area_id``.
    effort : DataFrame
        ``location_id, trap_nights`` and the columns `by`, as from `effort_by_month`. A column
        that it lacks (``scientific_name``) is one that effort does not depend on: each of its
        values in `events` is held against the whole effort, with 0 where nothing was detected.
    by : list of str
        What to group by.

    Returns
    -------
    DataFrame
        The columns `by`, then ``detections, trap_nights, rate, low, high`` (per 100
        trap-nights, 95 %), ``stations`` (with effort), ``stations_with_detection,
        share_of_stations``. Detections at a station without effort in the group are left out
        of it, as the station is. A group without any effort keeps its detections; all else in
        it is missing, never 0.

    Raises
    ------
    MetricError
        A column of `by` is not in `events`.
    """
    missing = [column for column in by if column not in events.columns]
    if missing:
        raise MetricError(
            f"The events have no column “{missing[0]}”.", "Add it before grouping by it."
        )
    worked = _as_text(effort[effort["trap_nights"] > 0], by)
    found = _as_text(events, by)
    shared = [column for column in by if column in worked.columns]
    groups = _groups(worked, found, by, shared)
    counts = _counts(worked, found, by, shared)
    table = groups.merge(counts, on=by, how="outer")
    without = table["trap_nights"].isna()
    table["detections"] = table["at_stations"].where(~without, table["detections"])
    return _with_rates(table, without)[[*by, *_FIGURES]]


_FIGURES = [
    "detections",
    "trap_nights",
    "rate",
    "low",
    "high",
    "stations",
    "stations_with_detection",
    "share_of_stations",
]


def _groups(
    worked: pd.DataFrame, found: pd.DataFrame, by: list[str], shared: list[str]
) -> pd.DataFrame:
    """Every group that has effort: trap-nights and the number of stations."""
    keys = list(dict.fromkeys([*shared, *_station(worked)]))
    per_station = worked.groupby(keys, dropna=False)["trap_nights"].sum()
    if shared:
        grouped = per_station.groupby(level=list(range(len(shared))), dropna=False)
        groups = grouped.agg(trap_nights="sum", stations="size").reset_index()
    else:
        groups = pd.DataFrame({"trap_nights": [per_station.sum()], "stations": [len(per_station)]})
        groups = groups[groups["stations"] > 0]
    others = [column for column in by if column not in shared]
    return groups.merge(found[others].drop_duplicates(), how="cross") if others else groups


def _counts(
    worked: pd.DataFrame, found: pd.DataFrame, by: list[str], shared: list[str]
) -> pd.DataFrame:
    """Every group that has events: how many, how many at stations with effort, which those."""
    station = [column for column in _station(worked) if column in found.columns]
    keys = list(dict.fromkeys([*shared, *station]))
    at_work = worked[keys].drop_duplicates().assign(has_effort=True)
    events = found.merge(at_work, on=keys, how="left")
    events["has_effort"] = events["has_effort"].notna()
    per_station = events.groupby(list(dict.fromkeys([*by, *station])), dropna=False)
    stations = per_station["has_effort"].agg(detections="size", at_stations="sum").reset_index()
    stations["stations_with_detection"] = stations["at_stations"] > 0
    figures = ["detections", "at_stations", "stations_with_detection"]
    return stations.groupby(by, dropna=False)[figures].sum().reset_index()


def _with_rates(table: pd.DataFrame, without: pd.Series) -> pd.DataFrame:
    counts = table["detections"].fillna(0).to_numpy("float64")
    scale = (100 / table["trap_nights"]).to_numpy("float64")
    low, high = _garwood(counts, 0.95)
    detecting = table["stations_with_detection"].fillna(0).mask(without)
    return table.assign(
        detections=counts.astype("int64"),
        rate=counts * scale,
        low=low * scale,
        high=high * scale,
        stations=table["stations"].astype("Int64"),
        stations_with_detection=detecting.astype("Int64"),
        share_of_stations=(detecting / table["stations"]).astype("float64"),
    )


def _station(worked: pd.DataFrame) -> list[str]:
    """What tells one station from another: its id, within its area where that is given."""
    return [column for column in ("area_id", "location_id") if column in worked.columns]


def _as_text(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The columns needed, categories as text: those of two tables differ and would not meet."""
    needed = dict.fromkeys(["area_id", "location_id", *by, "trap_nights"])
    kept = table[[column for column in needed if column in table.columns]]
    return kept.astype(dict.fromkeys(kept.select_dtypes("category").columns, "str"))


def _garwood(counts: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of the interval of Poisson counts, by the chi-squared distribution."""
    tail = (1 - confidence) / 2
    # With nothing counted the lower end is 0; chi2 has no 0 degrees of freedom.
    low = np.where(counts > 0, chi2.ppf(tail, 2 * np.maximum(counts, 1)) / 2, 0.0)
    return low, chi2.ppf(1 - tail, 2 * (counts + 1)) / 2


def check_count(count: float) -> None:
    """Refuse a count that is no whole number of 0 or more (MetricError)."""
    if pd.isna(count) or count < 0 or count != int(count):
        raise MetricError(
            f"{count} is no count.", "A count is a whole number, 0 or more; unknown is no count."
        )


def check_exposure(exposure: float | None) -> None:
    """Refuse an exposure that is not known, or not above 0 (MetricError)."""
    if exposure is None or pd.isna(exposure) or not 0 < exposure < np.inf:
        raise MetricError(
            f"Effort of {exposure} gives no rate.",
            "Give the trap-nights or months of reporting, or show the count alone.",
        )


def check_confidence(confidence: float) -> None:
    """Refuse a confidence that is not between 0 and 1 (MetricError)."""
    if not 0 < confidence < 1:
        raise MetricError(
            f"A confidence of {confidence} is not between 0 and 1.", "Use 0.95 for 95 %."
        )
