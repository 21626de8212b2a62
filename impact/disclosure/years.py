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
    if held_from is None or one.value is None or days[1] < held_from:
        return one
    if claim.kind == "detections":
        return _detections_until(one, one.value, claim, there, basis)
    return _incidents_until(one, days, claim, basis)


def _withheld(year: int, there: list[str], basis: Basis) -> bool:
    """Whether an area is in no figure of the year: this one would give it away."""
    return any(basis.blocks.into.get((area, year), area) is None for area in there)


def _detections_until(
    one: Count, counted: int, claim: Claim, there: list[str], basis: Basis
) -> Count:
    """A year without the events and the effort of the months that are held back."""
    cube, held_from = basis.version.cube, basis.rules.held_from
    events, effort = (
        table[
            table["area_id"].astype("str").isin(there)
            & table["month"].between(held_from, one.period.end)
        ]
        for table in (cube.events, cube.effort)
    )
    events = events[events["scientific_name"].astype("str") == claim.indicator.species]
    nights = 0.0 if one.exposure is None else one.exposure - effort["trap_nights"].sum()
    value = counted - int(events["detections"].sum())
    known = nights > A_MINUTE
    return replace(
        one,
        value=value if value or known else None,
        exposure=float(nights) if known else None,
        compared=one.compared and one.compared - int(events["in_effort"].sum()),
        open_ended=0,
    )


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
