"""Workbooks and zip files are opened under our own limits, and lose nothing on the way."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from impact.model.errors import FileError
from impact.reading import archives, workbooks
from impact.reading.workbooks import as_text, read_workbook

FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(fill, **options) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet("Лист1"))
    return out.getvalue()


def with_sheet(inner: str) -> bytes:
    """A workbook whose only sheet holds that XML."""
    source = zipfile.ZipFile(io.BytesIO(workbook(lambda _, sheet: sheet.write(0, 0, "x"))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'
            target.writestr(name, sheet if "sheet1.xml" in name else source.read(name))
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


def rows(content: bytes) -> list[tuple[int, list]]:
    return list(read_workbook(content, "book.xlsx").sheets[0].rows())


def test_rows_and_columns_keep_their_place_however_far_the_table_stands():
    found = rows(workbook(lambda _, sheet: sheet.write("C4", "a")))
    assert found[-1] == (4, ["", "", "a"])


def test_numbers_days_and_times_come_out_as_what_they_are():
    def fill(book, sheet):
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        time = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.write_row(0, 0, [41.25, 3, True, "text"])
        sheet.write_datetime(0, 4, dt.datetime(2024, 3, 5), day)
        sheet.write_datetime(0, 5, dt.datetime(2024, 3, 5, 10, 20), time)

    ((_, values),) = rows(workbook(fill))
    texts = [as_text(value).removeprefix(workbooks.STORED) for value in values]
    assert texts == ["41.25", "3", "yes", "text", "2024-03-05", "2024-03-05T10:20:00"]


@pytest.mark.parametrize("code", ["mmm yy", "mmmm yyyy", "[$-419]mmmm yyyy;@", "mm/yyyy"])
def test_a_month_that_excel_made_of_2024_03_is_no_day(code):
    def fill(book, sheet):
        shown = book.add_format({"num_format": code})
        sheet.write_datetime(2, 1, dt.datetime(2024, 3, 1), shown)

    assert rows(workbook(fill))[-1] == (3, ["", "2024-03"])


def test_the_built_in_format_of_a_month_and_a_year_alone_are_known_too():
    def fill(book, sheet):
        month, year = (book.add_format({"num_format": code}) for code in (17, "yyyy"))
        sheet.write_datetime(0, 0, dt.datetime(2024, 3, 1), month)
        sheet.write_datetime(0, 1, dt.datetime(2024, 1, 1), year)

    assert rows(workbook(fill)) == [(1, ["2024-03", "2024"])]


def test_the_error_of_a_formula_is_not_an_empty_cell():
    def fill(_, sheet):
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")

    assert rows(workbook(fill))[-1] == (2, ["", "#N/A"])


def test_a_formula_is_read_by_its_result():
    assert rows(workbook(lambda _, sheet: sheet.write_formula("A1", "=1+1", None, 2))) == [
        (1, [2.0])
    ]


def test_a_formula_without_its_result_is_refused():
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FileError):
        rows(out.getvalue())


def test_days_since_1904_are_known():
    content = workbook(lambda _, sheet: sheet.write(0, 0, 1), date_1904=True)
    assert read_workbook(content, "book.xlsx").since_1904
    assert not read_workbook(workbook(lambda _, s: s.write(0, 0, 1)), "book.xlsx").since_1904


def test_a_format_that_reaches_to_the_last_row_costs_nothing():
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert rows(with_sheet(f'<row r="1"><c r="A1"><v>1</v></c></row>{far}')) == [(1, [1.0])]


@pytest.mark.parametrize(
    "inner",
    [
        f'{FIRST}<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
        f'{FIRST}<row r="1048576">{"<c><v>2</v></c>" * 9000}</row>',
        f'{FIRST}<row><c r="&#88;FD1048576"><v>2</v></c></row>',
        "<row r='1'><x:c xmlns:x='y' r = 'XFD1048576'><v>2</v></x:c></row>",
        '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>',
        '<row r="1"><c r="A1" t="n"><v>abc</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v>',
        f'<!DOCTYPE x [<!ENTITY a "b">]>{FIRST}',
    ],
    ids=[
        "two cells far apart",
        "cells without a place in the last row",
        "a place in disguise",
        "another prefix",
        "text that is not there",
        "a number that is none",
        "cut off",
        "an entity",
    ],
)
def test_a_sheet_that_would_fill_the_memory_or_is_damaged_is_refused(inner):
    with pytest.raises(FileError) as caught:
        rows(with_sheet(inner))
    assert "book.xlsx" in caught.value.message


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    content = with_sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 500_000)
    assert len(content) < 20_000
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 400_000)
    with pytest.raises(FileError):
        rows(content)


def test_hidden_sheets_are_marked():
    def fill(book, _):
        book.add_worksheet("old").hide()

    sheets = read_workbook(workbook(fill), "book.xlsx").sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Лист1", False), ("old", True)]


# ── Zip files ────────────────────────────────────────────────────────────────────────────


def names_in(content: bytes) -> list[str]:
    return [name for name, _ in archives.tables_in(content, "a.zip")]


def test_tables_in_a_zip_are_found_and_clutter_is_passed_over():
    content = zipped(
        **{
            "data/areas.csv": b"a",
            "__MACOSX/._areas.csv": b"b",
            ".x.csv": b"c",
            "~$x.csv": b"c",
            "photo.jpg": b"d",
        }
    )
    assert names_in(content) == ["data/areas.csv"]


def test_a_cyrillic_name_from_russian_windows_is_read():
    content = zipped(**{"??????.csv": b"a"}).replace(b"??????", "Вехи12".encode("cp866"))
    assert names_in(content) == ["Вехи12.csv"]


@pytest.mark.parametrize(
    "name",
    ["../areas.csv", "/etc/areas.csv", "a/../../areas.csv", "..\\areas.csv", "C:/areas.csv"],
)
def test_a_name_that_points_outside_of_the_zip_is_refused(name):
    with pytest.raises(FileError):
        names_in(zipped(**{name: b"a,b\n"}))


@pytest.mark.parametrize("inner", ["inner.zip", "data.7z", "data.csv.gz"])
def test_a_packed_file_within_a_zip_is_refused(inner):
    with pytest.raises(FileError):
        names_in(zipped(**{inner: b"PK", "areas.csv": b"a,b\n"}))


def test_too_many_files_or_none_that_is_a_table_are_refused():
    with pytest.raises(FileError):
        names_in(zipped(**{f"{n}.csv": b"" for n in range(archives.MOST_FILES + 1)}))
    with pytest.raises(FileError):
        names_in(zipped(**{"photo.jpg": b"x"}))


def test_what_unpacks_to_too_much_is_refused_by_what_it_says_and_by_what_it_is(monkeypatch):
    content = zipped(**{"areas.csv": b"0" * 1_000_000})
    assert len(content) < 2_000
    monkeypatch.setattr(archives, "MOST_UNPACKED", 999_999)
    with pytest.raises(FileError):
        names_in(content)
    monkeypatch.undo()
    archive = archives.opened(content, "a.zip")
    with pytest.raises(FileError):
        archives.unpacked(archive, archive.infolist()[0], "a.zip", 999_999)


def test_a_damaged_zip_is_refused():
    content = bytearray(zipped(**{"areas.csv": b"area_id,name\n" * 100}))
    content[45] ^= 0xFF
    (_, unpack), *_ = archives.tables_in(bytes(content), "a.zip")
    with pytest.raises(FileError):
        unpack()
    with pytest.raises(FileError):
        archives.opened(bytes(content[:-30]), "a.zip")
