"""What changed between two days: the rows of a view that are dated in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.metrics import conflicts

if TYPE_CHECKING:
    from impact.disclosure import View


@dataclass(frozen=True)
class Changes:
    """What is dated in a period, both days included; the rows as in the view's tables.

    `undated` says how many rows could not be placed, because their date is not published: they
    may belong here, and are never left out without a word.
    """

    milestones: pd.DataFrame
    detections: pd.DataFrame
    incidents: pd.DataFrame
    areas: pd.DataFrame
    undated: int


def between(view: View, start: pd.Timestamp, end: pd.Timestamp) -> Changes:
    """What a view has between two days.

    Parameters
    ----------
    view : View
    start, end : Timestamp
        The first and the last day. A row belongs here if all the time it may have happened in
        lies between them; one known only by its day of publication belongs to that day.
    """
    detections = view.records.detections
    single = conflicts.counted(view.records.conflicts)  # verified, and with harm
    areas = view.records.areas
    founded = areas["established"]
    last = end.normalize() + pd.Timedelta(days=1)
    return Changes(
        milestones=_within(view.records.milestones, start, last),
        detections=_within(detections, start, last),
        incidents=_within(single, start, last),
        areas=areas[(founded >= start) & (founded < last)],
        undated=int(_ends(detections).isna().sum() + _ends(single).isna().sum()),
    )


def _ends(rows: pd.DataFrame) -> pd.Series:
    return rows["event_end"].fillna(rows["event_start"])


def _within(rows: pd.DataFrame, start: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    begins = rows["event_start"].fillna(rows["event_end"])
    return rows[(begins >= start) & (_ends(rows) < last)].sort_values("event_end")
