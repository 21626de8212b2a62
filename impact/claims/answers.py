"""Ask every indicator of the records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims import agreement, caveats, counting, sensitivity, series, verdicts
from impact.claims.model import Claim, Effort, Evidence, First, Period, Verdict
from impact.metrics import effort, first_records
from impact.metrics.change import holm
from impact.metrics.zero import next_count
from impact.model import area_tree

if TYPE_CHECKING:
    from impact.claims.counting import Material
    from impact.claims.model import Count, Counted
    from impact.model.programme import Indicator, Programme
    from impact.model.records import Records

UNITS = {
    "detections": ("detections", "trap-nights"),
    "conflict_incidents": ("incidents", "area-months"),
}
OTHER = {"published_total": "records", "records": "published_total"}


def answer_all(records: Records, programme: Programme) -> tuple[Claim, ...]:
    """Every claim, in the order of the indicators in programme.toml."""
    made_from = counting.material(records, programme.events, programme.moved_metres)
    found = [
        replace(
            answer(made_from, indicator),
            under_rules=sensitivity.under_other_rules(made_from, indicator, programme.events),
        )
        for indicator in programme.indicators
    ]
    return with_all_comparisons(found)


def with_all_comparisons(found: list[Claim]) -> tuple[Claim, ...]:
    """The claims, each knowing how many comparisons are made beside it (Holm 1979)."""
    judged = {one.id: one.ratio.p_value for one in found if one.ratio is not None}
    adjusted = dict(zip(judged, holm([*judged.values()]), strict=True))
    return tuple(
        one
        if one.comparison is None
        else replace(
            one,
            comparison=replace(one.comparison, holm_p=adjusted[one.id], comparisons=len(judged)),
        )
        for one in found
    )


def answer(made_from: Material, indicator: Indicator) -> Claim:
    """Ask one indicator of the records.

    Parameters
    ----------
    made_from : Material
        From `impact.claims.counting.material`.
    indicator : Indicator

    Returns
    -------
    Claim
        Made from exact records, the same for every audience.
    """
    if indicator.kind == "first_record":
        return _first(made_from, indicator)
    return _counted(made_from, indicator)


def _both_periods(
    made_from: Material, indicator: Indicator, basis: str
) -> tuple[Counted, Counted | None]:
    current = counting.counted(made_from, indicator, indicator.current, basis)
    if indicator.baseline is None:
        return current, None
    before = counting.counted(made_from, indicator, indicator.baseline, basis)
    evidence = tuple(replace(item, period="baseline") for item in before.count.evidence)
    return current, replace(before, count=replace(before.count, evidence=evidence))


def _counts(both: tuple[Counted, Counted | None]) -> tuple[Count, Count | None]:
    current, baseline = both
    return current.count, baseline.count if baseline else None


def _recorded_by(records: Records, current: Count, baseline: Count | None) -> str:
    """Whether others recorded all or part of what was counted the other way round."""
    rows = current.evidence + (baseline.evidence if baseline else ())
    return next((one.code for one in agreement.whose_work(records, rows)), "")


def _contradicted(indicator: Indicator, total: Count, single: Count) -> bool:
    """Whether a published total of none is proven wrong by records that are on file."""
    return indicator.basis == "published_total" and total.value == 0 and bool(single.value)


def _counted(made_from: Material, indicator: Indicator) -> Claim:
    records = made_from.records
    both = _both_periods(made_from, indicator, indicator.basis)
    _, said_before = _counts(both)
    other_basis = _both_periods(made_from, indicator, OTHER[indicator.basis])
    contradicted = _contradicted(indicator, both[0].count, other_basis[0].count)
    if contradicted:
        both, other_basis = (other_basis[0], None), both
    ratio, comparison = verdicts.compared(*both, made_from.moved_metres)
    current, baseline = _counts(both)
    verdict = verdicts.of_counts(current, ratio, comparison)
    evidence = current.evidence + (baseline.evidence if baseline else ())
    baseline_value = baseline.value if baseline else None
    said_baseline = said_before.value if said_before else None
    held = agreement.hold(records, indicator.statement, current.value, said_baseline, evidence)
    total = indicator.basis == "published_total" and not contradicted
    return Claim(
        indicator=indicator,
        value=current.value,
        unit=UNITS[indicator.kind][0],
        baseline=baseline_value,
        ratio=ratio,
        effort=_effort(both[0], baseline, UNITS[indicator.kind][1]),
        verdict=verdict,
        current_period=current.period,
        baseline_period=baseline.period if baseline else None,
        evidence=evidence,
        sources=agreement.sources_of(records, evidence),
        caveats=(
            *caveats.of_contradicted_zero(current if contradicted else None),
            *caveats.of_comparison(indicator, current, baseline, comparison),
            *caveats.of_levels(counting.lost_at_event_level(made_from, indicator)),
            *caveats.of_counts(indicator, current, baseline, ratio, verdict),
            *agreement.whose_work(records, evidence),
            *(agreement.own_total(records, evidence, held) if total else ()),
            *caveats.of_statement(held),
            *caveats.of_data(records, indicator, evidence),
        ),
        held=held,
        reporting=current.reporting,
        other_basis=_counts(other_basis),
        other_basis_by=_recorded_by(records, *_counts(other_basis)),
        series=series.by_year(made_from, indicator),
        comparison=comparison,
        break_even=verdicts.break_even_of(current, baseline, ratio, comparison),
        next_count=next_count() if verdict is Verdict.ZERO else None,
    )


def _effort(counted: Counted, baseline: Count | None, unit: str) -> Effort | None:
    """The effort of both periods; None where neither is known."""
    current, units = counted.count, counted.units
    before = baseline.exposure if baseline else None
    if current.exposure is None and before is None:
        return None
    reporting = [one.reporting for one in (current, baseline) if one and one.reporting]
    if any(one.by_units for one in reporting):
        unit = "unit-months"
    compared_before = baseline.in_effort if baseline else None
    found = Effort(current.exposure, before, unit, current.in_effort, compared_before)
    if units is None:
        return found
    return replace(found, units=len(units), units_with_event=int((units["count"] > 0).sum()))


def _first(made_from: Material, indicator: Indicator) -> Claim:
    records = made_from.records
    area_ids = area_tree.within(records.areas, indicator.areas)
    row = first_records.first_record(made_from.located, area_ids, indicator.species)
    first = None if row is None else _first_of(made_from, row, area_ids)
    evidence = () if first is None else (Evidence("detections", first.observation),)
    value = None if first is None else 1
    held = agreement.hold(records, indicator.statement, value, None, evidence)
    period = (
        None if first is None else Period(None, first.start, first.end, precision=first.precision)
    )
    return Claim(
        indicator=indicator,
        value=value,
        unit="first record",
        baseline=None,
        ratio=None,
        effort=None,
        verdict=verdicts.of_first(first),
        current_period=period,
        baseline_period=None,
        evidence=evidence,
        sources=agreement.sources_of(records, evidence),
        caveats=(
            *caveats.of_first(first, _nights(made_from, area_ids)),
            *agreement.whose_work(records, evidence),
            *caveats.of_statement(held),
            *caveats.of_data(records, indicator, evidence),
        ),
        held=held,
        first=first,
    )


def _first_of(made_from: Material, row: pd.Series, area_ids: list[str]) -> First:
    start = None if pd.isna(row["event_start"]) else row["event_start"]
    # A visit over midnight, or over new year, is of the day on which it began.
    exact = start is not None and str(row["date_precision"]) == "day"
    end = start if exact else row["event_end"]
    before = None if start is None else _nights(made_from, area_ids, end=start)
    return First(
        observation=str(row["observation_id"]),
        area=str(row["area_id"]),
        start=start,
        end=None if pd.isna(end) else end,
        precision=str(row["date_precision"]),
        claimed="" if pd.isna(row["first_record"]) else str(row["first_record"]),
        trap_nights_before=before,
    )


def _nights(
    made_from: Material, area_ids: list[str], *, end: pd.Timestamp | None = None
) -> float | None:
    """Trap-nights of all cameras on file in these areas; None where there is no camera."""
    records = made_from.records
    there = records.deployments[records.deployments["area_id"].astype("str").isin(area_ids)]
    if there.empty:
        return None
    nights = effort.location_effort(
        there, records.failures, last_records=made_from.last_records, end=end
    )
    return float(nights["trap_nights"].sum())
