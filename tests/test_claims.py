"""What a claim says, on tables small enough to count by eye."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from impact.claims import Agreement, Verdict, answer_all
from tests.tables import event, programme, records, table

DETECTIONS = """
id = "ridge-detections"
kind = "detections"
species = "Panthera uncia"
areas = ["ridge"]
place = {en = "on the ridge"}
current = {start = 2024-01-01, end = 2024-12-31}
baseline = {start = 2023-01-01, end = 2023-12-31}
basis = "records"
statement = "said"
"""
TOTALS = (
    DETECTIONS.replace('"records"', '"published_total"')
    .replace("current = {start = 2024-01-01, end = 2024-12-31}", 'current = {survey = "now"}')
    .replace("baseline = {start = 2023-01-01, end = 2023-12-31}", 'baseline = {survey = "then"}')
)
CONFLICTS = """
id = "conflicts"
kind = "conflict_incidents"
species = "Panthera uncia"
areas = ["KG"]
place = {en = "in Kyrgyzstan"}
current = {start = 2024-01-01, end = 2024-12-31}
baseline = {start = 2023-01-01, end = 2023-12-31}
good = "fewer"
basis = "records"
"""
FIRST = """
id = "first"
kind = "first_record"
species = "Panthera uncia"
areas = ["ridge"]
place = {en = "on the ridge"}
basis = "records"
"""


def camera(deployment_id: str, start: str, end: str | None, area_id: str = "ridge") -> dict:
    return {
        "deployment_id": deployment_id,
        "location_id": f"place-{deployment_id}",
        "area_id": area_id,
        "deployment_start": start,
        "deployment_end": end,
    }


STATIONS = 10


def visits(first_day: str, how_many: int) -> list[dict]:
    """So many visits, one after the other to each camera, a day apart."""
    days = [pd.Timestamp(first_day) + pd.Timedelta(days=n // STATIONS) for n in range(how_many)]
    return [
        event(f"{day:%Y}-{n}", f"{day}", deployment_id=f"{n % STATIONS}-{day:%Y}")
        for n, day in enumerate(days)
    ]


def survey(before: int, now: int, *, nights_before: int = 100, nights_now: int = 100):
    """Two years of the same ten stations, with so many visits in so many trap-nights in all."""
    cameras = [
        camera(
            f"{n}-{year}", start, str(pd.Timestamp(start) + pd.Timedelta(days=nights / STATIONS))
        )
        | {"location_id": f"place-{n}"}
        for year, start, nights in (
            (2023, "2023-04-01", nights_before),
            (2024, "2024-04-01", nights_now),
        )
        for n in range(STATIONS)
    ]
    return records(
        deployments=table("deployments", *cameras),
        detections=table("detections", *visits("2023-04-01", before), *visits("2024-04-01", now)),
    )


def one(data, indicator: str):
    return answer_all(data, programme(indicator))[0]


def codes(claim) -> list[str]:
    return [caveat.code for caveat in claim.caveats]


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


def totals(now: int | None, then: int | None, *, source="The report", nights=None):
    rows = [
        {
            "observation_id": survey_id,
            "scientific_name": "Panthera uncia",
            "area_id": "ridge",
            "survey_id": survey_id,
            "count": value,
            "count_unit": "detections",
            "date_precision": "unknown",
            "source": source,
        }
        for survey_id, value in (("now", now), ("then", then))
        if value is not None
    ]
    surveys = [
        {
            "survey_id": name,
            "area_id": "ridge",
            "records": "detections",
            "date_precision": "unknown",
            "trap_nights": nights,
        }
        for name in ("now", "then")
    ]
    statement = {
        "statement_id": "said",
        "sentence": "11, up from 5",
        "value": 11,
        "baseline": 5,
        "source": "The programme's page",
    }
    return records(
        detections=table("detections", *rows),
        surveys=table("surveys", *surveys),
        statements=table("statements", statement),
    )


def test_published_totals_without_effort_are_counts_only():
    claim = one(totals(11, 5), TOTALS)
    assert (claim.value, claim.baseline) == (11, 5)
    assert (claim.ratio, claim.effort) == (None, None)
    assert claim.verdict is Verdict.COUNTS_ONLY
    assert claim.held.agreement is Agreement.AGREES
    assert "no_period" in codes(claim)


def test_published_totals_with_published_effort_have_a_ratio():
    claim = one(totals(11, 5, nights=800.0), TOTALS)
    assert claim.ratio.estimate == pytest.approx(2.2)


def test_figures_from_the_statements_own_source_prove_nothing():
    claim = one(totals(11, 5, source="The programme's page"), TOTALS)
    assert claim.held.agreement is Agreement.RESTS_ON_THE_STATEMENT


def test_other_figures_than_the_statement_differ_even_from_its_own_source():
    assert one(totals(12, 5), TOTALS).held.agreement is Agreement.DIFFERS
    own = totals(11, 6, source="The programme's page")
    assert one(own, TOTALS).held.agreement is Agreement.DIFFERS


def test_without_its_rows_a_statement_cannot_be_computed():
    claim = one(totals(None, None), TOTALS)
    assert claim.value is None
    assert claim.verdict is Verdict.NOT_RECORDED
    assert claim.held.agreement is Agreement.CANNOT_BE_COMPUTED
    assert one(totals(11, None), TOTALS).held.agreement is Agreement.CANNOT_BE_COMPUTED


def test_single_records_are_never_added_to_a_published_total():
    data = totals(11, 5)
    single = table("detections", event("one", "2024-05-01", area_id="ridge", location_id="x"))
    together = data.with_tables(detections=pd.concat([data.detections, single]))
    assert one(together, TOTALS).value == 11
    assert one(together, DETECTIONS).value == 1


def incident(incident_id: str, when: str, **cells) -> dict:
    return {
        "incident_id": incident_id,
        "area_id": "ridge",
        "event_start": when,
        "event_end": when,
        "scientific_name": "Panthera uncia",
        "incident_type": "livestock depredation",
        "verification": "confirmed",
        **cells,
    }


def asked(year: int, months: int) -> list[dict]:
    return [
        {"area_id": "ridge", "month": f"{year}-{month:02d}-01", "active": True}
        for month in range(1, months + 1)
    ]


EIGHT = [incident(f"i{n}", f"2023-0{n}-10") for n in range(1, 9)]


def test_no_incident_in_twelve_reported_months_is_a_zero():
    data = records(
        conflicts=table("conflicts", *EIGHT),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 12)),
    )
    claim = one(data, CONFLICTS)
    assert (claim.value, claim.baseline, claim.verdict) == (0, 8, Verdict.ZERO)
    assert (claim.effort.current, claim.effort.baseline) == (12, 12)
    assert claim.ratio.high < 1
    assert "months_not_reported" not in codes(claim)


def test_no_incident_without_reporting_on_file_is_a_zero_of_unknown_effort():
    claim = one(records(conflicts=table("conflicts", *EIGHT)), CONFLICTS)
    assert (claim.value, claim.baseline) == (0, 8)
    assert claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN
    assert claim.ratio is None
    assert "no_reporting_on_file" in codes(claim)


def test_without_incidents_and_without_reporting_nothing_is_recorded():
    claim = one(records(), CONFLICTS)
    assert claim.value is None
    assert claim.verdict is Verdict.NOT_RECORDED


def test_months_without_reports_are_named_as_unknown():
    data = records(
        conflicts=table("conflicts", *EIGHT),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 7)),
    )
    claim = one(data, CONFLICTS)
    assert [c.values for c in claim.caveats if c.code == "months_unknown"] == [{"months": 5}]
    assert "months_inactive" not in codes(claim)


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ({}, 1),
        ({"verification": "probable"}, 1),
        ({"verification": "unverified"}, 0),
        ({"verification": "rejected"}, 0),
        ({"incident_type": "close encounter"}, 0),
    ],
)
def test_only_verified_harm_is_a_conflict(cells, counts):
    data = records(
        conflicts=table("conflicts", *EIGHT, incident("new", "2024-03-03", **cells)),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 12)),
    )
    assert one(data, CONFLICTS).value == counts


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


def test_an_incident_of_another_animal_is_no_conflict_with_a_cat():
    wolf = incident("wolf", "2024-03-03", scientific_name=None)
    data = records(
        conflicts=table("conflicts", *EIGHT, wolf),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 12)),
    )
    assert one(data, CONFLICTS).value == 0


def test_a_statement_without_figures_can_neither_agree_nor_differ():
    data = totals(11, 5)
    silent = data.statements.assign(value=float("nan"), baseline=float("nan"))
    claim = one(data.with_tables(statements=silent), TOTALS)
    assert claim.held.agreement is Agreement.CANNOT_BE_COMPUTED


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


def test_an_incident_in_a_month_without_reports_counts_but_enters_no_rate():
    late = [incident("in", "2024-02-01"), incident("out", "2024-09-01")]
    data = records(
        conflicts=table("conflicts", *EIGHT, *late),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 6)),
    )
    claim = one(data, CONFLICTS)
    assert claim.value == 2
    assert claim.ratio.estimate == pytest.approx((1 / 6) / (8 / 12))


def test_effort_without_a_record_is_told():
    data = records(deployments=table("deployments", camera("a", "2019-04-01", "2019-06-01")))
    claim = one(data, FIRST)
    assert {"trap_nights": 61.0} in [c.values for c in claim.caveats]
