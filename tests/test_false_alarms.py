"""Without any true change a word of change is rare; the long table is in docs/methods.md."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.soak.false_alarms import DESIGNS, share
from benchmarks.soak.many_surveys import Cell, beyond_chance, p_values, simulated
from impact.claims import verdicts
from impact.claims.pairing import units_of
from impact.metrics.change import rate_ratio
from impact.metrics.permutation import StationTest

SURVEYS = 400
ONE_BY_ONE = 5
BY_NAME = {design.name: design for design in DESIGNS}
# 6 % and three times its own error in so many surveys.
MOST = 0.06 + 3 * math.sqrt(0.06 * 0.94 / SURVEYS)


@pytest.mark.parametrize(
    ("design", "effort", "shape", "year"),
    [
        ("8, the same", 3.0, 1.0, 1.0),
        ("12, half moved", 1.0, 1.0, 2.0),
        ("20, the same", 1 / 3, 1.0, 2.0),
        ("20, all moved", 2.0, 0.3, None),
        ("40, half moved", 1 / 3, 1.0, None),
        ("8 against 24", 1.0, 1.0, None),
    ],
)
def test_no_true_change_is_seldom_called_one(design, effort, shape, year):
    assert share(Cell(BY_NAME[design], effort, shape, year), SURVEYS) <= MOST


def test_a_true_rise_to_3_times_at_20_stations_is_found():
    assert share(Cell(BY_NAME["20, the same"], ratio=3.0), 100) >= 0.9


def of_program(surveys, number: int) -> bool:
    """What the program says of one of the surveys."""
    stations = surveys.stations(number)
    x1, t1, x0, t0 = (float(sums[number]) for sums in surveys.sums())
    if not x1 and not x0:
        return False
    exact = rate_ratio(int(x1), t1, int(x0), t0)
    return verdicts.by_station(exact, stations, units_of(stations, 0))[1].beyond_chance


@pytest.mark.parametrize(
    "cell",
    [
        Cell(BY_NAME["12, half moved"], 2.0, 0.5, 1.0, ratio=2.5),
        Cell(BY_NAME["8, all moved"], ratio=0.01),  # falls to 0 among them
        Cell(BY_NAME["8 against 24"], 1.45, ratio=5.0),  # some are too unlike, some are not
    ],
)
def test_many_surveys_at_once_are_judged_as_the_program_judges_each(cell):
    surveys = simulated(cell, ONE_BY_ONE, np.random.default_rng(7))
    said = beyond_chance(surveys)
    assert said.tolist() == [of_program(surveys, number) for number in range(ONE_BY_ONE)]
    p = [StationTest(surveys.stations(number)).p_value(1) for number in range(ONE_BY_ONE)]
    assert p_values(surveys).tolist() == p
