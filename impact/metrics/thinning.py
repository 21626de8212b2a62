"""Which record starts an event: the arithmetic of gaps, over millions of rows at once."""

from __future__ import annotations

import numpy as np
import pandas as pd

_VISIT = ["area_id", "location_id", "scientific_name"]
_MINUTE = 60_000_000  # microseconds, the unit of time in every table
_LONGEST = 2**62  # microseconds: no gap is longer, and a sum with a date still fits 64 bits


def thinned(
    rows: pd.DataFrame, at: np.ndarray, threshold_minutes: int, since_last_counted: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Events by the gap between the records of one species at one location.

    Parameters
    ----------
    rows : DataFrame
        With ``area_id, location_id, scientific_name, event_start`` and, if there, ``row``.
    at : array of int
        Positions of the rows to use.
    threshold_minutes : int
        The gap that starts a new event.
    since_last_counted : bool
        Measure the gap from the last record that counted, and not from the previous one.

    Returns
    -------
    tuple of array
        The positions, event by event and by time within it, and whether each starts an event.
    """
    step = min(int(threshold_minutes) * _MINUTE, _LONGEST)
    codes, times, order = _sorted_visits(rows, at, _VISIT)
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = (np.diff(codes) != 0) | (np.diff(times) >= step)
    if since_last_counted:
        starts = _since_last_counted(starts, times, step)
    return order, starts


def by_event_id(rows: pd.DataFrame, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Events by the visit that the records name (``event_id``).

    A visit without a name is known by its first instant: two records then are one event.

    Parameters
    ----------
    rows, at
        As for `thinned`, with ``event_id``.

    Returns
    -------
    tuple of array
        As for `thinned`.
    """
    unnamed = rows["event_start"].where(rows["event_id"].isna())
    by = [*_VISIT, "event_id", "unnamed"]
    codes, _, order = _sorted_visits(rows.assign(unnamed=unnamed), at, by)
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = np.diff(codes) != 0
    return order, starts


def _sorted_visits(
    rows: pd.DataFrame, at: np.ndarray, by: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes and times (microseconds) of the rows at `at`, sorted, and their positions."""
    some = rows.iloc[at]
    # Ties go by row number, so that any order of the rows gives the same events.
    keys = [some["row"].to_numpy()] if "row" in some else []
    codes = some.groupby(by, observed=True, dropna=False).ngroup().to_numpy()
    times = some["event_start"].to_numpy("datetime64[us]").view("int64")
    order = np.lexsort((*keys, times, codes))
    return codes[order], times[order], at[order]


def _since_last_counted(starts: np.ndarray, times: np.ndarray, step: int) -> np.ndarray:
    """Count again inside each run of close records.

    A gap of the threshold starts an event under both rules, so each run can be walked on its
    own; all of them are walked at once, one event a turn.
    """
    counted = starts.copy()
    last = np.flatnonzero(starts)
    ends = np.append(last[1:], len(times))
    while last.size:
        following = _first_not_before(times, times[last] + step, last + 1, ends)
        within = following < ends
        last, ends = following[within], ends[within]
        counted[last] = True
    return counted


def _first_not_before(
    times: np.ndarray, wanted: np.ndarray, low: np.ndarray, high: np.ndarray
) -> np.ndarray:
    """For each run, the first position in ``[low, high)`` at or after a time, else `high`."""
    while (low < high).any():
        middle = (low + high) // 2
        early = (low < high) & (times[np.minimum(middle, len(times) - 1)] < wanted)
        low, high = np.where(early, middle + 1, low), np.where(early, high, middle)
    return low
