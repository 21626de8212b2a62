"""Rows with fewer cells than the header: read where only empty cells are missing at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.reading.short_rows import ShortRows, completed
from tests.formats.sending import only, received

HEADINGS = ("id", "species", "latitude", "eventDate", "count", "remarks", "issue")
WHOLE = ["a1", "Panthera uncia", "41.9", "2024-03-05", "1", "", ""]


def read(*short: list[str], sample: tuple = (WHOLE,), **policy: object):
    numbered = list(enumerate(short, start=2))
    return completed(numbered, sample, ShortRows(HEADINGS, **policy))


@pytest.mark.parametrize("sample", [(WHOLE,), ()])
def test_a_row_that_lacks_its_last_empty_cells_is_read(sample: tuple):
    found = read(WHOLE[:5], WHOLE[:6], sample=sample)
    assert found.rows == [WHOLE, WHOLE]
    assert found.left == []


@pytest.mark.parametrize("sample", [(WHOLE,), ()])
@pytest.mark.parametrize("lacking", [1, 2, 3])
def test_a_row_that_lacks_a_cell_within_is_left(lacking: int, sample: tuple):
    shifted = [cell for place, cell in enumerate(WHOLE) if place != lacking]
    assert [number for number, _ in read(shifted, sample=sample).left] == [2]


def test_what_is_read_may_be_left_out_only_where_whole_rows_have_it_empty():
    assert read(WHOLE[:4], needed={4}).left
    without_count = [*WHOLE[:4], "", "", ""]
    assert read(WHOLE[:4], sample=(WHOLE, without_count), needed={4}).rows == [without_count]
    assert read(WHOLE[:4], sample=(without_count,), never_empty={4}).left


def test_a_row_without_an_animal_is_read_up_to_the_column_that_says_so():
    headings = {"column": 1, "harmless": ("blank",), "strict": ("animal",)}
    found = read(["a2", "blank", "2024-03-05"], ["a3", "animal", "41.9", "2024-03-05"], **headings)
    assert found.rows == [["a2", "blank", "", "", "", "", ""]]
    assert found.cut == [2]
    assert [number for number, _ in found.left] == [3]


@given(st.integers(1, 6), st.booleans())
def test_no_short_row_is_lost(length: int, whole_rows: bool):
    cells = WHOLE[:length]
    found = read(cells, sample=(WHOLE,) if whole_rows else ())
    assert sorted([*found.numbers, *(number for number, _ in found.left)]) == [2]


OBSERVATIONS = (
    "observationID,deploymentID,mediaID,eventStart,eventEnd,observationLevel,observationType,"
    "scientificName,count,classificationMethod,bboxX,observationComments\n"
)
ANIMAL = "o1,c1,m1,2025-03-02T04:10:00Z,2025-03-02T04:10:00Z,media,animal,Panthera uncia,1,human,,"
BLANK = "o2,c1,m2,2025-03-09T12:00:00Z,2025-03-09T12:00:00Z,media,blank,,machine,not reviewed"


def test_short_rows_of_blank_images_are_set_aside_and_named_once():
    upload = only({"observations.csv": f"{OBSERVATIONS}{ANIMAL}\n{BLANK}\n{BLANK}\n"})
    assert upload.account.counts == {"blank": 2}
    assert len(upload.texts["detections"].frame) == 1
    problems = upload.texts["detections"].problems
    (remark,) = [one for one in problems if one.rule.startswith("file.short_rows")]
    assert "(3, 4)" in remark.message


def test_a_short_row_of_an_animal_is_an_error_of_that_row():
    short = ANIMAL.removesuffix(",,").replace("o1", "o2")
    upload = only({"observations.csv": f"{OBSERVATIONS}{ANIMAL}\n{short}\n"})
    ragged = [p for p in upload.texts["detections"].problems if p.rule == "file.ragged_row"]
    assert [(one.row, one.severity) for one in ragged] == [(3, "error")]
    assert "export the file again" in str(ragged[0].cure)


def test_a_table_of_ours_with_rows_short_at_the_end_is_read_and_named():
    table = "area_id,area_type,name,country_code,source,notes\nKG,country,Kyrgyzstan,KG,x,n\n"
    got = received({"areas.csv": f"{table}TM,country,Turkmenistan,TM,x\nKZ,country,Qazaqstan,KZ\n"})
    text = got.texts["areas"]
    assert text.frame["area_id"].tolist() == ["KG", "TM"]
    assert [(p.rule, p.row) for p in text.problems if p.rule.startswith("file.")] == [
        ("file.short_rows", None),
        ("file.ragged_row", 4),
    ]
