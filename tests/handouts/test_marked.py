"""The same rows come back with every problem on its cell, and no cell is a formula."""

from __future__ import annotations

import io

import openpyxl
import pytest

from impact.checking.checks import check_tables
from impact.handouts.marked import WORDS, marked
from impact.model.errors import FileError, Problem
from impact.reading.uploads import as_written, read_upload
from tests.formats.sending import only
from tests.formats.test_field_season import ANSWERS, SEASON, SIGHTINGS, STATIONS
from tests.reading.test_refused_uploads import zipped
from tests.reading.uploaded import MILESTONE, RUSSIAN, book
from tests.season_files import saved


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def marked_file(content: bytes, name: str = "export.csv"):
    upload = read_upload(content, name)
    _, problems = check_tables(upload.texts)
    told = as_written(problems, upload)
    return upload, told, opened(marked(upload, told))


def test_every_row_stands_where_it_stood_as_it_was_written():
    _, _, found = marked_file(RUSSIAN)
    lines = [[cell.value for cell in row][:6] for row in found.worksheets[0].iter_rows()]
    assert lines[0] == ["Учёт 2024", None, None, None, None, None]
    assert lines[2] == ["obs-1", "Panthera pardus tulliana", "05.03.2024", "day", "41,25", "1"]
    assert lines[3] == [None] * 6
    assert lines[4][4:] == ["91,5", "два"]


def test_a_bad_cell_has_a_comment_and_a_colour_and_a_good_one_has_neither():
    _, problems, found = marked_file(RUSSIAN)
    sheet = found.worksheets[0]
    (told,) = (p for p in problems if p.rule == "detections.count.type")
    assert sheet["F5"].comment.text == f"{told.message}\n{told.cure}"
    assert sheet["F5"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["F3"].comment is None
    assert sheet["F3"].fill.fgColor.rgb != "FFFFC7CE"
    # A column that is not known is a warning on its heading.
    assert sheet["G2"].fill.fgColor.rgb == "FFFFEB9C"


def test_all_problems_stand_on_the_last_sheet():
    _, problems, found = marked_file(RUSSIAN)
    lines = [[cell.value for cell in row] for row in found.worksheets[-1].iter_rows()]
    assert len(lines) == len(problems) + 1
    assert [line[1] for line in lines[1:]] == [problem.row for problem in problems]


def test_the_marked_file_is_read_as_the_first_was():
    first, problems, _ = marked_file(RUSSIAN)
    again = read_upload(marked(first, problems), "marked.xlsx")
    assert again.texts["detections"].frame.equals(first.texts["detections"].frame)
    assert [said.values["part"] for said in again.left_out] == [WORDS["problems"]]


@pytest.mark.parametrize("text", ["=1+1", "+CMD|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1"])
def test_what_looks_like_a_formula_is_text_and_stays_so_when_it_is_edited(text):
    cells = [MILESTONE, ["M-1", "x", "2024", "year", "SMART", "s"]]
    cells[1][1] = text
    upload = read_upload(book(m=cells), "x.xlsx")
    bad = Problem("x.xlsx", 2, "title", text, "r", text, "=HYPERLINK()")
    found = opened(marked(upload, [bad]))
    for cell in (found.worksheets[0]["B2"], found.worksheets[-1]["D2"]):
        assert (cell.data_type, cell.value) == ("s", text)
        assert cell.quotePrefix
    assert all(c.data_type != "f" for sheet in found for row in sheet.iter_rows() for c in row)


def test_a_negative_number_is_no_formula():
    upload = read_upload(b"area_id;longitude\na;-41,5\n", "areas.csv")
    cell = opened(marked(upload, [])).worksheets[0]["B2"]
    assert (cell.value, bool(cell.quotePrefix)) == ("-41,5", False)


def test_every_table_of_a_zip_has_its_own_sheet_with_its_own_problems():
    content = zipped(
        **{"areas.csv": b"area_id,latitude\na,91\n", "status.csv": b"status_id,low\nS-1,-1\n"}
    )
    _, _, found = marked_file(content, "data.zip")
    areas, status, _ = found.worksheets
    assert (areas.title, status.title) == ("areas.csv", "status.csv")
    assert (areas["B2"].comment is not None, status["B2"].comment is not None) == (True, True)
    assert areas["A2"].comment is None


def test_a_problem_beyond_the_cells_of_its_row_is_still_marked():
    content = b"area_id,name\nKZ\n"
    upload, _, found = marked_file(content, "areas.csv")
    assert [p.rule for p in upload.texts["areas"].problems] == ["file.ragged_row"]
    assert found.worksheets[0]["A2"].comment is not None


def test_words_and_problems_are_put_into_the_language():
    upload = read_upload(RUSSIAN, "export.csv")
    bad = Problem("export.csv", 5, "count", "два", "r", "Bad.", "Mend it.")
    russian = {"Bad.": "Плохо.", "Problems": "Ошибки"}
    found = opened(marked(upload, [bad], lambda words: russian.get(words, str(words))))
    assert found.sheetnames[-1] == "Ошибки"
    assert found.worksheets[0]["F5"].comment.text == "Плохо.\nMend it."


def test_files_of_a_season_come_back_marked_without_those_who_set_the_cameras():
    stations = STATIONS.replace("39,6", "391,6")  # row 4
    upload = only({**SEASON, "станции.csv": stations}, ANSWERS)
    _, problems = check_tables(upload.texts)
    book = opened(marked(upload, as_written(problems, upload)))
    (sheet,) = [one for one in book.worksheets if "станции" in one.title]
    assert [sheet["A4"].value, sheet["F4"].value] == ["Х-02", "(removed)"]
    assert any(cell.comment for cell in sheet[4])


@pytest.mark.parametrize("sheets", [1, 2])
def test_a_workbook_with_names_of_people_is_marked_or_refused_and_never_fails(sheets):
    book = openpyxl.Workbook()
    for text in (STATIONS, SIGHTINGS)[:sheets]:
        sheet = book.create_sheet()
        for line in text.splitlines():
            sheet.append([cell or None for cell in line.split(";")])
    upload = only({"сезон.xlsx": saved(book)}, ANSWERS)
    _, problems = check_tables(upload.texts)
    if sheets == 2:
        with pytest.raises(FileError):
            marked(upload, as_written(problems, upload))
    else:
        assert opened(marked(upload, as_written(problems, upload))).worksheets[0]["A4"].value
