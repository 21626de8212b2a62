"""Rows that can be counted → events, effort, cube and first records, by `impact.metrics`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.metrics.cube import months_of
from impact.metrics.effort import effort_by_month, last_records
from impact.metrics.events import in_events, latest_ends, may_be_detections, shows_presence
from impact.metrics.first_records import first_records

if TYPE_CHECKING:
    from impact.bulk.stays import Stays

RULES = {"previous": "since_previous_record", "counted": "since_last_counted"}
EVENTS = [
    "area_id",
    "location_id",
    "deployment_id",
    "scientific_name",
    "start",
    "end",
    "records",
    "count",
]
EFFORT = ["month", "area_id", "location_id", "trap_nights"]
CUBE = ["month", "area_id", "location_id", "scientific_name", "events", "count"]
_OF_FIRST = ["area_id", "location_id", "deployment_id", "scientific_name", "event_start"]
_CLOCKS_APART = np.timedelta64(26, "h")  # the farthest west and the farthest east
_OPEN = ["deployment_id", "event_start", "event_end", "date_precision"]


def events_of(rows: pd.DataFrame, gap_minutes: int, rule: str) -> pd.DataFrame:
    """Independent events.

    Parameters
    ----------
    rows : DataFrame
        As of `impact.bulk.coding.coded`; those with an error are not counted.
    gap_minutes : int
        The gap that starts a new event.
    rule : {"previous", "counted"}
        What the gap is measured from: the previous record, or the last that counted.

    Returns
    -------
    DataFrame
        One row an event: ``area_id, location_id, deployment_id`` (of its first record)
        ``, scientific_name, start, end, records`` (how many it holds) ``, count`` (the most
        animals that one of its records counts; missing where none counts any) and
        ``date_precision``.
    """
    order, starts = in_events(
        rows,
        threshold_minutes=gap_minutes,
        rule=RULES[rule],
        among=may_be_detections(rows) & rows["sound"],
    )
    firsts = np.flatnonzero(starts)
    events = rows[[*_OF_FIRST, "date_precision"]].iloc[order[firsts]].reset_index(drop=True)
    events = events.rename(columns={"event_start": "start"})
    counts = rows["count"].to_numpy()[order]
    events["end"] = latest_ends(rows, order, firsts)
    events["records"] = np.diff(np.append(firsts, len(order))).astype("int32")
    most = np.fmax.reduceat(counts, firsts) if len(firsts) else counts
    events["count"] = pd.Series(most).astype("Int32")
    return in_order(events)[[*EVENTS, "date_precision"]]


def in_order(events: pd.DataFrame) -> pd.DataFrame:
    """Events by place, species and time, whoever made them and in what order."""
    by = ["area_id", "location_id", "scientific_name", "start", "end", "deployment_id"]
    return events.sort_values(by, ignore_index=True, kind="stable")


def cube_of(events: pd.DataFrame) -> pd.DataFrame:
    """Events by month and place: ``month, area_id, location_id, scientific_name, events, count``.

    ``count`` adds up those of the events, and is missing where no event of the cell has one.
    An event whose date is coarser than a month is in no cell.
    """
    months = months_of(events.rename(columns={"start": "event_start"}))
    known = events.assign(month=months)[months.notna().to_numpy()]
    cells = known.groupby(CUBE[:4], observed=True, dropna=False)["count"]
    counts = pd.DataFrame({"events": cells.size(), "count": cells.sum(min_count=1)})
    return counts.reset_index().sort_values(CUBE[:4], ignore_index=True)[CUBE]


def effort_of(stays: Stays, last: pd.Series) -> pd.DataFrame:
    """Trap-nights by month and location: ``month, area_id, location_id, trap_nights``."""
    effort = effort_by_month(stays.deployments, stays.failures, last_records=last)
    return effort.sort_values(EFFORT[:3], ignore_index=True)[EFFORT]


def with_ends(stays: Stays, last: pd.Series) -> pd.DataFrame:
    """The deployments whose effort is known: one that was still out ends at its last record."""
    rows = stays.deployments
    ends = last.reindex(rows["deployment_id"]).set_axis(rows.index)
    end = rows["deployment_end"].fillna(ends)
    return rows.assign(deployment_end=end).dropna(subset="deployment_end", ignore_index=True)


def last_of(rows: pd.DataFrame, stays: Stays) -> pd.Series:
    """When each deployment without an end last recorded anything."""
    still_out = stays.deployments["deployment_end"].isna()
    ids = stays.deployments.loc[still_out, "deployment_id"]
    there = rows["deployment_id"].isin(ids) & rows["sound"]
    return last_records(rows.loc[there, _OPEN])


def earliest_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of which one is the first record of its species in its area.

    Those are the earliest of the rows that tell a day, and all that do not. Local clocks may be
    so far apart that a later hour is the earlier instant: such rows are among them.
    """
    shown = (shows_presence(rows) & rows["sound"]).to_numpy()
    by_day = (rows["date_precision"].isin(["day"]) & rows["event_start"].notna()).to_numpy()
    at = np.flatnonzero(shown & by_day)
    area, species = rows["area_id"].cat, rows["scientific_name"].cat
    kinds = (area.codes.to_numpy("int64")[at] + 1) * (len(species.categories) + 1)
    kinds += species.codes.to_numpy()[at] + 1
    begins = rows["event_start"].to_numpy("datetime64[us]")[at]
    earliest = np.full(kinds.max(initial=0) + 1, np.datetime64("9999", "us"))
    np.minimum.at(earliest, kinds, begins)
    first = at[begins - earliest[kinds] <= _CLOCKS_APART]
    chosen = np.concatenate([first, np.flatnonzero(shown & ~by_day)])
    return rows.iloc[np.sort(chosen)]


def firsts_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The first record of each species in each area, of rows as of `earliest_of`."""
    found = first_records(rows.assign(area_id=rows["area_id"].astype("str").fillna("")))
    return found.rename(columns={"event_start": "start", "event_end": "end"})
