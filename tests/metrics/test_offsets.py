"""A gap is the time that has passed, whatever the clocks showed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.metrics.events import independent_events
from tests.metrics.metric_tables import as_text, at, detections

ZERO = dt.datetime(2024, 3, 1)


def sizes(*records: tuple[int, str | None], **more) -> list[int]:
    rows = detections(*(at(minutes, utc_offset=offset) for minutes, offset in records))
    found = [
        independent_events(table, **more)["records"].tolist() for table in (rows, as_text(rows))
    ]
    assert found[0] == found[1]
    return found[0]


def test_the_same_clock_time_under_two_offsets_is_an_hour_apart():
    assert sizes((0, "+06:00"), (0, "+05:00")) == [1, 1]
    assert sizes((0, "+06:00"), (0, "+06:00")) == [2]


def test_a_clock_set_back_in_a_visit_does_not_split_it():
    # 00:50 at +06:00 and, a quarter of an hour later, 00:05 at +05:00.
    assert sizes((50, "+06:00"), (5, "+05:00")) == [2]


def test_without_offsets_local_times_are_compared():
    assert sizes((0, None), (29, None), (59, None)) == [2, 1]


def test_a_record_without_an_offset_takes_the_usual_one_of_its_location():
    assert sizes((0, "+05:00"), (60, "+06:00"), (61, "+06:00"), (62, None)) == [4]
    assert sizes((0, "+06:00"), (60, "+05:00"), (40, None)) == [1, 2]  # of two, the smaller


def test_an_event_begins_by_the_local_clock_of_its_earliest_record():
    rows = detections(at(50, utc_offset="+06:00"), at(5, utc_offset="+05:00"))
    (event,) = independent_events(rows).itertuples()
    assert event.event_start == ZERO + dt.timedelta(minutes=50)
    assert event.observation_id == "o0"


@pytest.mark.parametrize("rule", ["since_previous_record", "since_last_counted"])
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 600), st.sampled_from([300, 330, 360])), max_size=12),
    st.integers(1, 60),
)
def test_events_are_those_of_the_instants(rule, records, threshold):
    """The same instants, written by several clocks or by one, make the same events."""
    written = [
        (instant + ahead, f"+{ahead // 60:02}:{ahead % 60:02}") for instant, ahead in records
    ]
    by_one = [(instant, None) for instant, _ in records]
    more = {"threshold_minutes": threshold, "rule": rule}
    assert sizes(*written, **more) == sizes(*by_one, **more)
