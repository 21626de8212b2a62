"""The interval of a ratio when stations, not single visits, are the sample.

Visits come in clusters: one cat, one trail, one good station. Counted as if each came alone, they
call a change where there is none. The interval here holds every ratio that reshuffling the
stations does not reject at 5 % (see `impact.metrics.permutation`). Villages and their months of
reporting are reshuffled in the same way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from impact.metrics.permutation import StationTest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.metrics.permutation import Station

LEVEL = 0.05
STEP = 1.05
STEPS = 141  # 1.05 ** 141 is within a factor of 1,000; one step more is not
_PRECISION = 1e-8


@dataclass(frozen=True)
class StationInterval:
    """The ratios that reshuffling the stations does not reject, and p for a ratio of 1.

    `arrangements` is how many were looked at, `all_arrangements` whether these are all.
    """

    low: float
    high: float
    p_value: float
    arrangements: int
    all_arrangements: bool


def station_interval(stations: Sequence[Station], *, zero_from: float = 1.0) -> StationInterval:
    """Compare the rates of two periods by reshuffling their stations.

    Parameters
    ----------
    stations : sequence of Station
        Those with effort in either period, in any order.
    zero_from : float
        Where the search for the other end begins if a count is 0, since the ratio (0, or
        infinite) gives no place to begin: the end of the exact interval.

    Returns
    -------
    StationInterval
        An end that is more than a factor of 1,000 away is 0 or infinite, as is the end towards
        0 (infinity) of a count (a baseline) of 0. Where every ratio is rejected the interval is
        the observed ratio alone.

    Raises
    ------
    MetricError
        A count is no whole number of 0 or more, or a period has no effort.
    """
    return _interval(tuple(sorted(stations, key=lambda one: one.id)), zero_from)


@lru_cache(maxsize=256)
def _interval(stations: tuple[Station, ...], zero_from: float) -> StationInterval:
    """Remembered: under another threshold the stations often have the very same counts."""
    test = StationTest(stations)
    if test.ratio == 0:
        low, high = 0.0, _end_of_zero(test, zero_from, STEP)
    elif math.isinf(test.ratio):
        low, high = _end_of_zero(test, zero_from, 1 / STEP), math.inf
    else:
        low, high = (_outward(test, test.ratio, step) for step in (1 / STEP, STEP))
    return StationInterval(low, high, test.p_value(1.0), test.arrangements, test.all_arrangements)


def _rejects(test: StationTest, ratio: float) -> bool:
    return test.p_value(ratio) <= LEVEL


def _outward(test: StationTest, inside: float, step: float) -> float:
    """The last ratio that is not rejected on the way out from one that is not."""
    for _ in range(STEPS):
        outside = inside * step
        if _rejects(test, outside):
            return _between(test, inside, outside)
        inside = outside
    return math.inf if step > 1 else 0.0


def _end_of_zero(test: StationTest, start: float, step: float) -> float:
    """Outward from where the search begins, or back to the first ratio that is not rejected."""
    if not _rejects(test, start):
        return _outward(test, start, step)
    outside = start
    for _ in range(STEPS):
        inside = outside / step
        if not _rejects(test, inside):
            return _between(test, inside, outside)
        outside = inside
    return test.ratio


def _between(test: StationTest, inside: float, outside: float) -> float:
    while abs(outside / inside - 1) > _PRECISION:
        middle = math.sqrt(inside * outside)
        if _rejects(test, middle):
            outside = middle
        else:
            inside = middle
    return inside
