"""Exact intervals, the station interval and break-even, by sums and bisection alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations, product

TAIL = 0.025
STEP = 1.05
TOP = 1000.0


# --- Poisson and binomial tails --------------------------------------------------------------


def poisson_at_most(count: int, mean: float) -> float:
    return math.fsum(
        math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1)
    )


def binomial_at_least(count: int, n: int, share: float) -> float:
    """The chance of `count` or more of `n`."""
    if count <= 0 or share >= 1:
        return 1.0
    if share <= 0:
        return 0.0
    return min(
        1.0,
        math.fsum(
            math.exp(
                math.lgamma(n + 1)
                - math.lgamma(k + 1)
                - math.lgamma(n - k + 1)
                + k * math.log(share)
                + (n - k) * math.log1p(-share)
            )
            for k in range(count, n + 1)
        ),
    )


def binomial_at_most(count: int, n: int, share: float) -> float:
    return 1.0 if count >= n else binomial_at_least(n - count, n, 1 - share)


def root(rising, low: float, high: float) -> float:
    """Where a rising function passes 0."""
    for _ in range(200):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def garwood(count: int) -> tuple[float, float]:
    """The exact 95% interval of a Poisson mean."""
    most = 10.0 * (count + 10)
    low = 0.0
    if count:
        low = root(lambda mean: 1 - poisson_at_most(count - 1, mean) - TAIL, 1e-9, most)
    return low, root(lambda mean: TAIL - poisson_at_most(count, mean), 1e-9, most)


# --- Two counts ------------------------------------------------------------------------------


def odds_ends(x1: int, x0: int) -> tuple[float, float]:
    """Both ends of the 95% interval of the odds of x1 in x1 + x0 (Clopper-Pearson)."""
    n = x1 + x0
    low = root(lambda p: binomial_at_least(x1, n, p) - TAIL, 0.0, 1.0) if x1 else 0.0
    high = root(lambda p: TAIL - binomial_at_most(x1, n, p), 0.0, 1.0) if x0 else 1.0
    return low / (1 - low), high / (1 - high) if high < 1 else math.inf


def exact_ratio(x1: int, t1: float, x0: int, t0: float) -> tuple[float, float, float, float]:
    """The rate ratio, both ends of its exact interval and its two-sided p."""
    low, high = odds_ends(x1, x0)
    share = t1 / (t1 + t0)
    n = x1 + x0
    tails = binomial_at_most(x1, n, share), binomial_at_least(x1, n, share)
    estimate = x1 / t1 / (x0 / t0) if x0 else math.inf
    return estimate, low * t0 / t1, high * t0 / t1, min(1.0, 2 * min(tails))


def break_even(x1: int, x0: int) -> tuple[float, float]:
    """ "More" stands only while e is below the first, "fewer" only while it is above the second."""
    return odds_ends(x1, x0)


# --- Stations as the sample ------------------------------------------------------------------


@dataclass(frozen=True)
class At:
    """Counts and nights of one station: later x1, t1; earlier x0, t0. No nights: not out then."""

    x1: int
    t1: float
    x0: int
    t0: float


def statistic(pairs: list[tuple], later: list[tuple], earlier: list[tuple]) -> float:
    """|r1 - r0| over the root of V, of stations in both periods, the later and the earlier."""
    x1 = sum(a[0] for a, _ in pairs) + sum(a[0] for a in later)
    t1 = sum(a[1] for a, _ in pairs) + sum(a[1] for a in later)
    x0 = sum(b[0] for _, b in pairs) + sum(b[0] for b in earlier)
    t0 = sum(b[1] for _, b in pairs) + sum(b[1] for b in earlier)
    r1, r0 = x1 / t1, x0 / t0

    def u(of: tuple, rate: float, nights: float) -> float:
        return (of[0] - rate * of[1]) / nights

    def factor(n: int) -> float:
        return n / (n - 1) if n > 1 else 1.0

    m, n1, n0 = len(pairs), len(pairs) + len(later), len(pairs) + len(earlier)
    variance = (
        factor(m) * sum((u(a, r1, t1) - u(b, r0, t0)) ** 2 for a, b in pairs)
        + factor(n1) * sum(u(a, r1, t1) ** 2 for a in later)
        + factor(n0) * sum(u(b, r0, t0) ** 2 for b in earlier)
    )
    larger, difference = max(r1, r0), abs(r1 - r0)
    difference = 0.0 if difference < 1e-12 * larger else difference
    variance = 0.0 if variance < 1e-12 * larger**2 else variance
    if difference == 0:
        return 0.0
    return difference / math.sqrt(variance) if variance else math.inf


def permutation_p(stations: list[At], theta: float) -> float:
    """The share of all arrangements whose statistic is at least the observed one."""
    both = [((s.x1, s.t1 * theta), (s.x0, s.t0)) for s in stations if s.t1 and s.t0]
    later = [(s.x1, s.t1 * theta) for s in stations if s.t1 and not s.t0]
    earlier = [(s.x0, s.t0) for s in stations if s.t0 and not s.t1]
    alone = later + earlier
    observed = statistic(both, later, earlier)
    as_extreme = total = 0
    for swaps in product((False, True), repeat=len(both)):
        pairs = [(b, a) if swap else (a, b) for swap, (a, b) in zip(swaps, both, strict=True)]
        for chosen in combinations(range(len(alone)), len(later)):
            first = [alone[i] for i in chosen]
            rest = [alone[i] for i in range(len(alone)) if i not in chosen]
            as_extreme += statistic(pairs, first, rest) >= observed * (1 - 1e-9)
            total += 1
    return as_extreme / total


def station_end(stations: list[At], ratio: float, step: float) -> float:
    """Outward from the ratio to the first that is rejected, then by bisection."""
    inside = outside = ratio
    while permutation_p(stations, outside) > 0.05:
        inside, outside = outside, outside * step
        if not ratio / TOP <= outside <= ratio * TOP:
            return math.inf if step > 1 else 0.0
    if inside == outside:
        return ratio
    while abs(outside / inside - 1) > 1e-7:
        middle = math.sqrt(inside * outside)
        if permutation_p(stations, middle) > 0.05:
            inside = middle
        else:
            outside = middle
    return inside


def station_interval(stations: list[At]) -> tuple[float, float]:
    """Both ends, where neither count is 0."""
    ratio = (sum(s.x1 for s in stations) / sum(s.t1 for s in stations)) / (
        sum(s.x0 for s in stations) / sum(s.t0 for s in stations)
    )
    return station_end(stations, ratio, 1 / STEP), station_end(stations, ratio, STEP)
