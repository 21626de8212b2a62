"""Intervals, break-even and zeros of the program, and by sums and bisection."""

from __future__ import annotations

from random import Random

import pytest

from impact.metrics import break_even, change, permutation, rates, station_interval, zero
from tests.independent import intervals
from tests.independent.intervals import At

COUNTS = [(2, 17877, 9, 16660), (11, 1, 5, 1), (8, 10, 27, 10), (0, 364, 8, 364), (7, 100, 0, 50)]
NEAR = {"rel": 1e-6, "abs": 1e-9}


def stations(seed: int) -> list[At]:
    """A few stations in both periods and some that were moved, with something seen in each."""
    random = Random(seed)
    both, later, earlier = random.choice(((3, 2, 2), (6, 0, 0), (0, 3, 4), (5, 1, 0), (2, 0, 3)))
    nights = (0.5, 30.0, 30.0, 61.25)
    found = [At(random.randint(0, 6), random.choice(nights), random.randint(0, 3), 30.0)] * both
    found = [At(random.randint(0, 6), one.t1, random.randint(0, 3), one.t0) for one in found]
    found += [At(random.randint(1, 5), random.choice(nights), 0, 0.0) for _ in range(later)]
    found += [At(0, 0.0, random.randint(1, 5), random.choice(nights)) for _ in range(earlier)]
    first = found[0]
    return [
        At(first.x1 + bool(first.t1), first.t1, first.x0 + bool(first.t0), first.t0),
        *found[1:],
    ]


def as_stations(some: list[At]) -> list[permutation.Station]:
    return [
        permutation.Station(f"s{n:02}", one.x1, one.t1, one.x0, one.t0)
        for n, one in enumerate(some)
    ]


@pytest.mark.parametrize("counts", COUNTS)
def test_the_exact_interval_of_a_ratio(counts):
    found = change.rate_ratio(*counts)
    theirs = [found.estimate, found.low, found.high, found.p_value]
    assert theirs == pytest.approx(list(intervals.exact_ratio(*counts)), **NEAR)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("theta", [0.3, 1.0, 4.0])
def test_the_permutation_of_stations(seed, theta):
    some = stations(seed)
    theirs = permutation.StationTest(as_stations(some)).p_value(theta)
    assert theirs == pytest.approx(intervals.permutation_p(some, theta), **NEAR)


@pytest.mark.parametrize("seed", range(5))
def test_the_interval_with_stations_as_the_sample(seed):
    some = stations(seed)
    found = station_interval.station_interval(as_stations(some))
    assert [found.low, found.high] == pytest.approx(
        list(intervals.station_interval(some)), rel=1e-5
    )


@pytest.mark.parametrize("count", [0, 1, 5, 40])
def test_the_interval_of_a_rate(count):
    found = rates.rate(count, 100.0)
    assert [found.low, found.high] == pytest.approx(list(intervals.garwood(count)), **NEAR)


@pytest.mark.parametrize(("x1", "x0"), [(0, 8), (8, 0), (11, 5), (8, 27), (27, 8)])
def test_break_even_of_effort(x1, x0):
    theirs = break_even.effort_break_even(x1, x0)
    assert list(theirs) == pytest.approx(list(intervals.break_even(x1, x0)), **NEAR)


@pytest.mark.parametrize(("x1", "x0", "groups"), [(0, 8, 1.50), (27, 8, 2.17), (52, 20, 3.09)])
def test_break_even_of_clustering(x1, x0, groups):
    assert break_even.largest_groups(x1, 1, x0, 1) == pytest.approx(groups, abs=0.005)


@pytest.mark.parametrize("effort", [0.25, 1.0, 3.0])
def test_what_may_be_seen_after_a_zero(effort):
    k = 0
    while (effort / (1 + effort)) ** (k + 1) > 0.025:
        k += 1
    assert zero.next_count(effort) == k
    assert zero.upper_bound(1.0) == pytest.approx(intervals.garwood(0)[1], **NEAR)
