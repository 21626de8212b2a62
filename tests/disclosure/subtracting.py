"""Somebody who subtracts the figures of one version from those of another.

He knows where every camera stands, when it was out, and which cards were read in between. What is
left of two figures was given by the stations whose data differ: if these are fewer than `ENOUGH`,
he has placed it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure import View
from impact.model import area_tree
from tests.disclosure.attacker import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEN_IN_TENTHS = 0.05
Truth = dict[tuple[str, str, pd.Timestamp], tuple]


@dataclass(frozen=True)
class Figure:
    """A number that he has read, and what he knows to be in it."""

    version: int
    source: str
    kind: str
    value: float
    given: frozenset[tuple]  # area, place, month and what it gave


def subtracted(views: dict[int, View], truths: dict[int, Truth]) -> list[str]:
    """What he places by subtracting any two figures of one kind of any two versions."""
    found = []
    for one, other in pairs(views, truths):
        places = {given[1] for given in one.given ^ other.given}
        if 0 < len(places) < ENOUGH:
            found.append(
                f"{one.source} of version {one.version} less {other.source} of version "
                f"{other.version}: {one.value - other.value:+.1f} at {sorted(places)}"
            )
    return found


def pairs(views: dict[int, View], truths: dict[int, Truth]) -> Iterator[tuple[Figure, Figure]]:
    """Any two figures of one kind, of two versions, that differ by so much that he sees it."""
    by_kind: dict[str, list[Figure]] = defaultdict(list)
    for number, view in views.items():
        for figure in _read(number, view, views, truths):
            by_kind[figure.kind].append(figure)
    for figures in by_kind.values():
        for one, other in combinations(figures, 2):
            if one.version != other.version and abs(one.value - other.value) >= SEEN_IN_TENTHS:
                yield one, other


def _read(
    number: int, view: View, views: dict[int, View], truths: dict[int, Truth]
) -> list[Figure]:
    world = _World(number, view, views, truths)
    return [
        *_tables(world, "nights", view.summaries.effort, "trap_nights"),
        *_tables(world, "stations", view.summaries.effort, "stations"),
        *_tables(world, "detections", view.summaries.detections, "detections"),
        *_tables(world, "stations with one", view.summaries.detections, "stations_with_detection"),
        *_tables(world, "animals", view.summaries.individuals, "animals"),
        *_series(world),
        *_evidence(world),
        *_efforts(world),
    ]


@dataclass(frozen=True)
class _World:
    number: int
    view: View
    views: dict[int, View]
    truths: dict[int, Truth]

    def source(self, area: str, year: int) -> int:
        """The version whose figures stand there."""
        older = self.view.older
        rows = older[(older["area_id"] == area) & (older["year"] == year)]
        return int(rows["as_of"].iloc[0]) if len(rows) else self.number

    def block(self, into: str, year: int) -> list[str]:
        merged = self.view.merged
        rows = merged[merged["year"] == year]
        others = dict(zip(rows["area_id"], rows["into"], strict=True))
        every = self.view.records.areas["area_id"].astype("str")
        return [area for area in every if others.get(area, area) == into]

    def given(self, areas: list[str], year: int, months=None) -> frozenset[tuple]:
        """What stations of some areas gave in a year, as far as the figure has it."""
        found = []
        for area in areas:
            number = self.source(area, year)
            until = self.views[number].held_from
            found += [
                (*key, content)
                for key, content in self.truths[number].items()
                if key[0] == area
                and key[2].year == year
                and key[2] < until
                and (months is None or key[2] in months)
            ]
        return frozenset(found)


def _tables(world: _World, kind: str, rows: pd.DataFrame, column: str) -> list[Figure]:
    """Each line, and the sum of each country and of all."""
    lines = [
        Figure(
            world.number,
            f"{kind} {row.area_id} {row.year}",
            kind,
            float(getattr(row, column)),
            world.given(world.block(str(row.area_id), int(row.year)), int(row.year)),
        )
        for row in rows.itertuples()
    ]
    if kind not in ("nights", "detections"):
        return lines
    sums = []
    for year in sorted({one.source.split()[-1] for one in lines}):
        there = [one for one in lines if one.source.endswith(year)]
        given = frozenset().union(*(one.given for one in there))
        total = sum(one.value for one in there)
        sums.append(Figure(world.number, f"{kind} of all {year}", kind, total, given))
    return lines + sums


def _series(world: _World) -> list[Figure]:
    found = []
    areas = world.view.records.areas
    for claim in world.view.claims:
        there = area_tree.within(areas, claim.indicator.areas)
        for one in claim.series:
            if claim.kind != "detections" or one.value is None:
                continue
            year = one.period.start.year
            given = world.given(there, year)
            for kind, value in (("detections", one.value), ("nights", one.exposure)):
                if value is not None:
                    name = f"series {claim.id} {year}"
                    found.append(Figure(world.number, name, kind, float(value), given))
    return found


def _evidence(world: _World) -> list[Figure]:
    """The lines of each area and month, and all that a period has of an area together."""
    found = []
    for claim in world.view.claims:
        if claim.kind != "detections":
            continue
        rows = world.view.evidence[claim.id].grouped
        rows = rows[rows["area_id"].notna()]
        for (period, area), lines in rows.groupby(["period", "area_id"]):
            year = getattr(claim, f"{period}_period").start.year
            there = world.block(str(area), year)
            name = f"evidence {claim.id} {period} {area}"
            for row in lines.dropna(subset=["month"]).itertuples():
                given = world.given(there, year, {row.month})
                found.append(
                    Figure(world.number, f"{name} {row.month:%Y-%m}", "rows", row.records, given)
                )
            given = world.given(there, year)
            total = float(lines["records"].sum())
            found.append(Figure(world.number, name, "rows", total, given))
    return found


def _efforts(world: _World) -> list[Figure]:
    """The effort of each claim, which holds nothing back but is that of the version it says."""
    found = []
    for claim in world.view.claims:
        codes = {one.code: one.values for one in claim.caveats}
        number = codes.get("effort_as_of", {}).get("version", world.number)
        there = area_tree.within(world.view.records.areas, claim.indicator.areas)
        if claim.effort is not None:
            for role in ("current", "baseline"):
                value, period = getattr(claim.effort, role), getattr(claim, f"{role}_period")
                if value is not None:
                    given = _whole(world.truths[number], there, period.start, period.end)
                    name = f"effort {claim.id} {role}"
                    found.append(Figure(world.number, name, "nights", value, given))
        if claim.first is not None and claim.first.trap_nights_before is not None:
            given = _whole(world.truths[number], there, pd.Timestamp.min, claim.first.start)
            value = claim.first.trap_nights_before
            found.append(Figure(world.number, f"before {claim.id}", "nights", value, given))
    return found


def _whole(
    truth: Truth, areas: list[str], start: pd.Timestamp, end: pd.Timestamp
) -> frozenset[tuple]:
    return frozenset(
        (*key, content)
        for key, content in truth.items()
        if key[0] in areas and start <= key[2] <= end
    )
