"""No figure is of fewer than k camera stations, and no difference of two figures is either.

Who knows where the cameras stand could place a record from a figure of one area and year in
which a single camera was out. Areas with too few stations in a year are therefore put together
with others, up to the area that holds them all.

Figures can be subtracted from each other. What is published besides the tables are the claims:
sums over some areas and some months. So areas that no claim tells apart form a group; areas are
only ever put together within a group; and a group that has too few stations as a whole stands in
no table, for the claims around it would give it away. Every table is then a sum of the same
blocks, and a difference of sums is a sum of blocks. Within a year the months that lie in the same
claims' periods are looked at apart, because a claim can be taken from the figure of its year.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from impact.model import area_tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.claims import Claim
    from impact.metrics.cube import Cube

Station = str
Cell = tuple[str, pd.Timestamp]
Cells = dict[Cell, frozenset[Station]]
"""By area and month, the stations that worked or recorded something."""


@dataclass(frozen=True)
class Blocks:
    """Which areas stand together in which year.

    Attributes
    ----------
    into : dict of (str, int) to str or None
        By area and year, the area whose figure it is part of; None where it is in no figure.
    older : dict of (str, int) to int
        By area and year, the version whose figures still stand there.
    pooled : set of (str, Timestamp)
        Areas with months that evidence does not tell apart.
    """

    least: int
    cells: Cells
    windows: tuple[ClaimWindow, ...]
    into: dict[tuple[str, int], str | None]
    members: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    older: dict[tuple[str, int], int] = field(default_factory=dict)
    pooled: frozenset[Cell] = frozenset()

    def alone(self, area: str, year: int) -> bool:
        """Whether an area's figures of a year stand for itself and no other area."""
        return self.members.get((area, year), frozenset()) == {area}

    def can_be_told(self, into: str, months: Iterable[pd.Timestamp]) -> bool:
        """Whether a figure of some months of one year is of enough stations.

        Parameters
        ----------
        into : str
            The area that the figure stands with: all areas whose figures do are in it.
        months : iterable of Timestamp
        """
        found = list(months)
        together = [a for (a, year), i in self.into.items() if (i, year) == (into, found[0].year)]
        return enough(self.cells, together, found, self.windows, self.least)


@dataclass(frozen=True)
class ClaimWindow:
    """The areas and the months that a claim is a sum over."""

    claim: str
    areas: frozenset[str]
    first: pd.Timestamp
    last: pd.Timestamp | None

    def holds(self, area: str, month: pd.Timestamp) -> bool:
        """Whether the claim counts anything of an area and a month."""
        return area in self.areas and self.first <= month and not self._ended(month)

    def _ended(self, month: pd.Timestamp) -> bool:
        return self.last is not None and month > self.last


def blocks(cube: Cube, area_table: pd.DataFrame, claims: tuple[Claim, ...], least: int) -> Blocks:
    """Put areas together until every figure of a year is of enough stations.

    Parameters
    ----------
    cube : Cube
        Without the months that are held back.
    area_table : DataFrame
        ``area_id, parent_id``.
    claims : tuple of Claim
    least : int
        The least number of stations; 1 leaves every area on its own.
    """
    cells = cells_of(cube)
    windows = windows_of(area_table, claims)
    years = sorted({(area, month.year) for area, month in cells})
    into: dict[tuple[str, int], str | None] = {}
    members: dict[tuple[str, int], frozenset[str]] = {}
    if least <= 1:
        into.update({(area, year): area for area, year in years})
        members.update({key: frozenset({key[0]}) for key in years})
        return Blocks(least, cells, windows, into, members)
    outside = area_tree.parents(area_table)
    above = {one: area_tree.line(one, outside) for one in area_table["area_id"].astype("str")}
    for year in sorted({year for _area, year in years}):
        months = sorted({month for _area, month in cells if month.year == year})
        here = [area for area, its_year in years if its_year == year]
        for group in _groups(here, windows):
            for block in _put_together(group, cells, months, windows, least, above):
                ok = enough(cells, block, months, windows, least)
                wider = _lowest_above_all(block, above) if ok else None
                for area in block:
                    into[area, year] = wider
                    members[area, year] = block if ok else frozenset()
    return Blocks(least, cells, windows, into, members)


def cells_of(cube: Cube) -> Cells:
    """The stations that worked or recorded something, by area and month."""
    worked = cube.effort[cube.effort["trap_nights"] > 0]
    seen = cube.events[cube.events["location_id"].notna()]
    found: dict[tuple[str, pd.Timestamp], set[Station]] = defaultdict(set)
    for table in (worked, seen):
        columns = table[["area_id", "month", "location_id"]].drop_duplicates()
        for area, month, station in columns.itertuples(index=False, name=None):
            found[str(area), month].add(str(station))
    return {key: frozenset(stations) for key, stations in found.items()}


def windows_of(area_table: pd.DataFrame, claims: tuple[Claim, ...]) -> tuple[ClaimWindow, ...]:
    """What the claims that count detections are sums over."""
    found = []
    for claim in claims:
        if claim.kind != "detections":
            continue
        there = frozenset(area_tree.within(area_table, claim.indicator.areas))
        for period in (claim.current_period, claim.baseline_period):
            if period is not None and period.start is not None:
                first = period.start.to_period("M").start_time
                found.append(ClaimWindow(claim.id, there, first, period.end))
        if not any(window.claim == claim.id for window in found):
            found.append(ClaimWindow(claim.id, there, pd.Timestamp.max, pd.Timestamp.max))
    return tuple(found)


def _groups(here: list[str], windows: tuple[ClaimWindow, ...]) -> list[frozenset[str]]:
    """Areas that no claim tells apart."""
    groups: dict[frozenset[str], set[str]] = defaultdict(set)
    for area in here:
        groups[frozenset(w.claim for w in windows if area in w.areas)].add(area)
    return [frozenset(group) for group in groups.values()]


def enough(
    cells: Cells,
    block: Iterable[str],
    months: Iterable[pd.Timestamp],
    windows: tuple[ClaimWindow, ...],
    least: int,
) -> bool:
    """Whether a block has enough stations in all months that the same claims hold."""
    parts: dict[frozenset[int], set[Station]] = defaultdict(set)
    for area in block:
        for month in months:
            stations = cells.get((area, month))
            if stations:
                held = frozenset(i for i, w in enumerate(windows) if w.holds(area, month))
                parts[held] |= stations
    return bool(parts) and min(len(stations) for stations in parts.values()) >= least


def _put_together(
    group: frozenset[str],
    cells: Cells,
    months: list[pd.Timestamp],
    windows: tuple[ClaimWindow, ...],
    least: int,
    above: dict[str, list[str]],
) -> list[frozenset[str]]:
    """The blocks of a group: the smallest joins the nearest until all are large enough."""
    found = [frozenset({area}) for area in sorted(group)]
    while len(found) > 1:
        small = [b for b in found if not enough(cells, b, months, windows, least)]
        if not small:
            break
        one = min(small, key=lambda b: (_stations(b, cells, months), sorted(b)))
        others = [b for b in found if b is not one]
        nearest = min(
            others,
            key=lambda b: (
                -_depth(_lowest_above_all(one | b, above), above),
                _stations(b, cells, months),
                sorted(b),
            ),
        )
        found = [b for b in others if b is not nearest] + [one | nearest]
    return found


def _stations(block: frozenset[str], cells: Cells, months: list[pd.Timestamp]) -> int:
    return len({s for a in block for m in months for s in cells.get((a, m), ())})


def _lowest_above_all(block: frozenset[str], above: dict[str, list[str]]) -> str | None:
    """The smallest area that holds all of a block; None where there is none."""
    lines = [above.get(area, [area]) for area in sorted(block)]
    return next((one for one in lines[0] if all(one in line for line in lines)), None)


def _depth(area: str | None, above: dict[str, list[str]]) -> int:
    return len(above.get(area, [])) if area is not None else -1
