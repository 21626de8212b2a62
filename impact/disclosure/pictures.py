"""The figures of one year, as a version shows them, and what subtracting two such pictures tells.

A figure is a sum over the stations of a block: areas that stand together. Two versions may put
areas together in different ways. What can be made of both by adding and subtracting whole blocks
must never be of fewer than k stations.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.station_data import (
    Given,
    by_station,
    in_part,
    of_areas,
    stations_changed,
)
from impact.disclosure.stations import ClaimWindow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from impact.disclosure.station_data import Cell
    from impact.versions.figures import Shown

Block = frozenset[str]


@dataclass(frozen=True)
class Picture:
    """One year of a version.

    Attributes
    ----------
    blocks : frozenset of frozenset of str
        Areas whose figures stand together; those that stand nowhere are in none.
    given : Given
        What their stations gave.
    windows : tuple of ClaimWindow
        What the claims of the version are sums over.
    """

    blocks: frozenset[Block]
    given: Given
    windows: tuple[ClaimWindow, ...]

    def mixed(self, older: Picture, stay: set[str]) -> Picture:
        """The same with the figures of some areas as they were in an older picture."""
        own = frozenset(one for one in self.blocks if not one & stay)
        kept = frozenset(one for one in older.blocks if one <= stay)
        given = {s: m for s, m in self.given.items() if s[0] not in stay}
        given |= of_areas(older.given, frozenset().union(*kept))
        return Picture(own | kept, given, self.windows)


def pictures_of(shown: Shown) -> dict[int, Picture]:
    """Year → what a version shows of it."""
    windows = windows_of(shown.windows)
    given = by_station(shown.cells)
    blocks: dict[int, set[Block]] = defaultdict(set)
    standing = shown.blocks[shown.blocks["into"].notna()]
    for year, members in standing[["year", "members"]].itertuples(index=False, name=None):
        blocks[int(year)].add(frozenset(members.split("|")))
    return {
        year: Picture(
            frozenset(found),
            of_areas(_of_year(given, year), frozenset().union(*found)),
            windows,
        )
        for year, found in blocks.items()
    }


def windows_of(table: pd.DataFrame) -> tuple[ClaimWindow, ...]:
    """The windows that `Shown.windows` keeps."""
    found = []
    for (claim, first), rows in table.groupby(["claim", "first"], sort=True):
        last = rows["last"].iloc[0]
        end = None if pd.isna(last) else last
        found.append(ClaimWindow(str(claim), frozenset(rows["area_id"]), first, end))
    return tuple(found)


def _of_year(given: Given, year: int) -> Given:
    return in_part(given, lambda cell: cell[1].year == year)


def too_close(new: Picture, old: Picture, least: int) -> dict[Block, int]:
    """Which figures of one picture, less those of another, are of too few stations.

    Returns
    -------
    dict of frozenset to int
        The areas of blocks that stand together in either picture → how many stations' data
        differ (0: the blocks themselves overlap in too few).
    """
    parts = _Parts(new, old)
    found = {}
    for areas, ours, theirs in _components(new.blocks, old.blocks):
        if not ours or not theirs:
            continue
        changed = [n for _, n in parts.changed(areas) if 0 < n < least]
        if changed:
            found[areas] = min(changed)
        elif ours != theirs and not parts.overlap_enough(ours, theirs, least):
            found[areas] = 0
    return found


def months_to_pool(new: Picture, old: Picture, least: int) -> dict[Block, set[pd.Timestamp]]:
    """Months that evidence may not tell apart: in one of them too few stations differ.

    Only asked of pictures that are not too close.
    """
    parts, found = _Parts(new, old), {}
    for areas, ours, theirs in _components(new.blocks, old.blocks):
        if not ours or not theirs:
            continue
        pooled: set[pd.Timestamp] = set()
        for part, _changed in parts.changed(areas):
            months = parts.months(areas, part)
            bad = {m for m in months if 0 < parts.changed_in(areas, part, {m}) < least} or (
                set(months) if ours != theirs else set()
            )
            if bad and 0 < parts.changed_in(areas, part, bad) < least:
                bad = set(months)
            pooled |= bad
        if pooled:
            found[areas] = pooled
    return found


def _components(
    new: Iterable[Block], old: Iterable[Block]
) -> Iterator[tuple[Block, frozenset[Block], frozenset[Block]]]:
    """Blocks that share areas, directly or through others: their areas, the new and the old."""
    new, old = set(new), set(old)
    while new or old:
        areas = set((new or old).copy().pop())
        while True:
            ours = frozenset(one for one in new if one & areas)
            theirs = frozenset(one for one in old if one & areas)
            wider = set().union(*ours, *theirs)
            if wider == areas:
                break
            areas = wider
        yield frozenset(areas), ours, theirs
        new -= ours
        old -= theirs


class _Parts:
    """Areas and months that lie in the same claims: a claim can be taken off a figure.

    Only claims that both versions have can be taken off both.
    """

    def __init__(self, new: Picture, old: Picture) -> None:
        theirs = {(w.areas, w.first, w.last) for w in old.windows}
        self._windows = [w for w in new.windows if (w.areas, w.first, w.last) in theirs]
        self._both = [self._apart(old.given), self._apart(new.given)]

    def _apart(self, given: Given) -> dict[frozenset[int], Given]:
        known: dict[Cell, frozenset[int]] = {}
        found: dict[frozenset[int], Given] = defaultdict(dict)
        for (area, location), months in given.items():
            for month, content in months.items():
                cell = (area, month)
                if cell not in known:
                    inside = [i for i, w in enumerate(self._windows) if w.holds(area, month)]
                    known[cell] = frozenset(inside)
                found[known[cell]].setdefault((area, location), {})[month] = content
        return found

    def _pair(self, areas: Block, part: frozenset[int]) -> tuple[Given, Given]:
        old, new = (of_areas(each.get(part, {}), areas) for each in self._both)
        return old, new

    def changed(self, areas: Block) -> list[tuple[frozenset[int], int]]:
        """For each part, how many stations of the areas gave something else."""
        parts = dict.fromkeys(part for each in self._both for part in each)
        return [(part, stations_changed(*self._pair(areas, part))) for part in parts]

    def changed_in(self, areas: Block, part: frozenset[int], months: set[pd.Timestamp]) -> int:
        """The same for some months of a part."""
        old, new = (in_part(o, lambda cell: cell[1] in months) for o in self._pair(areas, part))
        return stations_changed(old, new)

    def months(self, areas: Block, part: frozenset[int]) -> list[pd.Timestamp]:
        """The months of a part in which anything was given."""
        pair = self._pair(areas, part)
        return sorted({month for one in pair for months in one.values() for month in months})

    def overlap_enough(self, ours: Iterable[Block], theirs: Iterable[Block], least: int) -> bool:
        """Whether what a new and an old block share is of enough stations, wherever they do."""
        for shared in {a & b for a in ours for b in theirs if a & b}:
            for part in {part for each in self._both for part in each}:
                if any(0 < len(one) < least for one in self._pair(shared, part)):
                    return False
        return True
