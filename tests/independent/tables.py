"""Every table that pages draw from: cells by month, sums by year, animals, first records."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

from tests.independent.effort import days_worked, in_effort, nights_by_month
from tests.independent.events import Event, at_one_level, shows_presence
from tests.independent.rows import (
    COARSE,
    DAY,
    Row,
    Survey,
    end_of,
    months_later,
    offset,
    places,
    start_of,
)


def month_of(event: Event) -> dt.datetime | None:
    """The first day of the month in which it began, where its date says so much."""
    if event.start is None or event.first["date_precision"] not in ("day", "month"):
        return None
    return dt.datetime(event.start.year, event.start.month, 1)


def cells(survey: Survey, events: list[Event]) -> dict[tuple, list[int]]:
    """By month, area, location and species: events, of these within effort, records."""
    days = days_worked(survey)
    found: dict[tuple, list[int]] = defaultdict(lambda: [0, 0, 0])
    for event in events:
        month = month_of(event)
        if month is None:
            continue
        cell = found[month, event.area, event.location, event.species]
        cell[0] += 1
        cell[1] += in_effort(event, days)
        cell[2] += len(event.records)
    return found


def detections_by_year(survey: Survey, events: list[Event]) -> dict[tuple, tuple[int, int, int]]:
    """By area, species and year: events at stations, within effort, stations with one of these.

    A station without trap-nights in the year is left out of its rate.
    """
    worked = {(area, place, month.year) for area, place, month in nights_by_month(survey)}
    total, inside, stations = Counter(), Counter(), defaultdict(set)
    for (month, area, location, species), (number, within, _) in cells(survey, events).items():
        if not location:
            continue
        key = (area, species, month.year)
        total[key] += number
        if within and (area, location, month.year) in worked:
            inside[key] += within
            stations[key].add(location)
    return {key: (total[key], inside[key], len(stations[key])) for key in total}


def effort_by_year(survey: Survey) -> dict[tuple[str, int], tuple[float, int]]:
    """By area and year: trap-nights and stations."""
    nights, stations = Counter(), defaultdict(set)
    for (area, location, month), number in nights_by_month(survey).items():
        nights[area, month.year] += number
        stations[area, month.year].add(location)
    return {key: (nights[key], len(stations[key])) for key in nights}


def individuals_by_year(survey: Survey, events: list[Event]) -> dict[tuple, tuple[int, int]]:
    """By area, species and year with a named animal: animals, events without an identity."""
    event_of = {row["observation_id"]: event for event in events for row in event.records}
    sides: dict[tuple, dict[str, set]] = defaultdict(lambda: defaultdict(set))
    counted = {id(row) for row in at_one_level(survey)}
    for row in survey.rows("detections"):
        event = event_of.get(row["observation_id"]) if id(row) in counted else None
        begins = event.start if event else start_of(row)
        area, _ = places(survey, row)
        if row.get("individual_id") and shows_presence(row) and begins and area:
            flank = row.get("flank") or "both"
            shown = {"left", "right"} if flank == "both" else {flank}
            sides[area, row["scientific_name"], begins.year][row["individual_id"]] |= shown
    unknown = Counter(
        (event.area, event.species, event.start.year)
        for event in events
        if event.start and not any(row.get("individual_id") for row in event.records)
    )
    return {key: (minimum(of.values()), unknown[key]) for key, of in sides.items()}


def minimum(sides) -> int:
    """Animals seen on both flanks, and the larger of the sets seen on one."""
    shown = list(sides)
    left, right = shown.count({"left"}), shown.count({"right"})
    return shown.count({"left", "right"}) + max(left, right)


# --- First records ---------------------------------------------------------------------------


def first_records(survey: Survey) -> dict[tuple[str, str], str]:
    """By area and species: the record that is the first."""
    clocks: dict[str, Counter] = defaultdict(Counter)
    shown = [row for row in survey.rows("detections") if shows_presence(row)]
    for row in shown:
        ahead = offset(row.get("event_start", ""))
        if ahead is not None:
            clocks[places(survey, row)[0]][ahead] += 1
    usual = {
        area: min(one for one, n in of.items() if n == max(of.values()))
        for area, of in clocks.items()
    }
    ranked = [
        (rank(row, usual.get(places(survey, row)[0])), number, row)
        for number, row in enumerate(shown)
    ]
    found: dict[tuple[str, str], str] = {}
    for _, _, row in sorted(ranked, key=lambda one: one[:2]):
        area, _ = places(survey, row)
        if area:
            found.setdefault((area, row["scientific_name"]), row["observation_id"])
    return found


def standing_first_records(survey: Survey) -> dict[tuple[str, str], str]:
    """First records without those of areas that another one, in them or around, contradicts."""
    found, by_id = first_records(survey), {}
    for row in survey.rows("detections"):
        by_id[row["observation_id"]] = row
    left_out = set()
    for (area, cat), one in found.items():
        around = survey.above.get(area, "")
        while around:
            if (around, cat) in found:
                inner, outer = by_id[one], by_id[found[around, cat]]
                last, first = end_of(outer) or start_of(outer), start_of(inner)
                if last and first and last < first:
                    left_out.add((area, cat))
                elif rank(inner) < rank(outer):
                    left_out.add((around, cat))
            around = survey.above.get(around, "")
    return {key: one for key, one in found.items() if key not in left_out}


def rank(row: Row, usual: dt.timedelta | None = None) -> tuple:
    """When it begins where that is exact, else the end of what is known; undated ones last.

    Where clocks differ, by the one that most records of the area have (`usual`).
    """
    start, end, precision = start_of(row), end_of(row), row["date_precision"]
    if precision == "day":
        ahead = offset(row["event_start"])
        apart = dt.timedelta(0) if None in (usual, ahead) else usual - ahead
        return (0, 0, 0, start + apart)
    if end is None and start is not None:
        end = start
        if precision in COARSE:
            end = months_later(start, COARSE[precision]) - DAY
    if precision in ("published-by", "unknown") or end is None:
        known = precision == "published-by" and end is not None
        claimed = row.get("first_record") == "yes"
        return (1, not claimed, not known, end if known else dt.datetime.min)
    return (0, 0, 0, dt.datetime(end.year, end.month, end.day) + DAY)
