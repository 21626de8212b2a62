"""What the numbers allow to be said. The words follow the evidence, not the wish."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from impact.claims.comparison import BreakEven, Comparison, Reason
from impact.claims.model import Verdict
from impact.claims.pairing import paired
from impact.metrics.break_even import dispersion, effort_break_even, largest_groups
from impact.metrics.change import rate_ratio, wider
from impact.metrics.permutation import possible_arrangements
from impact.metrics.station_interval import LEVEL, station_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims.comparison import Units
    from impact.claims.model import Count, Counted, First
    from impact.metrics.change import RateRatio
    from impact.metrics.permutation import Station

FEWEST = 6  # stations with a detection, and with effort in each period
SAME, MOVED = 6, (4, 5)  # fewer cannot reach p = 0.05, however they are reshuffled
UNLIKE = 1.5  # times the stations, and times the nights of each


def compared(
    current: Counted, baseline: Counted | None, moved_metres: float
) -> tuple[RateRatio | None, Comparison | None]:
    """The ratio of both rates as it is shown, and what stands behind it.

    Returns
    -------
    RateRatio, Comparison
        Both None where the effort of either period is not known, where nothing is recorded, or
        where neither count enters a rate: nothing against nothing has no ratio.
    """
    if baseline is None:
        return None, None
    now, before = current.count, baseline.count
    if now.value is None or before.value is None:
        return None, None
    if now.in_effort is None or before.in_effort is None:
        return None, None
    if not now.exposure or not before.exposure or not (now.in_effort or before.in_effort):
        return None, None
    exact = rate_ratio(now.in_effort, now.exposure, before.in_effort, before.exposure)
    if current.units is None or baseline.units is None:
        return exact, Comparison(exact, reason=Reason.NO_UNITS_ON_FILE)
    stations, units = paired(current.units, baseline.units, moved_metres)
    if too_few_to_reshuffle(units):
        return exact, Comparison(exact, units=units, reason=Reason.TOO_FEW_UNITS)
    return by_station(exact, stations, units)


def by_station(
    exact: RateRatio, stations: Sequence[Station], units: Units
) -> tuple[RateRatio, Comparison]:
    zero_from = exact.high if exact.estimate == 0 else exact.low
    interval = station_interval(stations, zero_from=zero_from)
    shown, reason = wider(exact, interval), unmet(stations, units)
    beyond = (
        reason is None
        and (shown.low > 1 or shown.high < 1)
        and interval.p_value <= LEVEL
        and zero_is_beyond(stations)
    )
    return shown, Comparison(exact, interval, units, beyond, reason)


def too_few_to_reshuffle(units: Units) -> bool:
    """Whether the smallest p that reshuffling could give is above 0.05."""
    fewer, more = sorted((units.current_only, units.baseline_only))
    if not fewer:
        return units.in_both < SAME
    if not units.in_both:
        return fewer < MOVED[0] or more < MOVED[1]
    numbers = units.in_both, units.current_only, units.baseline_only
    return 2 / possible_arrangements(*numbers) > LEVEL


def unmet(stations: Sequence[Station], units: Units) -> Reason | None:
    """The condition that a word of change lacks; None where all are met."""
    if units.with_event < FEWEST:
        return Reason.FEW_WITH_DETECTION
    if min(units.current, units.baseline) < FEWEST:
        return Reason.FEW_WITH_EFFORT
    nights = sum(one.exposure for one in stations) / units.current
    nights_before = sum(one.baseline_exposure for one in stations) / units.baseline
    if _times(units.current, units.baseline) > UNLIKE and _times(nights, nights_before) > UNLIKE:
        return Reason.TOO_UNLIKE
    return None


def _times(one: float, other: float) -> float:
    return max(one, other) / min(one, other)


def zero_is_beyond(stations: Sequence[Station]) -> bool:
    """Whether a fall to 0, or a rise from 0, would take larger groups than the stations show.

    A period without events has no spread of its own to judge by, so the spread of the other
    one is held against the groups that chance would need. True where neither count is 0.
    """
    now = np.array([(s.count, s.exposure) for s in stations if s.exposure > 0], float).T
    before = np.array(
        [(s.baseline_count, s.baseline_exposure) for s in stations if s.baseline_exposure > 0],
        float,
    ).T
    sums = *now.sum(axis=1), *before.sum(axis=1)
    if sums[0] and sums[2]:
        return True
    groups = largest_groups(*sums)
    other = before if sums[2] else now
    return groups is not None and groups >= dispersion(*other)


def of_counts(
    current: Count, ratio: RateRatio | None, comparison: Comparison | None = None
) -> Verdict:
    """The verdict on a count and its comparison.

    A zero comes first, then what is lacking, then what the interval shown allows.
    """
    if current.value is None:
        return Verdict.NOT_RECORDED
    if current.value == 0:
        return Verdict.ZERO if current.exposure else Verdict.ZERO_EFFORT_UNKNOWN
    if ratio is None or comparison is None:
        return Verdict.COUNTS_ONLY
    if comparison.stations is None:
        return Verdict.NO_UNITS
    if comparison.reason is not None:
        return Verdict.TOO_FEW_STATIONS
    if comparison.beyond_chance:
        return Verdict.INCREASE if ratio.estimate > 1 else Verdict.DECREASE
    if ratio.low <= 0.5 and ratio.high >= 2:
        return Verdict.TOO_FEW_TO_TELL
    return Verdict.NO_CLEAR_CHANGE


def break_even_of(
    current: Count,
    baseline: Count | None,
    ratio: RateRatio | None,
    comparison: Comparison | None,
) -> BreakEven | None:
    """What would turn the finding; None where no two counts are compared."""
    if baseline is None or current.value is None or baseline.value is None:
        return None
    now, before = current.in_effort, baseline.in_effort
    spent, spent_before = current.exposure, baseline.exposure
    if ratio is None and spent and spent_before and (current.value or baseline.value):
        return None  # both efforts are known, and none of the counted lies within them
    # Where there is a ratio, both efforts and both counts within them are known
    if ratio is None or now is None or before is None or spent is None or spent_before is None:
        more_below, fewer_above = effort_break_even(current.value, baseline.value)
        return BreakEven(fewer_above=fewer_above, more_below=more_below)
    if ratio.low <= 1 <= ratio.high:
        return _by_ratio(ratio, spent / spent_before)
    # Without stations to reshuffle the exact interval still shows a difference, if no word for it.
    shown = comparison is None or comparison.beyond_chance or comparison.stations is None
    turns = _by_ratio(ratio, spent / spent_before) if shown else BreakEven()
    recording = (ratio.low if ratio.low > 1 else ratio.high) if shown else None
    groups = largest_groups(now, spent, before, spent_before)
    return replace(turns, recording=recording, clustering=groups)


def _by_ratio(ratio: RateRatio, even: float) -> BreakEven:
    """Where the interval that is shown would end at 1, by the effort over that of the earlier."""
    return BreakEven(fewer_above=ratio.high * even, more_below=ratio.low * even)


def of_first(first: First | None) -> Verdict:
    """The verdict on a first record: a date that is published, or only a report."""
    if first is None:
        return Verdict.NOT_RECORDED
    dated = first.precision not in ("published-by", "unknown")
    return Verdict.FIRST_RECORD if dated else Verdict.FIRST_AS_REPORTED
