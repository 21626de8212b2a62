"""The cube adds up to what the metrics say, and no metric changes its tables."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.metrics import (
    areas,
    conflicts,
    cube,
    effort,
    events,
    first_records,
    individuals,
    zero,
)
from impact.metrics.reporters import Reporters
from impact.model.errors import MetricError
from tests.metrics import metric_tables as tables
from tests.metrics.metric_tables import LEOPARD, as_text, at, detections, table

DEPLOYMENTS = table(
    "deployments",
    {
        "deployment_id": "d1",
        "location_id": "L",
        "deployment_start": "2024-03-01",
        "deployment_end": "2024-04-11",
    },
    {"deployment_id": "d2", "location_id": "M", "deployment_start": "2024-03-01"},
)
FAILURES = table(
    "failures",
    {"deployment_id": "d1", "failure_start": "2024-03-02", "failure_end": "2024-03-03"},
)
MONTH = {"date_precision": "month", "location_id": None, "area_id": "ridge"}
DETECTIONS = detections(
    {"deployment_id": "d1", "event_start": "2024-03-05 01:00", "individual_id": "Umeda"},
    {"deployment_id": "d1", "event_start": "2024-03-05 01:10", "individual_id": "Umeda"},
    {"deployment_id": "d1", "event_start": "2024-03-05 02:00"},
    {"deployment_id": "d1", "event_start": "2024-04-05 02:00", "individual_id": "Umeda"},
    {"deployment_id": "d2", "event_start": "2024-03-06 00:00", "observation_type": "blank"},
    at(0, **MONTH, count=1, count_unit="detections"),
    {"area_id": "ridge", "date_precision": "unknown", "count": 1, "count_unit": "detections"},
    {"area_id": "ridge", "date_precision": "unknown", "individual_id": "Borzou", "flank": "left"},
    {
        "area_id": "ridge",
        "survey_id": "s1",
        "date_precision": "year",
        "count": 11,
        "count_unit": "detections",
    },
)


@pytest.mark.parametrize("given", [DETECTIONS, as_text(DETECTIONS)], ids=["categories", "text"])
def test_the_cube_holds_each_month_place_and_species_once(given):
    made = cube.build_cube(given, DEPLOYMENTS, FAILURES)
    keys = ["month", "area_id", "location_id", "scientific_name"]
    assert made.events.columns.tolist() == [*keys, "detections", "in_effort", "records"]
    march, april = pd.Timestamp("2024-03-01"), pd.Timestamp("2024-04-01")
    cells = made.events.fillna({"location_id": "-"}).set_index(["month", "location_id"])
    assert cells["detections"].to_dict() == {(march, "L"): 2, (april, "L"): 1, (march, "-"): 1}
    assert cells["records"].to_dict() == {(march, "L"): 3, (april, "L"): 1, (march, "-"): 1}
    nights = made.effort.set_index(["location_id", "month"])["trap_nights"].to_dict()
    assert nights == {("L", march): 31 - 1, ("L", april): 10, ("M", march): 5}
    in_effort = cells["in_effort"].to_dict()
    assert in_effort == {(march, "L"): 2, (april, "L"): 1, (march, "-"): 0}


def test_the_cube_counts_by_the_rule_it_is_given():
    hour = cube.build_cube(DETECTIONS, DEPLOYMENTS, FAILURES, threshold_minutes=60)
    assert hour.events["detections"].sum() == 3
    with pytest.raises(MetricError):
        cube.build_cube(DETECTIONS, DEPLOYMENTS, FAILURES, threshold_minutes=0)
    with pytest.raises(MetricError):
        cube.build_cube(DETECTIONS, DEPLOYMENTS, FAILURES, rule="other")


def test_an_empty_data_set_has_an_empty_cube():
    made = cube.build_cube(detections(), table("deployments"), table("failures"))
    assert made.events.empty
    assert made.effort.empty
    assert made.events["month"].dt.year.tolist() == []


CONFLICTS = tables.conflicts(
    {"area_id": "ridge", "locality": "camp", "event_start": "2024-03-05", "livestock_killed": 2},
    {"area_id": "ridge", "locality": "camp", "event_start": "2024-03-05"},
)
REPORTING = table("reporting", {"area_id": "ridge", "month": "2024-03", "active": True})
AREAS = table(
    "areas",
    {"area_id": "TM", "area_type": "country"},
    {"area_id": "ridge", "parent_id": "TM", "area_km2": 5, "established": "1990"},
)
LOCATED = events.with_location(DETECTIONS, DEPLOYMENTS)
LAST = effort.last_records(DETECTIONS)
SPAN = (pd.Timestamp("2024-01-01"), pd.Timestamp("2025-01-01"))
PERIOD = dict(zip(("start", "end"), SPAN, strict=True))


def reporting_effort(reporting, areas, area_ids, **period):
    return zero.reporting_effort(Reporters(reporting, areas, area_ids), **period)


def reporting_months(reporting, areas, area_ids, *span):
    return zero.reporting_months(Reporters(reporting, areas, area_ids), *span)


def quiet_days(rows, reporting, areas, area_ids):
    return conflicts.quiet_days(rows, Reporters(reporting, areas, area_ids))


def incidents_by_month(rows, reporting, areas, area_ids, *span):
    return conflicts.incidents_by_month(rows, Reporters(reporting, areas, area_ids), *span)


CALLS = {
    events.with_location: (DETECTIONS, DEPLOYMENTS),
    events.published_totals: (DETECTIONS,),
    events.countable: (LOCATED,),
    events.presence: (DETECTIONS,),
    events.independent_events: (LOCATED,),
    events.with_events: (LOCATED,),
    effort.last_records: (DETECTIONS,),
    effort.deployment_effort: (DEPLOYMENTS, FAILURES, {"last_records": LAST, **PERIOD}),
    effort.location_effort: (DEPLOYMENTS, FAILURES, {"last_records": LAST, **PERIOD}),
    effort.effort_by_month: (DEPLOYMENTS, FAILURES, {"last_records": LAST, **PERIOD}),
    reporting_effort: (REPORTING, AREAS, ["ridge"], PERIOD),
    reporting_months: (REPORTING, AREAS, ["ridge"], *SPAN),
    first_records.first_records: (LOCATED,),
    first_records.first_record: (LOCATED, ["ridge"], LEOPARD),
    conflicts.published_totals: (CONFLICTS,),
    conflicts.incidents: (CONFLICTS,),
    conflicts.counted: (CONFLICTS,),
    conflicts.encounters: (CONFLICTS,),
    conflicts.set_aside: (CONFLICTS,),
    incidents_by_month: (CONFLICTS, REPORTING, AREAS, ["ridge"], *SPAN),
    conflicts.incidents_by_type: (CONFLICTS,),
    conflicts.losses: (CONFLICTS,),
    conflicts.outcomes: (CONFLICTS,),
    quiet_days: (CONFLICTS, REPORTING, AREAS, ["ridge"]),
    areas.protected_by_status: (AREAS,),
    areas.protected_by_year: (AREAS,),
    areas.overlapping: (AREAS,),
    individuals.minimum_individuals: (events.with_events(LOCATED), ["scientific_name"]),
    cube.build_cube: (DETECTIONS, DEPLOYMENTS, FAILURES),
}


@pytest.mark.parametrize("metric", CALLS, ids=lambda metric: metric.__name__)
def test_no_metric_changes_the_tables_it_is_given(metric):
    given = CALLS[metric]
    named = given[-1] if isinstance(given[-1], dict) else {}
    places = given[: len(given) - bool(named)]
    before = [part.copy(deep=True) for part in places if isinstance(part, pd.DataFrame)]
    metric(*places, **named)
    after = [part for part in places if isinstance(part, pd.DataFrame)]
    for old, new in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(old, new)
