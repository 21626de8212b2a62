"""How many, in one period, with how much effort. Both periods of a claim go through here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.camera_effort import at_work, spent_in
from impact.claims.model import Count, Evidence, Period
from impact.claims.pairing import stations_of
from impact.metrics import conflicts, effort, events, levels, worked_days, zero
from impact.metrics.worked_days import within_effort
from impact.model import area_tree
from impact.model.programme import MOVED_METRES

if TYPE_CHECKING:
    from impact.claims.camera_effort import Spent
    from impact.metrics.zero import ReportingEffort
    from impact.model.programme import EventRule, Indicator, Window
    from impact.model.records import Records


@dataclass(frozen=True)
class Material:
    """What every count is made from: the records, located, and their independent events.

    Events are told apart once, over all species and all years, and chosen from afterwards: a
    period or a species must never change what one event is.
    """

    records: Records
    located: pd.DataFrame
    events: pd.DataFrame
    last_records: pd.Series
    # The effort of a period is the same for every species and every rule: made once.
    spent: dict[tuple, Spent] = field(default_factory=dict)
    days: pd.DataFrame | None = None  # on which cameras worked; None without cameras
    moved_metres: float = MOVED_METRES
    # Events under another rule, of all species as well: made once for all indicators.
    other_events: dict[tuple, pd.DataFrame] = field(default_factory=dict)

    def under(self, minutes: int, rule: str) -> Material:
        """The same with its events told apart by another threshold and rule."""
        if (minutes, rule) not in self.other_events:
            self.other_events[minutes, rule] = events.independent_events(
                events.countable(self.located), threshold_minutes=minutes, rule=rule
            )
        return replace(self, events=self.other_events[minutes, rule])


@dataclass(frozen=True)
class Counted:
    """A count with what each of its stations (or villages) gave; `units` is None where none is
    on file. Their ids and places never leave this room."""

    count: Count
    units: pd.DataFrame | None = None


def material(records: Records, rule: EventRule, moved_metres: float = MOVED_METRES) -> Material:
    """Locate the detections and tell their events apart."""
    located = events.with_location(records.detections, records.deployments)
    last_records = effort.last_records(records.detections)
    return Material(
        records=records,
        located=located,
        events=events.independent_events(
            events.countable(located), threshold_minutes=rule.threshold_minutes, rule=rule.rule
        ),
        last_records=last_records,
        days=worked_days.worked_days(
            records.deployments, records.failures, last_records=last_records
        ),
        moved_metres=moved_metres,
    )


def period_of(records: Records, window: Window | None) -> Period:
    """The dates of an indicator's window, as far as they are published."""
    if window is None:
        return Period(precision="unknown")
    if window.survey is None:
        end = pd.Timestamp(window.end) if window.end else None
        return Period(start=pd.Timestamp(window.start), end=end)
    rows = records.surveys[records.surveys["survey_id"].astype("str") == window.survey]
    if rows.empty:
        return Period(survey=window.survey, precision="unknown")
    survey = rows.iloc[0]
    return Period(
        survey=window.survey,
        start=_or_none(survey["event_start"]),
        end=_or_none(survey["event_end"]),
        precision=str(survey["date_precision"]),
    )


def in_period(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows that belong to a period.

    A row that names a survey belongs to that one and to no other. Any other row belongs to the
    period in which it began, if its day is known, else to the one that holds its dates whole.
    """
    named = rows["survey_id"].astype("str")
    if period.start is None:
        dates = pd.Series(False, index=rows.index)
    else:
        # A visit over midnight began on one day and is counted once.
        begins = rows["date_precision"].astype("str").eq("day")
        ends = rows["event_end"].fillna(rows["event_start"]).mask(begins, rows["event_start"])
        dates = rows["event_start"] >= period.start
        if period.end is not None:  # without an end it is still going on
            dates &= ends < period.end.normalize() + pd.Timedelta(days=1)
    if period.survey is None:
        return rows[dates]
    return rows[(named == period.survey) | (named.isna() & dates)]


def of_question(rows: pd.DataFrame, indicator: Indicator, area_ids: list[str]) -> pd.DataFrame:
    """The rows about the indicator's species in its areas.

    A published total that names no species is about the species of the question; a single
    incident without one is another animal's, or nobody knows whose.
    """
    species = rows["scientific_name"].astype("str")
    there = rows["area_id"].astype("str").isin(area_ids)
    about = species == indicator.species
    if "count" in rows:
        about |= species.isna() & rows["count"].notna()
    return rows[there & about]


def lost_at_event_level(made_from: Material, indicator: Indicator) -> int:
    """Records of the question that no count has: their deployment is counted at event level,
    and its event level lacks the species."""
    if indicator.kind != "detections":
        return 0
    area_ids = area_tree.within(made_from.records.areas, indicator.areas)
    lost = levels.lost_at_event_level(events.countable(made_from.located))
    about = of_question(lost, indicator, area_ids)
    windows = [one for one in (indicator.current, indicator.baseline) if one is not None]
    return sum(len(in_period(about, period_of(made_from.records, one))) for one in windows)


def count(made_from: Material, indicator: Indicator, window: Window, basis: str) -> Count:
    """Count what an indicator asks for in one of its periods, as `counted` does."""
    return counted(made_from, indicator, window, basis).count


def counted(
    made_from: Material, indicator: Indicator, window: Window | None, basis: str
) -> Counted:
    """Count what an indicator asks for in one of its periods, and each station's part in it.

    Parameters
    ----------
    made_from : Material
    indicator : Indicator
        Its kind is ``detections`` or ``conflict_incidents``.
    window : Window
        The period to count in.
    basis : {"published_total", "records"}
        Whether to take published totals or to count single records; never both.

    Returns
    -------
    Counted
    """
    records = made_from.records
    period = period_of(records, window)
    area_ids = area_tree.within(records.areas, indicator.areas)
    if indicator.kind == "detections":
        return _detections(made_from, indicator, period, area_ids, basis)
    return _incidents(records, indicator, period, area_ids, basis)


def _detections(
    made_from: Material, indicator: Indicator, period: Period, area_ids: list[str], basis: str
) -> Counted:
    spent = spent_in(made_from, period, area_ids, published_first=basis == "published_total")
    exposure = spent.trap_nights
    if basis == "published_total":
        about = of_question(made_from.located, indicator, area_ids)
        rows = in_period(events.published_totals(about), period)
        return Counted(Count(_total(rows), exposure, period, _evidence("detections", rows)))
    found = in_period(of_question(made_from.events, indicator, area_ids), period)
    # No record of anything at all is a missing file rather than an empty landscape.
    proven = exposure is not None and exposure > 0 and not made_from.located.empty
    value = len(found) if len(found) or proven else None
    evidence = _evidence("detections", found)
    if spent.locations is None:
        return Counted(Count(value, exposure, period, evidence, compared=value))
    inside = found[_in_effort(found, made_from, spent, period)]
    one = Count(
        value,
        exposure,
        period,
        evidence,
        compared=len(inside),
        open_ended=spent.open_ended,
        effort_unknown=spent.unknown,
        months=spent.months,
    )
    return Counted(one, stations_of(inside, spent.locations, spent.cameras))


def _in_effort(found: pd.DataFrame, made_from: Material, spent: Spent, period: Period) -> pd.Series:
    """Which events were recorded in the period, where and on a day on which a camera worked."""
    if period.days is None:
        return pd.Series(False, index=found.index)
    first, last = period.days
    begun = found["event_start"].between(
        first, last.normalize() + pd.Timedelta(days=1), inclusive="left"
    )
    return begun & at_work(found, spent.locations) & within_effort(found, made_from.days)


def _incidents(
    records: Records, indicator: Indicator, period: Period, area_ids: list[str], basis: str
) -> Counted:
    about = of_question(records.conflicts, indicator, area_ids)
    reporting = _reporting(records, period, area_ids)
    exposure = float(reporting.active_area_months) if reporting else None
    if basis == "published_total":
        rows = in_period(conflicts.published_totals(about), period)
        evidence = _evidence("conflicts", rows)
        return Counted(Count(_total(rows), exposure, period, evidence, reporting))
    known = conflicts.counted(about)
    rows = in_period(known, period)
    # Without a report ever, and without anyone who asked for one, nothing is known.
    value = len(rows) if len(known) or exposure else None
    asked = _asked(records.reporting, rows)
    evidence = _evidence("conflicts", rows)
    one = Count(value, exposure, period, evidence, reporting, compared=int(asked.sum()))
    return Counted(one, _villages(records.reporting, rows[asked], area_ids, period))


def _villages(
    reporting: pd.DataFrame, incidents: pd.DataFrame, area_ids: list[str], period: Period
) -> pd.DataFrame | None:
    """What each unit of reporting gave in a period, with its months of reporting."""
    active = zero.active_months(reporting, area_ids, period.start, period.end)
    months = active["area_id"].value_counts()
    counts = incidents["area_id"].astype("str").value_counts()
    if months.empty:
        return None
    table = pd.DataFrame({"exposure": months.astype("float64")}).rename_axis("unit")
    table["count"] = counts.reindex(table.index, fill_value=0).astype("int64")
    return table.reset_index().assign(latitude=float("nan"), longitude=float("nan"))


def _asked(reporting: pd.DataFrame, incidents: pd.DataFrame) -> pd.Series:
    """Which incidents lie in an area and a month in which reports were collected."""
    active = reporting[reporting["active"].fillna(False).astype(bool)]
    known = set(zip(active["area_id"].astype("str"), active["month"], strict=True))
    exactly = incidents["date_precision"].astype("str").isin(["day", "month"])
    months = incidents["event_start"].dt.to_period("M").dt.to_timestamp()
    pairs = zip(incidents["area_id"].astype("str"), months, strict=True)
    return exactly & pd.Series([pair in known for pair in pairs], incidents.index, dtype=bool)


def _reporting(records: Records, period: Period, area_ids: list[str]) -> ReportingEffort | None:
    """The reporting effort of a period, or None where none is on file for it."""
    if period.start is None:
        return None
    end = None if period.end is None else period.end.normalize() + pd.Timedelta(days=1)
    found = zero.reporting_effort(records.reporting, area_ids, start=period.start, end=end)
    return found if found.active_area_months else None


def _total(rows: pd.DataFrame) -> int | None:
    return int(rows["count"].sum()) if len(rows) else None


def _evidence(table: str, rows: pd.DataFrame) -> tuple[Evidence, ...]:
    key = {"detections": "observation_id", "conflicts": "incident_id"}[table]
    return tuple(Evidence(table, str(value)) for value in rows[key])


def _or_none(value):
    return None if pd.isna(value) else value
