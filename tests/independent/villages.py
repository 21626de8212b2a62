"""Who reports of an area, in plain Python, and random surveys of villages and their incidents."""

from __future__ import annotations

import datetime as dt
from random import Random

from tests.independent.rows import Row, Survey, local, months_later, start_of, within
from tests.independent.surveys import SPECIES, area_rows

Key = tuple[str, str, dt.datetime]  # area, village (empty: the area itself), first of the month
NAMES = ("Yagly", "Madau", "Bent", "Gara", "Uly", "Kichi", "Sary", "Ak")


def listed(survey: Survey, area: str) -> list[tuple[str, dt.datetime | None, dt.datetime | None]]:
    """The villages of an area with their first and last month; those on file too."""
    (row,) = (one for one in survey.rows("areas") if one["area_id"] == area)
    found = []
    for text in filter(None, map(str.strip, row.get("reporting_units", "").split(";"))):
        name, _, months = text.rpartition(" ") if "/" in text else (text, "", "")
        first, _, last = months.partition("/")
        found.append((name, local(first), local(last)))
    known = {name for name, _first, _last in found}
    on_file = {one.get("unit", "") for one in survey.rows("reporting") if one["area_id"] == area}
    return found + [(name, None, None) for name in sorted(on_file - known - {""})]


def reported(survey: Survey, areas: list[str]) -> dict[Key, bool]:
    """Whether each village (or area without any) was asked in each month on file."""
    rows = [one for one in survey.rows("reporting") if within(survey, one["area_id"], areas)]
    found = {}
    for row in sorted(rows, key=lambda one: not one.get("unit", "")):
        area, month, active = row["area_id"], local(row["month"]), row["active"] == "yes"
        names = [row.get("unit", "")]
        if not names[0]:
            villages = listed(survey, area)
            then = [
                name
                for name, first, last in villages
                if (first is None or first <= month) and (last is None or month <= last)
            ]
            names = then or [name for name, _first, _last in villages] or [""]
        for name in names:
            # The rows of villages come first, and a row of the whole area overrules none of them.
            found.setdefault((area, name, month), active)
    return found


def asked(survey: Survey, incident: Row, active: set[Key]) -> str | None:
    """The village that an incident counts for, if somebody asked there; None if nobody did."""
    area, month = incident["area_id"], start_of(incident).replace(day=1, hour=0, minute=0)
    names = {name for name, _first, _last in listed(survey, area)}
    unit = incident.get("unit", "") if names else ""
    if unit in names or not names:
        return unit if (area, unit, month) in active else None
    if not unit:
        return "?" if any(one[0] == area and one[2] == month for one in active) else None
    whole = (
        one["active"] == "yes" and local(one["month"]) == month and not one.get("unit", "")
        for one in survey.rows("reporting")
        if one["area_id"] == area
    )
    return "?" if any(whole) else None


def village_survey(seed: int) -> Survey:
    """One or two areas of villages in 2023 and 2024; some lists, some names, left out."""
    random = Random(2_000_000 + seed)
    times = random.choice((0.0, 0.3, 1.0, 3.0))
    areas, reporting, conflicts = area_rows(), [], []
    for area in ("north", "south")[: random.choice((1, 2, 2))]:
        villages = random.sample(NAMES, random.choice((0, 3, 7, 8)))
        _list(random, areas, area, villages)
        for number in range(24):
            month = months_later(dt.datetime(2023, 1, 1), number)
            reporting += _month(random, area, villages, month)
            mean = 0.25 * (times if month.year == 2024 else 1)
            names = [name for name in villages or [""] if random.random() < mean]
            conflicts += [_incident(random, area, name, month) for name in names]
    conflicts = [{"incident_id": f"i{n}"} | row for n, row in enumerate(conflicts)]
    tables = {"areas": areas, "reporting": reporting, "conflicts": conflicts}
    return Survey(tables, _programme())


def _list(random: Random, areas: list[Row], area: str, villages: list[str]) -> None:
    months = ("", " 2023-01/", " 2023-04/2024-10", " /2024-06", " 2024-01/")
    texts = [name + random.choice(months) for name in villages if random.random() < 0.9]
    for row in areas:
        row.setdefault("reporting_units", "")
        if row["area_id"] == area and random.random() < 0.7:
            row["reporting_units"] = "; ".join(texts)


def _month(random: Random, area: str, villages: list[str], month: dt.datetime) -> list[Row]:
    whole = random.random() < 0.2 or not villages
    return [
        {
            "area_id": area,
            "unit": name,
            "month": month.strftime("%Y-%m"),
            "active": random.choice(("yes", "yes", "yes", "no")),
            "source": "x",
        }
        for name in ([""] if whole else []) + villages
        if random.random() < 0.85
    ]


def _incident(random: Random, area: str, unit: str, month: dt.datetime) -> Row:
    day = month.replace(day=random.randint(1, 28))
    named = (
        random.choice((unit, unit, unit, unit, "", "Nowhere")) if random.random() < 0.1 else unit
    )
    return {
        "area_id": area,
        "unit": named,
        "locality": random.choice(("", f"near {unit}")),
        **random.choice(
            (
                {"event_start": day.date().isoformat(), "date_precision": "day"},
                {"event_start": month.strftime("%Y-%m"), "date_precision": "month"},
            )
        ),
        "scientific_name": SPECIES[0],
        "incident_type": random.choice(("livestock depredation", "close encounter")),
        "verification": random.choice(("confirmed", "probable", "unverified")),
        "source": "x",
    }


def _programme() -> dict:
    years = {
        name: {"start": dt.date(year, 1, 1), "end": dt.date(year, 12, 31)}
        for name, year in (("current", 2024), ("baseline", 2023))
    }
    about = {"kind": "conflict_incidents", "species": SPECIES[0], **years}
    events = {"threshold_minutes": 30, "rule": "since_previous_record"}
    questions = [about | {"id": f"c-{area}", "areas": [area]} for area in ("TM", "north")]
    return {"events": events, "indicators": questions}
