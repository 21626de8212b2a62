"""What the numbers allow to be said. The words follow the interval, not the wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims.model import Verdict
from impact.metrics.change import RateRatio, rate_ratio

if TYPE_CHECKING:
    from impact.claims.model import Count, First


def ratio_of(current: Count, baseline: Count | None) -> RateRatio | None:
    """The ratio of the two rates, or None where the effort of either period is not known."""
    if baseline is None or current.value is None or baseline.value is None:
        return None
    if not current.exposure or not baseline.exposure:
        return None
    if current.in_effort == 0 and baseline.in_effort == 0:
        return None  # nothing against nothing has no ratio
    return rate_ratio(current.in_effort, current.exposure, baseline.in_effort, baseline.exposure)


def of_counts(current: Count, ratio: RateRatio | None) -> Verdict:
    """The verdict on a count and its comparison.

    An increase or a decrease is found only where the 95 % interval of the ratio excludes 1.
    """
    if current.value is None:
        return Verdict.NOT_RECORDED
    if current.value == 0:
        return Verdict.ZERO if current.exposure else Verdict.ZERO_EFFORT_UNKNOWN
    if ratio is None:
        return Verdict.COUNTS_ONLY
    if ratio.low > 1:
        return Verdict.INCREASE
    if ratio.high < 1:
        return Verdict.DECREASE
    return Verdict.NO_CLEAR_CHANGE


def of_first(first: First | None) -> Verdict:
    """The verdict on a first record: a date that is published, or only a report."""
    if first is None:
        return Verdict.NOT_RECORDED
    dated = first.precision not in ("published-by", "unknown")
    return Verdict.FIRST_RECORD if dated else Verdict.FIRST_AS_REPORTED
