"""What a zero proves: how high the rate may still be, and which months were reported on.

A month in which nobody asked for reports is not a month without incidents, and a month that is
not on file is unknown. The bound is the upper end of the exact Poisson interval of a count of 0
(Garwood 1936, doi 10.1093/biomet/28.3-4.437): 3.69 / T at 95%.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from impact.metrics.dates import first_of_month, months_between
from impact.metrics.rates import check_confidence, check_exposure

_MONTH = pd.DateOffset(months=1)


def upper_bound(exposure: float, *, confidence: float = 0.95) -> float:
    """The highest rate that nothing in so much exposure is still in keeping with.

    Parameters
    ----------
    exposure : float
        Trap-nights, or months of reporting, in which nothing was counted.
    confidence : float
        Of the two-sided interval, whose upper end it is.

    Returns
    -------
    float
        Per unit of exposure.

    Raises
    ------
    MetricError
        The exposure is not known or not above 0.
    """
    check_exposure(exposure)
    check_confidence(confidence)
    return -math.log((1 - confidence) / 2) / exposure


def next_count(effort: float = 1.0) -> int:
    """How many the next period may show without surprise, after a period with none.

    Parameters
    ----------
    effort : float
        Of the next period, as a multiple of the one in which nothing was counted.

    Returns
    -------
    int
        The largest k that still has a probability above 2.5 %: (e / (1 + e)) ** k > 0.025.
        This is about what may be seen, `upper_bound` about the average behind it.

    Raises
    ------
    MetricError
        The effort is not known or not above 0.
    """
    check_exposure(effort)
    most = math.log(0.025) / math.log(effort / (1 + effort))
    return math.ceil(most) - 1  # at a whole number the probability is no longer above


@dataclass(frozen=True)
class ReportingEffort:
    """Which months incident reports were collected.

    Attributes
    ----------
    months_active, months_inactive, months_unknown : int
        Calendar months of the period: somebody asked for reports in one of the areas; it is
        known that nobody did; nothing is on file.
    first_month, last_month : Timestamp or None
        The first and the last active month.
    areas : tuple of str
        The areas that were active in the period.
    active_area_months : int
        Months times areas that were active: the exposure of a count of incidents.
    """

    months_active: int
    months_inactive: int
    months_unknown: int
    first_month: pd.Timestamp | None
    last_month: pd.Timestamp | None
    areas: tuple[str, ...]
    active_area_months: int


def reporting_effort(
    reporting: pd.DataFrame,
    area_ids: list[str],
    *,
    start: pd.Timestamp | None = None,
    end: pd.Timestamp | None = None,
) -> ReportingEffort:
    """How much reporting stands behind a count of incidents.

    Parameters
    ----------
    reporting : DataFrame
        ``area_id, month, active``.
    area_ids : list of str
        The areas that the count is of.
    start, end : Timestamp, optional
        The period ``[start, end)``; every calendar month that it touches counts. Without them
        it runs from the first and to the last month on file for these areas.

    Returns
    -------
    ReportingEffort
        All zero where nothing is on file and no period is given.
    """
    there = _on_file(reporting, area_ids)
    if (start is None or end is None) and there.empty:
        return ReportingEffort(0, 0, 0, None, None, (), 0)
    begin = there["month"].min() if start is None else start
    stop = there["month"].max() + _MONTH if end is None else end
    months = reporting_months(reporting, area_ids, begin, stop)
    states = months["state"].value_counts()
    active = there[there["active"] & there["month"].isin(months["month"])]
    known = set(active["area_id"])
    return ReportingEffort(
        months_active=int(states.get("collected", 0)),
        months_inactive=int(states.get("not collected", 0)),
        months_unknown=int(states.get("unknown", 0)),
        first_month=None if active.empty else active["month"].min(),
        last_month=None if active.empty else active["month"].max(),
        areas=tuple(area for area in dict.fromkeys(area_ids) if area in known),
        active_area_months=len(active),
    )


def active_months(
    reporting: pd.DataFrame,
    area_ids: list[str],
    start: pd.Timestamp | None,
    end: pd.Timestamp | None,
) -> pd.DataFrame:
    """The months of each area in which reports were collected, within a period.

    Parameters
    ----------
    start, end : Timestamp or None
        First and last day; None leaves that end open, None for both gives nothing.

    Returns
    -------
    DataFrame
        ``area_id`` (text), ``month`` (its first day).
    """
    found = _on_file(reporting, area_ids)
    found = found[found["active"]]
    if start is None:
        return found[:0]
    found = found[found["month"] >= start.to_period("M").to_timestamp()]
    return found if end is None else found[found["month"] <= end]


def reporting_months(
    reporting: pd.DataFrame, area_ids: list[str], start: pd.Timestamp, end: pd.Timestamp
) -> pd.DataFrame:
    """Whether reports were collected in each month that ``[start, end)`` touches.

    Returns
    -------
    DataFrame
        ``month`` (its first day), ``state``: ``collected`` where one of the areas was active,
        ``not collected`` where those on file were not, ``unknown`` where none is on file.
    """
    active = _on_file(reporting, area_ids).groupby("month")["active"].any()
    months = months_between(start, end)
    states = active.map({True: "collected", False: "not collected"}).reindex(months)
    return pd.DataFrame({"month": months, "state": states.fillna("unknown").to_numpy("str")})


def _on_file(reporting: pd.DataFrame, area_ids: list[str]) -> pd.DataFrame:
    """One row an area and month: ``area_id`` as text, ``active`` as bool."""
    known = reporting["area_id"].isin(area_ids) & reporting["active"].notna()
    there = pd.DataFrame(
        {
            "area_id": reporting.loc[known, "area_id"].astype("str"),
            "month": first_of_month(reporting.loc[known, "month"]),
            "active": reporting.loc[known, "active"].astype("bool"),
        }
    )
    return there.groupby(["area_id", "month"])["active"].any().reset_index()
