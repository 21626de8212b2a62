"""Two indicators too close to each other, and an area too small, may not be published."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from impact.disclosure import for_audience
from impact.disclosure.refusals import close_pairs, small_areas
from impact.model.programme import read_programme
from impact.model.records import Records
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.refusals import refusals
from tests.tables import AREAS, PROGRAMME, event, table

STATIONS = {"ridge": 4, "valley": 2}
PUBLISHED = dt.datetime(2026, 2, 10, tzinfo=dt.UTC)
YEAR = ("2025-01-01", "2025-12-31")


def indicator(name: str, areas: tuple[str, ...], span: tuple[str, str]) -> str:
    listed = ", ".join(f'"{one}"' for one in areas)
    return f"""
[[indicators]]
id = "{name}"
kind = "detections"
species = "Panthera uncia"
areas = [{listed}]
place = {{en = "there"}}
basis = "records"
current = {{start = {span[0]}, end = {span[1]}}}
"""


def version(*indicators: str, surveys=None, areas=AREAS):
    """Cameras out for all of 2025 and January 2026, but for one: it is out in December alone."""
    cameras = [
        {
            "deployment_id": f"d-{area}-{n}",
            "location_id": f"{area}-{n}",
            "area_id": area,
            "deployment_start": "2025-01-05",
            "deployment_end": "2026-02-05" if n else "2025-11-20",
        }
        for area, number in STATIONS.items()
        for n in range(number)
    ]
    records = Records.of(
        areas=areas,
        deployments=table("deployments", *cameras),
        detections=table(
            "detections",
            event("r", "2025-06-01 04:00", deployment_id="d-ridge-1", area_id="ridge",
                  location_id="ridge-1", published=False),
        ),
        **({} if surveys is None else {"surveys": surveys}),
    )  # fmt: skip
    made = make_version(read_programme(PROGRAMME + "".join(indicators)), records, {})
    return dataclasses.replace(made, published=PUBLISHED)


@pytest.mark.parametrize(
    ("areas", "span", "reason"),
    [
        (("ridge", "valley"), YEAR, "stations"),  # the valley's two
        (("ridge",), ("2025-01-01", "2026-01-31"), "delay"),  # January is held back
        (("ridge",), YEAR, None),  # the same question twice tells nothing
        (("ridge",), ("2025-01-01", "2025-11-30"), None),  # three cameras in December
        (("valley",), YEAR, None),  # nothing in common: nothing to subtract
        (("KG",), ("2024-01-01", "2025-12-31"), "stations"),
    ],
)
def test_two_indicators_may_not_differ_by_too_little(areas, span, reason):
    made = version(indicator("a", ("ridge",), YEAR), indicator("b", areas, span))
    found = close_pairs(made, "public")
    assert [(one.one, one.other, one.reason) for one in found] == (
        [("a", "b", reason)] if reason else []
    )
    assert close_pairs(made, "staff") == []


def test_a_survey_with_its_own_days_may_not_cut_a_month_of_another():
    survey = {
        "survey_id": "s",
        "area_id": "ridge",
        "event_start": "2025-01-09",
        "event_end": "2025-12-31",
    }
    by_survey = indicator("b", ("ridge",), YEAR).replace(
        f"current = {{start = {YEAR[0]}, end = {YEAR[1]}}}", 'current = {survey = "s"}'
    )
    made = version(indicator("a", ("ridge",), YEAR), by_survey, surveys=table("surveys", survey))
    assert [one.reason for one in close_pairs(made, "public")] == ["days"]


@pytest.mark.parametrize(
    ("km2", "refused"), [(3.0, True), (91.0, True), (94.0, False), (None, False)]
)
def test_an_area_smaller_than_a_place_may_be_told_is_refused(km2, refused):
    """A tenth of a degree at 41 degrees north: 11.132² km² × cos 41° = 93.5 km²."""
    areas = AREAS.assign(
        area_km2=AREAS["area_km2"].mask(AREAS["area_id"] == "ridge", km2), latitude=41.0
    )
    made = version(areas=areas)
    assert [one.area for one in small_areas(made, "public")] == (["ridge"] if refused else [])
    assert small_areas(made, "staff") == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_staff_read_which_two_it_is_and_what_to_do(language):
    areas = AREAS.assign(area_km2=AREAS["area_km2"].mask(AREAS["area_id"] == "ridge", 3.0))
    made = version(
        indicator("summer", ("ridge",), YEAR), indicator("all", ("KG",), YEAR), areas=areas
    )
    pair, area = refusals(made, for_audience(made, "public"), words_in(language))
    assert "summer" in pair
    assert "all" in pair
    assert "Ridge" in area
    assert "3" in area
