"""Targets: how much of the way from the baseline to the target has been covered.

Progress is (actual - baseline) / (target - baseline), which also works where lower is better
(IATI Standard 2.03, results: baseline, target and actual, each with its year and unit). It may
be below 0, where things went the other way, and above 1, where the target was passed.
"""

from __future__ import annotations

from impact.model.errors import MetricError


def progress(actual: float, baseline: float, target: float) -> float:
    """The share of the way from the baseline to the target, 1 being all of it.

    Parameters
    ----------
    actual, baseline, target : float
        In one unit.

    Raises
    ------
    MetricError
        The target is the baseline: there is no way to go.
    """
    if target == baseline:
        raise MetricError(
            f"The target {target:g} is the same as its baseline.",
            "Correct the target in programme.toml, or take it out.",
        )
    return (actual - baseline) / (target - baseline)
