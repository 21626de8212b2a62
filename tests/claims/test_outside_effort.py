"""Records outside the time of their cameras, and periods that share nothing: what may be said."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.claims.model import Verdict
from tests.claims.claim_tables import DETECTIONS, camera, codes, one
from tests.tables import event, records, table


def claim_of(stays: list[tuple[str, str, str, str]], seen: list[tuple[str, str]]):
    """The claim on stays (station, camera, from, to) and records (camera, moment)."""
    cameras = [
        camera(name, start, end) | {"location_id": station} for station, name, start, end in stays
    ]
    rows = [event(f"r{n}", when, deployment_id=name) for n, (name, when) in enumerate(seen)]
    data = records(
        deployments=table("deployments", *cameras), detections=table("detections", *rows)
    )
    return one(data, DETECTIONS)


YEAR_BEFORE = ("A", "before", "2023-01-01", "2023-03-01")
TEN_NIGHTS = ("A", "now", "2024-01-01", "2024-01-11")


@pytest.mark.parametrize(
    "late",
    [
        ["2024-02-01T10:00", "2024-06-30T23:59"],  # weeks and months after it was collected
        ["2023-12-31T23:00", "2024-01-12T00:30"],  # the evening before, and the night after
    ],
)
def test_records_outside_their_cameras_time_enter_no_rate(late):
    inside = ("before", "2023-02-01T10:00")
    claim = claim_of([YEAR_BEFORE, TEN_NIGHTS], [inside, *(("now", when) for when in late)])
    assert (claim.effort.current, claim.effort.baseline) == (10, 59)
    assert claim.ratio.estimate == 0  # none within its effort, against one
    assert "outside_effort" in codes(claim)


def test_where_all_records_lie_outside_known_effort_it_is_not_said_to_be_unknown():
    seen = [
        ("before", "2023-08-01T10:00"),
        ("now", "2024-05-01T10:00"),
        ("now", "2024-06-01T10:00"),
    ]
    claim = claim_of([YEAR_BEFORE, TEN_NIGHTS], seen)
    assert claim.ratio is None
    assert {"outside_effort"} <= set(codes(claim))
    assert not {"effort_unknown", "earlier_effort_unknown"} & set(codes(claim))
    assert claim.break_even is None  # effort is known: nothing depends on it


@pytest.mark.parametrize("stations", [4, 8])
def test_other_months_and_other_stations_with_all_at_one_of_them_are_no_finding(stations):
    spring = [(f"S{n}", f"s{n}", "2023-03-01", "2023-05-31") for n in range(stations)]
    autumn = [(f"A{n}", f"a{n}", "2024-09-01", "2024-11-30") for n in range(stations)]
    days = pd.date_range("2024-09-05T10:00", periods=14, freq="3D").strftime("%Y-%m-%dT%H:%M")
    seen = [(f"s{n}", f"2023-04-0{n + 1}T10:00") for n in range(3)]
    claim = claim_of([*spring, *autumn], [*seen, *(("a0", when) for when in days)])
    assert claim.verdict in (Verdict.NO_UNITS, Verdict.TOO_FEW_STATIONS)
    assert not claim.comparison.beyond_chance
    assert {"months_differ", "stations_differ", "one_station"} <= set(codes(claim))
