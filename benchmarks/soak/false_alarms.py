"""How often a word of change is said where nothing changed, and how often a true change is found.

    python -m benchmarks.soak.false_alarms --surveys 1000

Every cell is a kind of survey: how many stations, how many of them moved, how much more effort
the later period had, how much stations differ, and whether each differs from year to year. The
words are those of the program (`impact.claims.verdicts`), for many surveys at once.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from itertools import product

import numpy as np

from benchmarks.soak.many_surveys import Cell, Design, beyond_chance, simulated

SEED = 20_240_229
AGAIN = 20  # times as many surveys for the worst cell: the worst of many is also the unluckiest
DRAWS = 1000  # arrangements looked at: a fifth of the program's
AT_ONCE = 500
EFFORTS = (1 / 3, 1 / 2, 1.0, 2.0, 3.0)
SHAPES = (0.3, 0.5, 1.0)
YEARS = (None, 1.0, 2.0)
DESIGNS = (
    *(Design(f"{n}, the same", n) for n in (8, 12, 20, 40)),
    *(Design(f"{n}, all moved", 0, n, n) for n in (8, 12, 20, 40)),
    *(Design(f"{n}, half moved", n // 2, n // 2, n // 2) for n in (8, 12, 20, 40)),
    Design("8 against 24", 0, 24, 8),
)


def share(cell: Cell, surveys: int, seed: int = SEED) -> float:
    """The share of simulated surveys in which a change is said."""
    # Each cell has draws of its own, the same in every run.
    random = np.random.default_rng([seed, zlib.crc32(repr(cell).encode())])
    parts = [min(AT_ONCE, surveys - done) for done in range(0, surveys, AT_ONCE)]
    said = sum(beyond_chance(simulated(cell, part, random), DRAWS).sum() for part in parts)
    return float(said / surveys)


def false_alarms(surveys: int, visits: float) -> str:
    """A table, in per cent: by design the mean cell, and the worst one simulated once more."""
    lines = ["| Stations | mean | worst | again | worst cell |", "|---|---|---|---|---|"]
    for design in DESIGNS:
        kinds = product(EFFORTS, SHAPES, YEARS)
        found = {cell: share(cell, surveys) for cell in (Cell(design, *k, visits) for k in kinds)}
        cell = max(found, key=found.get)
        again = share(cell, AGAIN * surveys, SEED + 1)
        steady = "steady" if cell.year is None else f"years of shape {cell.year:g}"
        lines.append(
            f"| {design.name} | {sum(found.values()) / len(found):.1%} | {found[cell]:.1%} "
            f"| {again:.1%} | effort {cell.effort:.2g}, shape {cell.shape:g}, {steady} |"
        )
        sys.stderr.write(f"{lines[-1]}\n")
    return "\n".join(lines)


def power(surveys: int, visits: float) -> str:
    """A table: how often a true rise to 3 times, and a fall to a third, is found."""
    lines = ["| Stations | rise to 3 times | fall to a third |", "|---|---|---|"]
    for design in DESIGNS:
        cells = [Cell(design, visits=visits, ratio=ratio) for ratio in (3.0, 1 / 3)]
        found = [f"{share(cell, surveys):.0%}" for cell in cells]
        lines.append(f"| {design.name} | {found[0]} | {found[1]} |")
    return "\n".join(lines)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--surveys", type=int, default=1000, help="simulated surveys a cell")
    parser.add_argument("--visits", type=float, default=2.0, help="a station, earlier period")
    given = parser.parse_args()
    sys.stdout.write(f"{false_alarms(given.surveys, given.visits)}\n\n")
    sys.stdout.write(f"{power(given.surveys, given.visits)}\n")


if __name__ == "__main__":
    main()
