"""What would turn a finding: published answers, and what each figure has to mean."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from impact.metrics.break_even import dispersion, effort_break_even, largest_groups
from impact.metrics.change import holm, rate_ratio
from impact.metrics.zero import next_count
from impact.model.errors import MetricError

SHORT = settings(max_examples=60, deadline=None)
COUNTS = st.integers(0, 200)


@pytest.mark.parametrize(
    ("count", "before", "more_below", "fewer_above"),
    [
        (0, 8, 0, 0.586),
        (8, 0, 1.71, math.inf),
        (11, 5, 0.70, 8.08),
        (8, 27, 0.12, 0.67),
    ],
)
def test_the_effort_at_which_a_finding_turns(count, before, more_below, fewer_above):
    found = effort_break_even(count, before)
    assert found == pytest.approx((more_below, fewer_above), abs=5e-3)


def test_nothing_against_nothing_never_says_more_or_fewer():
    assert effort_break_even(0, 0) == (None, None)
    assert largest_groups(0, 1, 0, 1) is None


@SHORT
@given(COUNTS, COUNTS, st.sampled_from([0.9, 1.1]))
def test_a_finding_stands_on_one_side_of_the_break_even_and_falls_on_the_other(
    count, before, beside
):
    assume(count or before)
    more_below, fewer_above = effort_break_even(count, before)
    if more_below > 0:
        stands = rate_ratio(count, more_below * beside, before, 1).low > 1
        assert stands == (beside < 1)
    if fewer_above < math.inf:
        stands = rate_ratio(count, fewer_above * beside, before, 1).high < 1
        assert stands == (beside > 1)


@pytest.mark.parametrize(
    ("count", "before", "size"), [(0, 8, 1.50), (27, 8, 2.17), (8, 27, 2.17), (52, 20, 3.09)]
)
def test_the_size_of_groups_at_which_chance_alone_could_give_it(count, before, size):
    assert largest_groups(count, 1, before, 1) == pytest.approx(size, abs=5e-3)


def test_what_chance_gives_anyway_has_no_size_of_groups():
    assert largest_groups(11, 1, 5, 1) is None


@SHORT
@given(COUNTS, COUNTS, st.sampled_from([50.0, 100.0, 250.0]))
def test_groups_have_a_size_exactly_where_the_exact_interval_leaves_1_out(count, before, nights):
    assume(count or before)
    exact = rate_ratio(count, nights, before, 100.0)
    size = largest_groups(count, nights, before, 100.0)
    assert (size is not None) == (exact.low > 1 or exact.high < 1)
    assert size is None or 1 <= size <= count + before


def test_the_spread_of_stations_is_that_of_pearson():
    # 6 in 3 times 100 nights: 2 expected each; (16 + 4 + 4) / 2 over 2 degrees of freedom
    assert dispersion(np.array([6, 0, 0]), np.array([100.0] * 3)) == 6
    assert dispersion(np.array([2, 2, 2]), np.array([100.0] * 3)) == 1
    assert dispersion(np.array([0, 0]), np.array([1.0, 1.0])) == 1
    assert math.isinf(dispersion(np.array([5]), np.array([1.0])))


@pytest.mark.parametrize(("effort", "most"), [(1, 5), (2, 9), (0.5, 3), (1 / 39, 0)])
def test_what_the_next_period_may_show_after_one_with_none(effort, most):
    assert next_count(effort) == most


@SHORT
@given(st.floats(0.01, 100))
def test_the_next_count_is_the_largest_that_is_no_surprise(effort):
    share, k = effort / (1 + effort), next_count(effort)
    assert share**k > 0.025 >= share ** (k + 1) * (1 - 1e-9)


def test_an_effort_that_is_not_known_gives_no_next_count():
    with pytest.raises(MetricError):
        next_count(0)


def test_p_values_are_adjusted_by_holm():
    # sorted: 0.01 * 3, then 0.02 * 2 = 0.04, then 0.9; in the order given
    assert holm([0.9, 0.01, 0.02]) == pytest.approx([0.9, 0.03, 0.04])
    assert holm([0.4, 0.41]) == pytest.approx([0.8, 0.8])  # never below a smaller one
    assert holm([]) == []


@SHORT
@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm_never_makes_a_p_value_smaller_and_never_changes_their_order(p_values):
    adjusted = holm(p_values)
    assert all(a >= p for a, p in zip(adjusted, p_values, strict=True))
    pairs = sorted(zip(p_values, adjusted, strict=True))
    assert [a for _, a in pairs] == sorted(adjusted)
