"""The template, filled in as Excel would and sent back, is read without changes."""

from __future__ import annotations

import io

import openpyxl
import pytest

from impact.checking.checks import check_tables
from impact.handouts.template import WORDS, columns_of, template
from impact.model.errors import FileError
from impact.model.schemas import LANGUAGES, TABLES, schema
from impact.reading.corrupted_cells import EXAMPLE_MARKS
from impact.reading.uploads import read_upload
from tests.reading.sample import PROGRAMME, rows


def filled(content: bytes, language: str, tables: dict[str, list[dict[str, str]]]) -> bytes:
    """The template with rows typed in below the example, numbers as numbers."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet, (table, lines) in zip(book.worksheets, tables.items(), strict=False):
        for row, line in enumerate(lines, start=3):
            for place, (name, _, field) in enumerate(columns_of(table, language), start=1):
                text = line.get(name, "")
                is_number = field.type in ("integer", "number") and text
                sheet.cell(row, place).value = float(text) if is_number else text or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_filled_template_is_read_with_no_problem_and_no_question(language):
    sample = {table: rows()[table] for table in TABLES}
    content = filled(template(TABLES, language), language, sample)
    upload = read_upload(content, "template.xlsx")
    assert upload.questions == ()
    assert list(upload.texts) == list(TABLES)
    _, problems = check_tables(upload.texts, programme=PROGRAMME)
    assert problems == []
    for table, lines in sample.items():
        for name in schema(table).names:
            cells = upload.texts[table].frame[name].fillna("").tolist()
            written = [line[name] for line in lines]
            if schema(table).field(name).type in ("integer", "number"):
                cells, written = ([float(c) if c else "" for c in of] for of in (cells, written))
            assert cells == written, (table, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_has_a_sheet_for_each_table_an_example_and_explanations(language):
    book = openpyxl.load_workbook(io.BytesIO(template(["areas", "status"], language)))
    areas, status, explained, lists = book.worksheets
    assert areas["A2"].value.startswith(EXAMPLE_MARKS[language])
    assert lists.sheet_state == "hidden"
    headings = [cell.value for cell in areas[1]]
    assert headings == [heading for _, heading, _ in columns_of("areas", language)]
    told = {row[1].value for row in explained.iter_rows(min_row=4)}
    assert told == {h for t in ("areas", "status") for _, h, _ in columns_of(t, language)}
    assert status.title == schema("status").title.get(language, schema("status").title["en"])


def test_closed_lists_are_drop_downs_of_what_is_allowed():
    book = openpyxl.load_workbook(io.BytesIO(template(["milestones", "reporting"])))
    found = {}
    for sheet in book.worksheets[:2]:
        for rule in sheet.data_validations.dataValidation:
            heading = sheet.cell(1, next(iter(rule.sqref.ranges)).min_col).value
            cells = book["lists"][rule.formula1.removeprefix("lists!").replace("$", "")]
            found[heading.rstrip(" *")] = [row[0].value for row in cells]
    categories = schema("milestones").field("category").constraints["enum"]
    assert found["Category"] == categories
    assert found["Reports collected"] == ["yes", "no"]
    closed = [f for t in ("milestones", "reporting") for f in schema(t).fields
              if "enum" in f.constraints or f.type == "boolean"]  # fmt: skip
    assert len(found) == len(closed)


def test_excel_changes_nothing_of_a_date_that_is_typed():
    sheet = openpyxl.load_workbook(io.BytesIO(template(["milestones"]))).worksheets[0]
    letter = next(c.column_letter for c in sheet[1] if c.value == "Start")
    assert sheet.column_dimensions[letter].number_format == "@"


def test_words_are_put_into_the_language():
    book = openpyxl.load_workbook(io.BytesIO(template(["areas"], "ru", "<{}>".format)))
    explained = book.worksheets[1]
    assert explained["A1"].value == f"<{WORDS['how']}>"
    assert [cell.value for cell in explained[3]][1] == f"<{WORDS['column']}>"


def test_the_same_template_is_the_same_bytes():
    assert template(["areas"], "ru") == template(["areas"], "ru")


def test_a_template_with_nothing_filled_in_is_refused():
    with pytest.raises(FileError):
        read_upload(template(TABLES, "ru"), "template.xlsx")


def test_an_example_row_that_was_changed_is_told_of_and_not_taken():
    book = openpyxl.load_workbook(io.BytesIO(template(["areas"])))
    sheet = book.worksheets[0]
    sheet["C2"] = "Another name"
    for cell in sheet[2]:
        sheet.cell(3, cell.column).value = cell.value
    sheet["A3"] = "ustyurt-reserve"
    out = io.BytesIO()
    book.save(out)
    text = read_upload(out.getvalue(), "template.xlsx").texts["areas"]
    assert [(p.rule, p.row) for p in text.problems] == [("file.example_row", 2)]
    assert text.frame["area_id"].tolist() == ["ustyurt-reserve"]


@pytest.mark.parametrize(("tables", "language"), [(["birds"], "en"), ([], "en"), (["areas"], "fr")])
def test_a_template_of_what_there_is_not_is_refused(tables, language):
    with pytest.raises(FileError):
        template(tables, language)
