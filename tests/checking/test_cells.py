"""Text becomes numbers, dates and lists as the schema says; nothing is coerced in silence."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.checking.cells import read_cells, type_table
from impact.model.records import column_dtype, empty_table
from impact.model.schemas import TABLES, schema
from impact.reading.text_tables import read_csv_text
from tests.reading.sample import as_csv, row, rows


def typed(table: str, *cells: dict[str, str]):
    """A table of the schema's examples, but for the cells given."""
    content = as_csv([row(table, **of) for of in cells])
    return type_table(read_csv_text(content, f"{table}.csv"), table)


def value(table: str, column: str, text: str):
    found = typed(table, {column: text})
    assert found.problems == ()
    return found.frame[column].iloc[0]


def dated(start: str, end: str, precision: str = "day"):
    """(start, end) of a milestone, as they are read."""
    cells = {"event_start": start, "event_end": end, "date_precision": precision}
    read = typed("milestones", cells)
    assert read.problems == ()
    return tuple(read.frame.loc[0, ["event_start", "event_end"]])


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("full", [True, False], ids=["with rows", "without rows"])
def test_columns_and_dtypes_are_those_of_the_records(table, full):
    content = as_csv(rows()[table])
    content = content if full else content.splitlines()[0]
    read = type_table(read_csv_text(content, "t.csv"), table).frame
    assert list(read) == list(empty_table(table))
    for field in schema(table).fields:
        assert str(read[field.name].dtype) == column_dtype(table, field), field.name
    assert str(read["row"].dtype) == "int64"


def test_columns_that_the_file_does_not_have_are_missing():
    text = read_csv_text(b"area_id\nKZ\n", "areas.csv")
    frame = type_table(text, "areas").frame
    assert list(frame) == list(empty_table("areas"))
    assert frame.drop(columns=["area_id", "row"]).isna().all(axis=None)


def test_translations_are_kept_as_text():
    text = read_csv_text("area_id,name_ru,name_kk\nKZ,Устюрт,Үстірт\n".encode(), "areas.csv")
    frame = type_table(text, "areas").frame
    assert frame.loc[0, ["name_ru", "name_kk"]].tolist() == ["Устюрт", "Үстірт"]


def test_the_text_is_left_as_it_was():
    text = read_csv_text(as_csv(rows()["detections"]), "detections.csv")
    before = text.frame.copy()
    type_table(text, "detections")
    pd.testing.assert_frame_equal(text.frame, before)


@pytest.mark.parametrize(
    ("table", "column", "text", "expected"),
    [
        ("surveys", "stations", "20", 20),
        ("surveys", "stations", "+20", 20),
        ("surveys", "stations", "20.0", 20),
        ("surveys", "trap_nights", "3650.5", 3650.5),
        ("surveys", "trap_nights", "1e3", 1000.0),
        ("areas", "latitude", "-.5", -0.5),
        ("reporting", "active", "YES", True),
        ("reporting", "active", "true", True),
        ("reporting", "active", "No", False),
        ("reporting", "month", "2024-02", pd.Timestamp(2024, 2, 1)),
        ("deployments", "deployment_end", "2024-06-05", pd.Timestamp(2024, 6, 5)),
        ("deployments", "deployment_end", "2024-06-05 10:20", pd.Timestamp(2024, 6, 5, 10, 20)),
        ("areas", "overlaps", " a ;b;; c;", "a; b; c"),
        ("areas", "name", "a; b", "a; b"),
    ],
)
def test_a_cell_is_read_as_its_column_says(table, column, text, expected):
    assert value(table, column, text) == expected


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("surveys", "stations", "20.5"),
        ("surveys", "stations", "1 000"),
        ("surveys", "stations", "9" * 19),
        ("surveys", "stations", "٢٠"),
        ("surveys", "trap_nights", "1,5"),
        ("surveys", "trap_nights", "nan"),
        ("surveys", "trap_nights", "1e999"),
        ("reporting", "active", "1"),
        ("reporting", "month", "2024"),
        ("reporting", "month", "2024-13"),
        ("deployments", "deployment_end", "2024-06"),
        ("deployments", "deployment_end", "2024-06-05T24:10"),
        ("milestones", "event_start", "13.05.2024"),
        ("milestones", "event_start", "2023-02-29"),
        ("milestones", "event_start", "0024-02-28"),
        ("milestones", "event_start", "1404-01-16"),  # the Iranian calendar: 5 April 2025
        ("milestones", "event_start", "1404"),
        ("milestones", "event_start", "2024-2-28"),
        ("milestones", "event_end", "2023/2024"),
        ("areas", "overlaps", ";;"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_problem_and_missing(table, column, text):
    read = typed(table, {}, {column: text})
    (problem,) = read.problems
    assert (problem.row, problem.column, problem.value) == (3, column, text)
    assert problem.rule == f"{table}.{column}.type"
    assert problem.cure
    assert pd.isna(read.frame[column].iloc[1])
    assert read.unread[column].tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2018-09-29", "2018-09-29", "2018-09-29", "day"),
        ("2018-09-29T10:20", "2018-09-29T10:20", "2018-09-29T10:20", "time"),
        ("2018-09-29 10:20:30", "2018-09-29T10:20:30", "2018-09-29T10:20:30", "time"),
        ("2018-09-29T10:20:30Z", "2018-09-29T10:20:30", "2018-09-29T10:20:30", "time"),
        ("2018-09-29T23:20+05:00", "2018-09-29T23:20", "2018-09-29T23:20", "time"),
    ],
)
def test_a_partial_date_is_its_first_instant_as_a_start_and_its_last_day_as_an_end(
    text, first, last, precision
):
    assert dated(text, text) == (pd.Timestamp(first), pd.Timestamp(last))
    read = typed("milestones", {"event_start": text, "event_end": text}).precision
    assert read.loc[0].tolist() == [precision, precision]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2019", "2019-12-31"),
        ("2018-11", "2018-11-30"),
        ("2018-11-06", "2018-11-06"),
        ("2018-11-06T10:00", "2018-11-06T10:00"),
    ],
)
def test_an_empty_end_is_the_end_of_the_starts_own_period(start, end):
    assert dated(start, "")[1] == pd.Timestamp(end)


def test_an_empty_end_of_a_range_is_still_going_on():
    assert pd.isna(dated("2024", "", "range")[1])


def test_an_unreadable_end_is_not_filled():
    read = typed("milestones", {"event_start": "2024", "event_end": "then"})
    assert pd.isna(read.frame["event_end"].iloc[0])


def test_no_start_and_no_end_stay_missing():
    assert all(pd.isna(moment) for moment in dated("", "", "unknown"))


@pytest.mark.parametrize(
    ("text", "precision"),
    [("1984", "year"), ("1984-07", "month"), ("1984-07-12", "day"), ("1984-07-12T10:00", "day")],
)
def test_the_founding_date_of_an_area_says_how_exact_it_is(text, precision):
    frame = typed("areas", {"established": text}).frame
    assert frame["established_precision"].tolist() == [precision]


def read(texts: list[str], column: str) -> list[pd.Timestamp]:
    """Texts as cells of a deployment's or a milestone's column."""
    table = "deployments" if column.startswith("deployment") else "milestones"
    field = schema(table).field(column)
    cells = pd.Series(texts, dtype="str")
    return read_cells(cells, field, end=column.endswith("_end")).tolist()


@given(
    st.datetimes(pd.Timestamp(1900, 1, 1), pd.Timestamp(2100, 1, 1)), st.sampled_from(["T", " "])
)
@settings(deadline=None)  # a busy machine is no mistake
def test_a_moment_is_read_to_the_microsecond_whatever_its_offset(moment, between):
    texts = [f"{moment.isoformat(between)}{offset}" for offset in ("", "Z", "+06:00", "-0530")]
    assert read(texts, "deployment_start") == [moment] * 4


@given(st.dates(pd.Timestamp(1900, 1, 1).date(), pd.Timestamp(2100, 1, 1).date()))
@settings(deadline=None)
def test_a_coarser_date_always_holds_the_finer_one(day):
    texts = [f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"]
    starts, ends = read(texts, "event_start"), read(texts, "event_end")
    assert starts == sorted(starts)
    assert ends == sorted(ends, reverse=True)
    assert starts[-1] == ends[-1] == pd.Timestamp(day)


# ── Offsets from UTC ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "stated", "offset"),
    [
        ("2024-03-05T23:30+06:00", "", "+06:00"),
        ("2024-03-05T23:30:00.5-0330", "", "-03:30"),
        ("2024-03-05 23:30Z", "", "+00:00"),
        ("2024-03-05T23:30", "+05:00", "+05:00"),
        ("2024-03-05T23:30", "", None),
        ("2024-03-05", "", None),
    ],
)
def test_the_offset_of_a_start_is_kept_beside_the_time_of_the_clock(start, stated, offset):
    read = typed("detections", {"event_start": start, "event_end": "", "utc_offset": stated})
    (found,) = read.frame["utc_offset"].astype("str")
    assert (found == offset) if offset else pd.isna(found)
    assert read.frame["event_start"].dt.strftime("%m-%d").tolist() == ["03-05"]


def test_an_end_on_another_clock_is_brought_to_that_of_the_start():
    # 08:50 at +05:00 is 09:50 at +06:00: ten minutes after the start, not fifty before it.
    cells = {"event_start": "2024-03-01T09:40+06:00", "event_end": "2024-03-01T08:50+05:00"}
    (row,) = typed("detections", cells | {"utc_offset": ""}).frame.itertuples()
    assert row.event_end - row.event_start == pd.Timedelta(minutes=10)
