"""Rates, their intervals, the ratio of two of them, and what a zero proves."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from impact.metrics.change import rate_ratio
from impact.metrics.rates import rate
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
