"""Detections: independent events."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from tests.independent.rows import Row, Survey, end_of, offset, places, start_of


@dataclass
class Event:
    """The records of one visit, the earliest first."""

    area: str
    location: str
    species: str
    records: list[Row]

    @property
    def first(self) -> Row:
        return self.records[0]

    @property
    def start(self) -> dt.datetime | None:
        return start_of(self.first)

    @property
    def exact(self) -> bool:
        return self.first["date_precision"] == "day"


def verified(row: Row) -> bool:
    return row.get("identification_verification_status") != "unverified"


def checked_animal(row: Row) -> bool:
    """No blank, no person, no set-up picture, nothing that nobody has checked, no count of 0."""
    return (
        row.get("observation_type", "") in ("", "animal")
        and verified(row)
        and not row.get("camera_setup_type")
        and row.get("count") != "0"
    )


def like_a_total(row: Row) -> bool:
    """Counted in detections, of a survey, of no camera and no single day."""
    return (
        row.get("count_unit") == "detections"
        and bool(row.get("survey_id"))
        and not row.get("deployment_id")
        and row["date_precision"] != "day"
    )


def countable(row: Row) -> bool:
    by_camera = row.get("deployment_id") or row.get("location_id")
    only_presence = not row.get("count_unit") and not row.get("count") and not by_camera
    return (
        checked_animal(row)
        and row.get("count_unit", "") in ("", "detections")
        and not like_a_total(row)
        and not only_presence
    )


def shows_presence(row: Row) -> bool:
    return checked_animal(row) and not (like_a_total(row) and row.get("count"))


@lru_cache(maxsize=64)
def events_of(
    survey: Survey, *, threshold: int | None = None, rule: str | None = None
) -> list[Event]:
    """Every event, over all species and all years, by the programme's rule or another."""
    minutes = survey.threshold if threshold is None else threshold
    by_rule = rule or survey.rule
    grouped = defaultdict(list)
    found = []
    for row in at_one_level(survey):
        area, location = places(survey, row)
        if location and row["date_precision"] == "day" and start_of(row):
            grouped[area, location, row["scientific_name"]].append(row)
        else:
            found.append(Event(area, location, row["scientific_name"], [row]))
    usual = usual_offsets(survey)
    for (area, location, species), rows in grouped.items():
        instants = {id(row): instant(row, usual.get((area, location))) for row in rows}
        whole = [row for row in rows if row.get("observation_level") == "event"]
        parts = [row for row in rows if row.get("observation_level") != "event"]
        visits = by_visit(whole, instants) + thinned(parts, instants, minutes, by_rule)
        found += [Event(area, location, species, visit) for visit in visits]
    return found


@lru_cache(maxsize=8)
def at_one_level(survey: Survey) -> list[Row]:
    """Countable rows, each once: event level of the deployments that have it, else media."""
    rows, seen = [], set()
    for row in survey.rows("detections"):
        if countable(row) and row["observation_id"] not in seen:
            seen.add(row["observation_id"])
            rows.append(row)
    whole = {camera(survey, row) for row in rows if row.get("observation_level") == "event"} - {
        None
    }
    return [
        row
        for row in rows
        if row.get("observation_level") == "event" or camera(survey, row) not in whole
    ]


def camera(survey: Survey, row: Row) -> tuple | None:
    """What has a level of its own: a deployment, or a location where none is named."""
    if row.get("deployment_id"):
        return ("deployment", row["deployment_id"])
    area, location = places(survey, row)
    return ("location", area, location) if location else None


def usual_offsets(survey: Survey) -> dict[tuple[str, str], dt.timedelta]:
    """The offset that most records of each location have, the smallest of several."""
    counts: dict[tuple, Counter] = defaultdict(Counter)
    for row in at_one_level(survey):
        ahead = offset(row.get("event_start", ""))
        if ahead is not None and row["date_precision"] == "day":
            counts[places(survey, row)][ahead] += 1
    return {
        place: min(one for one, n in of.items() if n == max(of.values()))
        for place, of in counts.items()
    }


def instant(row: Row, usual: dt.timedelta | None) -> dt.datetime:
    """The local time less its offset: what lies between two of these is elapsed time."""
    ahead = offset(row["event_start"])
    return start_of(row) - (usual or dt.timedelta(0) if ahead is None else ahead)


def by_visit(rows: list[Row], instants: dict[int, dt.datetime]) -> list[list[Row]]:
    """Records that name one visit; without a name, those of one instant."""
    visits = defaultdict(list)
    for row in rows:
        visits[row.get("event_id") or instants[id(row)]].append(row)
    return [sorted(visit, key=lambda row: instants[id(row)]) for visit in visits.values()]


def thinned(
    rows: list[Row], instants: dict[int, dt.datetime], minutes: int, rule: str
) -> list[list[Row]]:
    """A gap of the threshold or more, from the previous record or the last counted, starts one."""
    visits: list[list[Row]] = []
    gap = dt.timedelta(minutes=minutes)
    for row in sorted(rows, key=lambda row: instants[id(row)]):
        if visits:
            before = visits[-1][-1 if rule == "since_previous_record" else 0]
            if instants[id(row)] - instants[id(before)] < gap:
                visits[-1].append(row)
                continue
        visits.append([row])
    return visits


def ended(event: Event) -> dt.datetime | None:
    ends = [end_of(row) or start_of(row) for row in event.records]
    return max((end for end in ends if end), default=None)
