"""Claims as far as an audience may see them.

A claim's own number is a total that the programme states: it is the same for everybody and at
once. What divides it further (years, areas and months, single rows, dates) obeys the rules.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.claims.agreement import sources_of
from impact.disclosure.firsts import shown_first
from impact.disclosure.older_claims import with_older_effort
from impact.disclosure.years import shown_series

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.claims.model import Count, Period
    from impact.disclosure.basis import Basis


def shown_claim(claim: Claim, basis: Basis) -> Claim:
    """A claim, naming only rows that the audience may see and no date finer than it may know."""
    if basis.rules.hides_nothing:
        return claim
    if claim.first is not None:
        claim = shown_first(claim, basis)
    named = [(item, basis.names[item.table].get(item.id)) for item in claim.evidence]
    evidence = tuple(replace(item, id=name) for item, name in named if name is not None)
    notes = set(basis.shown.records.caveats["caveat_id"].astype("str"))
    shown = replace(
        claim,
        evidence=evidence,
        # Who or what a hidden row comes from may say where it comes from.
        sources=sources_of(basis.shown.records, evidence),
        caveats=tuple(c for c in claim.caveats if c.code != "data" or c.values["id"] in notes),
        current_period=_dates(claim.current_period, basis),
        baseline_period=_dates(claim.baseline_period, basis),
        other_basis=claim.other_basis and _without_rows(claim.other_basis, basis),
        series=shown_series(claim, basis),
    )
    return _settled(shown, basis)


def _settled(claim: Claim, basis: Basis) -> Claim:
    """A claim with the effort of an older version, where that was settled at publishing."""
    if basis.figures is None:
        return claim
    asked = basis.figures.shown.questions
    sources = asked.loc[asked["claim"] == claim.id, "as_of"].dropna()
    if sources.empty:
        return claim
    return with_older_effort(claim, basis.figures.older.claims.get(claim.id), int(sources.iloc[0]))


def _dates(period: Period | None, basis: Basis) -> Period | None:
    return None if period is None else _period(period, basis)


def _period(period: Period, basis: Basis) -> Period:
    """The dates of a survey no more exactly than the surveys table now has them."""
    if period.survey is None or period.start is None:
        return period
    surveys = basis.shown.records.surveys
    row = surveys[surveys["survey_id"].astype("str") == period.survey].iloc[0]
    start, end = row["event_start"], None if period.end is None else row["event_end"]
    if (start, end) == (period.start, period.end):
        return period
    return replace(period, start=start, end=end, precision="month")


def _without_rows(both: tuple[Count, Count | None], basis: Basis) -> tuple[Count, Count | None]:
    """The other basis keeps its counts; its rows are not shown anywhere."""
    current, baseline = both
    return _without_row(current, basis), baseline and _without_row(baseline, basis)


def _without_row(one: Count, basis: Basis) -> Count:
    return replace(one, evidence=(), period=_period(one.period, basis))
