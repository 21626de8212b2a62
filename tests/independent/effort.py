"""Trap-nights, and the days on which a camera worked."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import lru_cache

from tests.independent.events import Event, ended
from tests.independent.rows import DAY, Row, Survey, end_of, local, months_later, start_of

Span = tuple[dt.datetime, dt.datetime]
Place = tuple[str, str]
EVER = (dt.datetime(1, 1, 1), dt.datetime(9999, 1, 1))


def stay(survey: Survey, deployment: Row) -> Span | None:
    """From set-up to collection, or to the last record of any kind; None: unknown or impossible."""
    start, end = local(deployment["deployment_start"]), local(deployment.get("deployment_end", ""))
    if end is None:
        made = [
            max(one for one in (start_of(row), end_of(row)) if one)
            for row in survey.rows("detections")
            if row.get("deployment_id") == deployment["deployment_id"]
            and row["date_precision"] == "day"
        ]
        end = max(made, default=None)
    return (start, end) if end is not None and end > start else None


def failures(survey: Survey, deployment: Row) -> list[Span]:
    return [
        (local(row["failure_start"]), local(row["failure_end"]))
        for row in survey.rows("failures")
        if row["deployment_id"] == deployment["deployment_id"]
    ]


def less(span: Span, offs: list[Span]) -> list[Span]:
    """A span without the failures in it."""
    parts = [span]
    for off_start, off_end in offs:
        if off_end <= off_start:
            continue
        parts = [
            part
            for start, end in parts
            for part in ((start, min(end, off_start)), (max(start, off_end), end))
            if part[0] < part[1]
        ]
    return parts


def joined(spans: list[Span]) -> list[Span]:
    """Spans put together where they touch or overlap: two cameras count once."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=64)
def worked(survey: Survey, period: Span = EVER) -> dict[Place, list[Span]]:
    """When at least one camera worked at each location, within a period."""
    spans = defaultdict(list)
    for deployment in survey.rows("deployments"):
        span = stay(survey, deployment)
        if span is not None:
            place = (deployment["area_id"], deployment["location_id"])
            spans[place] += less(span, failures(survey, deployment))
    first, last = period
    clipped = {
        place: [
            (max(start, first), min(end, last))
            for start, end in joined(some)
            if max(start, first) < min(end, last)
        ]
        for place, some in spans.items()
    }
    return {place: some for place, some in clipped.items() if some}


def nights(survey: Survey, period: Span = EVER) -> dict[Place, float]:
    """Trap-nights of each location within a period; one without any is left out."""
    return {
        place: sum((end - start) / DAY for start, end in spans)
        for place, spans in worked(survey, period).items()
    }


@lru_cache(maxsize=8)
def nights_by_month(survey: Survey) -> dict[tuple[str, str, dt.datetime], float]:
    found: dict[tuple, float] = defaultdict(float)
    for place, spans in worked(survey).items():
        for start, end in spans:
            month = dt.datetime(start.year, start.month, 1)
            while month < end:
                after = months_later(month, 1)
                found[*place, month] += (min(end, after) - max(start, month)) / DAY
                month = after
    return found


@lru_cache(maxsize=8)
def days_worked(survey: Survey) -> dict[Place, set[dt.date]]:
    """Days on which a camera worked. An end by date alone has that day, if not failed by then."""
    found = defaultdict(set)
    for deployment in survey.rows("deployments"):
        span = stay(survey, deployment)
        if span is None:
            continue
        start, end = span
        offs = failures(survey, deployment)
        if end.time() == dt.time(0):
            offs = [(a, b + DAY if b >= end else b) for a, b in offs]
            end += DAY
        for part_start, part_end in less((start, end), offs):
            day = part_start.date()
            while dt.datetime.combine(day, dt.time(0)) < part_end:
                found[deployment["area_id"], deployment["location_id"]].add(day)
                day += DAY
    return found


def in_effort(event: Event, days: dict[Place, set[dt.date]]) -> bool:
    """Whether a camera worked on its day; of a coarser date, on every day that it allows."""
    there = days.get((event.area, event.location), set())
    if event.start is None:
        return False
    day = event.start.date()
    last = day if event.exact else ended(event).date()
    while day <= last:
        if day not in there:
            return False
        day += DAY
    return True
