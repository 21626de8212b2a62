"""Workbooks that other programs save: the same rows, whatever the form."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pandas as pd
import pytest

from impact.model.errors import FileError
from impact.reading.choices import Choices
from impact.reading.grids import Grid, grids_of

ROWS = [["Station", "Date", "Number"], ["A-1", "2025-04-05", "2"], ["A-2", "2025-04-20", "1"]]
ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>
<office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet>
</office:body></office:document-content>"""


def workbook(rows: list[list[str]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def strict(content: bytes) -> bytes:
    """The same workbook with the names that Excel gives a "Strict Open XML" file."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
            b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            xml = old.read(member)
            for usual, other in names.items():
                xml = xml.replace(usual, other)
            new.writestr(member, xml)
    return out.getvalue()


def ods(rows: list[list[str]]) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    return ods_of(lines)


def ods_of(lines: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=lines))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


FORMS = {
    "usual": workbook(ROWS),
    "strict": strict(workbook(ROWS)),
    "ods": ods(ROWS),
    "column A": workbook([[";".join(row)] for row in ROWS]),
    "tabs in column A": workbook([["\t".join(row)] for row in ROWS]),
}


def only_grid(content: bytes) -> Grid:
    (grid,) = grids_of(content, "data", Choices())
    return grid


@pytest.mark.parametrize("form", FORMS)
def test_the_rows_are_the_same_in_every_form(form):
    rows = [[str(value) for value in cells] for _, cells in only_grid(FORMS[form]).rows()]
    assert pd.DataFrame(rows).equals(pd.DataFrame(ROWS))


def test_rows_that_stood_in_one_column_are_said_to_be_taken_apart():
    assert only_grid(FORMS["column A"]).is_split
    assert not only_grid(FORMS["usual"]).is_split


def test_sentences_in_one_column_are_no_table_taken_apart():
    rows = [["Filled in by the senior ranger, who knows the place"], ["See the second sheet"]]
    assert not only_grid(workbook(rows)).is_split


_CELL = '<table:table-cell office:value-type="float" office:value="1"/>'
_WIDE = _CELL.replace("/>", " table:number-columns-repeated='9000000'/>")
_MILLION = 'table:number-rows-repeated="1000000"'


def _row(cells: str, about: str = "") -> str:
    return f"<table:table-row {about}>{cells}</table:table-row>"


@pytest.mark.parametrize(
    "lines",
    [
        _row(_CELL * 9, _MILLION),
        _row(_WIDE),
        # Empty rows before a filled one are written out, with all columns of the widest row.
        _row(_CELL * 9) + _row("", _MILLION) + _row(_CELL),
        # A sign of the end within an attribute hides nothing.
        _row(_CELL * 9, f"table:style-name='>' {_MILLION}"),
    ],
)
def test_a_cell_that_says_it_stands_a_million_times_is_refused_before_it_is_unpacked(lines):
    with pytest.raises(FileError, match="more than can be read"):
        only_grid(ods_of(lines))


def test_empty_rows_and_columns_to_the_end_of_the_sheet_are_nothing():
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    lines = _row(_CELL + empty) + _row(empty, _MILLION)
    assert [cells for _, cells in only_grid(ods_of(lines)).rows()] == [[1.0]]


def test_cells_that_cannot_be_told_apart_are_refused():
    odd = _row("<table:table-cell x=y table:number-rows-repeated='1'/>")
    with pytest.raises(FileError, match="cannot be told apart"):
        only_grid(ods_of(odd))
