"""Times of day as field teams write them: right, or left as they are and refused at their row."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.formats.common.season_times import clocks, joined
from impact.formats.common.times import precision_of


def read(*cells: str | None) -> list[str]:
    return clocks(pd.Series(cells, dtype="str")).tolist()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (("5.30", "17.5"), ["05:30", "17:50"]),  # a number loses the zero at its end
        (("5.30", "17"), ["05:30", "17:00"]),
        (("530", "1750"), ["05:30", "17:50"]),
        (("0530", "0005"), ["05:30", "00:05"]),
        (("0.25", "0.520833333"), ["06:00", "12:30"]),  # as a spreadsheet stores them
        (("5-30", "5 ч 30 мин"), ["05:30", "05:30"]),
        (("5:30 ч", "5:30 PM"), ["05:30", "05:30 PM"]),
        (("1899-12-31 05:30", "2025-03-05 05:30"), ["05:30", "05:30"]),
    ],
)
def test_one_time_in_many_forms(written, meant):
    assert read(*written) == meant


@pytest.mark.parametrize(
    "written",
    [("5.5", "17.5"), ("5", "17"), ("8.75", "17.5"), ("1900-01-05 07:12",), ("530", "575")],
)
def test_what_could_be_two_times_stays_as_it_was(written):
    assert [cell for cell in read(*written) if ":" in cell and not cell.startswith("1900")] == []


@given(st.lists(st.tuples(st.integers(10, 23), st.integers(0, 59)), min_size=2))
def test_hours_and_minutes_as_numbers_are_read_back(moments):
    meant = [f"{hour}:{minute:02}" for hour, minute in moments]
    assert read(*(f"{hour}{minute:02}" for hour, minute in moments)) == meant
    dotted = [(12, 34), *moments]
    numbers = [f"{hour + minute / 100:.2f}".rstrip("0").rstrip(".") for hour, minute in dotted]
    assert read(*numbers) == ["12:34", *meant]


def test_the_midnight_of_a_date_gives_way_to_the_time_beside_it():
    date = pd.Series(["2025-03-05 00:00:00", "2025-03-06"], dtype="str")
    assert joined(date, pd.Series(["5:03", None], dtype="str")).tolist() == [
        "2025-03-05 05:03",
        "2025-03-06",
    ]


def test_a_date_is_as_exact_as_it_was_written():
    text = pd.Series(["2025-04-05T05:30", "2025-04-05", "2025-04", "2025", None], dtype="str")
    assert precision_of(text).tolist() == ["day", "day", "month", "year", "unknown"]
