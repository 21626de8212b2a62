"""Bytes become a table of text with the row numbers of a spreadsheet, or an error that says why."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.checking.checks import check_tables
from impact.model.errors import FileError
from impact.model.schemas import TABLES, schema
from impact.reading.text_tables import FILE_RULES, TextTable, read_csv_text

LONGEST_CELL = 131_072  # what Python's csv reader takes


def cells(text: TextTable) -> list[list]:
    frame = text.frame.astype(object)
    return frame.where(frame.notna(), None).to_numpy().tolist()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_give_the_same_table(delimiter, mark):
    content = mark + "area_id,name\nýolöten,Ýolöten\n".replace(",", delimiter).encode()
    text = read_csv_text(content, "areas.csv")
    assert list(text.frame) == ["area_id", "name", "row"]
    assert cells(text) == [["ýolöten", "Ýolöten", 2]]


def test_the_header_alone_decides_the_delimiter():
    text = read_csv_text(b"area_id;name\na;one, two, three\n", "areas.csv")
    assert cells(text) == [["a", "one, two, three", 2]]


def test_a_delimiter_within_quotation_marks_has_no_vote():
    text = read_csv_text(b'"a, b, c";d\n1;2\n', "t.csv")
    assert list(text.frame) == ["a, b, c", "d", "row"]


def test_cells_are_stripped_composed_and_missing_where_empty():
    # A letter and its combining mark are one letter; the spaces around are non-breaking.
    content = "a,b,c\n\u00a0 n\u0303 \u202f,  ,x\n".encode()
    assert cells(read_csv_text(content, "t.csv")) == [["ñ", None, "x", 2]]


def test_empty_rows_are_left_out_and_still_counted():
    content = b"a,b\r\n1,2\r\n\r\n , \r\n3,4\r\n"
    assert cells(read_csv_text(content, "t.csv")) == [["1", "2", 2], ["3", "4", 5]]


def test_a_line_break_within_a_cell_does_not_shift_the_rows_after_it():
    content = b'a,b\n"one\ntwo\nthree",2\n3,4\n'
    assert cells(read_csv_text(content, "t.csv")) == [["one\ntwo\nthree", "2", 2], ["3", "4", 3]]


def test_dtypes_are_text_and_whole_row_numbers_even_without_rows():
    for content in (b"a,b\n", b"a,b\n1,\n"):
        dtypes = read_csv_text(content, "t.csv").frame.dtypes.astype(str).to_dict()
        assert dtypes == {"a": "str", "b": "str", "row": "int64"}


def test_empty_cells_beyond_the_header_are_no_problem():
    text = read_csv_text(b"a,b\n1,2,,\n", "t.csv")
    assert cells(text) == [["1", "2", 2]]
    assert text.problems == ()


@pytest.mark.parametrize("row", ["1", "1,2,3"], ids=["too few", "too many"])
def test_a_ragged_row_is_a_problem_and_left_out(row):
    text = read_csv_text(f"a,b\n5,6\n{row}\n7,8\n".encode(), "t.csv")
    (problem,) = text.problems
    assert (problem.rule, problem.row, problem.severity) == ("file.ragged_row", 3, "error")
    assert cells(text) == [["5", "6", 2], ["7", "8", 4]]


def test_a_column_without_a_heading_is_left_out_and_told_of_if_it_holds_anything():
    text = read_csv_text(b"a,,\n1,x,\n", "t.csv")
    (problem,) = text.problems
    assert (problem.rule, problem.severity) == ("file.unnamed_column", "warning")
    assert cells(text) == [["1", 2]]


def test_a_column_called_row_does_not_take_the_place_of_the_row_number():
    text = read_csv_text(b"row,a\n7,1\n", "t.csv")
    assert [problem.rule for problem in text.problems] == ["file.row_column"]
    assert cells(text) == [["1", 2]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\na,b\n",
        b" ; ;\n1;2\n",
        b"a,b,a\n1,2,3\n",
        b"a,b\n1,\x002\n",
        "a,b\n1,ё\n".encode("cp1251"),
        "a,b\n1,2\n".encode("utf-16"),
        b'a,b\n1,"2\n3,4\n',
        b'a,b\n"1"2,3\n',
        b"a,b\n1," + b"x" * (LONGEST_CELL + 1),
    ],
    ids=[
        "empty",
        "no header",
        "blank header",
        "heading twice",
        "NUL",
        "Windows-1251",
        "UTF-16",
        "quotation mark not closed",
        "text after a quotation mark",
        "endless cell",
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content):
    # frictionless, which other tests import, lifts this limit for the whole process.
    csv.field_size_limit(LONGEST_CELL)
    with pytest.raises(FileError) as caught:
        read_csv_text(content, "areas.csv")
    assert "areas.csv" in caught.value.message
    assert caught.value.cure


def test_every_problem_of_a_file_has_a_rule_that_is_described():
    text = read_csv_text(b"row,,a\n7,x,1\n1,2,3,4\n", "t.csv")
    found = {problem.rule for problem in text.problems}
    assert found == {"file.row_column", "file.unnamed_column", "file.ragged_row"}
    assert found < set(FILE_RULES)


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
@settings(deadline=None)  # a busy machine is no mistake
def test_any_bytes_give_a_table_or_a_file_error(content):
    try:
        text = read_csv_text(content, "any.csv")
    except FileError as error:
        assert error.cure
    else:
        assert text.frame["row"].is_monotonic_increasing
        assert (text.frame["row"] >= 2).all()
        assert not (text.frame.drop(columns="row") == "").to_numpy().any()


# Control characters are taken out at reading.
CELL = st.text(
    st.characters(exclude_categories=["Cc", "Cf"], include_characters="\t\n", codec="utf-8"),
    max_size=20,
)
NEAR = st.sampled_from(["2024", "2024-02-30", "1e9", "-0", "yes", ";", "KZ", "day", "9" * 30])


@given(st.data(), st.sampled_from(TABLES))
@settings(deadline=None, max_examples=30)  # a busy machine is no mistake
def test_any_text_in_the_cells_gives_records_and_problems(data, table):
    names = schema(table).names
    rows = data.draw(
        st.lists(st.lists(CELL | NEAR, min_size=len(names), max_size=len(names)), max_size=3)
    )
    out = io.StringIO(newline="")
    csv.writer(out).writerows([names, *rows])
    records, problems = check_tables(
        {table: read_csv_text(out.getvalue().encode(), f"{table}.csv")}
    )
    assert set(names) < set(records.table(table))
    assert all(problem.cure for problem in problems)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=5))
@settings(deadline=None)  # a busy machine is no mistake
def test_what_a_csv_writer_writes_is_read_back_row_by_row(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["a", "b"], *rows])
    read = read_csv_text(out.getvalue().encode(), "t.csv")
    kept = [number for number, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)]
    assert read.frame["row"].tolist() == kept
    assert read.problems == ()
