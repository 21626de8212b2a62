"""A record enters a rate only where a camera of its location worked on its day."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.metrics.effort import last_records
from impact.metrics.events import countable, independent_events
from impact.metrics.worked_days import within_effort, worked_days
from tests.metrics.metric_tables import detections, table
from tests.metrics.test_effort import NO_FAILURES, camera, failure

MARCH = table("deployments", camera("d1", "2024-03-05 10:00", "2024-03-20 16:00"))
BY_DATE = table("deployments", camera("d1", "2024-03-05", "2024-03-20"))


def inside(cameras: pd.DataFrame, failures: pd.DataFrame, when: str, **more) -> bool:
    row = {"area_id": "reserve", "location_id": "L", "event_start": when, **more}
    events = independent_events(countable(detections(row)))
    return within_effort(events, worked_days(cameras, failures)).tolist() == [True]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2024-03-04 23:59", False),  # the day before it was set up
        ("2024-03-05 09:00", True),  # the day on which it was
        ("2024-03-20 23:00", True),  # the day on which it was collected
        ("2024-03-21 00:00", False),
        ("2025-03-10 12:00", False),
    ],
)
@pytest.mark.parametrize("cameras", [MARCH, BY_DATE], ids=["with times", "by date"])
def test_a_record_is_within_effort_from_the_day_of_setting_up_to_that_of_collection(
    cameras, when, expected
):
    assert inside(cameras, NO_FAILURES, when) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2024-03-07 12:00", True),
        ("2024-03-08 12:00", False),  # failed from midnight on
        ("2024-03-10 12:00", True),  # works again from midnight on
        ("2024-03-15 03:00", True),  # failed at noon
        ("2024-03-16 12:00", False),
        ("2024-03-20 12:00", False),  # until it was collected
    ],
)
def test_a_day_in_a_failure_is_outside_and_a_day_with_an_hour_of_work_inside(when, expected):
    failures = table(
        "failures",
        failure("d1", "2024-03-08", "2024-03-10"),
        failure("d1", "2024-03-15 12:00", "2024-03-20"),
    )
    assert inside(BY_DATE, failures, when) == expected


def test_the_second_camera_of_a_location_covers_the_failure_of_the_first():
    two = table(
        "deployments",
        camera("d1", "2024-03-05", "2024-03-20"),
        camera("d2", "2024-03-09", "2024-03-12"),
    )
    failures = table("failures", failure("d1", "2024-03-08", "2024-03-15"))
    found = [inside(two, failures, f"2024-03-{day} 12:00") for day in ("08", "10", "13")]
    assert found == [False, True, False]


def test_another_location_and_no_location_are_never_within_it():
    assert not inside(MARCH, NO_FAILURES, "2024-03-10 12:00", location_id="M")
    assert not inside(MARCH, NO_FAILURES, "2024-03-10 12:00", area_id="elsewhere")
    assert not inside(MARCH, NO_FAILURES, "2024-03-10 12:00", location_id=None)
    assert not inside(MARCH[:0], NO_FAILURES, "2024-03-10 12:00")


def test_a_coarse_date_is_within_effort_only_where_all_of_its_days_are():
    camera_of_year = table("deployments", camera("d1", "2024-01-15", "2024-12-31"))
    month = {"date_precision": "month", "event_end": "2024-03-31"}
    assert inside(camera_of_year, NO_FAILURES, "2024-03-01", **month)
    assert not inside(MARCH, NO_FAILURES, "2024-03-01", **month)
    gap = table("failures", failure("d1", "2024-03-10", "2024-03-12"))
    assert not inside(camera_of_year, gap, "2024-03-01", **month)


def test_a_camera_with_impossible_dates_has_no_effort():
    assert not inside(
        table("deployments", camera("d1", "2024-03-20", "2024-03-05")),
        NO_FAILURES,
        "2024-03-10 12:00",
    )


def test_a_camera_that_is_still_out_has_effort_to_the_day_of_its_last_record():
    cameras = table("deployments", camera("d1", "2024-03-05", None))
    rows = detections(
        *(
            {"location_id": "L", "area_id": "reserve", "deployment_id": "d1", "event_start": when}
            for when in ("2024-03-06 12:00", "2024-03-09")
        ),
        {"location_id": "L", "area_id": "reserve", "event_start": "2024-03-10 12:00"},
    )
    events = independent_events(countable(rows)).sort_values("event_start")
    days = worked_days(cameras, NO_FAILURES, last_records=last_records(rows))
    assert within_effort(events, days).tolist() == [True, True, False]


HOURS = st.integers(0, 240)
SPANS = st.lists(st.tuples(st.sampled_from("LM"), HOURS, HOURS), max_size=4)


@settings(max_examples=60, deadline=None)
@given(SPANS, SPANS, st.lists(st.tuples(st.sampled_from("LMN"), HOURS), min_size=1, max_size=6))
def test_it_is_what_a_count_of_every_hour_says(spans, offs, records):
    """No end is at midnight here: a day is worked where one of its hours is."""
    zero = dt.datetime(2024, 3, 1, 0, 30)

    def moment(hours: int) -> dt.datetime:
        return zero + dt.timedelta(hours=hours)

    cameras = table(
        "deployments",
        *(camera(f"d{n}", moment(a), moment(b), place) for n, (place, a, b) in enumerate(spans)),
    )
    failures = table(
        "failures",
        *(failure(f"d{n}", moment(a), moment(b)) for n, (_, a, b) in enumerate(offs)),
    )
    worked = {
        (place, moment(hour).date())
        for n, (place, a, b) in enumerate(spans)
        for hour in range(a, b)
        if not any(m == n and c <= hour < d for m, (_, c, d) in enumerate(offs))
    }
    # The last hour of a camera may end on the next day, half an hour after midnight.
    worked |= {
        (place, (moment(hour) + dt.timedelta(minutes=59)).date())
        for n, (place, a, b) in enumerate(spans)
        for hour in range(a, b)
        if not any(m == n and c <= hour < d for m, (_, c, d) in enumerate(offs))
    }
    rows = detections(
        *(
            {"area_id": "reserve", "location_id": place, "event_start": moment(hours)}
            for place, hours in records
        )
    )
    found = within_effort(rows, worked_days(cameras, failures))
    assert found.tolist() == [(p, moment(h).date()) in worked for p, h in records]
