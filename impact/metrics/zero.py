"""What a zero proves: how high the rate may still be, and which months were reported on.

A month in which nobody asked for reports is not a month without incidents, and a month that is
not on file is unknown. The bound is the upper end of the exact Poisson interval of a count of 0
(Garwood 1936, doi 10.1093/biomet/28.3-4.437), which at 95% is 3.69 divided by the effort.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.metrics.dates import months_between
from impact.metrics.rates import check_confidence, check_exposure
from impact.metrics.reporters import WHOLE_AREA

if TYPE_CHECKING:
    from impact.metrics.reporters import Reporters

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
        The largest k that still has a probability above 2.5%: (e / (1 + e)) ** k > 0.025.
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
    months_active, months_partly, months_inactive, months_unknown : int
        Calendar months of the period: everybody who was then listed reported; only some of them
        did; it is known that nobody was asked; nothing is on file.
    first_month, last_month : Timestamp or None
        The first and the last month with a report collected.
    areas : tuple of str
        The areas that were active in the period.
    active_months : int
        Months summed over those who reported in them (villages and herders' groups, or areas
        that list none): the exposure of a count of incidents.
    by_units : bool
        Whether any of these is a village or a herders' group.
    """

    months_active: int
    months_inactive: int
    months_unknown: int
    first_month: pd.Timestamp | None
    last_month: pd.Timestamp | None
    areas: tuple[str, ...]
    active_months: int
    months_partly: int = 0
    by_units: bool = False


def reporting_effort(
    who: Reporters,
    *,
    start: pd.Timestamp | None = None,
    end: pd.Timestamp | None = None,
) -> ReportingEffort:
    """How much reporting stands behind a count of incidents.

    Parameters
    ----------
    who : Reporters
        Of the areas that the count is of.
    start, end : Timestamp, optional
        The period ``[start, end)``; every calendar month that it touches counts. Without them
        it runs from the first and to the last month on file for these areas.

    Returns
    -------
    ReportingEffort
        All zero where nothing is on file and no period is given.
    """
    there = who.reported
    if (start is None or end is None) and there.empty:
        return ReportingEffort(0, 0, 0, None, None, (), 0)
    begin = there["month"].min() if start is None else start
    stop = there["month"].max() + _MONTH if end is None else end
    months = reporting_months(who, begin, stop)
    states = months["state"].value_counts()
    active = there[there["active"] & there["month"].isin(months["month"])]
    known = set(active["area_id"])
    return ReportingEffort(
        months_active=int(states.get("collected", 0)),
        months_partly=int(states.get("partly collected", 0)),
        months_inactive=int(states.get("not collected", 0)),
        months_unknown=int(states.get("unknown", 0)),
        first_month=None if active.empty else active["month"].min(),
        last_month=None if active.empty else active["month"].max(),
        areas=tuple(area for area in dict.fromkeys(who.area_ids) if area in known),
        active_months=len(active),
        by_units=bool((active["unit"] != WHOLE_AREA).any()),
    )


def reporting_months(who: Reporters, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Whether reports were collected in each month that ``[start, end)`` touches.

    Returns
    -------
    DataFrame
        ``month`` (its first day), ``state``: ``collected`` where everybody who was then listed
        reported, ``partly collected`` where only some did, ``not collected`` where it is known
        of somebody that nobody asked and nobody reported, ``unknown`` where nothing is on file.
        An area is listed from its first to its last month on file.
    """
    known = who.months
    active = known["active"].fillna(False).astype("bool")
    found = pd.DataFrame(
        {
            "month": known["month"],
            "any": active,
            "all": active,
            "on_file": known["active"].notna(),
        }
    )
    months = found.groupby("month")
    by_month = months[["any", "on_file"]].any().assign(all=months["all"].all())
    states = pd.Series("unknown", index=by_month.index, dtype="str")
    states = states.mask(by_month["on_file"], "not collected")
    states = states.mask(by_month["any"], "partly collected").mask(by_month["all"], "collected")
    months = months_between(start, end)
    return pd.DataFrame(
        {"month": months, "state": states.reindex(months).fillna("unknown").to_numpy("str")}
    )
