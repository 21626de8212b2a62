"""What an indicator on single records counts: values, effort, what enters the rate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.independent.effort import days_worked, in_effort, nights
from tests.independent.events import events_of
from tests.independent.intervals import At
from tests.independent.rows import DAY, Survey, within

if TYPE_CHECKING:
    from tests.independent.events import Event


@dataclass
class Counted:
    """Of one period: events, those within effort, and trap-nights by location."""

    value: int | None
    compared: int
    nights: dict[tuple[str, str], float]
    by_station: dict[tuple[str, str], int]

    @property
    def exposure(self) -> float | None:
        return sum(self.nights.values()) or None


def count(
    survey: Survey, events: list[Event], indicator: dict, window: dict, days: dict
) -> Counted:
    """Count the events that begin in a period, in the areas asked for."""
    start = dt.datetime.combine(window["start"], dt.time(0))
    end = dt.datetime.combine(window["end"], dt.time(0)) + DAY
    there = [
        event
        for event in events
        if event.species == indicator["species"]
        and within(survey, event.area, indicator["areas"])
        and belongs(event, start, end)
    ]
    spent = {
        place: number
        for place, number in nights(survey, (start, end)).items()
        if within(survey, place[0], indicator["areas"])
    }
    by_station = dict.fromkeys(spent, 0)
    for event in there:
        place = (event.area, event.location)
        if place in spent and in_effort(event, days):
            by_station[place] += 1
    recorded = bool(survey.rows("detections"))
    value = len(there) if there or (spent and recorded) else None
    compared = sum(by_station.values()) if spent else len(there)
    return Counted(value, compared, spent, by_station)


def belongs(event: Event, start: dt.datetime, end: dt.datetime) -> bool:
    """It began in the period; one of a coarser date lies wholly in it."""
    if event.start is None:
        return False
    from tests.independent.events import ended

    last = event.start if event.exact else ended(event)
    return start <= event.start and last < end


def both_periods(survey: Survey, indicator: dict, **rule) -> tuple[Counted, Counted | None]:
    events, days = events_of(survey, **rule), days_worked(survey)
    current = count(survey, events, indicator, indicator["current"], days)
    if "baseline" not in indicator:
        return current, None
    return current, count(survey, events, indicator, indicator["baseline"], days)


def stations(current: Counted, baseline: Counted) -> list[At]:
    """Each location with effort in either period."""
    return [
        At(
            current.by_station.get(place, 0),
            current.nights.get(place, 0.0),
            baseline.by_station.get(place, 0),
            baseline.nights.get(place, 0.0),
        )
        for place in sorted({*current.nights, *baseline.nights})
    ]
