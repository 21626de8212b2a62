"""Random surveys with enough stations for a word of change, most of them out in both years."""

from __future__ import annotations

import datetime as dt
from random import Random

from tests.independent.rows import Row, Survey
from tests.independent.surveys import DAY, MINUTE, SPECIES, area_rows, deployment_row

FIRST_DAYS = {2023: dt.datetime(2023, 1, 10), 2024: dt.datetime(2024, 1, 10)}


def crowded_survey(seed: int) -> Survey:
    """Six to nine stations, some moved, and visits that rise, fall or stay."""
    random = Random(1_000_000 + seed)
    times = random.choice((0.0, 0.2, 1.0, 1.0, 5.0))
    deployments, detections = [], []
    for number in range(random.randint(6, 9)):
        for year, first in FIRST_DAYS.items():
            moved = random.random() < 0.12
            name, location = f"d{number}-{year}", f"L{number}-{year}" if moved else f"L{number}"
            nights = random.choice((60, 90, 90, 120))
            row = deployment_row(name, location, "north", first, first + nights * DAY)
            deployments.append(row)
            mean = random.choice((1, 4, 8)) * (times if year == 2024 else 1)
            detections += _visits(random, name, first, nights, round(mean))
    rows = [
        {"observation_id": f"o{n}", "published": "yes"} | row for n, row in enumerate(detections)
    ]
    tables = {"areas": area_rows(), "deployments": deployments, "detections": rows}
    return Survey(tables, _programme())


def _visits(random: Random, name: str, first: dt.datetime, nights: int, number: int) -> list[Row]:
    """Some within the effort, and now and then one after the camera was collected."""
    return [
        {
            "scientific_name": SPECIES[0],
            "deployment_id": name,
            "event_start": (first + day * DAY + random.randint(0, 1439) * MINUTE).isoformat(),
            "date_precision": "day",
            "source": "x",
        }
        for day in (random.randint(0, nights + 5) for _ in range(number))
    ]


def _programme() -> dict:
    years = {
        name: {"start": dt.date(year, 1, 1), "end": dt.date(year, 12, 31)}
        for name, year in (("current", 2024), ("baseline", 2023))
    }
    asked = {"id": "d-north", "kind": "detections", "species": SPECIES[0], "areas": ["north"]}
    events = {"threshold_minutes": 30, "rule": "since_previous_record"}
    return {"events": events, "indicators": [asked | years]}
