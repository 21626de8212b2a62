"""Detections per 100 trap-nights, pooled over stations, with their interval.

The rate mixes how many animals there are with how easily they are photographed (Sollmann 2018,
doi 10.1111/aje.12557). The interval is the exact one of a Poisson count (Garwood 1936,
doi 10.1093/biomet/28.3-4.437); detections that come in clusters make it too narrow, so the
share of stations with a detection stands beside it.

A record made on a day on which no camera of its location worked enters no rate: before it was set
up, after it was collected, or while it had failed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import gammaincinv

from impact.model.errors import MetricError


@dataclass(frozen=True)
class Rate:
    """A count in an exposure, and the rate `per` so much exposure with its interval."""

    count: int
    exposure: float
    estimate: float
    low: float
    high: float
    per: float = 100.0


def rate(
    count: int, exposure: float | None, *, per: float = 100.0, confidence: float = 0.95
) -> Rate:
    """A rate and its exact Poisson interval (Garwood 1936).

    Parameters
    ----------
    count : int
        How many.
    exposure : float
        In how many trap-nights, or months of reporting.
    per : float
        The exposure that the rate is given for.
    confidence : float
        Of the two-sided interval.

    Raises
    ------
    MetricError
        The exposure is not known or not above 0, the count is no whole number of 0 or more, or
        the confidence is not between 0 and 1. Unknown effort gives no rate, never a rate of 0.
    """
    check_count(count)
    exposure = check_exposure(exposure)
    check_confidence(confidence)
    low, high = _garwood(np.array([count]), confidence)
    scale = per / exposure
    return Rate(count, exposure, count * scale, float(low[0]) * scale, float(high[0]) * scale, per)


def _garwood(counts: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of the interval of Poisson counts, by the gamma distribution: half of the
    chi-squared one with twice the degrees of freedom."""
    tail = (1 - confidence) / 2
    # With nothing counted the lower end is 0, of which there is no gamma distribution.
    low = np.where(counts > 0, gammaincinv(np.maximum(counts, 1), tail), 0.0)
    return low, gammaincinv(counts + 1, 1 - tail)


def check_count(count: float) -> None:
    """Refuse a count that is no whole number of 0 or more (MetricError)."""
    if pd.isna(count) or count < 0 or count != int(count):
        raise MetricError(
            f"{count} is no count.", "A count is a whole number, 0 or more; unknown is no count."
        )


def check_exposure(exposure: float | None) -> float:
    """The exposure; MetricError where it is not known, or not above 0."""
    if exposure is None or pd.isna(exposure) or not 0 < exposure < np.inf:
        raise MetricError(
            f"Effort of {exposure} gives no rate.",
            "Give the trap-nights or months of reporting, or show the count alone.",
        )
    return exposure


def check_confidence(confidence: float) -> None:
    """Refuse a confidence that is not between 0 and 1 (MetricError)."""
    if not 0 < confidence < 1:
        raise MetricError(
            f"A confidence of {confidence} is not between 0 and 1.", "Use 0.95 for 95%."
        )
