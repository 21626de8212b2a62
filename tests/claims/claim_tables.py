"""Small tables for claims, and the indicators that are asked of them."""

from __future__ import annotations

import pandas as pd

from impact.claims.answers import answer, with_all_comparisons
from impact.claims.counting import material
from tests.tables import event, programme, records, table

DETECTIONS = """
id = "ridge-detections"
kind = "detections"
species = "Panthera uncia"
areas = ["ridge"]
place.en = "on the ridge"
place.ru = "на хребте"
place.tk = "dag gerşinde"
place.ky = "тоо кыркасында"
place.kk = "тау жотасында"
current = {start = 2024-01-01, end = 2024-12-31}
baseline = {start = 2023-01-01, end = 2023-12-31}
basis = "records"
statement = "said"
"""
TOTALS = (
    DETECTIONS.replace('"records"', '"published_total"')
    .replace("current = {start = 2024-01-01, end = 2024-12-31}", 'current = {survey = "now"}')
    .replace("baseline = {start = 2023-01-01, end = 2023-12-31}", 'baseline = {survey = "then"}')
)
CONFLICTS = """
id = "conflicts"
kind = "conflict_incidents"
species = "Panthera uncia"
areas = ["KG"]
place.en = "in Kyrgyzstan"
place.ru = "в Кыргызстане"
place.tk = "Gyrgyzystanda"
place.ky = "Кыргызстанда"
place.kk = "Қырғызстанда"
current = {start = 2024-01-01, end = 2024-12-31}
baseline = {start = 2023-01-01, end = 2023-12-31}
good = "fewer"
basis = "records"
"""
FIRST = """
id = "first"
kind = "first_record"
species = "Panthera uncia"
areas = ["ridge"]
place.en = "on the ridge"
place.ru = "на хребте"
place.tk = "dag gerşinde"
place.ky = "тоо кыркасында"
place.kk = "тау жотасында"
basis = "records"
"""


def camera(deployment_id: str, start: str, end: str | None, area_id: str = "ridge") -> dict:
    return {
        "deployment_id": deployment_id,
        "location_id": f"place-{deployment_id}",
        "area_id": area_id,
        "deployment_start": start,
        "deployment_end": end,
    }


STATIONS = 10


def visits(first_day: str, how_many: int) -> list[dict]:
    """So many visits, one after the other to each camera, a day apart."""
    days = [pd.Timestamp(first_day) + pd.Timedelta(days=n // STATIONS) for n in range(how_many)]
    return [
        event(f"{day:%Y}-{n}", f"{day}", deployment_id=f"{n % STATIONS}-{day:%Y}")
        for n, day in enumerate(days)
    ]


def survey(before: int, now: int, *, nights_before: int = 100, nights_now: int = 100):
    """Two years of the same ten stations, with so many visits in so many trap-nights in all."""
    cameras = [
        camera(
            f"{n}-{year}", start, str(pd.Timestamp(start) + pd.Timedelta(days=nights / STATIONS))
        )
        | {"location_id": f"place-{n}"}
        for year, start, nights in (
            (2023, "2023-04-01", nights_before),
            (2024, "2024-04-01", nights_now),
        )
        for n in range(STATIONS)
    ]
    return records(
        deployments=table("deployments", *cameras),
        detections=table("detections", *visits("2023-04-01", before), *visits("2024-04-01", now)),
    )


def one(data, indicator: str):
    """The claim itself; what it would be under other rules has tests of its own."""
    asked = programme(indicator)
    made_from = material(data, asked.events, asked.moved_metres)
    return with_all_comparisons([answer(made_from, asked.indicators[0])])[0]


def codes(claim) -> list[str]:
    return [caveat.code for caveat in claim.caveats]


def totals(now: int | None, then: int | None, *, source="The report", nights=None):
    rows = [
        {
            "observation_id": survey_id,
            "scientific_name": "Panthera uncia",
            "area_id": "ridge",
            "survey_id": survey_id,
            "count": value,
            "count_unit": "detections",
            "date_precision": "unknown",
            "source": source,
        }
        for survey_id, value in (("now", now), ("then", then))
        if value is not None
    ]
    surveys = [
        {
            "survey_id": name,
            "area_id": "ridge",
            "records": "detections",
            "date_precision": "unknown",
            "trap_nights": nights,
        }
        for name in ("now", "then")
    ]
    statement = {
        "statement_id": "said",
        "sentence": "11, up from 5",
        "value": 11,
        "baseline": 5,
        "source": "The programme's page",
    }
    return records(
        detections=table("detections", *rows),
        surveys=table("surveys", *surveys),
        statements=table("statements", statement),
    )


def incident(incident_id: str, when: str, **cells) -> dict:
    return {
        "incident_id": incident_id,
        "area_id": "ridge",
        "event_start": when,
        "event_end": when,
        "scientific_name": "Panthera uncia",
        "incident_type": "livestock depredation",
        "verification": "confirmed",
        **cells,
    }


def asked(year: int, months: int) -> list[dict]:
    return [
        {"area_id": "ridge", "month": f"{year}-{month:02d}-01", "active": True}
        for month in range(1, months + 1)
    ]


EIGHT = [incident(f"i{n}", f"2023-0{n}-10") for n in range(1, 9)]
