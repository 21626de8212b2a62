"""Files brought into the tables that are there."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.changes.merge import Way
from impact.changes.prepare import prepare, without_errors
from impact.checking.checks import check_tables
from impact.reading.text_tables import read_csv_text
from tests.folders import WILDCATS, folder_of
from tests.reading.sample import PROGRAMME, as_texts, rows


@pytest.fixture(scope="module")
def folder():
    return folder_of(WILDCATS)


def prepared(folder, text: str, table: str, way: Way):
    file = read_csv_text(text.encode(), "upload.csv")
    return file, prepare(folder.programme, folder.records, {table: file}, {table: way})


REPORTING = "area_id,month,active,source\nTM,2024-01,yes,Field team\n"


def test_new_rows_come_in_and_everything_else_stays(folder):
    _file, found = prepared(folder, REPORTING, "reporting", Way.ADD)
    assert not found.errors
    assert len(found.records.reporting) == len(folder.records.reporting) + 1
    assert found.differences["reporting"].added == ("TM 2024-01",)
    assert len(found.records.detections) == len(folder.records.detections)


def test_an_error_is_named_by_the_row_of_the_file_and_nothing_is_merged(folder):
    text = REPORTING + "TM,2024-02,perhaps,Field team\n"
    file, found = prepared(folder, text, "reporting", Way.ADD)
    assert [(one.file, one.row, one.column) for one in found.errors] == [
        ("upload.csv", 3, "active")
    ]
    assert found.differences == {}
    assert list(without_errors(file, found.problems).frame["row"]) == [2]


def test_a_row_that_others_need_cannot_be_taken_away_in_silence(folder):
    areas = (WILDCATS / "areas.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    without = "".join(line for line in areas if not line.startswith("A-TM-02,"))
    _file, found = prepared(folder, without, "areas", Way.REPLACE_TABLE)
    assert found.errors
    assert all("A-TM-02" in one.value or "A-TM-02" in one.message for one in found.errors)


def test_replacing_a_row_changes_the_claim_it_carries(folder):
    text = (
        "observation_id,scientific_name,area_id,survey_id,date_precision,count,count_unit,source\n"
        "D-TM-01,Panthera pardus tulliana,A-TM-02,uly-balkan-current,unknown,13,detections,Report\n"
    )
    _file, found = prepared(folder, text, "detections", Way.REPLACE_ROWS)
    assert not found.errors
    changed = found.differences["detections"].changed
    assert set(changed["column"]) >= {"count", "source"}


@pytest.mark.parametrize("table", [name for name, of in rows().items() if len(of) > 1])
def test_rows_that_are_added_are_as_if_they_had_always_been_there(table):
    whole, problems = check_tables(as_texts(rows()), programme=PROGRAMME)
    assert not problems
    kept = {name: of[:-1] if name == table else of for name, of in rows().items()}
    shorter, _ = check_tables(as_texts(kept), programme=PROGRAMME)
    file = as_texts({table: rows()[table][-1:]})
    found = prepare(PROGRAMME, shorter, file, {table: Way.REPLACE_ROWS})
    assert not found.errors
    assert len(found.differences[table].added) == 1
    new = found.records.table(table)
    pd.testing.assert_frame_equal(new, whole.table(table), check_categorical=False)
