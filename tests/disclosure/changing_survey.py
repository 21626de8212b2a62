"""A survey that changes between two versions in every way that would place a record.

Each step is what a season brings: a card that came late, one that was corrected, one that was
taken out again, a camera set up, a station given another name, the times of a failure, a row whose
status went from public to not and back.
"""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from dataclasses import dataclass, field

import pandas as pd

from impact.model.programme import Programme, read_programme
from impact.model.records import Records
from impact.versions.version import Version, make_version
from tests.disclosure.test_reidentification import AREAS, CLAIMS, STATIONS, YEAR
from tests.tables import PROGRAMME, event, table

BEGAN = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
CLAIMED = [
    ("glacier", "detections", "glacier", YEAR.format(2025)),
    (
        "both",
        "detections",
        "range",
        YEAR.format(2025) + "\nbaseline = {start = 2024-01-01, end = 2024-12-31}",
    ),
    ("first-in-the-meadow", "first_record", "meadow", ""),
]
Content = tuple[float, int, tuple[str, ...]]


@dataclass
class Camera:
    """One camera at one station; `card` says whether it has been read."""

    place: str  # where it really stands, whatever it is called
    area: str
    start: str
    end: str
    name: str = ""
    records: list[dict] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def station(self) -> str:
        return self.name or self.place


def begun() -> list[Camera]:
    """Two summers with every camera out, and a record of a cat at each in two months of each."""
    cameras = []
    for area, number in STATIONS.items():
        for n in range(number):
            for year in (2024, 2025):
                one = Camera(f"{area}-{n}", area, f"{year}-04-0{n + 1}", f"{year}-09-2{n}")
                one.records = [_record(one, f"{year}-0{m}-1{n}", "one") for m in (5, 8)]
                cameras.append(one)
    return cameras


def _record(camera: Camera, day: str, animal: str | None = None, public: bool = False) -> dict:
    return {"when": f"{day} 05:00:00", "animal": animal, "public": public, "area": camera.area}


def at(cameras: list[Camera], place: str, year: int = 2025) -> Camera:
    return next(c for c in cameras if c.place == place and c.start.startswith(str(year)))


def late_card(cameras: list[Camera]) -> None:
    one = at(cameras, "glacier-0")
    one.end = "2025-11-20"
    one.records += [_record(one, "2025-10-03"), _record(one, "2025-08-23", "one")]


def corrected_card(cameras: list[Camera]) -> None:
    one = at(cameras, "meadow-1")
    one.records[0]["animal"] = "two"
    one.records.append(_record(one, "2025-06-06"))


def removed_card(cameras: list[Camera]) -> None:
    cameras.remove(at(cameras, "canyon-2"))


def new_camera(cameras: list[Camera]) -> None:
    one = Camera("pass-2", "pass", "2025-05-01", "2025-08-01")
    one.records = [_record(one, "2025-06-01")]
    cameras.append(one)


def renamed_and_late(cameras: list[Camera]) -> None:
    """Two of the glacier's have another name, and a third has a card more: not three changes."""
    for place in ("glacier-1", "glacier-2"):
        at(cameras, place).name = f"{place}-anew"
    one = at(cameras, "glacier-3")
    one.records.append(_record(one, "2025-07-07"))


def failure(cameras: list[Camera]) -> None:
    at(cameras, "meadow-2").failures.append(("2025-06-03 00:00:00", "2025-06-03 07:12:00"))


def made_public(cameras: list[Camera]) -> None:
    at(cameras, "meadow-0").records[0]["public"] = True


def not_public_again(cameras: list[Camera]) -> None:
    at(cameras, "meadow-0").records[0]["public"] = False


def many_cards(cameras: list[Camera]) -> None:
    """Four of the glacier's five have a card more: enough to move its figures."""
    for n in (1, 2, 3, 4):
        one = at(cameras, f"glacier-{n}")
        one.records.append(_record(one, "2025-08-02"))
        one.end = "2025-10-12"


STEPS = [
    late_card,
    corrected_card,
    removed_card,
    new_camera,
    renamed_and_late,
    failure,
    made_public,
    not_public_again,
    many_cards,
]


def stages() -> list[list[Camera]]:
    """The survey as it was published each time."""
    found = [begun()]
    for step in STEPS:
        found.append(deepcopy(found[-1]))
        step(found[-1])
    return found


def programme_text(minimum_stations: int = 3) -> str:
    rules = f'name = {{en = "Public"}}\nminimum_stations = {minimum_stations}\n'
    return PROGRAMME.replace('name = {en = "Public"}\n', rules) + "".join(
        CLAIMS.format(id=name, kind=kind, area=area, periods=periods)
        for name, kind, area, periods in CLAIMED
    )


def programme() -> Programme:
    return read_programme(programme_text())


def version(cameras: list[Camera]) -> Version:
    """What would be published of a survey."""
    deployments, detections, failures = [], [], []
    for number, one in enumerate(cameras):
        key = f"{one.place} {one.start}"
        deployments.append(
            {
                "deployment_id": key,
                "location_id": one.station,
                "area_id": one.area,
                "deployment_start": one.start,
                "deployment_end": one.end,
            }
        )
        for n, record in enumerate(one.records):
            about = {"location_id": one.station, "deployment_id": key, "area_id": one.area}
            detections.append(
                event(
                    f"r{number}-{n}",
                    record["when"],
                    individual_id=record["animal"],
                    published=record["public"],
                    **about,
                )
            )
        failures += [
            {"deployment_id": key, "failure_start": start, "failure_end": end}
            for start, end in one.failures
        ]
    records = Records.of(
        areas=AREAS,
        deployments=table("deployments", *deployments),
        detections=table("detections", *detections),
        failures=table("failures", *failures),
    )
    return make_version(programme(), records, {})


def truth(cameras: list[Camera]) -> dict[tuple[str, str, pd.Timestamp], Content]:
    """By area, place and month: nights in tenths, records and animals, reckoned by hand."""
    found: dict[tuple[str, str, pd.Timestamp], list] = {}
    for one in cameras:
        start, end = pd.Timestamp(one.start), pd.Timestamp(one.end)
        for month in pd.period_range(start, end, freq="M"):
            first, last = month.start_time, (month + 1).start_time
            nights = _overlap(start, end, first, last)
            for failed in one.failures:
                nights -= _overlap(*map(pd.Timestamp, failed), first, last)
            seen = [r for r in one.records if first <= pd.Timestamp(r["when"]) < last]
            animals = sorted({r["animal"] for r in seen if r["animal"]})
            key = (one.area, one.place, first)
            found[key] = [round(nights, 4), len(seen), tuple(animals)]
    return {key: tuple(value) for key, value in found.items()}


def _overlap(start: pd.Timestamp, end: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp):
    return max((min(end, last) - max(start, first)) / pd.Timedelta(days=1), 0.0)
