"""What two counts allow to be said: the interval shown, and the verdict."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.independent.intervals import exact_ratio, permutation_p, station_interval

if TYPE_CHECKING:
    from tests.independent.claims import Counted
    from tests.independent.intervals import At


def can_be_reshuffled(stations: list[At]) -> bool:
    """Whether any arrangement could reach p = 0.05."""
    both = sum(1 for one in stations if one.t1 and one.t0)
    later = sum(1 for one in stations if one.t1 and not one.t0)
    earlier = sum(1 for one in stations if one.t0 and not one.t1)
    if not later or not earlier:
        return both >= 6
    if not both:
        return min(later, earlier) >= 4 and max(later, earlier) >= 5
    return 2 / (2**both * math.comb(later + earlier, later)) <= 0.05


def enough_stations(stations: list[At]) -> bool:
    """Six different ones with a detection, six with effort in each period, and not too unlike."""
    later = [one for one in stations if one.t1]
    earlier = [one for one in stations if one.t0]
    if sum(1 for one in stations if one.x1 + one.x0) < 6 or min(len(later), len(earlier)) < 6:
        return False
    nights = (
        sum(one.t1 for one in later) / len(later),
        sum(one.t0 for one in earlier) / len(earlier),
    )
    number = len(later), len(earlier)
    return not (max(number) / min(number) > 1.5 and max(nights) / min(nights) > 1.5)


def compared(current: Counted, baseline: Counted | None, stations: list[At] | None) -> dict:
    """The ratio with both ends of the interval shown, and the verdict on them."""
    value = current.value
    if value is None:
        return {"verdict": "not_recorded"}
    if value == 0:
        return {"verdict": "zero" if current.exposure else "zero_effort_unknown"}
    if baseline is None or baseline.value is None or not (current.exposure and baseline.exposure):
        return {"verdict": "counts_only"}
    x1, x0 = current.compared, baseline.compared
    if not (x1 or x0):
        return {"verdict": "counts_only"}
    estimate, low, high, p = exact_ratio(x1, current.exposure, x0, baseline.exposure)
    if stations is None or not can_be_reshuffled(stations):
        return {"verdict": "no_units", "ratio": [estimate, low, high, p]}
    p = max(p, permutation_p(stations, 1.0))
    if not (x1 and x0):
        # One count is 0, though the other words of the claim are not those of a zero.
        return {"estimate": estimate, "p": p}
    ends = station_interval(stations)
    low, high = min(low, ends[0]), max(high, ends[1])
    return {"verdict": _word(stations, low, high, p), "ratio": [estimate, low, high, p]}


def _word(stations: list[At], low: float, high: float, p: float) -> str:
    if not enough_stations(stations):
        return "too_few_stations"
    if (low > 1 or high < 1) and p <= 0.05:
        return "increase" if low > 1 else "decrease"
    # An end at a half, or at twice, is found by bisection: as nearly as that goes.
    both_ways = low <= 0.5 * (1 + 1e-6) and high >= 2 * (1 - 1e-6)
    return "too_few_to_tell" if both_ways else "no_clear_change"
