"""Trap-nights: how long cameras worked.

The end of a deployment minus its start in days, a fraction kept, less its failures, within the
period asked for. Cameras at one location in the same interval (two that face each other) count
once for the location. A camera that is still out counts to its last record of any kind; without
one its effort is unknown, never 0. Deployments are those of Camtrap DP (Bubnicki et al. 2024,
doi 10.1002/rse2.374).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

_DAY = 86_400_000_000  # microseconds
_NOTHING = np.array([], dtype="int64")


def last_records(detections: pd.DataFrame) -> pd.Series:
    """When each deployment last recorded anything: animals, people, blanks, its own set-up.

    Parameters
    ----------
    detections : DataFrame
        Of any kind. A row whose date is coarser than a day says nothing here.

    Returns
    -------
    Series
        Timestamps by deployment id.
    """
    exact = detections[detections["date_precision"].isin(["day"])]
    ends = exact[["event_start", "event_end"]].max(axis=1)
    last = ends.groupby(exact["deployment_id"], observed=True).max().dropna()
    last.index = last.index.astype("str")
    return last


def deployment_effort(
    deployments: pd.DataFrame,
    failures: pd.DataFrame,
    *,
    last_records: pd.Series | None = None,
    start: pd.Timestamp | None = None,
    end: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Trap-nights of each deployment, within the period ``[start, end)``.

    Parameters
    ----------
    deployments, failures : DataFrame
        As in the schemas. Failures may overlap, and may reach beyond their deployment.
    last_records : Series, optional
        As from `last_records`: where deployments without an end stop counting.
    start, end : Timestamp, optional
        The period; without them everything on file.

    Returns
    -------
    DataFrame
        One row a deployment that was out in the period: ``deployment_id, area_id,
        location_id, start, end`` (within the period), ``open_ended`` (it has no end on file),
        ``trap_nights``: missing, with ``end``, where a camera that is still out shows nothing
        in the period.
    """
    spans = camera_spans(deployments, last_records, start, end)
    span, begin, stop = working_times(spans, failures)
    nights = np.bincount(span, weights=stop - begin, minlength=len(spans)) / _DAY
    return spans.assign(trap_nights=pd.Series(nights).where(spans["end"].notna()))


def location_effort(
    deployments: pd.DataFrame,
    failures: pd.DataFrame,
    *,
    last_records: pd.Series | None = None,
    start: pd.Timestamp | None = None,
    end: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Trap-nights of each location: the time in which at least one camera worked there.

    Parameters
    ----------
    deployments, failures, last_records, start, end
        As for `deployment_effort`.

    Returns
    -------
    DataFrame
        ``area_id, location_id, trap_nights``, sorted. A location without effort in the period
        is not in it.
    """
    places, place, begin, stop = _location_spans(deployments, failures, last_records, start, end)
    nights = np.bincount(place, weights=stop - begin, minlength=len(places)) / _DAY
    return places.assign(trap_nights=nights)[nights > 0].reset_index(drop=True)


def effort_by_month(
    deployments: pd.DataFrame,
    failures: pd.DataFrame,
    *,
    last_records: pd.Series | None = None,
    start: pd.Timestamp | None = None,
    end: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Trap-nights of each location in each calendar month.

    Parameters
    ----------
    deployments, failures, last_records, start, end
        As for `deployment_effort`.

    Returns
    -------
    DataFrame
        ``area_id, location_id, month`` (its first day) ``, trap_nights``, sorted. The months
        of a location add up to `location_effort` to the second. A month without effort is not
        in it.
    """
    places, place, begin, stop = _location_spans(deployments, failures, last_records, start, end)
    first, last = _month_of(begin), _month_of(stop - 1)
    times = last - first + 1
    piece = np.repeat(np.arange(len(place)), times)
    month = first[piece] + np.arange(len(piece)) - np.repeat(np.cumsum(times) - times, times)
    inside = np.minimum(stop[piece], _instant(month + 1)) - np.maximum(
        begin[piece], _instant(month)
    )
    pieces = pd.DataFrame({"place": place[piece], "month": month, "inside": inside})
    sums = pieces.groupby(["place", "month"])["inside"].sum().reset_index()
    table = places.iloc[sums["place"]].reset_index(drop=True)
    months = _instant(sums["month"].to_numpy()).view("datetime64[us]")
    return table.assign(month=months, trap_nights=sums["inside"] / _DAY)


def camera_spans(
    deployments: pd.DataFrame,
    last: pd.Series | None = None,
    start: pd.Timestamp | None = None,
    end: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Each deployment within the period; those wholly outside it are left out.

    A deployment that ends before it starts has no effort: it is left out too.
    """
    spans = pd.DataFrame(
        {
            "deployment_id": deployments["deployment_id"].astype("str"),
            "area_id": deployments["area_id"].astype("str"),
            "location_id": deployments["location_id"].astype("str"),
            "start": deployments["deployment_start"].astype("datetime64[us]"),
            "end": deployments["deployment_end"].astype("datetime64[us]"),
            "open_ended": deployments["deployment_end"].isna(),
        }
    )
    if last is not None:
        # Not `map`: of an empty table of last records it makes numbers, not dates.
        last_seen = last.reindex(spans["deployment_id"]).set_axis(spans.index)
        spans["end"] = spans["end"].fillna(last_seen)
    if start is not None:
        spans["start"] = spans["start"].clip(lower=start)
    begun = pd.Series(True, index=spans.index)
    if end is not None:
        begun = spans["start"] < end
        spans["end"] = spans["end"].clip(upper=end)
    nothing = spans["end"] <= spans["start"]
    # A camera still out that shows nothing in the period may have worked, or not: unknown.
    spans["end"] = spans["end"].mask(spans["open_ended"] & nothing)
    return spans[begun & (spans["open_ended"] | ~nothing)].reset_index(drop=True)


def working_times(
    spans: pd.DataFrame, failures: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """When each deployment worked: its row in `spans`, begin and stop (microseconds)."""
    known = np.flatnonzero(spans["end"].notna())
    failed = pd.Index(spans["deployment_id"]).get_indexer(failures["deployment_id"].astype("str"))
    off_start, off_end = (
        _microseconds(failures["failure_start"]),
        _microseconds(failures["failure_end"]),
    )
    real = np.isin(failed, known) & (off_start < off_end)
    return time_covered(
        known,
        _microseconds(spans["start"])[known],
        _microseconds(spans["end"])[known],
        failed[real],
        off_start[real],
        off_end[real],
    )


def _location_spans(
    deployments: pd.DataFrame,
    failures: pd.DataFrame,
    last: pd.Series | None,
    start: pd.Timestamp | None,
    end: pd.Timestamp | None,
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray, np.ndarray]:
    """The locations, and when at least one camera worked at each (its row, begin, stop)."""
    spans = camera_spans(deployments, last, start, end)
    by = ["area_id", "location_id"]
    place = spans.groupby(by, dropna=False).ngroup().to_numpy()
    places = spans[by].drop_duplicates().sort_values(by).reset_index(drop=True)
    span, begin, stop = working_times(spans, failures)
    return places, *time_covered(place[span], begin, stop)


def time_covered(
    group: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    off_group: np.ndarray = _NOTHING,
    off_start: np.ndarray = _NOTHING,
    off_end: np.ndarray = _NOTHING,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The time that at least one interval of a group covers and no `off` interval does.

    All starts and ends are put in order, group by group; between two neighbours the number of
    intervals that are open does not change.
    """
    on = np.repeat([1, -1, 0, 0], [len(start), len(end), len(off_start), len(off_end)])
    off = np.repeat([0, 0, 1, -1], [len(start), len(end), len(off_start), len(off_end)])
    who = np.concatenate([group, group, off_group, off_group])
    when = np.concatenate([start, end, off_start, off_end])
    order = np.lexsort((when, who))
    who, when = who[order], when[order]
    covered = (np.cumsum(on[order]) > 0) & (np.cumsum(off[order]) == 0)
    some = np.flatnonzero(covered[:-1] & (when[1:] > when[:-1]))
    return who[some], when[some], when[some + 1]


def _microseconds(times: pd.Series) -> np.ndarray:
    return times.to_numpy("datetime64[us]").view("int64")


def _month_of(instants: np.ndarray) -> np.ndarray:
    return instants.view("datetime64[us]").astype("datetime64[M]").astype("int64")


def _instant(months: np.ndarray) -> np.ndarray:
    return months.astype("datetime64[M]").astype("datetime64[us]").astype("int64")
