"""What problems say, what they leave alone, and what tables are checked against."""

from __future__ import annotations

import pytest

from impact.checking.checks import check_tables
from impact.model.records import Records
from impact.reading.text_tables import read_csv_text
from tests.checking.checked import check, detection, incident, only
from tests.reading.sample import PROGRAMME, as_csv, as_texts, row, rows, with_spare

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
