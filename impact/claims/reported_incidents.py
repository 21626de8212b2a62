"""How many incidents of one period, with the months in which their villages reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.model import Count, Counted
from impact.claims.question_rows import (
    evidence_of,
    in_period,
    of_question,
    period_of,
    total_of,
)
from impact.metrics import conflicts, zero
from impact.metrics.reporters import units_of_incidents

if TYPE_CHECKING:
    from impact.claims.counting import Material
    from impact.claims.model import Period
    from impact.metrics.reporters import Reporters
    from impact.metrics.zero import ReportingEffort
    from impact.model.programme import Indicator
    from impact.model.records import Records


def incidents(
    made_from: Material, indicator: Indicator, period: Period, area_ids: list[str], basis: str
) -> Counted:
    records, who = made_from.records, made_from.who_reports(area_ids)
    about = of_question(records.conflicts, indicator, area_ids)
    reporting = _reporting(who, period)
    exposure = float(reporting.active_months) if reporting else None
    if basis == "published_total":
        rows = in_period(conflicts.published_totals(about), period)
        evidence = evidence_of("conflicts", rows)
        return Counted(Count(total_of(rows), exposure, period, evidence, reporting))
    known = conflicts.counted(about)
    rows = in_period(known, period)
    # Without a report ever, and without anyone who asked for one, nothing is known.
    value = len(rows) if len(known) or exposure else None
    units = units_of_incidents(known, who)
    there = units.loc[rows.index]
    evidence = evidence_of("conflicts", rows)
    asked = there["asked"]
    one = Count(value, exposure, period, evidence, reporting, compared=int(asked.sum()))
    unnamed = known[units["unit"].isna() & units["asked"]]
    as_one = _as_one_village(records, unnamed, indicator)
    return Counted(one, _villages(who, there[asked], period, as_one))


def _as_one_village(records: Records, unnamed: pd.DataFrame, indicator: Indicator) -> set[str]:
    """The areas that are one village in both periods: an incident of either names none of theirs.

    One of another time changes nothing: most areas have named no villages at first.
    """
    windows = [one for one in (indicator.current, indicator.baseline) if one is not None]
    rows = [in_period(unnamed, period_of(records, one)) for one in windows]
    return {area for some in rows for area in some["area_id"].astype("str")}


def _villages(
    who: Reporters, incidents: pd.DataFrame, period: Period, as_one: set[str]
) -> pd.DataFrame | None:
    """What each unit of reporting gave in a period, with its months of reporting."""
    active = _active(who, period)
    if active.empty:
        return None
    months, counts = (
        (rows["area_id"] + "/" + rows["unit"].mask(rows["area_id"].isin(as_one), "")).value_counts()
        for rows in (active, incidents)
    )
    table = pd.DataFrame({"exposure": months.astype("float64")}).rename_axis("unit")
    table["count"] = counts.reindex(table.index, fill_value=0).astype("int64")
    return table.reset_index().assign(latitude=float("nan"), longitude=float("nan"))


def _active(who: Reporters, period: Period) -> pd.DataFrame:
    """The months of a period in which each unit reported; none where it has no dates."""
    rows = who.reported
    if period.start is None:
        return rows[:0]
    there = rows["active"] & (rows["month"] >= period.start.to_period("M").to_timestamp())
    return rows[there if period.end is None else there & (rows["month"] <= period.end)]


def _reporting(who: Reporters, period: Period) -> ReportingEffort | None:
    """The reporting effort of a period, or None where none is on file for it."""
    if period.start is None:
        return None
    end = None if period.end is None else period.end.normalize() + pd.Timedelta(days=1)
    found = zero.reporting_effort(who, start=period.start, end=end)
    return found if found.active_months else None
