"""Pages of rows that neither data set has."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.page_numbers.compare import Differences
from tests.page_numbers.expected import Choice, facts
from tests.page_numbers.grid import EXAMPLE, opened
from tests.page_numbers.screen import (
    ROOT,
)
from tests.page_numbers.sections import LEOPARD, SNOW_LEOPARD, compare_first_records, compare_rates


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> str:
    """The example with rows that put its figures to the test; each stands for one rule."""
    folder = tmp_path_factory.mktemp("planted") / "example"
    shutil.copytree(ROOT / EXAMPLE, folder)
    change(folder / "detections.csv", plant_detections)
    change(folder / "conflicts.csv", plant_incidents)
    return str(folder)


def change(file: Path, plant) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened_file:
        rows = list(csv.DictReader(opened_file))
    with file.open("w", encoding="utf-8", newline="") as opened_file:
        planted_rows = plant(rows)
        columns = dict.fromkeys(name for row in planted_rows for name in row)
        writer = csv.DictWriter(opened_file, columns)
        writer.writeheader()
        writer.writerows(planted_rows)


def plant_detections(rows: list[dict]) -> list[dict]:
    with (ROOT / EXAMPLE / "deployments.csv").open(encoding="utf-8-sig", newline="") as file:
        area = {row["deployment_id"]: row["area_id"] for row in csv.DictReader(file)}
    kept = [
        row
        for row in rows
        if area.get(row["deployment_id"]) != "ridge-south" or row["event_start"][:4] != "2023"
    ]
    model = next(row for row in rows if area.get(row["deployment_id"]) == "ridge-north")
    bare = {**dict.fromkeys(model, ""), "source": model["source"], "scientific_name": LEOPARD}
    bare |= {"observation_type": "animal", "observation_level": "media", "attribution": "programme"}
    nowhere = {"area_id": "ridge-south", "location_id": "no-camera-here"}
    others = {"deployment_id": model["deployment_id"], "attribution": "others"}
    day = f"{model['event_start'][:8]}28"
    return [
        *kept,
        {**bare, **nowhere, **on("2024-05-05T04:00:00"), "observation_id": "without-effort"},
        {**bare, **others, **on(f"{day}T04:00:00"), "observation_id": "of-others"},
        {
            **bare,
            "area_id": "western-corridor",
            "observation_id": "over-years",
            "scientific_name": SNOW_LEOPARD,
            "event_start": "2022-01-01",
            "event_end": "2023-12-31",
            "date_precision": "range",
        },
    ]


def on(moment: str) -> dict[str, str]:
    return {"event_start": moment, "event_end": moment, "date_precision": "day"}


def plant_incidents(rows: list[dict]) -> list[dict]:
    """Two rows about one raid: the first is graver checked, the second states more."""
    model = next(row for row in rows if row["incident_type"] == "livestock depredation")
    raid = {
        **model,
        **on("2024-06-03"),
        "area_id": "high-valley",
        "locality": "The upper fold",
        "scientific_name": SNOW_LEOPARD,
        "livestock_type": "yak",
        "livestock_injured": "",
    }
    return [
        *rows,
        {**raid, "incident_id": "raid-1", "verification": "confirmed", "livestock_killed": "3"},
        {**raid, "incident_id": "raid-2", "verification": "probable", "livestock_killed": "5"},
    ]


def test_a_year_with_cameras_and_no_cat_is_drawn_at_0_among_the_others(planted):
    choice = Choice(area="ridge-south", last=2023)
    section = opened(planted, "wildlife", choice)["detection-rates"]
    (trace,) = section.charts[0].marks()
    shown = dict(zip(trace["x"], trace["y"], strict=True))
    assert shown[2023] == 0
    assert shown[2022] > 0
    compare_planted_rates(planted, choice)


def test_a_detection_at_a_station_without_effort_in_the_year_is_left_out_of_its_rate(planted):
    choice = Choice(area="ridge-south", first=2024)
    assert "no-camera-here" in set(facts(planted).detections(choice)["location_id"])
    compare_planted_rates(planted, choice)


def compare_planted_rates(planted: str, choice: Choice) -> None:
    found, here = Differences(), facts(planted)
    section = opened(planted, "wildlife", choice)["detection-rates"]
    compare_rates(found, choice, section, here.rates(choice), here.species)
    found.assert_none()


def test_a_first_record_that_is_not_public_keeps_both_ends_of_its_period(planted):
    choice = Choice(area="western-corridor", species=SNOW_LEOPARD)
    assert len(facts(planted).first_records(choice)) == 1
    found = Differences()
    section = opened(planted, "wildlife", choice)["first-records"]
    compare_first_records(found, choice, section, facts(planted))
    found.assert_none()
