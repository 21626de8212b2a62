"""The studentised permutation test of two periods, with stations as the sample.

Stations with effort in both periods swap their counts and nights between them, each or not;
stations with effort in one period only are shared out anew, keeping the numbers of each. The
statistic is the difference of the two rates over its own standard error (Janssen 1997,
doi 10.1016/S0167-7152(97)00043-6; Chung and Romano 2013, doi 10.1214/13-AOS1090).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from impact.metrics.rates import check_count, check_exposure

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ARRANGEMENTS = 20_000  # all of them up to here, else so many are drawn:
DRAWS = 5_000
SEED = 20_130_423
_TIE = 1e-9  # statistics nearer than this, as a share, are a tie
_NOTHING = 1e-12  # of the larger rate: what a difference of fractions leaves


@dataclass(frozen=True)
class Station:
    """What one station (or village) gave in each period.

    An exposure of 0 means that it had no effort then and belongs to the other period only.
    """

    id: str
    count: int
    exposure: float
    baseline_count: int
    baseline_exposure: float

    @property
    def in_both(self) -> bool:
        return self.exposure > 0 and self.baseline_exposure > 0


def possible_arrangements(in_both: int, current_only: int, baseline_only: int) -> int:
    """In how many ways the stations can be shared out between the periods."""
    return 2**in_both * math.comb(current_only + baseline_only, current_only)


class StationTest:
    """The test of one data set, for any ratio of the two rates.

    Whatever does not depend on the ratio is summed once for each arrangement. A ratio then
    costs a few operations on arrays as long as there are arrangements.

    Parameters
    ----------
    stations : sequence of Station
        Those with effort in either period, in any order.

    Attributes
    ----------
    ratio : float
        Of the observed rates; infinite where the baseline count is 0.
    arrangements : int
        How many are looked at, the observed one among them.
    all_arrangements : bool
        Whether these are all there are; else they were drawn, with a fixed seed.

    Raises
    ------
    MetricError
        A count is no whole number of 0 or more, or a period has no effort.
    """

    def __init__(self, stations: Sequence[Station]) -> None:
        in_order = sorted(stations, key=lambda one: one.id)
        for one in in_order:
            check_count(one.count)
            check_count(one.baseline_count)
        both = [one for one in in_order if one.in_both]
        alone = [one for one in in_order if not one.in_both]
        later = np.array([one.exposure > 0 for one in alone], dtype=bool)
        self._numbers = len(both), int(later.sum()), int((~later).sum())
        self.all_arrangements = possible_arrangements(*self._numbers) <= MOST_ARRANGEMENTS
        swapped, chosen = arrangements(len(both), later.tobytes())
        self.arrangements = len(swapped)
        self._both = _in_both(swapped, both)
        self._later = _alone(chosen[:, later], [s for s in alone if s.exposure > 0], "later")
        self._earlier = _alone(chosen[:, ~later], [s for s in alone if s.exposure <= 0], "earlier")
        nights = sum(s.exposure for s in in_order), sum(s.baseline_exposure for s in in_order)
        for exposure in nights:
            check_exposure(exposure)
        before = sum(s.baseline_count for s in in_order) / nights[1]
        self.ratio = sum(s.count for s in in_order) / nights[0] / before if before else math.inf

    def p_value(self, ratio: float) -> float:
        """The share of arrangements that differ at least as much as what was observed."""
        statistic = self._statistic(ratio)
        return float(np.mean(statistic >= statistic[0] * (1 - _TIE)))

    def _statistic(self, ratio: float) -> np.ndarray:
        """|r1 - r0| / sqrt(V) of each arrangement, at later exposures times `ratio`."""
        both, later, earlier = self._both, self._later, self._earlier
        t1 = both.t1(ratio) + later.chosen.nights(ratio) + earlier.chosen.nights(1)
        t0 = both.t0(ratio) + later.left.nights(ratio) + earlier.left.nights(1)
        r1 = (both.x1 + later.chosen.x + earlier.chosen.x) / t1
        r0 = (both.x0 + later.left.x + earlier.left.x) / t0
        in_both, current_only, baseline_only = self._numbers
        variance = _factor(in_both) * both.squares(ratio, r1, t1, r0, t0)
        more = later.chosen.squares(ratio, r1) + earlier.chosen.squares(1, r1)
        variance += _factor(in_both + current_only) * more / t1**2
        more = later.left.squares(ratio, r0) + earlier.left.squares(1, r0)
        variance += _factor(in_both + baseline_only) * more / t0**2
        difference, larger = np.abs(r1 - r0), np.maximum(r1, r0)
        difference[difference < _NOTHING * larger] = 0
        variance[variance < _NOTHING * larger**2] = 0
        # 0 over 0 is 0: equal rates are no difference; anything else over 0 is infinite.
        statistic = np.where(difference > 0, np.inf, 0.0)
        np.divide(difference, np.sqrt(variance), out=statistic, where=variance > 0)
        return statistic


def _factor(n: int) -> float:
    return n / (n - 1) if n > 1 else 1.0


@lru_cache(maxsize=8)
def arrangements(in_both: int, later: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Which stations swap, and which of those in one period only go to the later one.

    Returns
    -------
    swapped, chosen : array of bool
        One row an arrangement, the observed one first; a column for each station in both, and
        for each in one only (`later` says in which).
    """
    observed = np.frombuffer(later, dtype=bool)
    size, number = len(observed), int(observed.sum())
    if possible_arrangements(in_both, number, size - number) > MOST_ARRANGEMENTS:
        random = np.random.default_rng(SEED)
        swapped = random.random((DRAWS, in_both)) < 0.5
        ranks = random.random((DRAWS, size)).argsort(axis=1).argsort(axis=1)
        return (
            np.vstack([np.zeros((1, in_both), dtype=bool), swapped]),
            np.vstack([observed[None], ranks < number]),
        )
    swaps = (np.arange(2**in_both)[:, None] >> np.arange(in_both) & 1).astype(bool)
    choices = np.zeros((math.comb(size, number), size), dtype=bool)
    for row, choice in enumerate(combinations(range(size), number)):
        choices[row, list(choice)] = True
    first = np.flatnonzero((choices == observed).all(axis=1))[0]
    choices[[0, first]] = choices[[first, 0]]
    return np.repeat(swaps, len(choices), axis=0), np.tile(choices, (len(swaps), 1))


@dataclass(frozen=True)
class _Sums:
    """Of stations of one period, in each arrangement: sums of counts, nights and products."""

    x: np.ndarray
    t: np.ndarray
    xx: np.ndarray
    xt: np.ndarray
    tt: np.ndarray

    def nights(self, ratio: float) -> np.ndarray:
        return ratio * self.t

    def squares(self, ratio: float, rate: np.ndarray) -> np.ndarray:
        """The sum of (count - rate * nights) squared."""
        return self.xx - 2 * ratio * rate * self.xt + (ratio * rate) ** 2 * self.tt


@dataclass(frozen=True)
class _Alone:
    """Stations of one period only: those that an arrangement puts in the later period, and
    those that it leaves to the earlier one."""

    chosen: _Sums
    left: _Sums


def _alone(chosen: np.ndarray, stations: list[Station], period: str) -> _Alone:
    if not stations:  # sums of nothing: not an array of them for each arrangement
        nothing = _Sums(*[np.zeros(())] * 5)
        return _Alone(nothing, nothing)
    x = np.array([s.count if period == "later" else s.baseline_count for s in stations], float)
    t = np.array([s.exposure or s.baseline_exposure for s in stations], float)
    values = np.column_stack([x, t, x * x, x * t, t * t])
    inside = chosen.astype(float) @ values
    return _Alone(_Sums(*inside.T), _Sums(*(values.sum(axis=0) - inside).T))


@dataclass(frozen=True)
class _InBoth:
    """Stations of both periods: `kept` and `swapped` sums, and products across the periods."""

    now: tuple[_Sums, _Sums]  # counts and nights of the later period: kept there, swapped away
    before: tuple[_Sums, _Sums]  # those of the earlier one
    x1_t0: tuple[np.ndarray, np.ndarray]
    t1_x0: tuple[np.ndarray, np.ndarray]
    x1_x0: float
    t1_t0: float

    @property
    def x1(self) -> np.ndarray:
        return self.now[0].x + self.before[1].x

    @property
    def x0(self) -> np.ndarray:
        return self.before[0].x + self.now[1].x

    def t1(self, ratio: float) -> np.ndarray:
        return ratio * self.now[0].t + self.before[1].t

    def t0(self, ratio: float) -> np.ndarray:
        return self.before[0].t + ratio * self.now[1].t

    def squares(
        self, ratio: float, r1: np.ndarray, t1: np.ndarray, r0: np.ndarray, t0: np.ndarray
    ) -> np.ndarray:
        """The sum of (u1 - u0) squared, u being what a count exceeds its expectation by."""
        later = self.now[0].squares(ratio, r1) + self.before[1].squares(1, r1)
        earlier = self.before[0].squares(1, r0) + self.now[1].squares(ratio, r0)
        counts_by_nights = self.x1_t0[0] + ratio * self.t1_x0[1]
        nights_by_counts = ratio * self.t1_x0[0] + self.x1_t0[1]
        across = self.x1_x0 - r0 * counts_by_nights - r1 * nights_by_counts
        across = across + ratio * r1 * r0 * self.t1_t0
        return later / t1**2 - 2 * across / (t1 * t0) + earlier / t0**2


def _in_both(swapped: np.ndarray, stations: list[Station]) -> _InBoth:
    x1, t1, x0, t0 = (
        np.array([getattr(s, name) for s in stations], float)
        for name in ("count", "exposure", "baseline_count", "baseline_exposure")
    )
    now, before = [x1, t1, x1 * x1, x1 * t1, t1 * t1], [x0, t0, x0 * x0, x0 * t0, t0 * t0]
    values = np.column_stack([*now, *before, x1 * t0, t1 * x0])
    away = swapped.astype(float) @ values
    kept = values.sum(axis=0) - away
    return _InBoth(
        now=(_Sums(*kept.T[:5]), _Sums(*away.T[:5])),
        before=(_Sums(*kept.T[5:10]), _Sums(*away.T[5:10])),
        x1_t0=(kept[:, 10], away[:, 10]),
        t1_x0=(kept[:, 11], away[:, 11]),
        x1_x0=float(x1 @ x0),
        t1_t0=float(t1 @ t0),
    )
