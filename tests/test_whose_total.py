"""Whether a published total is the programme's word alone, and what the page then asks for."""

from __future__ import annotations

import pytest

from impact.claims import Agreement
from impact.wording import words_in
from impact.wording.cause import own_figure
from impact.wording.evidence import needed
from impact.wording.published import agreement
from tests.claims.claim_tables import TOTALS, one, totals

EN = words_in("en")
# Whose the rows are, their second source, and whether the total is the programme's word alone.
WHOSE = [
    ("programme", None, True),
    ("programme", "https://x.example", False),
    ("others", None, False),
]


@pytest.mark.parametrize(("now", "source"), [(12, "The programme's page"), (12, "The report")])
@pytest.mark.parametrize(("whose", "second", "own"), WHOSE)
def test_a_total_is_the_programmes_own_word_by_its_rows_not_by_the_statement(
    now, source, whose, second, own
):
    data = totals(now, 5, source=source)
    rows = data.detections.assign(attribution=whose, second_source=second)
    claim = one(data.with_tables(detections=rows), TOTALS)
    assert claim.held.agreement is Agreement.DIFFERS
    assert own_figure(claim) is own
    assert (
        EN._("A second source: the survey's own table, or its report.") in needed(claim, EN)
    ) is own
    assert (
        agreement(claim, EN) == "The published total on file differs from the published statement."
    )


def test_a_second_source_confirms_even_what_the_statement_says():
    data = totals(11, 5, source="The programme's page")
    rows = data.detections.assign(attribution="programme", second_source="https://x.example")
    claim = one(data.with_tables(detections=rows), TOTALS)
    assert claim.held.agreement is Agreement.AGREES
    assert not own_figure(claim)
