"""Times are read as the standard library reads them, at the clock of the place."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.bulk.instants import NOT_A_TIME, local_times, utc_offsets

OFFSETS = st.sampled_from(["", "Z", "+05:00", "-03:30", "+0600"])
FORMS = st.sampled_from(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f"])
MOMENTS = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 12, 31))


def micros(moment: dt.datetime) -> int:
    return (moment - dt.datetime(1970, 1, 1)) // dt.timedelta(microseconds=1)


@given(st.lists(st.tuples(MOMENTS, FORMS, OFFSETS), max_size=6))
def test_times_of_any_form_are_read_as_the_clock_showed_them(cases):
    texts, expected = [], []
    for moment, form, offset in cases:
        text = moment.strftime(form).zfill(len("2024-03-05"))
        texts.append(text + (offset if "T" in form or ":" in form else ""))
        expected.append(micros(dt.datetime.fromisoformat(text)))
    assert local_times(pa.array(texts, pa.string())).tolist() == expected


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2024-02-29T00:00:00+05:00", dt.datetime(2024, 2, 29)),
        ("2023-02-29T00:00:00+05:00", None),
        ("2024-00-10T00:00:00+05:00", None),
        ("2024-13-10", None),
        ("2024-04-31", None),
        ("2024-04-30T24:00:00", None),
        ("2024-04-30T23:60:00", None),
        ("2024-04-30T23:59:00*05:00", None),
        ("2024-04-30T23:59:00+05x00", None),
        ("2O24-04-30", None),
        ("30.04.2024", None),
        (" 2024-04-30T23:59:00Z ", dt.datetime(2024, 4, 30, 23, 59)),
        ("2024-04", dt.datetime(2024, 4, 1)),
        ("2024", dt.datetime(2024, 1, 1)),
        ("", None),
        (None, None),
        ("yesterday", None),
        ("2024-04-30ТT23:59", None),
    ],
)
def test_what_is_no_time_is_none(text, read):
    expected = NOT_A_TIME if read is None else micros(read)
    # Beside a sound one, and in a slice of a longer column.
    column = pa.array(["x", "2024-01-01", text, text], pa.string())[2:]
    assert local_times(column).tolist() == [expected, expected]


def test_the_offset_of_each_time_is_read_whatever_its_form():
    texts = ["2024-03-05T10:00+05:00", "2024-03-05T10:00:00.5-0330", "2024-03-05 10:00:00Z"]
    texts += ["2024-03-05T10:00:00", "2024-03-05", None, " 2024-03-05T10:00:00+05:00 "]
    read = utc_offsets(pa.chunked_array([texts[:2], texts[2:]], pa.string()))
    expected = ["+05:00", "-03:30", "+00:00", None, None, None, "+05:00"]
    assert [None if one != one else one for one in read.astype("object")] == expected
