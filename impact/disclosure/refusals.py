"""What may not be published at all: two claims too close to each other, and an area too small.

No generalising helps here. Two counts that are published at once can be subtracted at once, and an
area that is smaller than a place may be told tells the place.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from impact.disclosure.rows import is_public
from impact.disclosure.rules import AREA, CELLS, rules_for
from impact.disclosure.stations import cells_of
from impact.metrics.events import with_location
from impact.model import area_tree

if TYPE_CHECKING:
    from impact.disclosure.stations import Cells
    from impact.versions.version import Version

KM_PER_DEGREE = 111.32  # of latitude
Stations = frozenset[tuple[str, pd.Timestamp]]  # a station and a month


@dataclass(frozen=True)
class ClosePair:
    """Two indicators whose difference tells too much.

    Attributes
    ----------
    one, other : str
        Their ids; the same twice where it is the two periods of one.
    reason : {"stations", "days", "delay"}
        The difference is of too few camera stations, of less than a month, or of months that are
        still held back.
    stations : int
        How many camera stations it is of.
    """

    one: str
    other: str
    reason: Literal["stations", "days", "delay"]
    stations: int


@dataclass(frozen=True)
class SmallArea:
    """An area with hidden records that is smaller than their place may be told (km²)."""

    area: str
    km2: float
    least_km2: float


@dataclass(frozen=True)
class _Span:
    """What a claim counts in one of its periods."""

    indicator: str
    species: str
    areas: frozenset[str]
    first: pd.Timestamp
    last: pd.Timestamp


def close_pairs(version: Version, audience: str) -> list[ClosePair]:
    """The pairs of indicators that one may subtract from each other and place a record.

    Parameters
    ----------
    version : Version
    audience : str

    Returns
    -------
    list of ClosePair
        Empty for an audience that may place records. Only indicators of one species, of category
        1, whose areas and periods overlap; their periods are whole months already, unless a
        survey has its own dates.
    """
    rules = rules_for(version, audience)
    figures = version.figures.get(audience)
    held_from = figures.shown.held_from if figures is not None else rules.held_from
    if rules.stations <= 1:
        return []
    cells, found = cells_of(version.cube), []
    for one, other in combinations(_spans(version, rules.categories), 2):
        if one.species != other.species or not _overlap(one, other):
            continue
        apart = _given(one, cells) ^ _given(other, cells)
        n = len({station for station, _ in apart})
        reason: Literal["stations", "days", "delay"] | None = None
        if _cuts_a_month(one, other):
            reason = "days"
        elif 0 < n < rules.stations:
            reason = "stations"
        elif n and held_from is not None and all(month >= held_from for _, month in apart):
            reason = "delay"
        if reason is not None:
            found.append(ClosePair(one.indicator, other.indicator, reason, n))
    return list(dict.fromkeys(found))


def _spans(version: Version, categories: dict[str, int]) -> list[_Span]:
    return [
        _Span(
            claim.id,
            claim.indicator.species,
            frozenset(area_tree.within(version.records.areas, claim.indicator.areas)),
            period.start,
            pd.Timestamp.max if period.end is None else period.end,
        )
        for claim in version.claims
        if claim.kind == "detections" and categories.get(claim.indicator.species, 1) == 1
        for period in (claim.current_period, claim.baseline_period)
        if period is not None and period.start is not None
    ]


def _overlap(one: _Span, other: _Span) -> bool:
    together = one.first <= other.last and other.first <= one.last
    return together and bool(one.areas & other.areas)


def _cuts_a_month(one: _Span, other: _Span) -> bool:
    """Whether the two begin or end on different days of one month."""
    both = ((one.first, other.first), (one.last, other.last))
    return any(a != b and a.to_period("M") == b.to_period("M") for a, b in both)


def _given(span: _Span, cells: Cells) -> Stations:
    first = span.first.to_period("M").start_time
    return frozenset(
        (station, month)
        for (area, month), stations in cells.items()
        if area in span.areas and first <= month <= span.last
        for station in stations
    )


def small_areas(version: Version, audience: str) -> list[SmallArea]:
    """The areas of cameras or hidden records that tell more than their place may be told.

    A place of category 1 is told as its area. That may not be smaller than the cell in which the
    less sensitive category 2 is told; nor, for an audience that sees cells, than its own cell.
    Areas whose extent is not on file are not among them.
    """
    rules, records = rules_for(version, audience), version.records
    if rules.hides_nothing or rules.degrees[1] == 0:
        return []
    size = CELLS[2] if rules.degrees[1] == AREA else rules.degrees[1]
    located = with_location(records.detections, records.deployments)
    hidden = located.loc[~is_public(located), "area_id"]
    there = set(pd.concat([records.deployments["area_id"], hidden]).dropna().astype("str"))
    areas = records.areas[records.areas["area_id"].astype("str").isin(there)]
    latitude = areas["latitude"].fillna(0.0) if "latitude" in areas else 0.0
    least = (size * KM_PER_DEGREE) ** 2 * np.cos(np.radians(latitude))
    small = areas["area_km2"].notna() & areas["area_km2"].lt(least)
    return [
        SmallArea(str(row.area_id), float(row.area_km2), float(km2))
        for row, km2 in zip(areas[small].itertuples(), least[small], strict=True)
    ]
