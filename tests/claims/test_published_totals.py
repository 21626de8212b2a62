"""What a claim says of published totals, beside what the statement says."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.claims import Agreement, Verdict
from tests.claims.claim_tables import DETECTIONS, TOTALS, codes, one, totals
from tests.tables import event, table


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


def test_a_published_zero_does_not_stand_against_a_record_that_is_on_file():
    data = totals(0, 5)
    assert one(data, TOTALS).value == 0
    single = table(
        "detections",
        event("one", "2024-05-01", area_id="ridge", location_id="x", survey_id="now"),
    )
    claim = one(data.with_tables(detections=pd.concat([data.detections, single])), TOTALS)
    assert (claim.value, claim.baseline, claim.ratio) == (1, None, None)
    assert claim.verdict is Verdict.COUNTS_ONLY
    assert codes(claim)[0] == "total_contradicted"
    assert claim.held.agreement is Agreement.DIFFERS
    assert [item.id for item in claim.evidence] == ["one"]


def test_a_statement_without_figures_can_neither_agree_nor_differ():
    data = totals(11, 5)
    silent = data.statements.assign(value=float("nan"), baseline=float("nan"))
    claim = one(data.with_tables(statements=silent), TOTALS)
    assert claim.held.agreement is Agreement.CANNOT_BE_COMPUTED
