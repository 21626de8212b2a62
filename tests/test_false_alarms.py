"""Without any true change a word of change is rare; the long table is in docs/methods.md."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.soak.false_alarms import DESIGNS, Cell, share, survey
from impact.claims.pairing import units_of

SURVEYS = 150
BY_NAME = {design.name: design for design in DESIGNS}
# 6 % and three times its own error in so many surveys.
MOST = 0.06 + 3 * math.sqrt(0.06 * 0.94 / SURVEYS)


@pytest.mark.parametrize(
    ("design", "effort", "shape", "year"),
    [
        ("8, the same", 1.0, 0.3, 1.0),
        ("12, half moved", 2.0, 0.5, 2.0),
        ("20, the same", 1 / 3, 1.0, 1.0),
        ("20, all moved", 0.5, 0.5, None),
        ("8 against 24", 3.0, 0.3, None),
    ],
)
def test_no_true_change_is_seldom_called_one(design, effort, shape, year):
    assert share(Cell(BY_NAME[design], effort, shape, year), SURVEYS) <= MOST


def test_a_true_rise_to_3_times_at_20_stations_is_found():
    assert share(Cell(BY_NAME["20, the same"], ratio=3.0), 60) >= 0.9


def test_a_survey_has_the_stations_of_its_design():
    units = units_of(survey(Cell(BY_NAME["20, half moved"]), np.random.default_rng(1)), 0)
    assert (units.in_both, units.current_only, units.baseline_only) == (10, 10, 10)
