"""Archives of tables, and what is no table at all."""

from __future__ import annotations

import io
import zipfile

import pytest

from impact.model.errors import FileError
from impact.reading.uploads import read_upload
from tests.reading.sample import as_csv, rows
from tests.reading.uploaded import RUSSIAN, book


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


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
