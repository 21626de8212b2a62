"""Incidents: what is one, what is counted, and what a quiet month is worth."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.metrics.conflicts import (
    counted,
    encounters,
    incidents,
    incidents_by_month,
    incidents_by_type,
    losses,
    outcomes,
    published_totals,
    quiet_days,
    set_aside,
)
from impact.metrics.reporters import Reporters
from tests.metrics.metric_tables import SNOW_LEOPARD, as_text, conflicts, table

HERE = {"area_id": "ridge", "locality": "Upper camp", "event_start": "2024-03-05"}
ENCOUNTER = {"incident_type": "close encounter"}


def ids(rows: pd.DataFrame) -> list[str]:
    return rows["incident_id"].tolist()


def test_sheep_and_goats_of_one_night_are_one_incident():
    rows = conflicts(
        {**HERE, "livestock_type": "sheep", "livestock_killed": 10},
        {**HERE, "livestock_type": "goat", "livestock_killed": 3, "locality": " upper camp"},
    )
    for given in (rows, as_text(rows)):
        assert ids(incidents(given)) == ["i0"]
        assert ids(counted(given)) == ["i0"]


@pytest.mark.parametrize(
    "other",
    [
        {"event_start": "2024-03-06"},
        {"locality": "Lower camp"},
        {"area_id": "valley"},
        {"scientific_name": SNOW_LEOPARD},
        {"date_precision": "month"},
        {"locality": None},
        {"scientific_name": None},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_day_place_or_species_or_none_is_another_incident(other):
    assert ids(counted(conflicts(HERE, {**HERE, **other}))) == ["i0", "i1"]
    assert len(counted(conflicts({**HERE, **other}, {**HERE, **other}))) == (
        2 if None in other.values() or "date_precision" in other else 1
    )


def test_a_place_without_a_name_is_known_by_its_coordinates():
    point = {**HERE, "locality": None, "latitude": 41.25, "longitude": 55.5}
    assert ids(counted(conflicts(point, point, {**point, "latitude": 41.5}))) == ["i0", "i2"]


def test_of_several_rows_the_gravest_verified_one_says_what_it_was():
    rows = conflicts(
        {**HERE, "incident_type": "person killed", "verification": "rejected"},
        {**HERE, **ENCOUNTER},
        {**HERE, "verification": "probable"},
        {**HERE, "incident_type": "property damage"},
    )
    assert ids(incidents(rows)) == ids(counted(rows)) == ["i2"]
    assert encounters(rows).empty


def test_only_what_is_confirmed_or_probable_is_counted_and_encounters_apart():
    day = iter(range(1, 20))

    def row(**more) -> dict:
        return {**HERE, "event_start": f"2024-03-{next(day):02}", **more}

    rows = conflicts(
        row(),
        row(verification="probable"),
        row(verification="unverified"),
        row(verification="rejected"),
        row(**ENCOUNTER),
        row(**ENCOUNTER, verification="unverified"),
        row(incident_type=None),
        row(count=8, incident_type=None, date_precision="year"),
    )
    for given in (rows, as_text(rows)):
        assert ids(counted(given)) == ["i0", "i1"]
        assert ids(encounters(given)) == ["i4"]
        assert ids(set_aside(given)) == ["i2", "i3", "i5", "i6"]
        assert ids(published_totals(given)) == ["i7"]
        assert ids(incidents(given)) == ["i0", "i1", "i2", "i3", "i4", "i5"]
        by_type = incidents_by_type(given)
        assert by_type.to_numpy().tolist() == [
            ["livestock depredation", 1, 1, 1, 1],
            ["close encounter", 1, 0, 1, 0],
        ]


REPORTING = table(
    "reporting",
    *(
        {"area_id": "ridge", "month": month, "active": active}
        for month, active in (("2024-01", True), ("2024-03", True), ("2024-04", False))
    ),
)
AREAS = table("areas", {"area_id": "ridge"})
YEAR = (pd.Timestamp("2024-01-01"), pd.Timestamp("2024-07-01"))


def test_a_month_with_no_reports_is_not_0():
    rows = conflicts(
        {**HERE, "event_start": "2024-03-05"},
        {**HERE, "event_start": "2024-03-01", "date_precision": "month"},
        {**HERE, "event_start": "2024-03-06", **ENCOUNTER},
        {**HERE, "event_start": "2024-05-10"},
        {**HERE, "event_start": "2024-01-01", "date_precision": "year"},
        {**HERE, "event_start": "2023-12-31"},
        {**HERE, "event_start": "2024-07-01"},
        {**HERE, "event_start": "2024-06-01", "area_id": "elsewhere"},
    )
    for given in (rows, as_text(rows)):
        found = incidents_by_month(given, Reporters(REPORTING, AREAS, ["ridge"]), *YEAR)
        assert found["month"].dt.month.tolist() == [1, 2, 3, 4, 5, 6]
        assert found["state"].tolist() == [
            "collected",
            "unknown",
            "collected",
            "not collected",
            "unknown",
            "unknown",
        ]
        assert found["incidents"].fillna(-1).tolist() == [0, -1, 2, -1, 1, -1]
        assert found["encounters"].fillna(-1).tolist() == [0, -1, 1, -1, -1, -1]


def test_losses_that_nobody_states_are_missing_and_not_0():
    rows = conflicts(
        {**HERE, "livestock_type": "sheep", "livestock_killed": 10, "people_injured": 1},
        {**HERE, "livestock_type": "goat", "livestock_killed": 3, "people_injured": 1},
        {**HERE, "livestock_type": "sheep", "livestock_killed": 12},  # the same sheep, recounted
        {**HERE, "event_start": "2024-03-09", "livestock_type": "sheep"},
        {**HERE, "event_start": "2024-03-10", "livestock_type": "sheep", "livestock_killed": 2},
        {**HERE, "event_start": "2024-03-11"},
        {**HERE, "event_start": "2024-03-12", "livestock_killed": 99, "verification": "rejected"},
        {**HERE, "event_start": "2024-03-13", "livestock_injured": 9, **ENCOUNTER},
    )
    for given in (rows, as_text(rows)):
        found = losses(given)
        assert found.columns.tolist() == [
            "livestock_type",
            "livestock_killed",
            "livestock_injured",
            "people_injured",
            "people_killed",
            "known",
            "unknown",
        ]
        assert found.fillna({"livestock_type": "-"}).fillna(-1).to_numpy().tolist() == [
            ["goat", 3, -1, -1, -1, 1, 0],
            ["sheep", 12 + 2, -1, 1, -1, 2, 1],
            ["-", -1, -1, -1, -1, 0, 1],
        ]


def test_losses_of_nothing_are_no_rows():
    assert losses(conflicts()).empty


def test_outcomes_that_are_not_stated_stand_last():
    rows = conflicts(
        {**HERE, "outcome_for_cat": "left"},
        {**HERE, "event_start": "2024-03-06"},
        {**HERE, "event_start": "2024-03-07", "outcome_for_cat": "dead"},
        {**HERE, "event_start": "2024-03-08", "outcome_for_cat": "left"},
    )
    found = outcomes(rows)
    assert found["outcome_for_cat"].fillna("-").tolist() == ["dead", "left", "-"]
    assert found["incidents"].tolist() == [1, 2, 1]


@pytest.mark.parametrize(
    ("incident", "days"),
    [
        ({"event_start": "2024-01-31"}, 60),  # 29 in February and 31 in March
        ({"event_start": "2024-03-30 23:00"}, 1),
        ({"event_start": "2024-03-31"}, 0),
        ({"event_start": "2024-05-05"}, 0),  # later than the reports
        ({"event_start": "2023-01-01", "date_precision": "year"}, 91),
        ({"event_start": None, "event_end": "2024-01-31", "date_precision": "published-by"}, 60),
    ],
)
def test_quiet_days_run_from_the_day_after_to_the_end_of_the_last_reported_month(incident, days):
    rows = conflicts({**HERE, **incident}, {**HERE, "area_id": "elsewhere"})
    assert quiet_days(rows, Reporters(REPORTING, AREAS, ["ridge"])) == days


def test_quiet_days_are_unknown_without_reports_incidents_or_dates():
    def of(reporting: pd.DataFrame) -> Reporters:
        return Reporters(reporting, AREAS, ["ridge"])

    rows = conflicts(HERE)
    assert quiet_days(rows, of(REPORTING.iloc[:0])) is None
    assert quiet_days(rows, of(REPORTING.iloc[[2]])) is None  # nobody asked
    assert quiet_days(rows, of(REPORTING), last_year=2023) is None  # not in those years
    assert quiet_days(rows.iloc[:0], of(REPORTING)) is None
    undated = {**HERE, "event_start": None, "date_precision": "unknown"}
    assert quiet_days(conflicts(HERE, undated), of(REPORTING)) is None
