"""A file as staff send it becomes tables, says what it was taken for, and asks what it must."""

from __future__ import annotations

import io
import zipfile

import pytest

from impact.checking.checks import check_tables
from impact.handouts.workbook_writing import Formats, new_workbook, write_value
from impact.model.errors import FileError
from impact.model.schemas import TABLES
from impact.reading.choices import SENTENCES, Choices, Option, Question, Said
from impact.reading.uploads import as_written, read_upload
from tests.reading.sample import as_csv, rows

RUSSIAN = (
    "Учёт 2024;;;;;;\r\n"
    "Запись;Вид;Начало;Точность даты;Широта;Число;примечание\r\n"
    "obs-1;Panthera pardus tulliana;05.03.2024;day;41,25;1;x\r\n"
    ";;;;;;\r\n"
    "obs-2;Panthera pardus tulliana;25.03.2024;day;91,5;два;\r\n"
).encode("cp1251")


def book(**sheets: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with new_workbook(out) as made:
        formats = Formats(made)
        for name, lines in sheets.items():
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(lines):
                for column, value in enumerate(cells):
                    write_value(sheet, row, column, value, formats)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


def only(content: bytes, name: str = "export.csv", choices: Choices = Choices()):  # noqa: B008
    (table,) = read_upload(content, name, choices).tables
    return table


MILESTONE = ["milestone_id", "title", "event_start", "date_precision", "category", "source"]


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


def test_problems_name_the_cell_as_the_file_has_it():
    upload = read_upload(RUSSIAN, "export.csv")
    _, problems = check_tables(upload.texts)
    told = {
        (p.rule, p.row, p.column, p.value)
        for p in as_written(problems, upload)
        if p.column in ("latitude", "count")
    }
    assert told == {
        ("detections.latitude.maximum", 5, "latitude", "91,5"),
        ("detections.count.type", 5, "count", "два"),
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


# ── Questions ────────────────────────────────────────────────────────────────────────────


def answered(content: bytes, code: str, name: str = "export.csv"):
    upload = read_upload(content, name)
    (question,) = upload.questions
    assert code in [option.code for option in question.options]
    again = read_upload(content, name, upload.choices.answered(question, code))
    assert again.questions == ()
    return again


def test_an_open_question_keeps_the_table_from_being_used():
    content = (",".join(MILESTONE) + "\nM-1,x,5/3/24,day,SMART,s\n").encode()
    upload = read_upload(content, "x.csv")
    assert [question.id for question in upload.questions] == ["date_order"]
    _, problems = check_tables(upload.texts)
    assert ("file.question", "error") in {(p.rule, p.severity) for p in problems}
    assert upload.texts["milestones"].frame["event_start"].tolist() == ["5/3/24"]


@pytest.mark.parametrize(
    ("code", "iso"), [("day_first", "2024-03-05"), ("month_first", "2024-05-03")]
)
def test_the_order_of_dates_is_asked_once_for_all_columns(code, iso):
    header = ",".join([*MILESTONE, "event_end"])
    content = f"{header}\nM-1,x,5/3/24,day,SMART,s,5/3/24\n".encode()
    frame = answered(content, code).tables[0].text.frame
    assert frame.loc[0, ["event_start", "event_end"]].tolist() == [iso, iso]


@pytest.mark.parametrize(("code", "number"), [("point", "1234"), ("comma", "1.234")])
def test_the_decimal_sign_is_asked(code, number):
    content = b"survey_id;area_id;records;trap_nights\ns;a;detections;1,234\n"
    frame = answered(content, code).tables[0].text.frame
    assert frame["trap_nights"].tolist() == [number]


def test_an_unanswered_decimal_sign_is_an_error_even_where_the_cell_could_be_read():
    content = b"survey_id;area_id;records;trap_nights\ns;a;detections;1.234\n"
    _, problems = check_tables(read_upload(content, "surveys.csv").texts)
    assert "file.question" in {problem.rule for problem in problems}


def test_which_of_two_sheets_of_one_table_is_asked():
    lines = [MILESTONE, ["M-1", "x", "2024", "year", "SMART", "s"]]
    content = book(old=lines, new=[*lines, ["M-2", "y", "2024", "year", "SMART", "s"]])
    assert read_upload(content, "x.xlsx").texts == {}
    upload = answered(content, "new", "x.xlsx")
    assert len(upload.texts["milestones"].frame) == 2
    assert [said.code for said in upload.left_out] == ["left_out.not_chosen"]


def test_sheets_of_different_tables_are_all_taken_and_notes_are_left_out():
    content = book(
        areas=[["area_id", "name"], ["KZ", "Kazakhstan"]],
        вехи=[MILESTONE, ["M-1", "x", "2024", "year", "SMART", "s"]],
        notes=[["Dear all,"], ["see above"]],
    )
    upload = read_upload(content, "x.xlsx")
    assert set(upload.texts) == {"areas", "milestones"}
    assert upload.texts["areas"].file == "x.xlsx, areas"
    assert [said.values["part"] for said in upload.left_out] == ["notes"]


def test_a_table_that_is_not_recognised_is_shown_and_asked_about():
    upload = read_upload(b"x,y\n1,2\n", "unknown.csv")
    (table,) = upload.tables
    assert (table.table, upload.texts) == ("", {})
    assert table.text.frame.loc[0].tolist() == ["1", "2", 2]
    (question,) = upload.questions
    assert [option.code for option in question.options] == list(TABLES)
    chosen = upload.choices.answered(question, "areas")
    assert set(read_upload(b"x,y\n1,2\n", "unknown.csv", chosen).texts) == {"areas"}


def test_which_heading_is_meant_is_asked():
    content = b"milestone_id,event_start,Start,category,title,source\nM-1,2024,2023,SMART,x,s\n"
    frame = answered(content, "Start").tables[0].text.frame
    assert frame["event_start"].tolist() == ["2023"]


def test_every_sentence_is_made_of_its_values():
    for code, sentence in SENTENCES.items():
        assert Said(code, {"reading": "x"}).code == code
        assert sentence
    said = Said("option.point", {"reading": "1.5"})
    assert said.text == "1.5 (a point is the decimal sign)"
    assert Question("x", said, (Option("a", said),)).part == ""


def test_a_choice_that_is_none_is_refused():
    with pytest.raises(FileError):
        Choices(table="birds")


# ── Zip files and other formats ──────────────────────────────────────────────────────────


def test_a_zip_of_tables_is_read_whole_each_in_its_own_form():
    sample = rows()
    content = zipped(
        **{
            "data/areas.csv": as_csv(sample["areas"]).decode().encode("utf-16"),
            "status.tsv": as_csv(sample["status"]),
            "readme.txt": b"Dear all,\nhere are the tables.\n",
        }
    )
    upload = read_upload(content, "data.zip")
    assert set(upload.texts) == {"areas", "status"}
    assert upload.texts["areas"].file == "data.zip, data/areas.csv"
    assert [said.code for said in upload.left_out] == ["left_out.no_table"]
    assert len(upload.texts["areas"].frame) == len(sample["areas"])


def test_one_damaged_file_in_a_zip_is_an_error_and_not_left_out():
    damaged = zipped(**{"areas.csv": b'area_id,name\nKZ,"x\n', "status.csv": b"status_id\nS-1\n"})
    with pytest.raises(FileError):
        read_upload(damaged, "data.zip")


def test_headings_of_other_formats_are_handed_on_as_they_are():
    content = "Waypoint ID;X;Y;Вид\n1;55,5;41,25;барс\n".encode("cp1251")
    (table,) = read_upload(content, "smart.csv").tables
    raw = table.text
    assert list(raw.frame) == ["Waypoint ID", "X", "Y", "Вид", "row"]
    assert raw.frame.loc[0].tolist() == ["1", "55,5", "41,25", "барс", 2]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf  \r\n",
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        b"<html><table><tr><td>area_id</td></tr></table></html>",
        b"\x1f\x8b\x08\x00",
        b"a,b\n" + b"," * 10_001 + b"\n",
        b'area_id,name\nKZ,"x\n',
        b"area_id,name\nKZ,\0\n",
        zipped(**{"word/document.xml": b"<w/>"}),
        zipped(**{"xl/workbook.bin": b"x"}),
        b"PK\x03\x04 and nothing else",
    ],
    ids=[
        "empty",
        "blank",
        "PDF",
        "picture",
        "old Excel",
        "web page",
        "gzip",
        "too wide",
        "quotation mark not closed",
        "NUL",
        "Word",
        "binary workbook",
        "damaged zip",
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content):
    with pytest.raises(FileError) as caught:
        read_upload(content, "x.csv")
    assert "x.csv" in caught.value.message
    assert caught.value.cure


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr("impact.reading.grids.MOST_BYTES", 10)
    with pytest.raises(FileError):
        read_upload(b"area_id,name\n", "areas.csv")
    monkeypatch.setattr("impact.reading.grids.MOST_BYTES", 10**6)
    monkeypatch.setattr("impact.reading.grids.MOST_WORKBOOK_BYTES", 10)
    with pytest.raises(FileError):
        read_upload(book(areas=[["area_id"]]), "areas.xlsx")


def test_the_bytes_are_kept_and_reading_again_gives_the_same():
    first, second = (read_upload(RUSSIAN, "x.csv") for _ in range(2))
    assert first.content == RUSSIAN
    assert first.tables[0].text.frame.equals(second.tables[0].text.frame)
