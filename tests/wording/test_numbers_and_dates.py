"""Numbers, dates and plurals as each language writes them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from impact.model.errors import LanguageError
from impact.wording import words_in
from impact.wording.rows import row_date
from tests.claims.claim_tables import (
    DETECTIONS,
    survey,
)
from tests.wording.situations import EN, RU, said


def test_numbers_are_written_as_the_language_writes_them():
    assert EN.number(1234567.89, 1) == "1,234,567.9"
    assert RU.number(1234567.89, 1) == "1\xa0234\xa0567,9"
    assert EN.number(12) == "12"
    assert EN.percent(0.25) == "25%"
    assert RU.percent(0.25) == "25\xa0%"


@pytest.mark.parametrize(
    ("value", "text"), [(0.0218, "0.02"), (2.2, "2.20"), (12.44, "12.4"), (108.2, "108")]
)
def test_a_ratio_has_three_figures_and_two_decimals_at_the_most(value, text):
    assert EN.ratio(value) == text
    assert RU.ratio(value) == text.replace(".", ",")


@given(st.floats(min_value=0, max_value=1e6))
@example(9.999)
def test_a_ratio_never_has_more_figures_than_that(value):
    text = EN.ratio(value).replace(",", "")
    figures = text.replace(".", "").lstrip("0")
    assert len(figures) <= 3 or "." not in text


def test_dates_are_written_as_exactly_as_they_are_known():
    day = pd.Timestamp("2024-05-03")
    assert [EN.date(day, how) for how in ("day", "month", "year")] == [
        "3 May 2024",
        "May 2024",
        "2024",
    ]
    assert RU.date(day).startswith("3 мая 2024")
    assert RU.date(day, "month").startswith("май 2024")
    assert RU.date(day, "month", inside=True).startswith("мая 2024")


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("2024-05-03", "2024-05-03", "day"), "3 May 2024"),
        (("2024-05-01", "2024-05-31", "month"), "May 2024"),
        (("2024-01-01", "2025-12-31", "range"), "2024–2025"),
        (("2024-05-03", "2024-06-04", "range"), "3 May – 4 June 2024"),
        ((None, "2024-05-03", "published-by"), "published no later than 3 May 2024"),
        ((None, None, "unknown"), "date not published"),
    ],
)
def test_the_date_of_a_row(cells, text):
    start, end, precision = cells
    row = pd.Series(
        {
            "event_start": pd.Timestamp(start) if start else pd.NaT,
            "event_end": pd.Timestamp(end) if end else pd.NaT,
            "date_precision": precision,
        }
    )
    assert row_date(row, EN) == text


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [
        (0, "0 detections", "0 регистраций"),
        (1, "1 detection", "1 регистрация"),
        (2, "2 detections", "2 регистрации"),
        (5, "5 detections", "5 регистраций"),
        (11, "11 detections", "11 регистраций"),
        (21, "21 detections", "21 регистрация"),
        (22, "22 detections", "22 регистрации"),
    ],
)
def test_plurals_follow_the_language(number, english, russian):
    for words, text in ((EN, english), (RU, russian)):
        form = words.ngettext("{n} detection", "{n} detections", number)
        assert form.format(n=words.number(number)) == text


def test_russian_says_the_same_number_in_its_own_words():
    text = said(survey(5, 21), DETECTIONS, RU)
    assert text.startswith("21 регистрация снежного барса")
    assert "5" in text


@pytest.mark.parametrize("language", ["xx", "", "EN", "de", "../locale/ru", "None"])
def test_a_language_without_a_catalogue_is_an_error(language):
    with pytest.raises(LanguageError):
        words_in(language)


@given(st.floats(min_value=1e-9, max_value=1e6))
@example(0.0049)
@example(0.00001)
def test_what_is_not_nothing_is_never_printed_as_0(value):
    for words in (EN, RU):
        for text in (words.percent(value), words.ratio(value), words.number(value, 2)):
            assert any(figure in text for figure in "123456789")


@given(st.floats(min_value=0, max_value=1, exclude_max=True))
@example(0.9999999)
def test_what_is_less_than_all_is_never_printed_as_100_percent(share):
    for words in (EN, RU):
        assert not words.percent(share).startswith("100")


def test_a_small_percentage_is_written_as_the_language_writes_a_large_one():
    assert (EN.percent(0.003), RU.percent(0.003)) == ("0.3%", "0,3\xa0%")
    assert (EN.percent(0.9969), RU.percent(0.9969)) == ("99.6%", "99,6\xa0%")
