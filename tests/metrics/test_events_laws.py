"""Laws of counting detections, against a count that is made record by record."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.metrics.events import independent_events, with_location
from tests.metrics.metric_tables import LEOPARD, SNOW_LEOPARD, as_text, detections, table

SHORT = settings(max_examples=60, deadline=None)
RULES = st.sampled_from(["since_previous_record", "since_last_counted"])
THRESHOLDS = st.sampled_from([1, 7, 15, 30, 45, 60, 90])
CARDS = ("d1", "d2", "d3")
RECORD = st.tuples(
    st.sampled_from(["A", "B"]),  # location
    st.sampled_from(CARDS),
    st.sampled_from([LEOPARD, SNOW_LEOPARD]),
    # Whole quarters of an hour often: gaps of exactly the threshold.
    st.one_of(st.integers(0, 40).map(lambda n: n * 15 * 60), st.integers(0, 36_000)),
)
SURVEYS = st.lists(RECORD, max_size=50)
DEPLOYMENTS = table(
    "deployments",
    *(
        {"deployment_id": f"{place}-{card}", "location_id": place}
        for place in "AB"
        for card in CARDS
    ),
)


def survey(records: list[tuple]) -> pd.DataFrame:
    start = dt.datetime(2024, 3, 1)
    rows = (
        {
            "deployment_id": f"{place}-{card}",
            "scientific_name": species,
            "event_start": start + dt.timedelta(seconds=seconds),
        }
        for place, card, species, seconds in records
    )
    return detections(*rows)


def counted_by_hand(records: list[tuple], minutes: int, rule: str) -> list[tuple]:
    """Every event, record by record: place, species, first second, last second, records."""
    events = []
    for visitor in sorted({(place, species) for place, _, species, _ in records}):
        seconds = sorted(s for place, _, species, s in records if (place, species) == visitor)
        open_event = None
        for second in seconds:
            since = None
            if open_event is not None:
                first_second, last_second, _ = open_event
                since = second - (last_second if rule == "since_previous_record" else first_second)
            if since is None or since >= minutes * 60:
                if open_event is not None:
                    events.append((*visitor, *open_event))
                open_event = (second, second, 1)
            else:
                open_event = (open_event[0], second, open_event[2] + 1)
        events.append((*visitor, *open_event))
    return sorted(events)


def counted(rows: pd.DataFrame, minutes: int, rule: str) -> list[tuple]:
    located = with_location(rows, DEPLOYMENTS)
    events = independent_events(located, threshold_minutes=minutes, rule=rule)
    start = pd.Timestamp("2024-03-01")
    second = pd.Timedelta(seconds=1)
    return sorted(
        zip(
            events["location_id"].astype("str"),
            events["scientific_name"].astype("str"),
            ((events["event_start"] - start) // second).tolist(),
            ((events["event_end"] - start) // second).tolist(),
            events["records"].tolist(),
            strict=True,
        )
    )


@SHORT
@given(SURVEYS, THRESHOLDS, RULES)
def test_events_equal_a_count_made_record_by_record(records, minutes, rule):
    expected = counted_by_hand(records, minutes, rule)
    assert counted(survey(records), minutes, rule) == expected
    assert counted(as_text(survey(records)), minutes, rule) == expected


@SHORT
@given(SURVEYS, THRESHOLDS, RULES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(records, minutes, rule, random):
    rows = with_location(survey(records), DEPLOYMENTS)
    order = list(range(len(rows)))
    random.shuffle(order)
    before = independent_events(rows, threshold_minutes=minutes, rule=rule)
    after = independent_events(rows.iloc[order], threshold_minutes=minutes, rule=rule)
    pd.testing.assert_frame_equal(before, after)


@SHORT
@given(SURVEYS, THRESHOLDS, RULES, st.integers(0, 50))
def test_two_files_of_one_survey_give_the_events_of_the_whole(records, minutes, rule, cut):
    rows = survey(records)
    parts = [
        part.assign(scientific_name=part["scientific_name"].cat.remove_unused_categories())
        for part in (rows.iloc[:cut], rows.iloc[cut:])
    ]
    together = pd.concat(parts[::-1], ignore_index=True)
    assert counted(together, minutes, rule) == counted(rows, minutes, rule)


@SHORT
@given(SURVEYS, THRESHOLDS, RULES, st.lists(st.sampled_from(CARDS), min_size=50, max_size=50))
def test_swapping_cards_splits_no_visit(records, minutes, rule, cards):
    swapped = [
        (place, card, species, second)
        for (place, _, species, second), card in zip(records, cards, strict=False)
    ]
    assert counted(survey(swapped), minutes, rule) == counted(survey(records), minutes, rule)


@SHORT
@given(SURVEYS, THRESHOLDS, RULES, st.lists(st.integers(0, 49), max_size=10))
def test_a_row_that_is_there_twice_counts_once(records, minutes, rule, again):
    rows = survey(records)
    repeated = rows.iloc[[n for n in again if n < len(rows)]]
    twice = pd.concat([repeated, rows], ignore_index=True)
    assert counted(twice, minutes, rule) == counted(rows, minutes, rule)


@SHORT
@given(SURVEYS, RULES)
def test_a_longer_threshold_never_gives_more_events(records, rule):
    numbers = [len(counted(survey(records), minutes, rule)) for minutes in (1, 15, 30, 60)]
    assert numbers == sorted(numbers, reverse=True)


@SHORT
@given(SURVEYS, THRESHOLDS)
def test_the_second_rule_splits_the_events_of_the_first(records, minutes):
    rows = survey(records)
    first = counted(rows, minutes, "since_previous_record")
    second = counted(rows, minutes, "since_last_counted")
    assert {event[:3] for event in first} <= {event[:3] for event in second}
    assert sum(e[4] for e in first) == sum(e[4] for e in second) == len(rows)
