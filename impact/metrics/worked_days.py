"""Days on which a camera worked at a location, and which records were made on one of them.

A rate divides detections by trap-nights, so nothing may enter it that was recorded before the
camera was set up, after it was collected or while it had failed. Cameras are often known to the
day only: records and effort are compared day by day. An end without a time of day (midnight) is
the day of collection, whose records still belong to the effort.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from impact.metrics.dates import last_days
from impact.metrics.effort import camera_spans, time_covered, working_times

_PLACE = ["area_id", "location_id"]
_DAY = pd.Timedelta(days=1)
_FARTHEST = 1 << 24  # days: more than any date is away from 1970, so that places never mix


def worked_days(
    deployments: pd.DataFrame,
    failures: pd.DataFrame,
    *,
    last_records: pd.Series | None = None,
) -> pd.DataFrame:
    """The days on which at least one camera worked at each location.

    Parameters
    ----------
    deployments, failures, last_records
        As for `impact.metrics.effort.deployment_effort`.

    Returns
    -------
    DataFrame
        ``area_id, location_id, first_day, last_day`` (both included), sorted: one row for
        each unbroken run of days. A day in part of which a camera worked is one of them.
    """
    spans = camera_spans(deployments, last_records)
    spans, failures = _whole_last_days(spans, failures)
    place = spans.groupby(_PLACE).ngroup().to_numpy()
    places = spans[_PLACE].drop_duplicates().sort_values(_PLACE, ignore_index=True)
    span, begin, stop = working_times(spans, failures)
    place, begin, stop = time_covered(place[span], begin, stop)
    first, last = _day(begin), _day(stop - 1)
    new = np.ones(len(place), dtype=bool)
    new[1:] = (place[1:] != place[:-1]) | (first[1:] > last[:-1] + 1)
    at, ends = np.flatnonzero(new), np.append(np.flatnonzero(new)[1:], len(new)) - 1
    runs = places.iloc[place[at]].reset_index(drop=True)
    days = {"first_day": first[at], "last_day": last[ends] if len(at) else last}
    return runs.assign(**{name: _dates(values) for name, values in days.items()})


def within_effort(events: pd.DataFrame, days: pd.DataFrame) -> pd.Series:
    """Which events were recorded on a day on which a camera worked at their location.

    Parameters
    ----------
    events : DataFrame
        With ``area_id, location_id, event_start, event_end, date_precision``, as from
        `impact.metrics.events.independent_events`.
    days : DataFrame
        As from `worked_days`.

    Returns
    -------
    Series of bool
        By the index of the events. The day is the one on which the event began; an event
        whose date is coarser than a day is within effort only if a camera worked on every
        day that its date allows. An event without a location or a date is not. A day of
        collection has records but no trap-nights of its own: a rate of a period leaves a
        location without trap-nights in it out all the same.
    """
    places = pd.MultiIndex.from_frame(days[_PLACE].astype("str"))
    place = places.unique().get_indexer(pd.MultiIndex.from_frame(events[_PLACE].astype("str")))
    day = _day_number(events["event_start"])
    last = np.where(events["date_precision"].isin(["day"]), day, _day_number(last_days(events)))
    known = (place >= 0) & events["event_start"].notna().to_numpy() & (len(days) > 0)
    # Place and day as one number: the run that an event may lie in is found by one search.
    of_run = places.unique().get_indexer(places) * _FARTHEST
    at = place[known] * _FARTHEST
    run = np.searchsorted(of_run + _day_number(days["first_day"]), at + day[known], "right") - 1
    inside = known.copy()
    ends = (of_run + _day_number(days["last_day"]))[run]
    inside[known] = (run >= 0) & (at + last[known] <= ends)
    return pd.Series(inside, index=events.index, dtype=bool)


def _whole_last_days(
    spans: pd.DataFrame, failures: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Ends at midnight to the end of that day; and so the failures that last until then."""
    midnight = spans["end"].notna() & (spans["end"] == spans["end"].dt.normalize())
    ends = spans.loc[midnight].set_index("deployment_id")["end"]
    ends = ends.reindex(failures["deployment_id"].astype("str")).set_axis(failures.index)
    until_then = failures["failure_end"] >= ends
    longer = failures["failure_end"].mask(until_then, failures["failure_end"] + _DAY)
    spans = spans.assign(end=spans["end"].mask(midnight, spans["end"] + _DAY))
    return spans, failures.assign(failure_end=longer)


def _day(instants: np.ndarray) -> np.ndarray:
    return instants.view("datetime64[us]").astype("datetime64[D]").astype("int64")


def _day_number(times: pd.Series) -> np.ndarray:
    return times.to_numpy("datetime64[D]").astype("int64")


def _dates(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[D]").astype("datetime64[us]")
