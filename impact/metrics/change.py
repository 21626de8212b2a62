"""The ratio of two rates: "up from" and "down from" only where the counts allow it.

Given the sum of both counts, the first is binomial; the Clopper-Pearson interval of its share
gives that of the ratio (Przyborowski and Wilenski 1940; Fay 2010, doi 10.32614/RJ-2010-008; in
R rateratio.test, and exactci with "central").
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.stats import beta, binom

from impact.metrics.rates import check_count, check_exposure
from impact.model.errors import MetricError

_TAIL = 0.025  # of the two-sided 95 % interval


@dataclass(frozen=True)
class RateRatio:
    """How many times the baseline rate, with its 95 % interval and two-sided p-value."""

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
    low = _odds(beta.ppf(_TAIL, count, baseline_count + 1)) * scale if count else 0.0
    high = math.inf
    if baseline_count:
        high = _odds(beta.ppf(1 - _TAIL, count + 1, baseline_count)) * scale
    return RateRatio(estimate, low, high, _p_value(count, together, exposure, baseline_exposure))


def _odds(share: float) -> float:
    return float(share / (1 - share))


def _p_value(count: int, together: int, exposure: float, baseline_exposure: float) -> float:
    """Twice the smaller tail of the share that equal rates would give."""
    share = exposure / (exposure + baseline_exposure)
    fewer = binom.cdf(count, together, share)
    more = binom.sf(count - 1, together, share)
    return float(min(1.0, 2 * min(fewer, more)))
