"""What a claim says, on tables small enough to count by eye."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from impact.claims import Verdict
from tests.claims.claim_tables import DETECTIONS, FIRST, camera, codes, one, survey, totals
from tests.tables import event, records, table


def test_a_clear_rise_at_equal_effort_is_an_increase():
    claim = one(survey(5, 25), DETECTIONS)
    assert (claim.value, claim.baseline) == (25, 5)
    assert claim.effort.current == claim.effort.baseline == 100
    assert claim.ratio.estimate == pytest.approx(5)
    assert claim.ratio.low > 1
    assert claim.verdict is Verdict.INCREASE


def test_a_clear_fall_is_a_decrease():
    assert one(survey(25, 5), DETECTIONS).verdict is Verdict.DECREASE


def test_eleven_against_five_is_no_clear_change():
    claim = one(survey(5, 11), DETECTIONS)
    assert claim.verdict is Verdict.NO_CLEAR_CHANGE
    assert claim.ratio.low == pytest.approx(0.70, abs=0.005)
    assert claim.ratio.high == pytest.approx(8.08, abs=0.005)
    assert "within_chance" in codes(claim)


def test_twice_the_cameras_and_twice_the_detections_are_no_change():
    claim = one(survey(30, 60, nights_before=100, nights_now=200), DETECTIONS)
    assert claim.ratio.estimate == pytest.approx(1)
    assert claim.verdict is Verdict.NO_CLEAR_CHANGE
    assert codes(claim)[0] == "effort_differs"


def test_no_detection_in_known_effort_is_a_zero():
    claim = one(survey(5, 0), DETECTIONS)
    assert (claim.value, claim.verdict) == (0, Verdict.ZERO)
    assert claim.ratio.estimate == 0


def test_without_any_detection_row_nothing_is_recorded_rather_than_zero():
    data = survey(5, 5).with_tables(detections=table("detections"))
    claim = one(data, DETECTIONS)
    assert claim.value is None
    assert claim.verdict is Verdict.NOT_RECORDED


def test_a_rise_without_effort_is_counts_only():
    data = survey(5, 25).with_tables(deployments=table("deployments"))
    located = data.detections.assign(
        area_id="ridge", deployment_id=pd.NA, location_id=data.detections["deployment_id"]
    )
    claim = one(data.with_tables(detections=located), DETECTIONS)
    assert (claim.value, claim.baseline, claim.ratio, claim.effort) == (25, 5, None, None)
    assert claim.verdict is Verdict.COUNTS_ONLY


def test_the_earliest_dated_record_is_the_first():
    late = event("late", "2021-05-01", area_id="ridge")
    early = event("early", "2019-05-01", area_id="ridge", first_record="yes")
    claim = one(records(detections=table("detections", late, early)), FIRST)
    assert claim.verdict is Verdict.FIRST_RECORD
    assert claim.first.observation == "early"
    assert claim.value == 1


def test_a_first_without_a_published_date_is_only_as_reported():
    row = event("reported", None, area_id="ridge", date_precision="unknown", first_record="yes")
    claim = one(records(detections=table("detections", row)), FIRST)
    assert claim.verdict is Verdict.FIRST_AS_REPORTED
    assert "first_undated" in codes(claim)


def test_an_unverified_record_is_no_first():
    row = event(
        "maybe", "2019-05-01", area_id="ridge", identification_verification_status="unverified"
    )
    claim = one(records(detections=table("detections", row)), FIRST)
    assert (claim.value, claim.verdict) == (None, Verdict.NOT_RECORDED)


def test_effort_before_the_first_record_is_told():
    data = records(
        deployments=table("deployments", camera("a", "2019-04-01", "2019-06-01")),
        detections=table("detections", event("seen", "2019-04-11", deployment_id="a")),
    )
    assert one(data, FIRST).first.trap_nights_before == pytest.approx(10)


def test_the_other_basis_stands_beside_the_claim():
    data = totals(11, 5)
    single = table("detections", event("one", "2024-05-01", area_id="ridge", location_id="x"))
    together = data.with_tables(detections=pd.concat([data.detections, single]))
    current, baseline = one(together, DETECTIONS).other_basis
    assert current.value is None  # no total is published for a period given by dates
    assert baseline.value is None


def test_nothing_before_has_no_upper_end():
    claim = one(survey(0, 25), DETECTIONS)
    assert math.isinf(claim.ratio.high)
    assert claim.verdict is Verdict.INCREASE


def test_a_row_of_the_caveats_table_stands_beside_what_it_is_about():
    row = {"caveat_id": "no-period", "kind": "gap", "sentence": "x", "about": "x; ridge-detections"}
    claim = one(survey(5, 11).with_tables(caveats=table("caveats", row)), DETECTIONS)
    assert {"id": "no-period"} in [c.values for c in claim.caveats if c.code == "data"]


@pytest.mark.parametrize(("indicator", "beside"), [(DETECTIONS, False), (FIRST, True)])
def test_what_is_published_of_an_area_bears_on_no_detections_that_we_counted(indicator, beside):
    row = {"caveat_id": "no-decree", "kind": "gap", "sentence": "x", "about": "ridge"}
    claim = one(survey(5, 11).with_tables(caveats=table("caveats", row)), indicator)
    assert ({"id": "no-decree"} in [c.values for c in claim.caveats if c.code == "data"]) == beside


def test_a_visit_over_midnight_is_counted_once_in_the_period_in_which_it_began():
    data = survey(5, 5)
    night = event("night-1", "2023-12-31 23:50", deployment_id="late")
    morning = event("night-2", "2024-01-01 00:05", deployment_id="late")
    out = table("deployments", camera("late", "2023-12-01", "2024-02-01"))
    together = data.with_tables(
        deployments=pd.concat([data.deployments, out]),
        detections=pd.concat([data.detections, table("detections", night, morning)]),
    )
    claim = one(together, DETECTIONS)
    assert (claim.value, claim.baseline) == (5, 6)


def test_single_records_go_with_their_cameras_not_with_a_published_effort():
    data = survey(5, 11)
    published = {
        "survey_id": "now",
        "area_id": "ridge",
        "records": "detections",
        "event_start": "2024-01-01",
        "event_end": "2024-12-31",
        "date_precision": "year",
        "trap_nights": 7.0,
    }
    by_survey = DETECTIONS.replace("{start = 2024-01-01, end = 2024-12-31}", '{survey = "now"}')
    claim = one(data.with_tables(surveys=table("surveys", published)), by_survey)
    assert claim.effort.current == 100


def test_a_detection_where_no_effort_is_on_file_counts_but_enters_no_rate():
    data = survey(5, 11)
    stray = table("detections", event("stray", "2024-05-01", area_id="ridge", location_id="x"))
    claim = one(data.with_tables(detections=pd.concat([data.detections, stray])), DETECTIONS)
    assert claim.value == 12
    assert claim.ratio.estimate == pytest.approx(11 / 5)
    assert {"rows": 1} in [c.values for c in claim.caveats if c.code == "outside_effort"]


def test_effort_without_a_record_is_told():
    data = records(deployments=table("deployments", camera("a", "2019-04-01", "2019-06-01")))
    claim = one(data, FIRST)
    assert {"trap_nights": 61.0} in [c.values for c in claim.caveats]


def test_a_first_record_over_new_year_is_said_to_be_of_the_day_on_which_it_began():
    night = event("night", "2023-12-31T23:50", area_id="ridge") | {"event_end": "2024-01-01T00:20"}
    claim = one(records(detections=table("detections", night)), FIRST)
    assert claim.first.start == claim.first.end == pd.Timestamp("2023-12-31T23:50")
    assert claim.current_period.days == (claim.first.start, claim.first.end)
