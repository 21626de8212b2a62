"""Trap-nights, by hand and against a count of every hour."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.metrics.effort import (
    deployment_effort,
    effort_by_month,
    last_records,
    location_effort,
)
from tests.metrics.metric_tables import as_text, detections, table

SHORT = settings(max_examples=60, deadline=None)
NO_FAILURES = table("failures")
DAY_SECONDS = 86_400


def camera(deployment: str, start: str, end: str | None, location: str = "L", **more) -> dict:
    return {
        "deployment_id": deployment,
        "location_id": location,
        "deployment_start": start,
        "deployment_end": end,
        **more,
    }


def failure(deployment: str, start: str, end: str) -> dict:
    return {"deployment_id": deployment, "failure_start": start, "failure_end": end}


def nights(effort: pd.DataFrame) -> list[float]:
    return effort["trap_nights"].tolist()


def test_trap_nights_are_end_minus_start_and_a_fraction_is_kept():
    cameras = table("deployments", camera("d1", "2024-03-01 12:00", "2024-03-11 18:00"))
    for given_ in (cameras, as_text(cameras)):
        found = deployment_effort(given_, NO_FAILURES)
        assert nights(found) == [10.25]
        assert found["open_ended"].tolist() == [False]


def test_failures_are_taken_off_once_and_only_inside_the_deployment():
    cameras = table("deployments", camera("d1", "2024-03-01", "2024-03-31"))
    failures = table(
        "failures",
        failure("d1", "2024-03-05", "2024-03-08"),  # 3 days
        failure("d1", "2024-03-07", "2024-03-10"),  # 2 more
        failure("d1", "2024-03-30", "2024-05-01"),  # 1 inside
        failure("other", "2024-03-15", "2024-03-20"),
    )
    assert nights(deployment_effort(cameras, failures)) == [30 - 3 - 2 - 1]
    assert nights(location_effort(cameras, failures)) == [24]


def test_a_camera_that_failed_all_along_has_no_effort_which_is_known():
    cameras = table("deployments", camera("d1", "2024-03-01", "2024-03-31"))
    failures = table("failures", failure("d1", "2024-02-01", "2024-04-01"))
    assert nights(deployment_effort(cameras, failures)) == [0]
    assert location_effort(cameras, failures).empty
    assert effort_by_month(cameras, failures).empty


def test_two_cameras_facing_each_other_count_once_and_stand_in_for_each_other():
    cameras = table(
        "deployments",
        camera("left", "2024-03-01", "2024-03-21"),
        camera("right", "2024-03-11", "2024-03-31"),
    )
    assert nights(deployment_effort(cameras, NO_FAILURES)) == [20, 20]
    assert nights(location_effort(cameras, NO_FAILURES)) == [30]
    # The left one fails while the right one works (2 days), and while it is alone (3 days).
    failures = table(
        "failures",
        failure("left", "2024-03-15", "2024-03-17"),
        failure("left", "2024-03-05", "2024-03-08"),
    )
    assert nights(location_effort(cameras, failures)) == [30 - 3]


def test_effort_outside_the_period_does_not_count():
    cameras = table(
        "deployments",
        camera("before", "2024-01-01", "2024-02-01"),
        camera("into", "2024-02-20", "2024-03-06"),
        camera("out_of", "2024-03-29", "2024-04-20"),
        camera("after", "2024-04-01", "2024-05-01"),
    )
    march = {"start": pd.Timestamp("2024-03-01"), "end": pd.Timestamp("2024-04-01")}
    found = deployment_effort(cameras, NO_FAILURES, **march)
    assert found["deployment_id"].tolist() == ["into", "out_of"]
    assert nights(found) == [5, 3]
    assert nights(location_effort(cameras, NO_FAILURES, **march)) == [8]


def test_a_camera_still_out_counts_to_its_last_record_of_any_kind():
    cameras = table("deployments", camera("d1", "2024-03-01", None))
    rows = detections(
        {"deployment_id": "d1", "event_start": "2024-03-05"},
        {
            "deployment_id": "d1",
            "event_start": "2024-03-09",
            "event_end": "2024-03-11",
            "observation_type": "blank",
        },
        {"deployment_id": "d1", "event_end": "2024-12-31", "date_precision": "year"},
        {"deployment_id": "d2", "event_start": "2024-07-01"},
        {"event_start": "2024-08-01"},
    )
    last = last_records(rows)
    assert last.to_dict() == {"d1": pd.Timestamp("2024-03-11"), "d2": pd.Timestamp("2024-07-01")}
    assert last.to_dict() == last_records(as_text(rows)).to_dict()
    found = deployment_effort(cameras, NO_FAILURES, last_records=last)
    assert nights(found) == [10]
    assert found["open_ended"].tolist() == [True]


@pytest.mark.parametrize("last", [None, pd.Series({"d1": pd.Timestamp("2024-02-10")})])
def test_a_camera_still_out_that_shows_nothing_in_the_period_is_unknown_and_never_0(last):
    cameras = table("deployments", camera("d1", "2024-02-01", None))
    span = {"start": pd.Timestamp("2024-03-01"), "end": pd.Timestamp("2024-04-01")}
    found = deployment_effort(cameras, NO_FAILURES, last_records=last, **span)
    assert found["trap_nights"].isna().tolist() == [True]
    assert found["open_ended"].tolist() == [True]
    assert location_effort(cameras, NO_FAILURES, last_records=last, **span).empty


def test_a_camera_set_up_after_the_period_is_not_in_it():
    cameras = table("deployments", camera("d1", "2024-05-01", None))
    assert deployment_effort(cameras, NO_FAILURES, end=pd.Timestamp("2024-04-01")).empty


def test_months_hold_their_own_nights():
    cameras = table("deployments", camera("d1", "2024-01-30 12:00", "2024-03-02"))
    months = effort_by_month(cameras, NO_FAILURES)
    assert months["month"].dt.month.tolist() == [1, 2, 3]
    assert nights(months) == [1.5, 29, 1]
    assert nights(location_effort(cameras, NO_FAILURES)) == [31.5]


def test_a_camera_that_stops_at_midnight_of_a_new_month_did_not_work_in_it():
    cameras = table("deployments", camera("d1", "2024-03-01", "2024-04-01"))
    months = effort_by_month(cameras, NO_FAILURES)
    assert months["month"].tolist() == [pd.Timestamp("2024-03-01")]
    assert nights(months) == [31]


def test_no_deployments_are_no_effort():
    assert deployment_effort(table("deployments"), NO_FAILURES).empty
    assert location_effort(table("deployments"), NO_FAILURES).empty
    assert effort_by_month(table("deployments"), NO_FAILURES).empty


START = dt.datetime(2024, 1, 1)
INTERVALS = st.lists(
    st.tuples(st.sampled_from("AB"), st.integers(0, 2400), st.integers(1, 1200)), max_size=6
)
FAILURES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 2400), st.integers(1, 900)), max_size=5
)
PERIOD = st.one_of(st.none(), st.tuples(st.integers(0, 1500), st.integers(1, 1500)))


def field(intervals: list[tuple], failed: list[tuple], unit: dt.timedelta, last: int = 6):
    """Deployments and failures from (place, start, length) and (deployment, start, length)."""
    deployments = table(
        "deployments",
        *(
            camera(f"d{n}", START + start * unit, START + (start + length) * unit, place)
            for n, (place, start, length) in enumerate(intervals)
        ),
    )
    failures = table(
        "failures",
        *(
            failure(f"d{n}", START + start * unit, START + (start + length) * unit)
            for n, start, length in failed
            if n < last
        ),
    )
    return deployments, failures


@SHORT
@given(INTERVALS, FAILURES, PERIOD)
def test_effort_equals_a_count_of_every_hour(intervals, failed, period):
    hour = dt.timedelta(hours=1)
    deployments, failures = field(intervals, failed, hour)
    first, last = (0, 10_000) if period is None else (period[0], sum(period))
    working, by_place, by_month = {}, {}, {}
    for n, (place, start, length) in enumerate(intervals):
        off = {h for d, s, long in failed if d == n for h in range(s, s + long)}
        hours = {h for h in range(start, start + length) if first <= h < last} - off
        if start < last and start + length > first:
            working[f"d{n}"] = len(hours)
        by_place.setdefault(place, set()).update(hours)
    for place, hours in by_place.items():
        for h in hours:
            key = (place, (START + h * hour).replace(day=1, hour=0))
            by_month[key] = by_month.get(key, 0) + 1
    span = {}
    if period is not None:
        span = {"start": pd.Timestamp(START + first * hour), "end": START + last * hour}
    own = deployment_effort(deployments, failures, **span)
    assert _hours(own, ["deployment_id"]) == {(key,): n for key, n in working.items()}
    places = location_effort(deployments, failures, **span)
    assert _hours(places, ["location_id"]) == {(k,): len(v) for k, v in by_place.items() if v}
    months = effort_by_month(deployments, failures, **span)
    assert _hours(months, ["location_id", "month"]) == by_month


def _hours(effort: pd.DataFrame, keys: list[str]) -> dict[tuple, int]:
    hours = (effort["trap_nights"] * 24).round(6)
    return dict(zip(effort[keys].itertuples(index=False, name=None), hours, strict=True))


@SHORT
@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(0, 10**8), st.integers(1, 10**8)), max_size=6
    ),
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 10**8), st.integers(1, 10**7)), max_size=5
    ),
)
def test_months_add_up_to_the_whole_to_the_second(intervals, failed):
    deployments, failures = field(intervals, failed, dt.timedelta(seconds=1))
    months = effort_by_month(deployments, failures)
    whole = location_effort(deployments, failures).set_index("location_id")["trap_nights"]
    summed = months.groupby("location_id")["trap_nights"].sum()
    assert (summed * DAY_SECONDS).round().to_dict() == (whole * DAY_SECONDS).round().to_dict()
    assert ((summed - whole).abs() * DAY_SECONDS < 1e-3).all()
    assert (months["trap_nights"] <= 31).all()
