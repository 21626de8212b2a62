"""A period of known effort, compared with nothing, says its rate and its stations."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.claims import Verdict
from impact.wording.evidence import other_basis, rule
from impact.wording.headline import in_few_words
from impact.wording.rate import rate_words
from tests.claims.claim_tables import (
    CONFLICTS,
    DETECTIONS,
    TOTALS,
    incident,
    one,
    survey,
    totals,
)
from tests.tables import event, table
from tests.wording.situations import EN, RU, months, viewed


def alone(indicator: str) -> str:
    return "\n".join(x for x in indicator.splitlines() if not x.startswith("baseline"))


def test_the_rate_of_one_period_stands_with_its_interval_and_its_stations():
    # 7 in 200 nights are 3.5 in 100; Garwood: 2.81 and 14.42 in 200. Each visit at its own station.
    claim = one(survey(5, 7, nights_now=200), alone(DETECTIONS))
    assert claim.verdict is Verdict.COUNTS_ONLY
    assert rate_words(claim, EN) == (
        "3.50 detections per 100 trap-nights (95% confidence interval 1.41 to 7.21): 7 in 200 "
        "trap-nights. Stations with a detection: 7 of 10."
    )
    assert "Станций с регистрациями: 7 из 10." in rate_words(claim, RU)
    assert in_few_words(claim, EN) == "One period, nothing to compare with yet"


def test_the_rate_of_incidents_is_that_of_a_year_of_reporting():
    # 1 in 6 months is 2 in 12; Garwood: 0.0253 and 5.5716 in 6.
    claim = one(months(6, incident("new", "2024-02-03")), alone(CONFLICTS))
    assert rate_words(claim, EN).startswith(
        "2.00 conflicts per year of reporting in one area (95% confidence interval 0.05 to 11.1): "
        "1 in 6 "
    )


@pytest.mark.parametrize(
    ("data", "indicator"), [(survey(5, 7), DETECTIONS), (totals(7, None), TOTALS)]
)
def test_two_periods_and_unknown_effort_have_no_rate_of_their_own(data, indicator):
    assert rate_words(one(data, indicator), EN) == ""


def test_evidence_of_a_contradicted_total_says_that_records_are_counted():
    data = totals(0, 5)
    single = table(
        "detections",
        event("one", "2024-05-01", area_id="ridge", location_id="x", survey_id="now"),
    )
    claim = one(data.with_tables(detections=pd.concat([data.detections, single])), TOTALS)
    assert claim.contradicted
    view = viewed(data, TOTALS)
    assert "independent event" in rule(view, claim, EN)
    assert other_basis(claim, EN) == "Published totals: 0."
    assert not view.claims[0].contradicted
