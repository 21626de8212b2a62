"""Whether a published total is the programme's word alone, and how many records are its own."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from impact.claims import Agreement
from impact.handouts.darwin_core import darwin_core, occurrences
from impact.wording import words_in
from impact.wording.cause import own_figure
from impact.wording.evidence import needed
from impact.wording.published import agreement
from tests.claims.claim_tables import TOTALS, one, totals
from tests.handouts.packs_of import view_of

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


def test_the_title_of_an_archive_says_how_many_of_its_records_are_the_programmes():
    view = view_of("wildcats")
    with zipfile.ZipFile(io.BytesIO(darwin_core(view, EN))) as archive:
        about = ElementTree.fromstring(archive.read("eml.xml")).find("dataset")
    table = occurrences(view, EN)
    whose = f"{table['datasetName'].notna().sum()} of {len(table)}"
    assert about.findtext("title").endswith(
        f": records on file, {whose} counted as the programme's"
    )
    first = about.findtext("abstract/para")
    assert first == (
        f"Records counted as the programme's: {whose}. "
        "The creator named here compiled the list and did not make every record."
    )
