"""How far the way to a target has been gone."""

from __future__ import annotations

import pytest

from impact.metrics.targets import progress
from impact.model.errors import MetricError


@pytest.mark.parametrize(
    ("actual", "baseline", "target", "share"),
    [
        (15, 10, 20, 0.5),  # half of the way up
        (4, 8, 0, 0.5),  # half of the way down: lower is better
        (8, 10, 20, -0.2),  # the other way
        (25, 10, 20, 1.5),  # past it
        (10, 10, 20, 0),
    ],
)
def test_progress_is_the_share_of_the_way(actual, baseline, target, share):
    assert progress(actual, baseline, target) == pytest.approx(share)


def test_a_target_that_is_its_baseline_is_refused():
    with pytest.raises(MetricError):
        progress(5, 10, 10)
