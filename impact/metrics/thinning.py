"""Which record starts an event: the arithmetic of gaps, over millions of rows at once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from impact.model.offsets import minutes_ahead

_PLACE = ["area_id", "location_id"]
_VISIT = ["area_id", "location_id", "scientific_name"]
_MINUTE = 60_000_000  # microseconds, the unit of time in every table
_MOST_LISTED = 2**26
_LONGEST = 2**62  # microseconds: no gap is longer, and a sum with a date still fits 64 bits


def thinned(
    rows: pd.DataFrame,
    at: np.ndarray,
    times: np.ndarray,
    threshold_minutes: int,
    since_last_counted: bool,
) -> tuple[np.ndarray, np.ndarray]:
    """Events by the gap between the records of one species at one location.

    Parameters
    ----------
    rows : DataFrame
        With ``area_id, location_id, scientific_name`` and, if there, ``row``.
    at : array of int
        Positions of the rows to use.
    times : array of int
        When each of them was made, as from `elapsed`.
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
    codes, times, order = _sorted_visits(rows, at, times, _VISIT)
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = (np.diff(codes) != 0) | (np.diff(times) >= step)
    if since_last_counted:
        starts = _since_last_counted(starts, times, step)
    return order, starts


def by_event_id(
    rows: pd.DataFrame, at: np.ndarray, times: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Events by the visit that the records name (``event_id``).

    A visit without a name is known by its first instant: two records then are one event.

    Parameters
    ----------
    rows, at, times
        As for `thinned`, with ``event_id``.

    Returns
    -------
    tuple of array
        As for `thinned`.
    """
    some = rows.iloc[at]
    instants = pd.Series(times, index=some.index, dtype="Int64")
    unnamed = instants.where(some["event_id"].isna().to_numpy())
    by = [*_VISIT, "event_id", "unnamed"]
    codes, _, order = _sorted_visits(some.assign(unnamed=unnamed), np.arange(len(at)), times, by)
    order = at[order]
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = np.diff(codes) != 0
    return order, starts


def _sorted_visits(
    rows: pd.DataFrame, at: np.ndarray, times: np.ndarray, by: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes and times (microseconds) of the rows at `at`, sorted, and their positions."""
    codes, kinds = np.zeros(len(at), dtype="int64"), 1
    for name in by:
        more, times_more = _coded(rows[name], at)
        codes, kinds = _dense(codes * times_more + more, kinds * times_more)
    # Ties go by row number, so that any order of the rows gives the same events.
    row = rows["row"].to_numpy()[at] if "row" in rows else None
    if row is not None and (np.diff(row) < 0).any():
        order = np.lexsort((row, times, codes))
        return codes[order], times[order], at[order]
    return _sorted_at_once(codes, times, at, kinds)


def elapsed(rows: pd.DataFrame, at: np.ndarray) -> np.ndarray:
    """Times (microseconds) between which a difference is the time that has passed.

    Local times, each less its offset from UTC. A record without an offset takes the one that
    most records of its location have (the smallest of several); where none has one, the local
    times are compared as they are.
    """
    times = rows["event_start"].to_numpy("datetime64[us]").view("int64")[at]
    # One offset for all shifts them all alike.
    if "utc_offset" not in rows or rows["utc_offset"].nunique() < 2:
        return times
    some = rows[[*_PLACE, "utc_offset"]].iloc[at]
    some = some.assign(ahead=minutes_ahead(some["utc_offset"]))
    if some["ahead"].isna().any():
        by = some.groupby(_PLACE, observed=True, dropna=False)["ahead"]
        usual = by.agg(lambda ahead: ahead.mode().min()).rename("usual").reset_index()
        places = some[_PLACE].merge(usual, on=_PLACE, how="left").set_index(some.index)
        some["ahead"] = some["ahead"].fillna(places["usual"]).fillna(0)
    return times - some["ahead"].to_numpy("int64") * _MINUTE


def _coded(column: pd.Series, at: np.ndarray) -> tuple[np.ndarray, int]:
    """Numbers that sort as the values do, what is missing last; and how many there may be."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        known = column.cat.categories
        order = np.arange(len(known))
        if not known.is_monotonic_increasing:
            order = np.argsort(np.argsort(known.astype("str").to_numpy()))
        codes = column.cat.codes.to_numpy()[at]
    else:
        codes, known = pd.factorize(column.iloc[at], sort=True)
        order = np.arange(len(known))
    return np.append(order, len(known))[codes], len(known) + 1


def _dense(codes: np.ndarray, kinds: int) -> tuple[np.ndarray, int]:
    """The same codes without those that do not occur, where there are not too many to list."""
    if kinds > _MOST_LISTED:
        there, codes = np.unique(codes, return_inverse=True)
        return codes, len(there)
    there = np.zeros(kinds, dtype=bool)
    there[codes] = True
    return (np.cumsum(there) - 1)[codes], int(there.sum())


def _sorted_at_once(
    codes: np.ndarray, times: np.ndarray, at: np.ndarray, kinds: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sort by code and time as one number of 64 bits: one sort is a third of the work of two."""
    if not len(at):
        return codes, times, at
    earliest = times.min()
    since = times - earliest
    unit = 1_000_000 if not (since % 1_000_000).any() else 1  # most cameras know whole seconds
    bits = int(since.max() // unit).bit_length()
    if bits + int(kinds).bit_length() > 63:
        order = np.lexsort((times, codes))
        return codes[order], times[order], at[order]
    key = (codes << bits) | (since // unit)
    order = np.argsort(key, kind="stable")
    key = key[order]
    return key >> bits, (key & ((1 << bits) - 1)) * unit + earliest, at[order]


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
