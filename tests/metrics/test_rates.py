"""Rates, their intervals, the ratio of two of them, and what a zero proves."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from impact.metrics.change import rate_ratio
from impact.metrics.rates import detection_rates, rate
from impact.metrics.zero import upper_bound
from impact.model.errors import MetricError

SHORT = settings(max_examples=60, deadline=None)
COUNTS = st.integers(0, 400)
EXPOSURES = st.floats(0.5, 1e6)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904)],
)
def test_the_interval_of_a_count_is_the_published_one(count, low, high):
    found = rate(count, 1, per=1)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_a_rate_is_given_per_100_trap_nights():
    found = rate(5, 250)
    assert (found.estimate, found.count, found.exposure) == (2, 5, 250)
    assert found.low == pytest.approx(1.6235 / 2.5, abs=1e-4)


@SHORT
@given(COUNTS, EXPOSURES, st.sampled_from([0.8, 0.95, 0.99]))
def test_each_end_of_the_interval_leaves_its_tail(count, exposure, confidence):
    found = rate(count, exposure, per=1, confidence=confidence)
    tail = (1 - confidence) / 2
    assert found.low <= found.estimate <= found.high
    assert poisson.cdf(count, found.high * exposure) == pytest.approx(tail, rel=1e-6)
    if count:
        assert poisson.sf(count - 1, found.low * exposure) == pytest.approx(tail, rel=1e-6)


@pytest.mark.parametrize("exposure", [None, math.nan, pd.NA, 0, -1, math.inf])
def test_unknown_effort_gives_no_rate_no_ratio_and_no_bound(exposure):
    with pytest.raises(MetricError):
        rate(3, exposure)
    with pytest.raises(MetricError):
        rate_ratio(3, exposure, 3, 100)
    with pytest.raises(MetricError):
        rate_ratio(3, 100, 3, exposure)
    with pytest.raises(MetricError):
        upper_bound(exposure)


@pytest.mark.parametrize("count", [-1, 2.5, math.nan])
def test_what_is_no_count_gives_no_rate_and_no_ratio(count):
    with pytest.raises(MetricError):
        rate(count, 100)
    with pytest.raises(MetricError):
        rate_ratio(count, 100, 3, 100)
    with pytest.raises(MetricError):
        rate_ratio(3, 100, count, 100)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_that_is_no_share_is_refused(confidence):
    with pytest.raises(MetricError):
        rate(3, 100, confidence=confidence)
    with pytest.raises(MetricError):
        upper_bound(100, confidence=confidence)


def test_2_in_17877_against_9_in_16660_is_just_within_chance():
    found = rate_ratio(2, 17877, 9, 16660)
    assert (found.low, found.high) == pytest.approx((0.0218, 1.0005), abs=5e-5)
    assert found.p_value == pytest.approx(0.0501, abs=5e-5)
    assert found.estimate == pytest.approx(2 / 17877 / (9 / 16660))


def test_11_against_5_at_equal_effort_is_within_chance():
    found = rate_ratio(11, 1, 5, 1)
    assert found.estimate == 2.2
    assert (found.low, found.high) == pytest.approx((0.70, 8.08), abs=5e-3)
    assert found.p_value == pytest.approx(0.21, abs=5e-3)


def test_nothing_before_or_nothing_now_leaves_one_end_open():
    up = rate_ratio(6, 100, 0, 100)
    assert (up.estimate, up.high) == (math.inf, math.inf)
    share = 0.025 ** (1 / 6)  # six of six, with a probability of 2.5 %
    assert up.low == pytest.approx(share / (1 - share))
    down = rate_ratio(0, 100, 6, 100)
    assert (down.estimate, down.low) == (0, 0)
    assert down.high == pytest.approx(1 / up.low)
    assert down.p_value == up.p_value == pytest.approx(2 * 0.5**6)


def test_nothing_against_nothing_has_no_ratio():
    with pytest.raises(MetricError):
        rate_ratio(0, 100, 0, 100)


@SHORT
@given(st.integers(1, 200), EXPOSURES, st.integers(1, 200), EXPOSURES)
def test_the_ratio_turned_round_is_its_inverse(count, exposure, before, exposure_before):
    there = rate_ratio(count, exposure, before, exposure_before)
    back = rate_ratio(before, exposure_before, count, exposure)
    assert back.estimate == pytest.approx(1 / there.estimate)
    assert (back.low, back.high) == pytest.approx((1 / there.high, 1 / there.low))
    assert back.p_value == pytest.approx(there.p_value)
    assert there.low < there.estimate < there.high


@SHORT
@given(COUNTS, EXPOSURES, st.integers(1, 400), EXPOSURES)
def test_the_interval_excludes_1_when_p_is_below_5_percent(count, exposure, before, earlier):
    found = rate_ratio(count, exposure, before, earlier)
    if abs(found.p_value - 0.05) > 1e-9:
        assert (found.low > 1 or found.high < 1) == (found.p_value < 0.05)


def test_nothing_in_an_exposure_still_allows_3_69_in_it():
    assert upper_bound(100) == pytest.approx(0.0369, abs=5e-5)
    assert upper_bound(12, confidence=0.9) == pytest.approx(-math.log(0.05) / 12)


@SHORT
@given(EXPOSURES)
def test_the_bound_of_nothing_is_the_upper_end_of_its_interval(exposure):
    assert upper_bound(exposure) == pytest.approx(rate(0, exposure, per=1).high)


def visits(*places: tuple, **more) -> pd.DataFrame:
    columns = ["area_id", "location_id", "scientific_name", "month"]
    return pd.DataFrame([(*p, "cat", "m1")[:4] for p in places], columns=columns).assign(**more)


def effort(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_id", "location_id", "month", "trap_nights"])


def test_rates_are_pooled_and_never_the_mean_of_the_stations():
    events = visits(("ridge", "A"), ("ridge", "A"), ("ridge", "A"), ("ridge", "B"))
    worked = effort(
        ("ridge", "A", "m1", 10.0), ("ridge", "B", "m1", 100.0), ("ridge", "C", "m1", 90)
    )
    found = detection_rates(events, worked, ["area_id"]).iloc[0]
    assert (found["detections"], found["trap_nights"]) == (4, 200)
    assert found["rate"] == 100 * 4 / 200
    assert (found["low"], found["high"]) == (rate(4, 200).low, rate(4, 200).high)
    assert (found["stations"], found["stations_with_detection"]) == (3, 2)
    assert found["share_of_stations"] == pytest.approx(2 / 3)


def test_a_group_without_effort_keeps_its_detections_and_has_no_rate():
    events = visits(("ridge", "A"), ("valley", "V"))
    found = detection_rates(events, effort(("ridge", "A", "m1", 50.0)), ["area_id"])
    valley = found.set_index("area_id").loc["valley"]
    assert valley["detections"] == 1
    assert valley.drop("detections").isna().all()


def test_a_group_with_effort_and_no_detection_has_a_rate_of_0_with_its_bound():
    found = detection_rates(visits(), effort(("ridge", "A", "m1", 50.0)), ["area_id"]).iloc[0]
    assert (found["detections"], found["rate"], found["low"]) == (0, 0, 0)
    assert found["high"] == pytest.approx(100 * upper_bound(50))
    assert (found["stations"], found["stations_with_detection"]) == (1, 0)


def test_a_station_without_effort_in_a_month_is_left_out_of_the_rate_of_that_month():
    events = visits(
        ("ridge", "A", "cat", "m1"), ("ridge", "B", "cat", "m1"), ("ridge", "B", "cat", "m2")
    )
    worked = effort(
        ("ridge", "A", "m1", 20.0), ("ridge", "B", "m2", 25.0), ("ridge", "C", "m2", 0.0)
    )
    found = detection_rates(events, worked, ["area_id", "month"]).set_index("month")
    assert found["detections"].to_dict() == {"m1": 1, "m2": 1}
    assert found["rate"].to_dict() == {"m1": 5, "m2": 4}
    assert found["stations"].to_dict() == {"m1": 1, "m2": 1}


def test_effort_is_the_same_for_every_species():
    events = visits(("ridge", "A", "cat"), ("ridge", "A", "cat"), ("valley", "V", "hare"))
    worked = effort(("ridge", "A", "m1", 50.0), ("valley", "V", "m1", 100.0))
    by = ["area_id", "scientific_name"]
    categories = dict.fromkeys(["area_id", "location_id", "scientific_name"], "category")
    for given_ in (events, events.astype(categories)):
        rates = detection_rates(given_, worked, by).set_index(by)["rate"].to_dict()
        assert rates == {
            ("ridge", "cat"): 4,
            ("ridge", "hare"): 0,
            ("valley", "cat"): 0,
            ("valley", "hare"): 1,
        }


def test_one_group_of_species_alone_is_held_against_all_effort():
    events = visits(("ridge", "A", "cat"), ("valley", "V", "cat"))
    worked = effort(("ridge", "A", "m1", 50.0), ("valley", "V", "m1", 150.0))
    found = detection_rates(events, worked, ["scientific_name"])
    assert found[["trap_nights", "rate", "stations"]].to_numpy().tolist() == [[200, 1, 2]]


def test_a_column_that_the_events_lack_is_refused():
    with pytest.raises(MetricError):
        detection_rates(visits(), effort(), ["year"])


@SHORT
@given(
    st.lists(st.tuples(st.sampled_from("RV"), st.sampled_from("ABC")), max_size=30),
    st.dictionaries(
        st.tuples(st.sampled_from("RV"), st.sampled_from("ABC")), st.floats(0.1, 500), max_size=6
    ),
)
def test_rates_equal_a_count_by_station(places, worked):
    table = effort(*((area, place, "m1", nights) for (area, place), nights in worked.items()))
    found = detection_rates(visits(*places), table, ["area_id"]).set_index("area_id")
    assert set(found.index) == {area for area, _ in [*places, *worked]}
    for area, row in found.iterrows():
        stations = {key: nights for key, nights in worked.items() if key[0] == area}
        if not stations:
            assert row["detections"] == sum(key[0] == area for key in places)
            assert np.isnan(row["rate"])
            continue
        number = sum(key in stations for key in places)
        assert row["detections"] == number
        assert row["rate"] == pytest.approx(100 * number / sum(stations.values()))
        assert row["stations_with_detection"] == len(stations.keys() & set(places))
