"""How many, in one period, with how much effort. Both periods of a claim go through here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.camera_effort import spent_in
from impact.claims.model import Count, Counted, Period
from impact.claims.pairing import station_ids, stations_of
from impact.claims.question_rows import (
    evidence_of,
    in_period,
    of_question,
    period_of,
    total_of,
)
from impact.claims.reported_incidents import incidents
from impact.metrics import effort, events, levels, worked_days
from impact.metrics.reporters import Reporters
from impact.metrics.worked_days import within_effort
from impact.model import area_tree
from impact.model.programme import MOVED_METRES

if TYPE_CHECKING:
    from impact.claims.camera_effort import Spent
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
    moved_metres: float = MOVED_METRES
    days: pd.DataFrame | None = None  # on which cameras worked; None without cameras
    # What several questions share is made once. The effort of a period is the same for every
    # species and every rule, and so is who reported.
    spent: dict[tuple, Spent] = field(default_factory=dict)
    reporters: dict[tuple, Reporters] = field(default_factory=dict)
    # Events under another rule, of all species as well.
    under_others: dict[tuple, Material] = field(default_factory=dict)
    asked_of: dict[tuple, pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def lost(self) -> pd.DataFrame:
        """`impact.metrics.levels.lost_at_event_level` of all detections."""
        return levels.lost_at_event_level(events.countable(self.located))

    def under(self, minutes: int, rule: str) -> Material:
        """The same with its events told apart by another threshold and rule."""
        if (minutes, rule) not in self.under_others:
            found = _events(self.located, self.days, minutes, rule)
            self.under_others[minutes, rule] = replace(self, events=found, asked_of={})
        return self.under_others[minutes, rule]

    def who_reports(self, area_ids: list[str]) -> Reporters:
        """Who reports of these areas."""
        key = tuple(area_ids)
        if key not in self.reporters:
            records = self.records
            self.reporters[key] = Reporters(records.reporting, records.areas, area_ids)
        return self.reporters[key]

    def events_of(self, indicator: Indicator, area_ids: list[str]) -> pd.DataFrame:
        """The events that a question is about, of all times."""
        key = (indicator.species, tuple(area_ids))
        if key not in self.asked_of:
            self.asked_of[key] = of_question(self.events, indicator, area_ids)
        return self.asked_of[key]


def material(records: Records, rule: EventRule, moved_metres: float = MOVED_METRES) -> Material:
    """Locate the detections and tell their events apart."""
    located = events.with_location(records.detections, records.deployments)
    last_records = effort.last_records(records.detections)
    days = worked_days.worked_days(records.deployments, records.failures, last_records=last_records)
    return Material(
        records=records,
        located=located,
        events=_events(located, days, rule.threshold_minutes, rule.rule),
        last_records=last_records,
        days=days,
        moved_metres=moved_metres,
    )


def _events(located: pd.DataFrame, days: pd.DataFrame, minutes: int, rule: str) -> pd.DataFrame:
    """Independent events with their ``station``, and ``camera_worked``: whether a camera worked
    there on their day."""
    found = events.independent_events(
        events.countable(located), threshold_minutes=minutes, rule=rule
    )
    return found.assign(station=station_ids(found), camera_worked=within_effort(found, days))


def lost_at_event_level(made_from: Material, indicator: Indicator) -> int:
    """Records of the question that no count has: their deployment is counted at event level,
    and its event level lacks the species."""
    if indicator.kind != "detections":
        return 0
    area_ids = area_tree.within(made_from.records.areas, indicator.areas)
    about = of_question(made_from.lost, indicator, area_ids)
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
    return incidents(made_from, indicator, period, area_ids, basis)


def _detections(
    made_from: Material, indicator: Indicator, period: Period, area_ids: list[str], basis: str
) -> Counted:
    spent = spent_in(made_from, period, area_ids, published_first=basis == "published_total")
    exposure = spent.trap_nights
    if basis == "published_total":
        about = of_question(made_from.located, indicator, area_ids)
        rows = in_period(events.published_totals(about), period)
        return Counted(Count(total_of(rows), exposure, period, evidence_of("detections", rows)))
    found = in_period(made_from.events_of(indicator, area_ids), period)
    # No record of anything at all is a missing file rather than an empty landscape.
    proven = exposure is not None and exposure > 0 and not made_from.located.empty
    value = len(found) if len(found) or proven else None
    evidence = evidence_of("detections", found)
    if spent.locations is None:
        return Counted(Count(value, exposure, period, evidence, compared=value))
    inside = found[_in_effort(found, spent, period)]
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
    return Counted(one, stations_of(inside["station"], spent.stations))


def _in_effort(found: pd.DataFrame, spent: Spent, period: Period) -> pd.Series:
    """Which events were recorded in the period, where and on a day on which a camera worked."""
    if period.days is None:
        return pd.Series(False, index=found.index)
    first, last = period.days
    begun = found["event_start"].between(
        first, last.normalize() + pd.Timedelta(days=1), inclusive="left"
    )
    return begun & found["station"].isin(spent.stations.index) & found["camera_worked"]
