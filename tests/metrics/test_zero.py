"""Reporting effort: a month with no reports is not a month with 0 incidents."""

from __future__ import annotations

import pandas as pd

from impact.metrics.reporters import Reporters
from impact.metrics.zero import reporting_effort, reporting_months
from tests.metrics.metric_tables import as_text, table


def reported(*rows: tuple) -> pd.DataFrame:
    return table(
        "reporting", *({"area_id": area, "month": month, "active": on} for area, month, on in rows)
    )


REPORTING = reported(
    ("ridge", "2024-01", True),
    ("ridge", "2024-02", False),
    ("ridge", "2024-04", True),
    ("valley", "2024-04", True),
    ("valley", "2024-05", False),
    ("elsewhere", "2024-03", True),
    ("elsewhere", "2024-12", True),
)
AREAS = table("areas", *({"area_id": one} for one in ("ridge", "valley", "pass")))
PLACES = ["ridge", "valley", "pass"]


def test_months_are_active_inactive_or_unknown():
    for given in (REPORTING, as_text(REPORTING)):
        found = reporting_effort(Reporters(given, AREAS, PLACES))
        assert (found.months_active, found.months_inactive, found.months_unknown) == (2, 2, 1)
        assert found.first_month == pd.Timestamp("2024-01-01")
        assert found.last_month == pd.Timestamp("2024-04-01")
        assert found.areas == ("ridge", "valley")
        assert found.active_months == 3


def test_a_period_takes_the_months_it_touches_and_its_end_is_open():
    found = reporting_effort(
        Reporters(REPORTING, AREAS, PLACES),
        start=pd.Timestamp("2024-02-15"),
        end=pd.Timestamp("2024-07-01"),
    )
    assert (found.months_active, found.months_inactive, found.months_unknown) == (1, 2, 2)
    assert found.first_month == found.last_month == pd.Timestamp("2024-04-01")
    assert found.active_months == 2


def test_without_an_end_the_period_ends_with_the_last_month_on_file():
    found = reporting_effort(Reporters(REPORTING, AREAS, PLACES), start=pd.Timestamp("2024-03-01"))
    assert (found.months_active, found.months_inactive, found.months_unknown) == (1, 1, 1)


def test_a_period_after_the_last_month_on_file_has_no_months():
    found = reporting_effort(Reporters(REPORTING, AREAS, PLACES), start=pd.Timestamp("2025-01-01"))
    assert (found.months_active, found.months_unknown, found.last_month) == (0, 0, None)


def test_nothing_on_file_is_unknown_and_not_inactive():
    empty = reported()
    assert reporting_effort(Reporters(empty, AREAS, PLACES)).active_months == 0
    year = {"start": pd.Timestamp("2024-01-01"), "end": pd.Timestamp("2025-01-01")}
    found = reporting_effort(Reporters(empty, AREAS, PLACES), **year)
    assert (found.months_active, found.months_inactive, found.months_unknown) == (0, 0, 12)
    assert (found.first_month, found.last_month, found.areas) == (None, None, ())


def test_two_rows_of_one_area_and_month_are_one_area_month():
    twice = reported(("ridge", "2024-01", False), ("ridge", "2024-01", True))
    found = reporting_effort(Reporters(twice, AREAS, ["ridge"]))
    assert (found.months_active, found.active_months) == (1, 1)


def test_each_month_has_its_state():
    found = reporting_months(
        Reporters(REPORTING, AREAS, PLACES), pd.Timestamp("2023-12-31"), pd.Timestamp("2024-05-02")
    )
    assert dict(zip(found["month"].dt.strftime("%m"), found["state"], strict=True)) == {
        "12": "unknown",
        "01": "collected",
        "02": "not collected",
        "03": "unknown",
        "04": "collected",
        "05": "not collected",
    }
