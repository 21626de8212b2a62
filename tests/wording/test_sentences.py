"""What is said of a claim: exactly, in plain words, and never more than is known."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from impact.claims import Verdict
from impact.disclosure import for_audience
from impact.wording.evidence import (
    effort_words,
    other_basis,
)
from impact.wording.sentences import (
    change_words,
    comparison,
    sentence,
)
from tests.claims.claim_tables import (
    CONFLICTS,
    DETECTIONS,
    FIRST,
    TOTALS,
    incident,
    survey,
    totals,
)
from tests.tables import event, table
from tests.wording.situations import EN, SENTENCES, first, months, said, situation, viewed


@pytest.mark.parametrize("name", SENTENCES)
def test_the_sentence_of_a_verdict(name):
    verdict, _data, _indicator, english = SENTENCES[name]
    view = for_audience(situation(name), "staff")
    assert view.claims[0].verdict is verdict
    assert sentence(view, view.claims[0], EN) == english


def test_every_verdict_has_its_sentence_here():
    assert {verdict for verdict, *_rest in SENTENCES.values()} == set(Verdict)


def test_the_direction_is_named_only_where_the_interval_allows_it():
    # 5 against 11 at equal effort: ratio 2.2, interval 0.70 to 8.08
    for now, tail in ((25, ": an increase"), (11, ": no clear change")):
        assert said(survey(5, now), DETECTIONS).endswith(tail)
    assert ":" not in said(totals(25, 5), TOTALS)


def test_one_incident_is_one_incident_even_where_the_rate_leads():
    # 1 in 6 area-months is 2 a year, 8 in 12 are 8 a year.
    assert said(months(6, incident("new", "2024-02-03")), CONFLICTS) == (
        "2.00 human–snow leopard conflicts per year of reporting in one area in Kyrgyzstan in "
        "2024, against 8.00 in 2023 (1 counted, 8 before)"
    )


@pytest.mark.parametrize(
    ("start", "end", "precision", "when"),
    [
        ("2019-05-07", "2019-05-07", "day", "7 May 2019"),
        ("2019-05-01", "2019-05-31", "month", "May 2019"),
        ("2019-01-01", "2019-12-31", "year", "2019"),
    ],
)
def test_a_first_record_is_dated_as_exactly_as_it_is_known(start, end, precision, when):
    assert said(first(start, end, precision), FIRST) == (
        f"1st snow leopard recorded on the ridge: {when}"
    )


@pytest.mark.parametrize("precision", ["range", "season"])
def test_a_first_record_between_two_days_names_both_ends(precision):
    text = said(first("2019-03-01", "2019-05-31", precision), FIRST)
    assert "May 2019" in text
    assert not re.search(r": (1 )?March 2019$", text)


def test_the_public_reads_no_month_of_a_record_that_is_known_by_its_year():
    data = first("2019-01-01", "2019-12-31", "year")
    assert said(data, FIRST, audience="public") == "1st snow leopard recorded on the ridge: 2019"


def test_the_public_reads_the_month_of_a_record_that_is_known_by_its_day():
    data = first("2019-05-07 03:04", "2019-05-07 03:04", "day")
    assert said(data, FIRST, audience="public").endswith(": May 2019")


def test_a_comparison_says_how_many_times_and_how_surely():
    view = for_audience(situation("no clear change"), "staff")
    assert comparison(view.claims[0], EN) == (
        "At equal effort, 2.20 times as many: the records fit anything from 0.70 to 8.08 times as "
        "many (95% confidence interval), if the two periods differ in nothing else."
    )
    none_before = viewed(survey(0, 11), DETECTIONS)
    assert comparison(none_before.claims[0], EN).endswith("or more (95% confidence interval).")
    assert comparison(situation("counts only").claims[0], EN) == ""


def test_where_only_records_outside_the_effort_make_a_rise_the_rates_are_said():
    data = survey(5, 2)
    late = [event(f"late-{n}", f"2024-10-{n + 1:02d}", deployment_id="0-2024") for n in range(6)]
    every = pd.concat([data.detections, table("detections", *late)], ignore_index=True)
    data = data.with_tables(detections=every)
    assert said(data, DETECTIONS) == (
        "2.00 snow leopard detections per 100 trap-nights on the ridge in 2024, against 5.00 in "
        "2023 (8 counted, 5 before): too few stations to tell"
    )


def test_where_all_lies_outside_the_effort_no_rise_is_said():
    # 5 before and 8 now, all of them in October: the cameras were in by then.
    data = survey(0, 0)
    late = [event(f"before-{n}", f"2023-10-{n + 1:02d}", deployment_id="0-2023") for n in range(5)]
    late += [event(f"now-{n}", f"2024-10-{n + 1:02d}", deployment_id="0-2024") for n in range(8)]
    data = data.with_tables(detections=table("detections", *late))
    assert said(data, DETECTIONS) == (
        "0.00 snow leopard detections per 100 trap-nights on the ridge in 2024, against 0.00 in "
        "2023 (8 counted, 5 before)"
    )
    assert change_words(viewed(data, DETECTIONS).claims[0], EN) == ""


def test_no_rise_is_said_below_the_number_where_the_rates_go_before_it():
    assert change_words(viewed(survey(5, 11), DETECTIONS).claims[0], EN) == "up from 5 in 2023"
    half = months(6, *(incident(f"new{n}", f"2024-0{n + 1}-03") for n in range(9)))
    assert change_words(viewed(half, CONFLICTS).claims[0], EN) == ""


def test_without_a_baseline_no_period_compared_with_is_spoken_of():
    view = for_audience(situation("no baseline"), "staff")
    claim = view.claims[0]
    assert claim.baseline_period is None
    assert effort_words(claim, EN) == "Months of reporting, summed over areas: 12."
    assert "earlier period" not in other_basis(claim, EN)
