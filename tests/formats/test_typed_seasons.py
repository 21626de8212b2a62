"""Two seasons typed into the programme's own tables give what their field files give."""

from __future__ import annotations

import datetime as dt

import pytest

from impact.model.programme import read_programme
from impact.versions.version import make_version
from tests.season_files import WORK, photographs
from tests.tables import PROGRAMME, event, records, table

INDICATOR = """
[[indicators]]
id = "ridge-cats"
kind = "detections"
species = "Panthera uncia"
areas = ["ridge"]
place = {en = "on the ridge"}
current = {survey = "2026"}
baseline = {survey = "2025"}
basis = "records"
"""
YEARS = (2025, 2026)


def stays():
    for station, years in WORK.items():
        for year in YEARS:
            day, nights, *_ = years[year]
            start = dt.date(year, 3, day)
            yield {"deployment_id": f"{station}-{year}", "location_id": str(station),
                   "area_id": "ridge", "latitude": 39.2 + 0.013 * station,
                   "longitude": 54.8 + 0.021 * station, "deployment_start": str(start),
                   "deployment_end": str(start + dt.timedelta(days=nights))}  # fmt: skip


def pictures():
    for station, years in WORK.items():
        for year in YEARS:
            for n, moment in enumerate(photographs(year, station, years[year])):
                yield event(f"{station}-{year}-{n}", str(moment), area_id="ridge",
                            location_id=str(station))  # fmt: skip


def surveys():
    for year in YEARS:
        yield {"survey_id": str(year), "area_id": "ridge", "records": "detections",
               "name": str(year), "event_start": f"{year}-03-01", "event_end": f"{year}-06-30",
               "date_precision": "range"}  # fmt: skip


def test_two_typed_seasons_are_27_against_12_and_no_clear_change():
    typed = records(
        surveys=table("surveys", *surveys()), deployments=table("deployments", *stays()),
        detections=table("detections", *pictures()),
    )  # fmt: skip
    (claim,) = make_version(read_programme(PROGRAMME + INDICATOR), typed, {}).claims
    assert (claim.value, claim.baseline, claim.verdict) == (27, 12, "no_clear_change")
    assert (claim.effort.current, claim.effort.baseline) == (1585, 1568)
    ends = (claim.ratio.estimate, claim.ratio.low, claim.ratio.high, claim.ratio.p_value)
    assert ends == pytest.approx((2.2259, 0.9937, 7.5570, 0.05762), abs=1e-4)
