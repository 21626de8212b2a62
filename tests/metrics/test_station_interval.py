"""Stations as the sample: known answers, a slow calculation from the definition, and laws."""

from __future__ import annotations

import math
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.metrics.change import rate_ratio, wider
from impact.metrics.permutation import DRAWS, Station, StationTest, possible_arrangements
from impact.metrics.station_interval import station_interval
from impact.model.errors import MetricError

SHORT = settings(max_examples=40, deadline=None)

# Two spring seasons of the same fourteen stations: visits and trap-nights, later and earlier.
TWO_SEASONS = [
    (3, 115, 0, 111),
    (3, 112, 1, 107),
    (0, 110, 0, 110),
    (0, 115, 1, 111),
    (3, 109, 0, 110),
    (1, 115, 3, 116),
    (3, 115, 1, 117),
    (1, 114, 0, 114),
    (2, 111, 2, 112),
    (1, 112, 0, 110),
    (3, 118, 0, 116),
    (3, 114, 0, 112),
    (3, 114, 1, 107),
    (1, 111, 3, 115),
]


def stations(*rows: tuple) -> list[Station]:
    return [Station(f"S{number:02}", *row) for number, row in enumerate(rows)]


def test_27_against_12_at_14_stations_is_within_chance_although_the_exact_interval_is_not():
    exact = rate_ratio(27, 1585, 12, 1568)
    assert (exact.low, exact.high) == pytest.approx((1.0904, 4.8233), abs=5e-5)
    assert exact.p_value == pytest.approx(0.02585, abs=5e-6)
    found = station_interval(stations(*TWO_SEASONS))
    assert (found.low, found.high) == pytest.approx((0.9937, 7.5570), abs=5e-5)
    assert found.p_value == pytest.approx(0.05762, abs=5e-6)
    assert (found.arrangements, found.all_arrangements) == (2**14, True)
    shown = wider(exact, found)
    assert (shown.low, shown.high, shown.p_value) == (found.low, found.high, found.p_value)
    assert shown.estimate == pytest.approx(27 / 1585 / (12 / 1568))


def test_where_nothing_was_reshuffled_the_exact_interval_is_shown():
    exact = rate_ratio(11, 1, 5, 1)
    assert wider(exact, None) == exact


@pytest.mark.parametrize(
    ("numbers", "arrangements"),
    [((5, 0, 0), 32), ((0, 4, 5), 126), ((2, 2, 3), 40), ((40, 0, 0), DRAWS + 1)],
)
def test_all_arrangements_are_looked_at_where_there_are_few(numbers, arrangements):
    in_both, current_only, baseline_only = numbers
    rows = [(1, 10.0, 2, 10.0)] * in_both
    rows += [(1, 10.0, 0, 0.0)] * current_only + [(0, 0.0, 1, 10.0)] * baseline_only
    test = StationTest(stations(*rows))
    assert test.arrangements == arrangements
    assert test.all_arrangements == (possible_arrangements(*numbers) == arrangements)


def rate(cells: list[tuple]) -> float:
    return sum(count for count, _ in cells) / sum(nights for _, nights in cells)


def statistic(pairs: list, later: list, earlier: list) -> float:
    """|r1 - r0| / sqrt(V) of one arrangement, as it is defined."""
    now = [pair[0] for pair in pairs] + later
    before = [pair[1] for pair in pairs] + earlier
    r1, r0 = rate(now), rate(before)
    t1, t0 = sum(t for _, t in now), sum(t for _, t in before)
    u1 = [(x - r1 * t) / t1 for x, t in now]
    u0 = [(x - r0 * t) / t0 for x, t in before]
    m = len(pairs)

    def corrected(n: int, values) -> float:
        return (n / (n - 1) if n > 1 else 1) * sum(value**2 for value in values)

    variance = corrected(m, (u1[i] - u0[i] for i in range(m)))
    variance += corrected(len(now), u1[m:]) + corrected(len(before), u0[m:])
    difference, larger = abs(r1 - r0), max(r1, r0)
    difference = 0 if difference < 1e-12 * larger else difference
    variance = 0 if variance < 1e-12 * larger**2 else variance
    if not variance:
        return math.inf if difference else 0.0
    return difference / math.sqrt(variance)


def slow_p_value(rows: list[Station], ratio: float) -> float:
    """Every arrangement, one at a time."""
    cells = [((s.count, s.exposure * ratio), (s.baseline_count, s.baseline_exposure)) for s in rows]
    both = [cell for cell in cells if cell[0][1] and cell[1][1]]
    later = [now for now, before in cells if not before[1]]
    alone = later + [before for now, before in cells if not now[1]]
    found = []
    for swaps in product([False, True], repeat=len(both)):
        pairs = [cell[::-1] if swap else cell for cell, swap in zip(both, swaps, strict=True)]
        for chosen in combinations(range(len(alone)), len(later)):
            left = [cell for at, cell in enumerate(alone) if at not in chosen]
            found.append(statistic(pairs, [alone[at] for at in chosen], left))
    # The first arrangement is the observed one: nothing swapped, the first ones later.
    return sum(one >= found[0] * (1 - 1e-9) for one in found) / len(found)


COUNTS = st.integers(0, 9)
NIGHTS = st.sampled_from([0.5, 10.0, 30.25, 100.0])
IN_BOTH = st.lists(st.tuples(COUNTS, NIGHTS, COUNTS, NIGHTS), max_size=4)
LATER = st.lists(st.tuples(COUNTS, NIGHTS, st.just(0), st.just(0.0)), max_size=3)
EARLIER = st.lists(st.tuples(st.just(0), st.just(0.0), COUNTS, NIGHTS), max_size=3)
SURVEYS = (
    st.tuples(IN_BOTH, LATER, EARLIER)
    .filter(lambda parts: (parts[0] or parts[1]) and (parts[0] or parts[2]))
    .map(lambda parts: stations(*(row for part in parts for row in part)))
)


def something_in_both_periods(survey: list[Station]) -> bool:
    return sum(s.count for s in survey) > 0 < sum(s.baseline_count for s in survey)


RATIOS = st.sampled_from([0.2, 1.0, 1.7])


@SHORT
@given(SURVEYS, RATIOS)
def test_p_equals_a_count_of_all_arrangements_one_at_a_time(survey, ratio):
    assert StationTest(survey).p_value(ratio) == pytest.approx(slow_p_value(survey, ratio))


@SHORT
@given(SURVEYS, st.randoms(use_true_random=False))
def test_the_order_of_the_stations_changes_nothing(survey, random):
    mixed = random.sample(survey, len(survey))
    assert StationTest(mixed).p_value(1) == StationTest(survey).p_value(1)


def turned(survey: list[Station]) -> list[Station]:
    """The periods change places."""
    return [
        Station(s.id, s.baseline_count, s.baseline_exposure, s.count, s.exposure) for s in survey
    ]


@SHORT
@given(SURVEYS.filter(something_in_both_periods))
def test_the_periods_turned_round_give_the_inverse(survey):
    there, back = station_interval(survey), station_interval(turned(survey))
    assert back.p_value == there.p_value
    for one, other in ((back.low, there.high), (back.high, there.low)):
        assert one == pytest.approx(1 / other if other else math.inf, rel=1e-6)


@SHORT
@given(SURVEYS.filter(something_in_both_periods))
def test_the_observed_ratio_is_never_rejected_and_lies_within(survey):
    test, found = StationTest(survey), station_interval(survey)
    assert test.p_value(test.ratio) == 1
    assert found.low <= test.ratio <= found.high


@SHORT
@given(SURVEYS, st.sampled_from([0.25, 7.0]))
def test_effort_in_other_units_changes_nothing(survey, scale):
    scaled = [
        Station(s.id, s.count, s.exposure * scale, s.baseline_count, s.baseline_exposure * scale)
        for s in survey
    ]
    assert StationTest(scaled).p_value(1) == StationTest(survey).p_value(1)


def test_a_fall_to_0_has_no_lower_end_and_a_rise_from_0_no_upper_one():
    fall = stations(*[(0, 100.0, 3 + n % 3, 100.0) for n in range(10)])
    found = station_interval(fall, zero_from=0.1)
    assert found.low == 0
    assert 0 <= found.high < 1
    back = station_interval(turned(fall), zero_from=10)
    assert math.isinf(back.high)
    assert back.low > 1


@pytest.mark.parametrize("zero_from", [0.01, 0.3, 2.0])
def test_where_the_search_for_the_end_of_a_0_begins_does_not_matter(zero_from):
    fall = stations(*[(0, 100.0, n % 4, 100.0) for n in range(9)])
    assert station_interval(fall, zero_from=zero_from).high == pytest.approx(
        station_interval(fall).high, rel=1e-6
    )


def test_a_period_without_any_effort_is_refused():
    with pytest.raises(MetricError):
        station_interval(stations((3, 10.0, 0, 0.0)))
