"""How often a word of change is said where nothing changed, and how often a true change is found.

    python benchmarks/soak/false_alarms.py --surveys 300

Every cell is a kind of survey: how many stations, how many of them moved, how much more effort
the later period had, how much stations differ, and whether each differs from year to year. The
words are those of the program itself (`impact.claims.verdicts`).
"""

from __future__ import annotations

import argparse
import sys
import zlib
from dataclasses import dataclass
from itertools import product

import numpy as np

from impact.claims import verdicts
from impact.claims.pairing import units_of
from impact.metrics.change import rate_ratio
from impact.metrics.permutation import Station, StationTest
from impact.metrics.station_interval import LEVEL

SEED = 20_240_229
EFFORTS = (1 / 3, 1 / 2, 1.0, 2.0, 3.0)
SHAPES = (0.3, 0.5, 1.0)
YEARS = (None, 1.0, 2.0)
NIGHTS = 100.0
MOST_AT_ONCE = 3


@dataclass(frozen=True)
class Design:
    """How many stations stay, and how many are in one period only."""

    name: str
    in_both: int
    current_only: int = 0
    baseline_only: int = 0


DESIGNS = (
    *(Design(f"{n}, the same", n) for n in (8, 12, 20, 40)),
    *(Design(f"{n}, all moved", 0, n, n) for n in (8, 12, 20, 40)),
    *(Design(f"{n}, half moved", n // 2, n // 2, n // 2) for n in (8, 12, 20, 40)),
    Design("8 against 24", 0, 24, 8),
)


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


def survey(cell: Cell, random: np.random.Generator) -> list[Station]:
    """One simulated survey of two periods."""
    design = cell.design
    size = design.in_both + design.current_only + design.baseline_only
    mean = random.gamma(cell.shape, cell.visits / cell.shape, size)
    at = np.arange(size)
    now = at < design.in_both + design.current_only
    before = (at < design.in_both) | ~now
    nights, counts = [], []
    for there, times, effort in ((now, cell.ratio, cell.effort), (before, 1.0, 1.0)):
        worked = there * NIGHTS * effort * random.uniform(0.7, 1.3, size)
        year = 1.0 if cell.year is None else random.gamma(cell.year, 1 / cell.year, size)
        visits = random.poisson(mean * year * times * worked / NIGHTS)
        # Each visit gives 1 to 3 detections: the sum over the visits of a station.
        more = random.multinomial(visits, [1 / MOST_AT_ONCE] * MOST_AT_ONCE)
        nights.append(worked)
        counts.append(more @ np.arange(1, MOST_AT_ONCE + 1))
    return [
        Station(f"S{n:03}", int(counts[0][n]), nights[0][n], int(counts[1][n]), nights[1][n])
        for n in at
    ]


def says_change(stations: list[Station]) -> bool:
    """Whether the program finds a change beyond chance; cheap reasons against it come first."""
    x1, t1 = sum(s.count for s in stations), sum(s.exposure for s in stations)
    x0, t0 = (
        sum(s.baseline_count for s in stations),
        sum(s.baseline_exposure for s in stations),
    )
    if not x1 and not x0:
        return False
    exact = rate_ratio(x1, t1, x0, t0)
    units = units_of(stations, 0)
    if exact.low <= 1 <= exact.high or verdicts.unmet(stations, units):
        return False
    if verdicts.too_few_to_reshuffle(units) or StationTest(stations).p_value(1) > LEVEL:
        return False
    return verdicts.by_station(exact, stations, units)[1].beyond_chance


def share(cell: Cell, surveys: int, seed: int = SEED) -> float:
    """The share of simulated surveys in which a change is said."""
    # Each cell has draws of its own, the same in every run.
    random = np.random.default_rng([seed, zlib.crc32(repr(cell).encode())])
    return float(np.mean([says_change(survey(cell, random)) for _ in range(surveys)]))


def false_alarms(surveys: int) -> str:
    """A table: by design, the worst and the mean cell in per cent."""
    lines = ["| Stations | cells | mean | worst | worst cell |", "|---|---|---|---|---|"]
    for design in DESIGNS:
        found = {
            (effort, shape, year): share(Cell(design, effort, shape, year), surveys)
            for effort, shape, year in product(EFFORTS, SHAPES, YEARS)
        }
        (effort, shape, year), worst = max(found.items(), key=lambda pair: pair[1])
        mean = sum(found.values()) / len(found)
        steady = "steady" if year is None else f"years of shape {year:g}"
        lines.append(
            f"| {design.name} | {len(found)} | {mean:.1%} | {worst:.1%} "
            f"| effort {effort:.2g}, shape {shape:g}, {steady} |"
        )
        sys.stderr.write(f"{lines[-1]}\n")
    return "\n".join(lines)


def power(surveys: int) -> str:
    """A table: how often a true rise to 3 times, and a fall to a third, is found."""
    lines = ["| Stations | rise to 3 times | fall to a third |", "|---|---|---|"]
    for design in DESIGNS:
        cells = [Cell(design, ratio=ratio) for ratio in (3.0, 1 / 3)]
        found = [f"{share(cell, surveys):.0%}" for cell in cells]
        lines.append(f"| {design.name} | {found[0]} | {found[1]} |")
    return "\n".join(lines)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--surveys", type=int, default=1000, help="simulated surveys a cell")
    surveys = parser.parse_args().surveys
    sys.stdout.write(f"{false_alarms(surveys)}\n\n{power(surveys)}\n")


if __name__ == "__main__":
    main()
