"""No table that leaves runs as a formula, and none comes back changed."""

from __future__ import annotations

import csv
import io
from unicodedata import normalize

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.handouts.tables import csv_bytes, workbook
from impact.reading.formulas import as_meant, inert, undated
from impact.reading.text_tables import read_csv_text
from impact.reading.uploads import read_upload

RUNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
# Cells as the intake knows them: stripped, never empty, without what no XML can hold or nobody
# can see.
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"])
TEXT = st.text(LETTERS, max_size=8)
START = st.sampled_from([a + b for a in ("", "'", "''") for b in "=+-@'"])
RISKY = st.builds("{}{}".format, START, TEXT)
CELL = st.one_of(RISKY, TEXT).map(lambda text: normalize("NFC", text).strip()).filter(bool)


@pytest.mark.parametrize(
    ("cell", "handed_out"),
    [
        ("=HYPERLINK(0)", "'=HYPERLINK(0)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        (" =1+1", "' =1+1"),
        ("\uff1d1", "'\uff1d1"),
        ("'=1", "''=1"),
        ("-5.25", "-5.25"),
        ("+7", "+7"),
        ("'t Hooft", "'t Hooft"),
        ("Uly Balkan", "Uly Balkan"),
        (-5, -5),
        (None, None),
    ],
)
def test_only_what_could_run_gets_an_apostrophe(cell, handed_out):
    assert inert(cell) == handed_out


DATED = ("1-3", "3/4", "03-04", "1/2/24", "MAR-1", "SEPT2", "1 мар", "dec 12", "12-2024")


@pytest.mark.parametrize("cell", DATED)
def test_what_a_spreadsheet_takes_for_a_day_gets_an_apostrophe_and_comes_back(cell):
    table = pd.DataFrame({"id": [cell, "2024-03-05", "7–10", "camera-1", "May 2024", "1.5"]})
    handed_out = csv_bytes(table, mark=True).decode("utf-8-sig").splitlines()
    assert handed_out == ["id", f"'{cell}", "2024-03-05", "7–10", "camera-1", "May 2024", "1.5"]
    back = read_csv_text(csv_bytes(table.assign(n=1), mark=True), "t.csv").frame["id"]
    assert back.tolist() == table["id"].tolist()
    assert csv_bytes(table).decode().splitlines()[1] == cell  # for programs that want the id


def test_languages_with_a_decimal_comma_get_it_and_semicolons():
    table = pd.DataFrame({"rate": [1.5, 12.05], "n": [1, 2]})
    assert csv_bytes(table, mark=True, decimal=",").decode("utf-8-sig") == (
        "rate;n\n1,5;1\n12,05;2\n"
    )


@settings(deadline=None)
@given(st.lists(CELL | st.sampled_from([f"'{x}" for x in DATED]), min_size=1, max_size=5))
def test_what_was_made_inert_is_read_back_as_it_was(cells):
    column = pd.Series(cells, dtype="str")
    assert as_meant(column.map(inert)).tolist() == cells
    assert as_meant(column.map(inert).map(undated)).tolist() == cells


@settings(max_examples=50, deadline=None)
@given(st.lists(CELL, min_size=1, max_size=5), CELL)
def test_no_cell_of_a_csv_begins_like_a_formula_and_all_come_back(cells, heading):
    content = csv_bytes(pd.DataFrame({heading: cells}))
    for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")):
        for cell in row:
            assert not cell.lstrip().startswith(RUNS) or cell.lstrip("+-")[:1].isdigit()
    back = read_csv_text(csv_bytes(pd.DataFrame({"n": 1, "c": cells})), "t.csv").frame
    assert back["c"].tolist() == cells


@settings(max_examples=20, deadline=None)
@given(st.lists(CELL, min_size=1, max_size=4))
def test_a_workbook_comes_back_as_it_was(cells):
    table = pd.DataFrame({"observation_id": ["a"] * len(cells), "summary": cells})
    content = workbook({"detections": table}, pd.DataFrame({"": ["What this is"]}), "readme")
    back = read_upload(content, "t.xlsx").texts["detections"].frame
    assert back["summary"].tolist() == cells


def test_a_column_of_a_closed_list_is_made_inert_too():
    column = pd.Series(["=a", "b", None], dtype="category")
    assert csv_bytes(pd.DataFrame({"x": column})).decode().splitlines() == ["x", "'=a", "b", '""']
