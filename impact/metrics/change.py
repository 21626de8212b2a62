"""The ratio of two rates, its exact interval, and the interval that is shown.

Given the sum of both counts, the first is binomial; the Clopper-Pearson interval of its share
gives that of the ratio (Przyborowski and Wilenski 1940; Fay 2010, doi 10.32614/RJ-2010-008; in
R rateratio.test, and exactci with "central").
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import bdtr, betaincinv

from impact.metrics.rates import check_count, check_exposure
from impact.model.errors import MetricError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.metrics.station_interval import StationInterval

_TAIL = 0.025  # of the two-sided 95% interval


@dataclass(frozen=True)
class RateRatio:
    """How many times the baseline rate, with its 95% interval and two-sided p-value."""

    estimate: float
    low: float
    high: float
    p_value: float


def rate_ratio(
    count: int, exposure: float, baseline_count: int, baseline_exposure: float
) -> RateRatio:
    """Compare the rates of two periods exactly.

    Parameters
    ----------
    count, baseline_count : int
        How many in each period, made by the same counting.
    exposure, baseline_exposure : float
        Trap-nights, or months of reporting, in the same unit.

    Returns
    -------
    RateRatio
        Where the baseline count is 0 the estimate and the upper end are infinite; where the
        count is 0 the estimate and the lower end are 0.

    Raises
    ------
    MetricError
        A count is no whole number of 0 or more, an exposure is not known or not above 0, or
        both counts are 0: nothing against nothing has no ratio.
    """
    for number in (count, baseline_count):
        check_count(number)
    for time in (exposure, baseline_exposure):
        check_exposure(time)
    together = count + baseline_count
    if together == 0:
        raise MetricError(
            "Nothing was counted in either period, so there is no ratio.",
            "Report both zeros with their effort.",
        )
    scale = baseline_exposure / exposure
    estimate = count / baseline_count * scale if baseline_count else math.inf
    low, high = exact_odds(count, baseline_count)
    p_value = _p_value(count, together, exposure, baseline_exposure)
    return RateRatio(estimate, low * scale, high * scale, p_value)


def exact_odds(count: float, baseline_count: float) -> tuple[float, float]:
    """Both ends of the 95% interval of the ratio of two means, at equal effort.

    Parameters
    ----------
    count, baseline_count : float
        Not both 0. They may be fractions: counts of groups of visits.

    Returns
    -------
    low, high : float
        0 where `count` is 0; infinite where `baseline_count` is 0.
    """
    low = _odds(betaincinv(count, baseline_count + 1, _TAIL)) if count else 0.0
    high = _odds(betaincinv(count + 1, baseline_count, 1 - _TAIL)) if baseline_count else math.inf
    return low, high


def wider(exact: RateRatio, stations: StationInterval | None) -> RateRatio:
    """The ratio as it is shown: the wider of both intervals at each end, the larger p.

    Parameters
    ----------
    exact : RateRatio
    stations : StationInterval or None
        None where nothing could be reshuffled: then it is the exact one.
    """
    if stations is None:
        return exact
    return RateRatio(
        exact.estimate,
        min(exact.low, stations.low),
        max(exact.high, stations.high),
        max(exact.p_value, stations.p_value),
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """P-values adjusted for how many comparisons were made (Holm 1979).

    Returns
    -------
    list of float
        In the order given: each p times the number of p-values at least as large that are not
        yet dealt with, never below an adjusted smaller one, never above 1.
    """
    order = np.argsort(p_values, kind="stable")
    left = np.arange(len(order), 0, -1)
    adjusted = np.minimum(np.maximum.accumulate(np.asarray(p_values)[order] * left), 1)
    return adjusted[np.argsort(order, kind="stable")].tolist()


def _odds(share: float) -> float:
    return float(share / (1 - share))


def _p_value(count: int, together: int, exposure: float, baseline_exposure: float) -> float:
    """Twice the smaller tail of the share that equal rates would give."""
    both = exposure + baseline_exposure
    fewer = bdtr(count, together, exposure / both)
    more = bdtr(together - count, together, baseline_exposure / both)  # as few of the other period
    return float(min(1.0, 2 * min(fewer, more)))
