"""Dates are read as they were written: no more exact, and in the order their column proves."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from impact.model.schemas import LANGUAGES
from impact.reading.dates_written import read_dates, reading


def read(*cells: str, **how) -> list[str | None]:
    found = read_dates(cells, **how)
    return [found.text.get(cell) for cell in cells]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-3-5", "2024-03-05"),
        ("2024/03/05", "2024-03-05"),
        ("2024.03.05", "2024-03-05"),
        ("05.03.2024", "2024-03-05"),
        ("5.3.24", "2024-03-05"),
        ("25/3/24", "2024-03-25"),
        ("25-03-1984", "1984-03-25"),
        ("25/3/84", "1984-03-25"),
        ("3/25/2024", "2024-03-25"),
        ("2024-03", "2024-03"),
        ("03.2024", "2024-03"),
        ("2024", "2024"),
        ("2024.0", "2024"),
        ("2024 г.", "2024"),
        ("45356", "2024-03-05"),
        ("2024:03:05 10:00:00", "2024-03-05T10:00:00"),  # as pictures carry it
        ("20240305T100000+0500", "2024-03-05T10:00:00+0500"),
        ("20240305", "2024-03-05"),
        ("20240305 3:20", "2024-03-05T03:20"),
        ("45356.41666666666", "2024-03-05T10:00:00"),
        ("45356,5", "2024-03-05T12:00:00"),
        ("5 марта 2024", "2024-03-05"),
        ("5 марта 2024 г.", "2024-03-05"),
        ("05 мар. 2024 г., 10:30", "2024-03-05T10:30"),
        ("5-мар-24", "2024-03-05"),
        ("март 2024", "2024-03"),
        ("March 5, 2024", "2024-03-05"),
        ("5th of March 2024", "2024-03-05"),
        ("Jul 23, 2026 3:04:05 PM", "2026-07-23T15:04:05"),
        ("5 ýanwar 2024", "2024-01-05"),
        ("2024-ж., 5-март", "2024-03-05"),
        ("2024 ж. 5 наурыз", "2024-03-05"),
        ("05.03.2024 10:00", "2024-03-05T10:00"),
        ("25/03/2024 12:05:09 AM", "2024-03-25T00:05:09"),
        ("2024-03-05T10:00:00+05:00", "2024-03-05T10:00:00+05:00"),
        ("5\u00a0марта\u00a02024", "2024-03-05"),
    ],
)
def test_a_date_is_read_as_it_was_written(written, iso):
    assert read(written) == [iso]


@pytest.mark.parametrize(
    "written",
    [
        "31.02.2024",
        "мар.24",  # March 2024 or 24 March
        "24 мар",
        "5 марта",
        "1 2 2024",
        "13/13/2024",
        "2024-13",
        "20241305",
        "20102015",  # no day first without marks between the numbers
        "123",
        "5 марта 2024 6",
        "5 марта апреля 2024",
        "lundi 5 mars 2024",
        "last winter",
        "2018-2019",
        "25/03/2024 13:00 PM",
        "5 m 2024",
        "",
    ],
)
def test_what_is_no_date_is_left_as_it_is(written):
    found = read_dates([written])
    assert (found.text, found.open) == ({}, ())


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)), st.sampled_from(LANGUAGES))
def test_every_day_is_read_as_each_language_writes_it(day, language):
    for width in ("medium", "long"):
        assert reading(format_date(day, width, locale=language)).day_first == day.isoformat()


@example(dt.date(1954, 10, 3))
@example(dt.date(2119, 1, 10))
@given(st.dates(dt.date(1954, 10, 3), dt.date(2119, 1, 10)))
def test_every_day_number_is_that_day(day):
    since_1900 = str((day - dt.date(1899, 12, 30)).days)
    since_1904 = str((day - dt.date(1904, 1, 1)).days)
    assert read(since_1900) == [day.isoformat()]
    if int(since_1904) >= 20_000:
        assert read(since_1904, since_1904=True) == [day.isoformat()]


def test_a_value_over_twelve_decides_for_its_column():
    assert read("5/3/24", "13/3/24") == ["2024-03-05", "2024-03-13"]
    assert read("5/3/24", "3/13/24") == ["2024-05-03", "2024-03-13"]
    assert read("05.03.2024", "03.13.2024") == ["2024-05-03", "2024-03-13"]


def test_a_column_that_proves_neither_is_open_until_it_is_answered():
    assert read_dates(["5/3/24", "4/4/24"]).open == ("5/3/24",)
    assert read("5/3/24", chosen="day_first") == ["2024-03-05"]
    assert read("5/3/24", chosen="month_first") == ["2024-05-03"]


def test_an_answer_does_not_override_what_the_column_proves():
    assert read("5/3/24", "13/3/24", chosen="month_first") == ["2024-03-05", "2024-03-13"]


def test_a_column_that_proves_both_is_open_where_it_can_be_either():
    found = read_dates(["5/3/24", "13/3/24", "3/13/24", "05.04.2024"])
    assert found.open == ("5/3/24", "05.04.2024")
    assert found.text == {"13/3/24": "2024-03-13", "3/13/24": "2024-03-13"}


def test_the_order_is_told_only_where_one_was_needed():
    assert read_dates(["2024-03-05", "5 марта 2024"]).order == ""
    assert read_dates(["05.03.2024"]).order == "day_first"
    assert read_dates(["3/25/2024"]).order == "month_first"
    assert read_dates(["45356"]).order == "serial"
