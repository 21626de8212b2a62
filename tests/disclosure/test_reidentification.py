"""Nobody who has all that is public can place or date a record that is not.

The attacker is in `attacker`. Each rule is also switched off, so that it is seen to be needed.
"""

from __future__ import annotations

import datetime as dt
import random
from functools import cache

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impact.disclosure import for_audience
from impact.model.programme import Programme, read_programme
from impact.model.records import Records
from impact.versions.version import Version, make_version
from tests.disclosure.attacker import Cameras, Reading
from tests.disclosure.conclusions import dated, placed
from tests.tables import PROGRAMME, event, table

STATIONS = {"peak": 1, "pass": 2, "glacier": 5, "meadow": 4, "steppe": 1, "canyon": 3}
AREAS = table(
    "areas",
    *(
        {
            "area_id": one,
            "parent_id": above,
            "name": one,
            "country_code": code,
            "area_type": kind,
            "status": "established",
        }
        for one, above, code, kind in (
            ("KG", None, "KG", "country"),
            ("KZ", None, "KZ", "country"),
            ("range", "KG", "KG", "cluster"),
            ("peak", "range", "KG", "conservancy"),
            ("pass", "range", "KG", "conservancy"),
            ("glacier", "range", "KG", "protected area"),
            ("meadow", "KG", "KG", "conservancy"),
            ("steppe", "KZ", "KZ", "conservancy"),
            ("canyon", "KZ", "KZ", "protected area"),
        )
    ),
)
CLAIMS = """
[[indicators]]
id = "{id}"
kind = "{kind}"
species = "Panthera uncia"
areas = ["{area}"]
place = {{en = "in {area}"}}
basis = "records"
{periods}
"""
YEAR = "current = {{start = {0}-01-01, end = {0}-12-31}}"
SUMMER = "current = {start = 2024-05-01, end = 2024-09-30}"
PUBLISHED = [
    dt.datetime(2026, 2, 3, 9, tzinfo=dt.UTC),
    dt.datetime(2026, 2, 10, 9, tzinfo=dt.UTC),
    dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC),
]


@cache
def programme(delay_days: int, minimum_stations: int) -> Programme:
    rules = f'name = {{en = "Public"}}\ndelay_days = {delay_days}\n'
    text = PROGRAMME.replace(
        'name = {en = "Public"}\n', f"{rules}minimum_stations = {minimum_stations}\n"
    )
    claims = [
        ("glacier", "detections", "glacier", SUMMER),
        ("range", "detections", "range", "current = {start = 2025-01-01, end = 2026-12-31}"),
        ("canyon", "detections", "canyon", YEAR.format(2024)),
        ("first-on-the-peak", "first_record", "peak", ""),
        ("first-in-the-meadow", "first_record", "meadow", ""),
    ]
    text += "".join(
        CLAIMS.format(id=name, kind=kind, area=area, periods=periods)
        for name, kind, area, periods in claims
    )
    return read_programme(text)


def survey(seed: int) -> tuple[pd.DataFrame, list[dict]]:
    """Cameras, some of them out in winter alone, and records of cats at each of them.

    Every station has a record on the eve of every publishing: there is something to hold back.
    """
    chance = random.Random(seed)
    cameras, events = [], []
    for area, number in STATIONS.items():
        for station in (f"{area}-{n}" for n in range(number)):
            for year in (2024, 2025):
                start = pd.Timestamp(year, chance.choice([3, 4, 5, 11]), chance.randint(1, 28))
                end = start + pd.Timedelta(days=chance.randint(40, 130), hours=chance.randint(0, 9))
                cameras.append((area, station, start, end))
            cameras.append((area, station, pd.Timestamp("2025-12-20"), pd.Timestamp("2026-03-25")))
    for area, station, start, end in cameras:
        moments = [start + (end - start) * chance.random() for _ in range(chance.randint(0, 3))]
        eves = [pd.Timestamp(day).tz_localize(None) - pd.Timedelta(hours=30) for day in PUBLISHED]
        for when in moments + [eve for eve in eves if start < eve < end]:
            events.append(
                event(
                    f"r{len(events)}",
                    str(when.floor("s")),
                    area_id=area,
                    location_id=station,
                    deployment_id=f"{station} {start:%Y-%m-%d}",
                    individual_id=chance.choice([None, "one", "two"]),
                    published=False,
                )
            )
    rows = [
        {
            "deployment_id": f"{station} {start:%Y-%m-%d}",
            "location_id": station,
            "area_id": area,
            "deployment_start": start,
            "deployment_end": end,
        }
        for area, station, start, end in cameras
    ]
    return table("deployments", *rows), events


def incidents(seed: int) -> list[dict]:
    """What happened to people's animals, on the eves of publishing and some time before."""
    chance = random.Random(seed)
    eves = [pd.Timestamp(day).tz_localize(None).normalize() for day in PUBLISHED]
    early = [pd.Timestamp(2025, chance.randint(1, 12), chance.randint(2, 28)) for _ in range(6)]
    days = [*early, *(eve - pd.Timedelta(days=1) for eve in eves)]
    return [
        {
            "incident_id": f"i{n}",
            "area_id": chance.choice(list(STATIONS)),
            "event_start": day,
            "event_end": day,
            "date_precision": "day",
            "incident_type": "livestock depredation",
            "verification": "confirmed",
            "scientific_name": "Panthera uncia",
            "published": False,
        }
        for n, day in enumerate(days)
    ]


def versions(
    seed: int, delay_days: int = 30, minimum_stations: int = 3, latest: int = len(PUBLISHED)
) -> list[Version]:
    """What was published one after the other; each has what was recorded by then."""
    deployments, events = survey(seed)
    found = []
    for number, published in enumerate(PUBLISHED[:latest], start=1):
        known, told = (
            [one for one in rows if pd.Timestamp(one["event_start"]).tz_localize("UTC") < published]
            for rows in (events, incidents(seed))
        )
        records = Records.of(
            areas=AREAS,
            deployments=deployments,
            detections=table("detections", *known),
            conflicts=table("conflicts", *told),
        )
        rules = programme(delay_days, minimum_stations)
        found.append(make_version(rules, records, {}, number=number, published=published))
    return found


@cache
def read(seed: int, **rules: int) -> tuple[list[Reading], Cameras]:
    """All that the public is shown of a survey, read to the end, and where the cameras stand."""
    made = versions(seed, **rules)
    readings = [Reading.of(for_audience(version, "public")) for version in made]
    return readings, Cameras.of(made[0].records.deployments)


@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_he_places_and_dates_no_record(seed):
    readings, cameras = read(seed)
    assert all(len(reading.view.summaries.detections) for reading in readings)
    assert all(len(reading.incidents) > 3 for reading in readings)
    assert [one for reading in readings for one in placed(reading, cameras)] == []
    assert dated(readings) == []


def test_without_the_least_number_of_stations_he_places_records():
    (reading,), cameras = read(1, minimum_stations=1, latest=1)
    found = placed(reading, cameras)
    for one in ("rates", "map", "series", "evidence", "first in", "animals"):
        assert any(line.startswith(one) for line in found), one


def test_without_the_delay_he_dates_records():
    readings, cameras = read(1, delay_days=0, latest=2)
    found = dated(readings)
    assert any(line.startswith("version 1") for line in found)  # a month that is not over
    between = [line for line in found if ": between 2026-02-03 and 2026-02-10" in line]
    assert any(line.startswith("rates") for line in between)
    assert any(line.startswith("incident") for line in between)
    assert placed(readings[0], cameras) == []


def test_were_the_claims_forgotten_he_would_take_one_off_a_total(monkeypatch):
    # The steppe has one station, the canyon beside it three, and a claim for itself.
    there = ("steppe", 2024)
    seed = next(n for n in range(99) if there in {_where(e) for e in survey(n)[1]})
    monkeypatch.setattr("impact.disclosure.stations.windows_of", lambda *_: ())
    (reading,), cameras = read.__wrapped__(seed, latest=1)
    found = placed(reading, cameras)
    assert any(" - claim canyon 2024" in line and "steppe" in line for line in found)


def _where(row: dict) -> tuple[str, int]:
    return row["area_id"], pd.Timestamp(row["event_start"]).year
