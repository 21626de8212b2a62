"""What would have to be otherwise: how much effort, or how large groups, would turn a finding.

Arithmetic on two published counts, by the exact interval of their ratio; not an estimate of the
ratio itself.
"""

from __future__ import annotations

import math

import numpy as np

from impact.metrics.change import exact_odds
from impact.metrics.rates import check_count, check_exposure


def effort_break_even(count: int, baseline_count: int) -> tuple[float | None, float | None]:
    """Between which relative efforts two counts say nothing about more or fewer.

    Parameters
    ----------
    count, baseline_count : int
        Of the later and the earlier period.

    Returns
    -------
    more_below, fewer_above : float or None
        With e, the effort of the later period over that of the earlier: "more" stands only
        while e is below the first (0: never), "fewer" only while it is above the second
        (infinite: never). None where both counts are 0: neither word ever stands.

    Raises
    ------
    MetricError
        A count is no whole number of 0 or more.
    """
    check_count(count)
    check_count(baseline_count)
    if count == baseline_count == 0:
        return None, None
    return exact_odds(count, baseline_count)


def largest_groups(
    count: int, exposure: float, baseline_count: int, baseline_exposure: float
) -> float | None:
    """How large the groups may be in which events come, before chance could give the difference.

    Parameters
    ----------
    count, exposure, baseline_count, baseline_exposure
        As for `impact.metrics.change.rate_ratio`.

    Returns
    -------
    float or None
        The largest d at which the exact interval of the counts divided by d still leaves 1 out.
        None where it has 1 in it even for single events (d = 1).

    Raises
    ------
    MetricError
        A count is no whole number of 0 or more, or an exposure is not known or not above 0.
    """
    for number in (count, baseline_count):
        check_count(number)
    for time in (exposure, baseline_exposure):
        check_exposure(time)
    if count == baseline_count == 0:
        return None
    even = exposure / baseline_exposure
    rises = count / baseline_count > even if baseline_count else True

    def beyond(size: float) -> float:
        """Above 0 where the end of the interval that is nearer to 1 leaves it out."""
        low, high = exact_odds(count / size, baseline_count / size)
        return low / even - 1 if rises else 1 - high / even

    if not beyond(1) > 0:
        return None
    from scipy.optimize import brentq  # slow to import, and only a version's making needs it

    return float(brentq(beyond, 1, count + baseline_count + 1, xtol=1e-9))


def dispersion(counts: np.ndarray, exposures: np.ndarray) -> float:
    """How much more the counts of stations differ than single visits would make them.

    Parameters
    ----------
    counts, exposures : array
        Of each station of one period.

    Returns
    -------
    float
        Pearson's statistic over its degrees of freedom, and never below 1 (single visits).
        Infinite for a single station, which shows nothing of how stations differ.
    """
    expected = counts.sum() / exposures.sum() * exposures
    if len(counts) < 2:
        return math.inf
    if not counts.sum():
        return 1.0
    return max(1.0, float(((counts - expected) ** 2 / expected).sum() / (len(counts) - 1)))
