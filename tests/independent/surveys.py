"""Random surveys as text: ties, offsets, failures, card swaps, visits over midnight."""

from __future__ import annotations

import datetime as dt
from random import Random

from tests.independent.rows import Row, Survey

SPECIES = ("Panthera uncia", "Panthera pardus tulliana")
AREAS = (("TM", ""), ("north", "TM"), ("core", "north"), ("south", "TM"))
OFFSETS = ("+05:00", "+06:00", "+0530", "Z")
GAPS = (0, 0, 1, 14, 15, 29, 30, 31, 59, 60, 95)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
NEW_YEAR = dt.datetime(2023, 12, 31, 23, 50)


def random_survey(seed: int) -> Survey:
    """One survey of 2023 and 2024, the same for the same seed."""
    random = Random(seed)
    deployments = [row for n in range(random.randint(1, 7)) for row in _location(random, n)]
    detections = _detections(random, deployments)
    return Survey(
        {
            "areas": area_rows(),
            "deployments": deployments,
            "failures": _failures(random, deployments),
            "detections": detections,
        },
        _programme(random),
    )


def area_rows() -> list[Row]:
    return [
        {"area_id": one, "parent_id": above, "name": one, "country_code": "TM", "source": "x"}
        | {"area_type": "protected area" if above else "country"}
        for one, above in AREAS
    ]


def _programme(random: Random) -> dict:
    current = {"start": dt.date(2024, 1, 1), "end": dt.date(2024, 12, 31)}
    months = {"start": dt.date(2023, 4, 1), "end": dt.date(2023, 12, 31)}
    year = {"start": dt.date(2023, 1, 1), "end": dt.date(2023, 12, 31)}
    indicators = [
        {"id": f"d-{area}-{n}", "kind": "detections", "species": species, "areas": [area]}
        | {"current": current, "baseline": baseline}
        for n, species in enumerate(SPECIES)
        for area, baseline in (("TM", year), ("north", months))
    ]
    threshold = random.choice((1, 15, 30, 30, 60, 7))
    rule = random.choice(("since_previous_record", "since_last_counted"))
    return {
        "events": {"threshold_minutes": threshold, "rule": rule},
        "indicators": indicators,
    }


def _written(moment: dt.datetime, random: Random, offset: str = "") -> str:
    """A day where it is midnight, else a time with its offset."""
    if moment.time() == dt.time(0) and random.random() < 0.8:
        return moment.date().isoformat()
    return moment.isoformat(random.choice("T ")) + offset


def _location(random: Random, number: int) -> list[Row]:
    """The deployments of one location: swapped cards, facing cameras, one still out."""
    area = random.choice(("north", "core", "south", "TM"))
    start = dt.datetime(2023, 1, 1) + random.randint(0, 500) * DAY
    rows = []
    for swap in range(random.randint(1, 3)):
        start += random.choice((0, 0, 600, 615)) * MINUTE
        end = start + random.randint(5, 200) * DAY + random.choice((0, 0, 725)) * MINUTE
        written = "" if random.random() < 0.15 else _written(end, random)
        begun = _written(start, random)
        if len(begun) == 10:
            begun += "T00:00:00"  # a start has its time
        rows.append(_deployment(f"d{number}-{swap}", number, area, begun, written))
        if random.random() < 0.2:
            facing = start + random.randint(0, 5) * DAY
            row = _deployment(f"f{number}-{swap}", number, area, facing.isoformat(), written)
            rows.append(row)
        # The next card goes in at once, before this one came out, or after a gap.
        start = end + random.choice((0, 0, -2, 30)) * DAY
    if random.random() < 0.1:
        rows.append(_deployment(f"x{number}", number, area, "2024-05-05T00:00", "2024-05-01T00:00"))
    return rows


def _deployment(name: str, number: int, area: str, start: str, end: str) -> Row:
    row = deployment_row(name, f"L{number}", area, NEW_YEAR, NEW_YEAR)
    return row | {"latitude": f"40.{number}", "deployment_start": start, "deployment_end": end}


def deployment_row(
    name: str, location: str, area: str, start: dt.datetime, end: dt.datetime
) -> Row:
    return {
        "deployment_id": name,
        "location_id": location,
        "area_id": area,
        "latitude": "40.1",
        "longitude": "58.5",
        "deployment_start": start.isoformat(),
        "deployment_end": end.isoformat(),
        "source": "x",
    }


def _failures(random: Random, deployments: list[Row]) -> list[Row]:
    rows = []
    for deployment in deployments:
        if random.random() < 0.4:
            start = dt.datetime.fromisoformat(deployment["deployment_start"])
            start += random.randint(-3, 90) * DAY + random.choice((0, 0, 300)) * MINUTE
            end = start + random.randint(0, 60) * DAY + random.choice((0, 0, 90)) * MINUTE
            if deployment["deployment_end"] and random.random() < 0.2:
                end = dt.datetime.fromisoformat(deployment["deployment_end"])
            rows.append(
                {
                    "deployment_id": deployment["deployment_id"],
                    "failure_start": start.isoformat(),
                    "failure_end": end.isoformat(),
                    "reason": "x",
                    "source": "x",
                }
            )
    return rows


def _detections(random: Random, deployments: list[Row]) -> list[Row]:
    offsets = random.choice((("",), ("+06:00",), ("+05:00", "+06:00"), ("", *OFFSETS)))
    # Deployments whose visits are already put together, with or without the pictures beside.
    whole = {row["deployment_id"] for row in deployments if random.random() < 0.2}
    rows: list[Row] = []
    for _ in range(random.randint(0, 25)):
        deployment = random.choice(deployments)
        begin = dt.datetime.fromisoformat(deployment["deployment_start"])
        moment = begin + random.randint(-5, 250) * DAY + random.randint(0, 1439) * MINUTE
        if random.random() < 0.15:
            moment = NEW_YEAR + random.randint(-40, 40) * MINUTE
        at_event_level = deployment["deployment_id"] in whole and random.random() < 0.6
        visit, species = f"v{len(rows)}", random.choice(SPECIES)
        for _ in range(random.randint(1, 5)):
            row = _record(random, deployment, moment, random.choice(offsets))
            row |= {"scientific_name": species}
            if at_event_level:
                row |= {"observation_level": "event", "event_id": random.choice((visit, visit, ""))}
            elif random.random() < 0.5:
                row |= {"observation_level": "media"}
            rows.append(row)
            moment += random.choice(GAPS) * MINUTE
    rows += [_coarse(random, deployments) for _ in range(random.randint(0, 3))]
    random.shuffle(rows)
    return [{"observation_id": f"o{n}", "published": "yes"} | row for n, row in enumerate(rows)]


def _record(random: Random, deployment: Row, moment: dt.datetime, offset: str) -> Row:
    named = {"deployment_id": deployment["deployment_id"], "area_id": "", "location_id": ""}
    if random.random() < 0.1:
        named = {"deployment_id": ""} | {k: deployment[k] for k in ("area_id", "location_id")}
    end = ""
    if random.random() < 0.3:
        end = (moment + random.choice((0, 1, 10, 40)) * MINUTE).isoformat() + offset
    animal = random.random() < 0.2
    return {
        **named,
        "event_start": moment.isoformat() + offset,
        "event_end": end,
        "date_precision": "day",
        "observation_type": random.choice(("", "animal", "animal", "animal", "blank", "human")),
        "identification_verification_status": random.choice(("", "verified", "", "unverified")),
        "camera_setup_type": "setup" if random.random() < 0.04 else "",
        "individual_id": random.choice("ABCD") if animal else "",
        "flank": random.choice(("left", "right", "both", "")) if animal else "",
        "source": "x",
    }


def _coarse(random: Random, deployments: list[Row]) -> Row:
    """A report whose day nobody knows, of a camera or of none."""
    deployment = random.choice(deployments)
    by_camera = {"deployment_id": deployment["deployment_id"]}
    place = random.choice((by_camera, {"area_id": "north"}))
    year, month = random.choice((2023, 2024)), random.randint(1, 12)
    dates = random.choice(
        (
            {"event_start": str(year), "date_precision": "year"},
            {"event_start": f"{year}-{month:02}", "date_precision": "month"},
            {"event_end": f"{year}-{month:02}-10", "date_precision": "published-by"},
            {"date_precision": "unknown", "first_record": random.choice(("yes", "no"))},
        )
    )
    unit = random.choice(({"count": "1", "count_unit": "detections"}, {"individual_id": "E"}, {}))
    return {"scientific_name": random.choice(SPECIES), "source": "x", **place, **dates, **unit}
