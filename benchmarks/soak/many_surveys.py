"""Simulated surveys of two periods, hundreds at a time, and which of them show a change.

A second writing of the program's rule (`impact.claims.verdicts`), in arrays: thousands of surveys
take as long as tens do one by one. `tests/test_false_alarms.py` holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import beta

from impact.claims import verdicts
from impact.metrics.break_even import dispersion, largest_groups
from impact.metrics.permutation import Station, arrangements
from impact.metrics.station_interval import LEVEL

NIGHTS = 100.0
MOST_AT_ONCE = 3
TIE = 1 - 1e-9
NOTHING = 1e-12


@dataclass(frozen=True)
class Design:
    """How many stations stay, and how many are in one period only."""

    name: str
    in_both: int
    current_only: int = 0
    baseline_only: int = 0

    @property
    def current(self) -> int:
        return self.in_both + self.current_only

    @property
    def baseline(self) -> int:
        return self.in_both + self.baseline_only

    @property
    def size(self) -> int:
        return self.current + self.baseline_only


@dataclass(frozen=True)
class Cell:
    """One kind of survey.

    `effort` is the later over the earlier, `shape` that of the gamma distribution between
    stations (the smaller, the more they differ), `year` that of each station from year to year
    (None: steady), `visits` a station's mean in the earlier period, `ratio` the true change.
    """

    design: Design
    effort: float = 1.0
    shape: float = 1.0
    year: float | None = None
    visits: float = 2.0
    ratio: float = 1.0


@dataclass(frozen=True)
class Surveys:
    """Counts and nights of both periods: a row a survey, a column a station.

    Stations in both periods come first, then those of the later one only. Nights of 0: the
    station has no effort in that period.
    """

    design: Design
    x1: np.ndarray
    t1: np.ndarray
    x0: np.ndarray
    t0: np.ndarray

    def of(self, chosen: np.ndarray) -> Surveys:
        return Surveys(self.design, *(v[chosen] for v in (self.x1, self.t1, self.x0, self.t0)))

    def sums(self) -> tuple[np.ndarray, ...]:
        return tuple(v.sum(axis=1) for v in (self.x1, self.t1, self.x0, self.t0))

    def stations(self, number: int) -> list[Station]:
        """One of the surveys as the program takes it."""
        rows = zip(*(v[number].tolist() for v in (self.x1, self.t1, self.x0, self.t0)), strict=True)
        return [Station(f"S{n:03}", x1, t1, x0, t0) for n, (x1, t1, x0, t0) in enumerate(rows)]


def simulated(cell: Cell, surveys: int, random: np.random.Generator) -> Surveys:
    """So many surveys of one kind."""
    design, shape = cell.design, (surveys, cell.design.size)
    mean = random.gamma(cell.shape, cell.visits / cell.shape, shape)
    at = np.arange(design.size)
    now, before = at < design.current, (at < design.in_both) | (at >= design.current)
    made = []
    for there, times, effort in ((now, cell.ratio, cell.effort), (before, 1.0, 1.0)):
        worked = there * NIGHTS * effort * random.uniform(0.7, 1.3, shape)
        year = 1.0 if cell.year is None else random.gamma(cell.year, 1 / cell.year, shape)
        visits = random.poisson(mean * year * times * worked / NIGHTS)
        # Each visit gives 1 to 3 detections: the sum over the visits of a station.
        more = random.multinomial(visits, [1 / MOST_AT_ONCE] * MOST_AT_ONCE)
        made += [more @ np.arange(1, MOST_AT_ONCE + 1), worked]
    return Surveys(design, *made)


def beyond_chance(surveys: Surveys, draws: int | None = None) -> np.ndarray:
    """Of each survey, whether a change is said; cheap reasons against it come first.

    Parameters
    ----------
    surveys : Surveys
    draws : int, optional
        How many of the program's arrangements to look at; all of them without it.
    """
    said = _outside_exact(surveys) & _conditions(surveys)
    said[said] = p_values(surveys.of(said), draws) <= LEVEL
    x1, _, x0, _ = surveys.sums()
    for one in np.flatnonzero(said & ((x1 == 0) | (x0 == 0))):
        said[one] = _zero_is_beyond(surveys, one)
    return said


def _outside_exact(surveys: Surveys) -> np.ndarray:
    """Whether the exact interval of the ratio leaves 1 out."""
    x1, t1, x0, t0 = surveys.sums()
    # A beta distribution has no parameter of 0: that end is 0 or infinite, whatever it gives.
    low = np.where(x1 > 0, beta.ppf(0.025, np.maximum(x1, 1), x0 + 1), 0.0)
    high = np.where(x0 > 0, beta.ppf(0.975, x1 + 1, np.maximum(x0, 1)), 1.0)
    share = t1 / (t1 + t0)
    return (x1 + x0 > 0) & ((low > share) | (high < share))


def _conditions(surveys: Surveys) -> np.ndarray:
    """Whether the stations are enough, and alike enough, for a word of change."""
    design = surveys.design
    enough = ((surveys.x1 + surveys.x0) > 0).sum(axis=1) >= verdicts.FEWEST
    if min(design.current, design.baseline) < verdicts.FEWEST:
        return np.zeros_like(enough)
    _, t1, _, t0 = surveys.sums()
    nights = t1 / design.current / (t0 / design.baseline)
    stations = design.current / design.baseline
    unlike = max(stations, 1 / stations) > verdicts.UNLIKE
    return enough & ~(unlike & (np.maximum(nights, 1 / nights) > verdicts.UNLIKE))


def _zero_is_beyond(surveys: Surveys, one: int) -> bool:
    x1, t1, x0, t0 = (float(sums[one]) for sums in surveys.sums())
    counts, nights = (surveys.x0, surveys.t0) if x0 else (surveys.x1, surveys.t1)
    there = nights[one] > 0
    groups = largest_groups(int(x1), t1, int(x0), t0)
    return groups is not None and groups >= dispersion(counts[one][there], nights[one][there])


def p_values(surveys: Surveys, draws: int | None = None) -> np.ndarray:
    """The share of arrangements with a statistic at least the observed, of each survey."""
    design = surveys.design
    later = np.arange(design.size - design.in_both) < design.current_only
    swapped, chosen = (
        which[: None if draws is None else draws + 1]
        for which in arrangements(design.in_both, later.tobytes())
    )
    found = [_statistics(surveys.of([n]), swapped, chosen) for n in range(len(surveys.x1))]
    return np.array([np.mean(one >= one[0] * TIE) for one in found])


def _statistics(surveys: Surveys, swapped: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """|r1 - r0| / sqrt(V) of each arrangement of one survey, by the formula as it is written."""
    design, both = surveys.design, surveys.design.in_both
    x1, t1, x0, t0 = (v[0] for v in (surveys.x1, surveys.t1, surveys.x0, surveys.t0))
    there = np.hstack([~swapped, chosen])
    alone = np.arange(design.size) >= both
    whole = [x1 + x0, t1 + t0]
    # A station in one period only gives all that it has to one of the two, and 0 to the other.
    now = [
        np.where(there, np.where(alone, w, a), np.where(alone, 0, w - a))
        for w, a in zip(whole, (x1, t1), strict=True)
    ]
    before = [w - part for w, part in zip(whole, now, strict=True)]
    sums = [part.sum(axis=1, keepdims=True) for part in (*now, *before)]
    r1, r0 = sums[0] / sums[1], sums[2] / sums[3]
    u1 = (now[0] - r1 * now[1]) / sums[1]
    u0 = (before[0] - r0 * before[1]) / sums[3]
    variance = _factor(both) * ((u1 - u0)[:, :both] ** 2).sum(axis=1)
    variance += _factor(design.current) * (u1[:, both:] ** 2).sum(axis=1)
    variance += _factor(design.baseline) * (u0[:, both:] ** 2).sum(axis=1)
    difference, larger = np.abs(r1 - r0)[:, 0], np.maximum(r1, r0)[:, 0]
    difference[difference < NOTHING * larger] = 0
    variance[variance < NOTHING * larger**2] = 0
    statistic = np.where(difference > 0, np.inf, 0.0)
    np.divide(difference, np.sqrt(variance), out=statistic, where=variance > 0)
    return statistic


def _factor(n: int) -> float:
    return n / (n - 1) if n > 1 else 1.0
