"""Two dates in a row: the year, and the month, that both share is said once."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.wording import words_in
from impact.wording.language import NAMES
from impact.wording.spans import span


def moments(*days: str) -> list[pd.Timestamp]:
    return [pd.Timestamp(day) for day in days]


@pytest.mark.parametrize(
    ("language", "months", "days", "one_month"),
    [
        ("en", "August – December 2014", "8 January – 25 August 2014", "8–25 January 2014"),
        ("ru", "август – декабрь 2014 г.", "8 января – 25 августа 2014 г.", "8–25 января 2014 г."),
        ("tk", "awgust – dekabr 2014", "8 ýanwar – 25 awgust 2014", "8–25 ýanwar 2014"),
        (
            "ky",
            "2014-ж., август – декабрь",
            "2014-ж., 8-январь – 25-август",
            "2014-ж., 8–25-январь",
        ),
        ("kk", "2014 ж. тамыз – желтоқсан", "2014 ж. 8 қаңтар – 25 тамыз", "2014 ж. 8–25 қаңтар"),
    ],
)
def test_what_both_ends_share_is_said_once(language, months, days, one_month):
    words = words_in(language)
    august, december = moments("2014-08-01", "2014-12-31")
    told = [
        span(august, december, words, first="month", last="month"),
        span(*moments("2014-01-08", "2014-08-25"), words),
        span(*moments("2014-01-08", "2014-01-25"), words),
    ]
    assert [one.replace("\u00a0", " ") for one in told] == [months, days, one_month]


@pytest.mark.parametrize("language", NAMES)
def test_years_that_differ_are_both_said(language):
    told = span(*moments("2024-12-08", "2025-01-25"), words_in(language))
    assert "2024" in told
    assert "2025" in told


def test_years_and_one_day_are_no_range_of_days():
    words = words_in("en")
    first, last = moments("2018-01-01", "2022-12-31")
    assert span(first, last, words, first="year", last="year") == "2018–2022"
    assert span(first, first, words) == "1 January 2018"
    assert span(first, first, words, first="month", last="month") == "January 2018"
