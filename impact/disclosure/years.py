"""The years of a claim: without the months that are held back, and none of too few stations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.counting import Material, count
from impact.disclosure.rows import is_public
from impact.model import area_tree
from impact.model.programme import Window

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.claims.model import Count
    from impact.disclosure.basis import Basis

A_MINUTE = 1 / 1440  # of a trap-night: less is what a difference of fractions leaves


def shown_series(claim: Claim, basis: Basis) -> tuple[Count, ...]:
    """The years of a claim; one that may not be told has neither value nor effort."""
    there = area_tree.within(basis.version.records.areas, claim.indicator.areas)
    return tuple(_shown_year(one, claim, there, basis) for one in claim.series)


def _shown_year(one: Count, claim: Claim, there: list[str], basis: Basis) -> Count:
    held_from, days = basis.rules.held_from, one.period.days
    if days is None or (claim.kind == "detections" and _withheld(days[0].year, there, basis)):
        return replace(one, value=None, exposure=None, compared=None, open_ended=0)
    if one.value is None:
        return one
    if claim.kind == "detections":
        return _detections_shown(one, one.value, claim, days[0].year, there, basis)
    if held_from is None or days[1] < held_from:
        return one
    return _incidents_until(one, days, claim, basis)


def _withheld(year: int, there: list[str], basis: Basis) -> bool:
    """Whether an area is in no figure of the year: this one would give it away."""
    blocks, inside = basis.blocks, set(there)
    return any(
        blocks.into.get((area, year), area) is None
        # Figures that stay may be of areas that a newer claim tells apart.
        or not blocks.members.get((area, year), inside) <= inside
        for area in there
    )


def _detections_shown(
    one: Count, counted: int, claim: Claim, year: int, there: list[str], basis: Basis
) -> Count:
    """A year with the events and the effort that may be shown of it, in place of all."""
    areas = set(there)
    exact, shown = (_sums(table, claim, areas, year) for table in basis.sums_by_year)
    if exact == shown:
        return one
    nights = (one.exposure or 0.0) - exact[0] + shown[0]
    value = counted - exact[1] + shown[1]
    known = nights > A_MINUTE
    return replace(
        one,
        value=value if value or known else None,
        exposure=float(nights) if known else None,
        compared=one.compared and one.compared - exact[2] + shown[2],
        open_ended=0,
    )


def _sums(table: pd.DataFrame, claim: Claim, areas: set[str], year: int) -> tuple[float, int, int]:
    """The trap-nights, the detections and those of them within effort of a year of areas."""
    about = table["scientific_name"].isna() | table["scientific_name"].eq(claim.indicator.species)
    rows = table[about & table["year"].eq(year) & table["area_id"].isin(areas)]
    nights, detections, in_effort = rows[["trap_nights", "detections", "in_effort"]].sum()
    return float(nights), int(detections), int(in_effort)


def _incidents_until(
    one: Count, days: tuple[pd.Timestamp, pd.Timestamp], claim: Claim, basis: Basis
) -> Count:
    """A year counted anew, up to the last month that may be told."""
    held_from, records = basis.rules.held_from, basis.version.records
    if days[0] >= held_from:
        return replace(one, value=None, exposure=None, reporting=None, compared=None)
    rows, asked = records.conflicts, records.reporting
    new = rows["event_start"].ge(held_from) & ~is_public(rows)
    nothing = records.detections[:0]
    until = Material(
        records=records.with_tables(
            conflicts=rows[~new], reporting=asked[~asked["month"].ge(held_from)]
        ),
        located=nothing,
        events=nothing,
        last_records=pd.Series(dtype="datetime64[us]"),
    )
    last = min(days[1], held_from - pd.Timedelta(days=1))
    window = Window(start=days[0].date(), end=last.date())
    return replace(count(until, claim.indicator, window, "records"), evidence=())
