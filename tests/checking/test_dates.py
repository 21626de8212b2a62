"""Dates, their precision, and the stay of a camera: what is a problem and what is none."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.checking.checked import check, detection, only
from tests.reading.sample import row, with_spare


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2024", "", "year"),
        ("2024-01-01", "2024-12-31", "year"),
        ("2024-09", "2024-10", "month"),
        ("2024-12", "2025-02", "season"),
        ("2024", "", "range"),
        ("2018", "2022-09-22", "range"),
        ("2023-12-29", "2023-12-30", "day"),
        ("2024-03-05T10:00", "2024-03-05", "day"),
        ("", "2020-03-05", "published-by"),
        ("", "", "unknown"),
    ],
)
def test_dates_that_agree_with_their_precision_are_no_problem(start, end, precision):
    dates = {"event_start": start, "event_end": end, "date_precision": precision}
    assert check(with_spare("milestones", **dates)) == []


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2024-01-01", "", "year"),
        ("2024-01-01", "2024-01-31", "year"),
        ("2024-03-05", "", "month"),
        ("2024", "", "month"),
        ("2024-03", "", "day"),
        ("2024-03-05", "2024-03", "day"),
        ("", "2024-03-05", "day"),
        ("2024-12", "", "season"),
        ("2024", "2024", "season"),
        ("", "2024", "range"),
        ("2024-03-05", "2024-03-05", "published-by"),
        ("", "", "published-by"),
        ("", "2024", "unknown"),
    ],
)
def test_dates_that_disagree_with_their_precision_are_one_problem(start, end, precision):
    dates = {"event_start": start, "event_end": end, "date_precision": precision}
    problem = only(with_spare("milestones", **dates))
    assert problem.rule == "milestones.date_precision_disagrees"


@pytest.mark.parametrize(
    "start", ["2024-03-05", "2024-06-05", "2024-06-05T10:00", "2024-03-05T10:00"]
)
def test_a_record_on_the_first_and_last_day_of_its_camera_is_no_problem(start):
    assert check(detection(event_start=start)) == []


@pytest.mark.parametrize("start", ["2024-03-04", "2024-03-05T09:59", "2024-06-06"])
def test_a_record_outside_the_stay_of_its_camera_is_one_problem(start):
    assert only(detection(event_start=start)).rule == "detections.outside_deployment"


def test_a_camera_that_is_still_out_may_record_at_any_later_time():
    assert check(detection(deployment_id="dep-0002", event_start="2024-12-30T10:00")) == []


def test_a_failure_on_the_last_day_of_a_deployment_without_a_time_is_within_it():
    tables = with_spare("failures", failure_end="2024-06-05T18:00")
    tables["deployments"][0]["deployment_end"] = "2024-06-05"
    assert check(tables) == []


def test_today_and_tomorrow_are_not_the_future_and_the_current_year_may_end_in_it():
    today = dt.date(2024, 6, 1)
    tables = {"milestones": [row("milestones", area_id="", event_end="", **dates) for dates in (
        {"milestone_id": "a", "event_start": "2024-06-02"},
        {"milestone_id": "b", "event_start": "2024", "date_precision": "year"},
        {"milestone_id": "c", "event_start": "2024-06-03"},
    )]}  # fmt: skip
    assert [p.row for p in check(tables, today=today)] == [4]
