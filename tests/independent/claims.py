"""What an indicator counts: values, effort, what enters the rate, and where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tests.independent.effort import Span, days_worked, in_effort, nights
from tests.independent.events import Event, ended, events_of, like_a_total, verified
from tests.independent.intervals import At
from tests.independent.rows import DAY, Row, Survey, end_of, local, places, start_of, within
from tests.independent.villages import asked, reported

HARMLESS = ("", "close encounter")


@dataclass
class Counted:
    """Of one period: how many, how many of these enter a rate, and the rows behind them.

    `spent` and `by_unit` are by station (of incidents: by village); None: no unit is on file.
    """

    value: int | None
    compared: int | None
    exposure: float | None
    spent: dict | None = None
    by_unit: dict = field(default_factory=dict)
    evidence: list[Row] = field(default_factory=list)


def period(survey: Survey, window: dict) -> Span | None:
    """First instant and the instant after the last; None where no dates are published."""
    if "start" in window:
        start, end = (dt.datetime.combine(window[one], dt.time(0)) for one in ("start", "end"))
        return start, end + DAY
    row = the_survey(survey, window)
    if not row["event_start"] or not row["event_end"]:
        return None
    last = end_of(row)
    return local(row["event_start"]), dt.datetime(last.year, last.month, last.day) + DAY


def the_survey(survey: Survey, window: dict) -> Row:
    (row,) = (one for one in survey.rows("surveys") if one["survey_id"] == window["survey"])
    return row


def belongs(survey: Survey, row: Row, last: dt.datetime | None, window: dict) -> bool:
    """To the survey that a row names; else it began in the period, or lies wholly in it."""
    named, start = row.get("survey_id", ""), start_of(row)
    if named and "survey" in window:
        return named == window["survey"]
    dates = period(survey, window)
    if dates is None or start is None:
        return False
    last = start if row["date_precision"] == "day" else last or start
    return dates[0] <= start and last < dates[1]


def count(survey: Survey, events: list[Event], indicator: dict, window: dict) -> Counted:
    if indicator["kind"] == "conflict_incidents":
        return incidents(survey, indicator, window)
    if indicator.get("basis") == "published_total":
        return published_total(survey, indicator, window)
    return detections(survey, events, indicator, window)


def detections(survey: Survey, events: list[Event], indicator: dict, window: dict) -> Counted:
    """The events of a period, in the areas asked for."""
    there = [
        event
        for event in events
        if event.species == indicator["species"]
        and within(survey, event.area, indicator["areas"])
        and belongs(survey, event.first, ended(event), window)
    ]
    spent = nights_of(survey, indicator, window)
    by_unit, days = dict.fromkeys(spent, 0), days_worked(survey)
    for event in there:
        place = (event.area, event.location)
        if place in spent and in_effort(event, days):
            by_unit[place] += 1
    exposure = sum(spent.values()) or published_nights(survey, window)
    proven = exposure and survey.rows("detections")
    return Counted(
        value=len(there) if there or proven else None,
        compared=sum(by_unit.values()) if spent else len(there),
        exposure=exposure,
        spent=spent or None,
        by_unit=by_unit,
        evidence=[event.first for event in there],
    )


def nights_of(survey: Survey, indicator: dict, window: dict) -> dict:
    dates = period(survey, window)
    spent = nights(survey, dates) if dates else {}
    return {
        place: number
        for place, number in spent.items()
        if within(survey, place[0], indicator["areas"])
    }


def published_nights(survey: Survey, window: dict) -> float | None:
    written = the_survey(survey, window)["trap_nights"] if "survey" in window else ""
    return float(written) if written else None


def published_total(survey: Survey, indicator: dict, window: dict) -> Counted:
    """The number that a survey has published, with its published effort."""
    totals = [
        row
        for row in survey.rows("detections")
        if row["scientific_name"] == indicator["species"]
        and within(survey, places(survey, row)[0], indicator["areas"])
        and like_a_total(row)
        and row["count"]
        and verified(row)
        and belongs(survey, row, end_of(row), window)
    ]
    exposure = published_nights(survey, window)
    exposure = exposure or sum(nights_of(survey, indicator, window).values()) or None
    value = sum(int(row["count"]) for row in totals) if totals else None
    return Counted(value, value, exposure, evidence=totals)


def incidents(survey: Survey, indicator: dict, window: dict) -> Counted:
    """Confirmed and probable incidents with harm, one for each day, place and species."""
    counted = [
        row
        for row in survey.rows("conflicts")
        if row["scientific_name"] == indicator["species"]
        and within(survey, row["area_id"], indicator["areas"])
        and row["verification"] in ("confirmed", "probable")
        and row["incident_type"] not in HARMLESS
        and not row.get("count")
    ]
    once = {
        (row["event_start"], row["area_id"], row["locality"] or row["incident_id"]): row
        for row in reversed(counted)
    }
    there = [row for row in once.values() if belongs(survey, row, end_of(row), window)]
    start, end = period(survey, window)
    active = {key for key, on in reported(survey, indicator["areas"]).items() if on}
    # A village that an incident of either period does not name makes its area one village.
    windows = [indicator[one] for one in ("current", "baseline") if one in indicator]
    as_one = {
        row["area_id"]
        for row in once.values()
        if asked(survey, row, active) == "?"
        and any(belongs(survey, row, end_of(row), one) for one in windows)
    }
    spent: dict = {}
    for area, unit, month in active:
        if start <= month < end:
            place = (area, "" if area in as_one else unit)
            spent[place] = spent.get(place, 0.0) + 1
    by_unit = dict.fromkeys(spent, 0)
    for row in there:
        unit = asked(survey, row, active)
        if unit is not None:
            by_unit[row["area_id"], "" if row["area_id"] in as_one else unit] += 1
    exposure = sum(spent.values()) or None
    value = len(there) if counted or exposure else None
    return Counted(value, sum(by_unit.values()), exposure, spent or None, by_unit, there)


def both_periods(survey: Survey, indicator: dict, **rule) -> tuple[Counted, Counted | None]:
    events = events_of(survey, **rule)
    current = count(survey, events, indicator, indicator["current"])
    if "baseline" not in indicator:
        return current, None
    return current, count(survey, events, indicator, indicator["baseline"])


def units(current: Counted, baseline: Counted | None) -> list[At] | None:
    """Each station (area) with effort in either period; None where none is on file."""
    if baseline is None or current.spent is None or baseline.spent is None:
        return None
    return [
        At(
            current.by_unit.get(one, 0),
            current.spent.get(one, 0.0),
            baseline.by_unit.get(one, 0),
            baseline.spent.get(one, 0.0),
        )
        for one in sorted({*current.spent, *baseline.spent})
    ]
