"""What problems say, what they leave alone, and what tables are checked against."""

from __future__ import annotations

import datetime as dt

import pytest

from impact.checking.checks import check_tables
from impact.model.errors import Problem
from impact.model.records import Records
from impact.reading.text_tables import read_csv_text
from tests.reading.sample import PROGRAMME, as_csv, as_texts, row, rows, with_spare

TODAY = dt.date(2024, 12, 31)


def check(tables, **how) -> list[Problem]:
    return check_tables(as_texts(tables), **{"programme": PROGRAMME, "today": TODAY} | how)[1]


def only(tables, **how) -> Problem:
    (problem,) = check(tables, **how)
    return problem


def detection(**cells: str):
    """The data set with one more camera record in it."""
    base = {"count": "", "count_unit": "", "count_text": "", "event_end": ""}
    return with_spare("detections", **base | cells)


def incident(**cells: str):
    return with_spare("conflicts", **cells)


# ── Words ────────────────────────────────────────────────────────────────────────────────


def test_a_record_after_its_camera_was_collected_is_told_in_the_words_of_the_field():
    tables = detection(deployment_id="dep00090", event_start="2023-02-03T10:00")
    tables["deployments"].append(
        row("deployments", deployment_id="dep00090", location_id="loc-9",
            deployment_start="2022-09-01T08:00", deployment_end="2022-12-25T12:00")
    )  # fmt: skip
    problem = only(tables)
    assert problem.message == "3 Feb 2023 is after camera dep00090 was collected (25 Dec 2022)."
    assert problem.cure == "Check the camera clock or the deployment dates."
    assert problem.severity == "warning"


def test_a_record_just_after_the_collection_is_told_with_the_time_of_day():
    problem = only(detection(event_start="2024-06-05T10:30"))
    assert "5 Jun 2024 10:30" in problem.message
    assert "5 Jun 2024 10:00" in problem.message


@pytest.mark.parametrize(
    ("table", "column", "written", "meant"),
    [
        ("areas", "status", "establshed", "established"),
        ("areas", "status", "Established", "established"),
        ("detections", "area_id", "ustyurt-reserv", "ustyurt-reserve"),
        ("detections", "scientific_name", "Panthera pardus tuliana", "Panthera pardus tulliana"),
        ("detections", "scientific_name", "Panthera pardus saxicolor", "Panthera pardus tulliana"),
        ("detections", "may_repeat", "obs-001", "obs-0001"),
    ],
)
def test_a_near_miss_is_answered_with_what_was_meant(table, column, written, meant):
    assert meant in only(with_spare(table, **{column: written})).cure


def test_a_closed_list_is_shown_whole():
    cure = only(with_spare("areas", confidence="sure")).cure
    assert "high, medium, low" in cure


def test_a_misspelt_heading_is_answered_with_the_column_that_is_not_there():
    tables = rows()
    tables["failures"] = [
        {("source_nmae" if k == "source_name" else k): v for k, v in r.items()}
        for r in tables["failures"]
    ]
    problem = only(tables)
    assert problem.severity == "warning"
    assert "source_name" in problem.cure


# ── Each cell once ───────────────────────────────────────────────────────────────────────


def test_every_later_row_of_the_same_id_is_told_of_and_the_first_is_not():
    tables = with_spare("status", status_id="S-01")
    tables["status"].append(tables["status"][0])
    assert [(p.rule, p.row) for p in check(tables)] == [
        ("status.status_id.unique", 3),
        ("status.status_id.unique", 4),
    ]


def test_a_cell_that_breaks_two_constraints_is_told_of_once():
    tables = with_spare("status", status_id="not so")
    tables["status"].append(tables["status"][-1])
    assert [(p.rule, p.row) for p in check(tables)] == [
        ("status.status_id.pattern", 3),
        ("status.status_id.pattern", 4),
    ]


def test_two_empty_ids_are_empty_and_not_the_same():
    tables = with_spare("status", status_id="")
    tables["status"].append(tables["status"][-1])
    assert {p.rule for p in check(tables)} == {"status.status_id.required"}


def test_a_row_with_an_error_of_its_own_is_not_judged_by_its_neighbours():
    problem = only(detection(event_start="last winter", area_id="KZ"))
    assert problem.rule == "detections.event_start.type"


def test_a_record_in_the_future_is_not_also_outside_its_deployment():
    assert only(detection(event_start="2025-06-06T10:00")).rule == "detections.in_the_future"


def test_a_camera_collected_before_it_was_set_says_nothing_of_its_records():
    tables = rows()
    tables["deployments"][0]["deployment_end"] = "2024-03-04"
    assert only(tables).rule == "deployments.end_before_start"


def test_every_problem_of_a_column_of_mistakes_is_told_of():
    tables = rows()
    for each in tables["detections"]:
        each["flank"] = "lft"
    assert [p.row for p in check(tables)] == [2, 3, 4, 5]


# ── What is no mistake ───────────────────────────────────────────────────────────────────


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


def test_the_count_of_a_camera_record_is_animals_and_needs_no_unit():
    assert check(with_spare("detections", count="2", count_unit="", survey_id="")) == []


def test_the_words_of_the_source_stand_in_for_a_count():
    assert check(with_spare("detections", count="", count_text="7-10")) == []


@pytest.mark.parametrize("verification", ["unverified", "rejected"])
def test_an_incident_that_is_not_counted_needs_no_type_and_no_area(verification):
    assert check(incident(verification=verification, incident_type="", area_id="")) == []


@pytest.mark.parametrize(
    "summary",
    [
        "Between 2019-12-31 and 2020-01-05 the herd lost 30 sheep of 2020.",
        "A fine of 1 700 000 tenge was paid on 28.12.2023.",
        "See D-TM-01 and inc-0001; the years 2018 2019 2020.",
    ],
)
def test_dates_sums_and_ids_are_no_telephone_numbers(summary):
    assert check(incident(summary=summary)) == []


@pytest.mark.parametrize(
    "summary",
    [
        "Call +993 65 123456.",
        "Tel. 0555 123 456, evenings.",
        "Паспорт AN1234567 видели.",
        "ИИН 850312300123",
    ],
)
def test_telephone_and_identity_numbers_are_seen(summary):
    problem = only(incident(summary=summary))
    assert (problem.rule, problem.severity) == ("conflicts.personal_number", "warning")


def test_three_areas_in_a_circle_are_told_of_once():
    tables = rows()
    tables["areas"] += [
        row("areas", area_id=name, parent_id=parent, overlaps="")
        for name, parent in (("a", "b"), ("b", "c"), ("c", "a"))
    ]
    assert only(tables).message == "a lies in itself: a in b in c in a."


# ── What tables are checked against ──────────────────────────────────────────────────────


def test_links_to_tables_that_are_not_given_are_left_alone():
    assert check({"failures": rows()["failures"]}) == []


def test_links_are_checked_against_a_reference():
    base, _ = check_tables(as_texts(rows()), programme=PROGRAMME)
    alone = {"failures": rows()["failures"]}
    assert check(alone, reference=base) == []
    assert {p.rule for p in check(alone, reference=Records.of(), programme=None)} == {
        "failures.deployment_id.foreign_key"
    }


def test_the_tables_of_a_reference_are_in_the_records_but_not_judged():
    tables = as_texts(rows() | {"areas": with_spare("areas", parent_id="KG")["areas"]})
    base, problems = check_tables(tables, programme=PROGRAMME)
    assert len(problems) == 1
    failures = {"failures": as_texts(rows())["failures"]}
    records, problems = check_tables(failures, programme=PROGRAMME, reference=base)
    assert problems == []
    assert records.areas is base.areas
    assert len(records.failures) == 1


def test_without_a_programme_species_and_initiatives_are_not_judged():
    assert check(with_spare("status", scientific_name="Felis catus"), programme=None) == []


def test_problems_stand_in_the_order_of_tables_and_rows():
    tables = with_spare("status", low="81")
    tables["status"].insert(1, row("status", status_id="S-02", use="never"))
    tables["areas"][2]["established"] = "long ago"
    found = [(p.file, p.row) for p in check(tables)]
    assert found == [("areas.csv", 4), ("status.csv", 3), ("status.csv", 4)]


def test_problems_of_the_file_are_among_the_problems_of_the_table():
    text = read_csv_text(as_csv(rows()["statements"]) + b"1,2\n", "statements.csv")
    _, (problem,) = check_tables({"statements": text})
    assert (problem.rule, problem.row) == ("file.ragged_row", 3)
