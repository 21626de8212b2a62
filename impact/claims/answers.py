"""Ask every indicator of the records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims import agreement, caveats, counting, series, verdicts
from impact.claims.model import Claim, Effort, Evidence, First, Period
from impact.metrics import areas, effort, events, first_records

if TYPE_CHECKING:
    from impact.claims.model import Count
    from impact.programme import EventRule, Indicator, Programme
    from impact.records import Records

UNITS = {
    "detections": ("detections", "trap-nights"),
    "conflict_incidents": ("incidents", "area-months"),
}
OTHER = {"published_total": "records", "records": "published_total"}


def answer_all(records: Records, programme: Programme) -> tuple[Claim, ...]:
    """Every claim, in the order of the indicators in programme.toml."""
    return tuple(answer(records, i, programme.events) for i in programme.indicators)


def answer(records: Records, indicator: Indicator, rule: EventRule) -> Claim:
    """Ask one indicator of the records.

    Parameters
    ----------
    records : Records
    indicator : Indicator
    rule : EventRule
        When two records are two detections.

    Returns
    -------
    Claim
        Made from exact records, the same for every audience.
    """
    if indicator.kind == "first_record":
        return _first(records, indicator)
    return _counted(records, indicator, rule)


def _both_periods(
    records: Records, indicator: Indicator, basis: str, rule: EventRule
) -> tuple[Count, Count | None]:
    current = counting.count(records, indicator, indicator.current, basis, rule)
    if indicator.baseline is None:
        return current, None
    before = counting.count(records, indicator, indicator.baseline, basis, rule)
    evidence = tuple(replace(item, period="baseline") for item in before.evidence)
    return current, replace(before, evidence=evidence)


def _counted(records: Records, indicator: Indicator, rule: EventRule) -> Claim:
    current, baseline = _both_periods(records, indicator, indicator.basis, rule)
    ratio = verdicts.ratio_of(current, baseline)
    verdict = verdicts.of_counts(current, ratio)
    evidence = current.evidence + (baseline.evidence if baseline else ())
    baseline_value = baseline.value if baseline else None
    held = agreement.hold(records, indicator.statement, current.value, baseline_value, evidence)
    unit, effort_unit = UNITS[indicator.kind]
    return Claim(
        indicator=indicator,
        value=current.value,
        unit=unit,
        baseline=baseline_value,
        ratio=ratio,
        effort=_effort(current, baseline, effort_unit),
        verdict=verdict,
        current_period=current.period,
        baseline_period=baseline.period if baseline else None,
        evidence=evidence,
        sources=agreement.sources_of(records, evidence),
        caveats=(
            *caveats.of_counts(indicator, current, baseline, ratio, verdict),
            *caveats.of_statement(held),
            *caveats.of_data(records, indicator, evidence),
        ),
        held=held,
        reporting=current.reporting,
        other_basis=_both_periods(records, indicator, OTHER[indicator.basis], rule),
        series=series.by_year(records, indicator, rule),
    )


def _effort(current: Count, baseline: Count | None, unit: str) -> Effort | None:
    """The effort of both periods; None where neither is known."""
    before = baseline.exposure if baseline else None
    if current.exposure is None and before is None:
        return None
    return Effort(current.exposure, before, unit)


def _first(records: Records, indicator: Indicator) -> Claim:
    area_ids = areas.within(records.areas, indicator.areas)
    located = events.with_location(records.detections, records.deployments)
    row = first_records.first_record(located, area_ids, indicator.species)
    first = None if row is None else _first_of(records, row, area_ids)
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
            *caveats.of_first(first),
            *caveats.of_statement(held),
            *caveats.of_data(records, indicator, evidence),
        ),
        held=held,
        first=first,
    )


def _first_of(records: Records, row: pd.Series, area_ids: list[str]) -> First:
    there = records.deployments[records.deployments["area_id"].astype("str").isin(area_ids)]
    start = None if pd.isna(row["event_start"]) else row["event_start"]
    before = None
    if start is not None and len(there):
        last = effort.last_records(records.detections)
        nights = effort.location_effort(there, records.failures, last_records=last, end=start)
        before = float(nights["trap_nights"].sum())
    return First(
        observation=str(row["observation_id"]),
        area=str(row["area_id"]),
        start=start,
        end=None if pd.isna(row["event_end"]) else row["event_end"],
        precision=str(row["date_precision"]),
        claimed="" if pd.isna(row["first_record"]) else str(row["first_record"]),
        trap_nights_before=before,
    )
