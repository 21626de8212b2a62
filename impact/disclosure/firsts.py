"""A first record that is not public: its month at the most, or without a date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims import Caveat, Verdict, answer
from impact.claims.caveats import of_first
from impact.claims.counting import Material
from impact.metrics.effort import last_records
from impact.model import area_tree

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.claims.model import First
    from impact.disclosure.basis import Basis
    from impact.disclosure.stations import Blocks

ABOUT_THE_FIRST = (
    "first_undated",
    "first_published_by",
    "first_in_the_data",
    "effort_before",
    "effort_before_unknown",
)


def told_to(area: str, day: pd.Timestamp | None, precision: str, blocks: Blocks) -> str:
    """How exactly a single record that is not public may be dated.

    A record of a month in which fewer than k stations were out in its area could be placed at
    one of them.

    Returns
    -------
    str
        ``month``, ``year`` or ``unknown``; what is known less exactly keeps its own precision.
    """
    if precision not in ("day", "month") or day is None or pd.isna(day):
        return precision
    month = day.to_period("M").start_time
    if (area, month) not in blocks.cells:
        return "month"  # no camera was out: it is no camera's record
    if not blocks.alone(area, month.year):
        return "unknown"
    return "month" if blocks.can_be_told(area, [month]) else "year"


def shown_first(claim: Claim, basis: Basis) -> Claim:
    """A claim of a first record, dated no more exactly than the audience may know."""
    shown, first = basis.shown, claim.first
    if first is None:
        return claim
    row = basis.located["observation_id"].astype("str") == first.observation
    if (row & shown.held["detections"]).any():
        earlier = _without_new(claim, basis)
        if earlier.first is not None:
            return shown_first(earlier, basis)
        return _reworded(claim, _undated(first))
    if (row & shown.exact["detections"]).any():
        return claim
    told = told_to(first.area, first.start, first.precision, basis.blocks)
    if told == "unknown":
        return _reworded(claim, _undated(first))
    named = basis.names["detections"].get(first.observation, "")
    return _reworded(claim, replace(_coarser(claim, first, told, basis), observation=named))


def _without_new(claim: Claim, basis: Basis) -> Claim:
    """The claim as it would be without the rows that are held back."""
    records = basis.version.records
    seen = Material(
        records=records,
        located=basis.located[~basis.shown.held["detections"]],
        events=basis.located[:0],
        last_records=last_records(records.detections),
    )
    return answer(seen, claim.indicator)


def _undated(first: First) -> First:
    return replace(
        first, observation="", start=None, end=None, precision="unknown", trap_nights_before=None
    )


def _coarser(claim: Claim, first: First, told: str, basis: Basis) -> First:
    """A first record dated to a period, with the effort before that period.

    How many trap-nights went before the record itself would say on which day it was made.
    """
    unit = "Y" if told == "year" and first.precision != "year" else "M"
    start = None if first.start is None else first.start.to_period(unit).start_time
    end = first.start if told in ("month", "year") and first.end is None else first.end
    end = None if end is None else end.to_period(unit).end_time.normalize()
    before = None
    if first.trap_nights_before is not None:
        there = area_tree.within(basis.version.records.areas, claim.indicator.areas)
        spent = basis.cube.effort
        spent = spent[spent["area_id"].astype("str").isin(there) & (spent["month"] < start)]
        before = float(spent["trap_nights"].sum())
    return replace(first, start=start, end=end, precision=told, trap_nights_before=before)


def _reworded(claim: Claim, first: First) -> Claim:
    """The claim about a first record that is told less exactly than it is known."""
    told = of_first(first, None)
    known = claim.first is not None and claim.first.precision != "unknown"
    if first.precision == "unknown" and known:
        # That the date is not told is a rule of ours; it does not mean that nobody knows it.
        kept = [one for one in told if one.code == "first_in_the_data"]
        told = [Caveat("first_held_back"), *kept]
    dated = first.precision not in ("published-by", "unknown")
    others = [one for one in claim.caveats if one.code not in ABOUT_THE_FIRST]
    return replace(
        claim,
        first=first,
        verdict=Verdict.FIRST_RECORD if dated else Verdict.FIRST_AS_REPORTED,
        current_period=claim.current_period
        and replace(
            claim.current_period, start=first.start, end=first.end, precision=first.precision
        ),
        caveats=(*told, *others),
    )
