"""A file as staff send it becomes tables, says what it was taken for, and keeps its cells."""

from __future__ import annotations

import pytest

from impact.checking.checks import check_tables
from impact.model.errors import FileError
from impact.reading.choices import Choices
from impact.reading.uploads import as_written, read_upload
from tests.reading.uploaded import MILESTONE, RUSSIAN, book


def only(content: bytes, name: str = "export.csv", choices: Choices = Choices()):  # noqa: B008
    (table,) = read_upload(content, name, choices).tables
    return table


# ── What it was taken for ────────────────────────────────────────────────────────────────
def test_a_russian_excel_file_is_told_in_one_line():
    assert only(RUSSIAN).taken_for_text == (
        "detections: CSV, Windows-1251, semicolons, decimal comma, dates day first, "
        "headings in row 2"
    )


def test_a_sheet_is_named_with_the_row_of_its_headings():
    content = book(Лист1=[["Вехи 2024"], [], MILESTONE, ["M-1", "x", "2024", "year", "SMART", "s"]])
    assert only(content, "x.xlsx").taken_for_text == (
        "milestones: Excel workbook, headings in row 3 of sheet 'Лист1'"
    )


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    assert only(RUSSIAN).text.frame["row"].tolist() == [3, 5]


def test_excels_hint_of_the_delimiter_is_followed_and_not_counted():
    table = only(b"sep=;\r\narea_id;name\r\nKZ;a, b\r\n", "areas.csv")
    assert table.header_row == 1
    assert table.text.frame.loc[0].tolist() == ["KZ", "a, b", 2]


@pytest.mark.parametrize("name", ["areas.xlsx", "areas.csv", "areas", "отчёт.doc"])
def test_content_counts_and_not_the_name(name):
    cells = [["area_id", "name"], ["KZ", "Kazakhstan"]]
    workbook = only(book(areas=cells), name)
    text = only(b"area_id,name\nKZ,Kazakhstan\n", name)
    assert workbook.text.frame.values.tolist() == text.text.frame.values.tolist()


# ── Cells ────────────────────────────────────────────────────────────────────────────────
def test_problems_name_the_column_and_the_cell_as_the_file_has_them():
    upload = read_upload(RUSSIAN, "export.csv")
    _, problems = check_tables(upload.texts)
    told = {
        (p.rule, p.row, p.column, p.value)
        for p in as_written(problems, upload)
        if p.column in ("Широта", "Число")
    }
    assert told == {
        ("detections.latitude.maximum", 5, "Широта", "91,5"),
        ("detections.count.type", 5, "Число", "два"),
    }


def test_the_cells_that_were_rewritten_are_kept_as_they_were():
    table = only(RUSSIAN)
    assert table.written["event_start"].tolist() == ["05.03.2024", "25.03.2024"]
    assert table.written["latitude"].tolist() == ["41,25", "91,5"]
    assert "scientific_name" not in table.written


def test_a_number_that_a_workbook_holds_as_such_is_never_asked_about():
    cells = [["area_id", "area_km2", "latitude"], ["a", 1.234, 41.125], ["b", 1234, "41,5"]]
    upload = read_upload(book(areas=cells), "x.xlsx")
    assert upload.questions == ()
    frame = upload.tables[0].text.frame
    assert frame["area_km2"].tolist() == ["1.234", "1234"]
    assert frame["latitude"].tolist() == ["41.125", "41.5"]


def test_months_stay_months_and_midnight_is_no_time():
    reporting = only("area_id;month;active;source\na;03.2024;да;s\nb;01.04.2024;ЛОЖЬ;s\n".encode())
    assert reporting.text.frame["month"].tolist() == ["2024-03", "2024-04"]
    assert reporting.text.frame["active"].tolist() == ["yes", "no"]
    line = "M-1;x;25.03.2024 0:00:00;day;SMART;s\n"
    table = only((";".join(MILESTONE) + "\n" + line).encode())
    assert table.text.frame["event_start"].tolist() == ["2024-03-25"]


def test_marks_that_nobody_sees_do_not_make_two_names_of_one():
    content = "area_id,name\nKZ\u200e,\u202bКазахстан\u202c\n".encode()
    assert only(content, "areas.csv").text.frame.loc[0].tolist() == ["KZ", "Казахстан", 2]


@pytest.mark.parametrize("cell", ["#N/A", "#Н/Д", "########", "#ДЕЛ/0!"])
def test_the_error_of_a_formula_is_an_error_and_not_a_name(cell):
    table = only(f"area_id,name\nKZ,{cell}\n".encode(), "areas.csv")
    (problem,) = table.text.problems
    assert (problem.rule, problem.row, problem.value) == ("file.failed_cell", 2, cell)
    assert problem.severity == "error"


def test_letters_that_the_encoding_does_not_have_are_told_of():
    content = "area_id;name;source\na;Т?рк?стан Устюрт;http://x.org/a?b=c\n".encode("cp1251")
    (problem,) = only(content, "areas.csv").text.problems
    assert (problem.rule, problem.column, problem.severity) == (
        "file.lost_letters",
        "name",
        "warning",
    )


def test_two_encodings_in_one_file_that_make_a_letter_of_another_part_of_the_world_are_told_of():
    content = "area_id,name\nKZ,Қазақстан\nRU,".encode() + "Ёлка\n".encode("cp866")
    (problem,) = only(content, "areas.csv").text.problems
    assert (problem.rule, problem.row, problem.value, problem.severity) == (
        "file.strange_letters",
        3,
        "\U0002baa0",
        "warning",
    )


def test_a_file_that_ends_within_a_row_is_told_of():
    (problem,) = only(b"area_id,name\nKZ,Kaz", "areas.csv").text.problems
    assert (problem.rule, problem.row, problem.severity) == ("file.cut_off", 2, "warning")


# ── Headings ─────────────────────────────────────────────────────────────────────────────
def test_an_unknown_column_is_set_aside_and_named_with_what_may_be_meant():
    table = only(b"area_id,nam\nKZ,x\n", "areas.csv")
    (aside,) = table.set_aside
    assert (aside.heading, aside.meant) == ("nam", "name")
    (problem,) = table.text.problems
    assert (problem.rule, problem.severity) == ("areas.unknown_column", "warning")
    assert "name" in problem.cure
    assert "nam" not in table.text.frame


def test_a_mapping_is_kept_as_text_and_used_again():
    choices = Choices(mapping={"nam": "name"}, decimal="comma", sheets=("a",))
    again = Choices.from_json(choices.as_json())
    assert again == choices
    assert only(b"area_id,nam\nKZ,x\n", "areas.csv", again).text.frame["name"].tolist() == ["x"]


@pytest.mark.parametrize("text", ["", "[]", '{"table": "birds"}', '{"colour": 1}', "{", "null"])
def test_choices_that_cannot_be_read_are_refused(text):
    with pytest.raises(FileError):
        Choices.from_json(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("event", "detections"), ("Events", "detections"), ("события", "detections"),
     ("animals", "individuals"), ("особи", "individuals"), ("herds", "herds")],
)  # fmt: skip
def test_the_unit_of_a_count_is_read_in_other_words(written, meant):
    table = f"observation_id,scientific_name,count,count_unit\no1,Panthera uncia,1,{written}\n"
    text = read_upload(table.encode(), "detections.csv").texts["detections"]
    assert text.frame["count_unit"].tolist() == [meant]
