"""Workbooks that other programs save: the same rows, whatever the form."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pandas as pd
import pytest

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
