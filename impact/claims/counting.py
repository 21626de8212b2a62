"""How many, in one period, with how much effort. Both periods of a claim go through here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.model import Count, Evidence, Period
from impact.metrics import conflicts, effort, events, levels, zero
from impact.model import area_tree

if TYPE_CHECKING:
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
    # Events under another rule, of all species as well: made once for all indicators.
    other_events: dict[tuple, pd.DataFrame] = field(default_factory=dict)

    def under(self, minutes: int, rule: str) -> Material:
        """The same with its events told apart by another threshold and rule."""
        if (minutes, rule) not in self.other_events:
            self.other_events[minutes, rule] = events.independent_events(
                events.countable(self.located), threshold_minutes=minutes, rule=rule
            )
        return replace(self, events=self.other_events[minutes, rule])


def material(records: Records, rule: EventRule) -> Material:
    """Locate the detections and tell their events apart."""
    located = events.with_location(records.detections, records.deployments)
    return Material(
        records=records,
        located=located,
        events=events.independent_events(
            events.countable(located), threshold_minutes=rule.threshold_minutes, rule=rule.rule
        ),
        last_records=effort.last_records(records.detections),
    )


def period_of(records: Records, window: Window) -> Period:
    """The dates of an indicator's window, as far as they are published."""
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
    """Count what an indicator asks for in one of its periods.

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
    Count
    """
    records = made_from.records
    period = period_of(records, window)
    area_ids = area_tree.within(records.areas, indicator.areas)
    if indicator.kind == "detections":
        return _detections(made_from, indicator, period, area_ids, basis)
    return _incidents(records, indicator, period, area_ids, basis)


def _detections(
    made_from: Material, indicator: Indicator, period: Period, area_ids: list[str], basis: str
) -> Count:
    spent = _spent(made_from, period, area_ids, published_first=basis == "published_total")
    exposure = spent.trap_nights
    if basis == "published_total":
        about = of_question(made_from.located, indicator, area_ids)
        rows = in_period(events.published_totals(about), period)
        return Count(_total(rows), exposure, period, _evidence("detections", rows))
    found = in_period(of_question(made_from.events, indicator, area_ids), period)
    # No record of anything at all is a missing file rather than an empty landscape.
    proven = exposure is not None and exposure > 0 and not made_from.located.empty
    value = len(found) if len(found) or proven else None
    return Count(
        value,
        exposure,
        period,
        _evidence("detections", found),
        compared=value if spent.locations is None else int(_at(found, spent.locations).sum()),
        open_ended=spent.open_ended,
    )


def _incidents(
    records: Records, indicator: Indicator, period: Period, area_ids: list[str], basis: str
) -> Count:
    about = of_question(records.conflicts, indicator, area_ids)
    reporting = _reporting(records, period, area_ids)
    exposure = float(reporting.active_area_months) if reporting else None
    if basis == "published_total":
        rows = in_period(conflicts.published_totals(about), period)
        return Count(_total(rows), exposure, period, _evidence("conflicts", rows), reporting)
    known = conflicts.counted(about)
    rows = in_period(known, period)
    # Without a report ever, and without anyone who asked for one, nothing is known.
    value = len(rows) if len(known) or exposure else None
    asked = _asked(records.reporting, rows)
    evidence = _evidence("conflicts", rows)
    return Count(value, exposure, period, evidence, reporting, compared=int(asked.sum()))


def _asked(reporting: pd.DataFrame, incidents: pd.DataFrame) -> pd.Series:
    """Which incidents lie in an area and a month in which reports were collected."""
    active = reporting[reporting["active"].fillna(False).astype(bool)]
    known = set(zip(active["area_id"].astype("str"), active["month"], strict=True))
    exactly = incidents["date_precision"].astype("str").isin(["day", "month"])
    months = incidents["event_start"].dt.to_period("M").dt.to_timestamp()
    pairs = zip(incidents["area_id"].astype("str"), months, strict=True)
    return exactly & pd.Series([pair in known for pair in pairs], incidents.index, dtype=bool)


@dataclass(frozen=True)
class Spent:
    """Trap-nights of a period (None where unknown), where they were spent, and by how many
    cameras that were still out. `locations` is None where only a published total is known."""

    trap_nights: float | None
    locations: pd.DataFrame | None = None
    open_ended: int = 0


def _spent(
    made_from: Material, period: Period, area_ids: list[str], *, published_first: bool
) -> Spent:
    """The effort of a period: of the cameras on file, or as published with a survey.

    A published total goes with its published effort; single records go with their cameras.
    """
    key = (period, tuple(area_ids), published_first)
    if key not in made_from.spent:
        made_from.spent[key] = _spent_anew(made_from, period, area_ids, published_first)
    return made_from.spent[key]


def _spent_anew(
    made_from: Material, period: Period, area_ids: list[str], published_first: bool
) -> Spent:
    published = _published_effort(made_from.records.surveys, period)
    if published_first and published is not None:
        return Spent(published)
    from_cameras = _of_cameras(made_from, period, area_ids)
    return from_cameras if from_cameras.trap_nights else Spent(published)


def _published_effort(surveys: pd.DataFrame, period: Period) -> float | None:
    rows = surveys.loc[surveys["survey_id"].astype("str") == period.survey, "trap_nights"]
    return float(rows.iloc[0]) if rows.notna().any() else None


def _of_cameras(made_from: Material, period: Period, area_ids: list[str]) -> Spent:
    records = made_from.records
    there = records.deployments[records.deployments["area_id"].astype("str").isin(area_ids)]
    if there.empty or not period.dated:
        return Spent(None)
    asked = {
        "last_records": made_from.last_records,
        "start": period.start,
        "end": period.end.normalize() + pd.Timedelta(days=1),
    }
    by_location = effort.location_effort(there, records.failures, **asked)
    still_out = effort.deployment_effort(there, records.failures, **asked)
    nights = float(by_location["trap_nights"].sum())
    worked = by_location[by_location["trap_nights"] > 0]
    return Spent(nights or None, worked, int(still_out["open_ended"].sum()))


def _at(rows: pd.DataFrame, worked: pd.DataFrame) -> pd.Series:
    """Which rows were made at a location with effort in the period."""
    known = set(zip(worked["area_id"], worked["location_id"], strict=True))
    pairs = zip(rows["area_id"].astype("str"), rows["location_id"].astype("str"), strict=True)
    return pd.Series([pair in known for pair in pairs], index=rows.index, dtype=bool)


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
