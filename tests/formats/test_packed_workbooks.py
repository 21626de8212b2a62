"""Workbooks in a zip file are read as if each had been sent by itself."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.formats.sample import rows_of
from tests.formats.samples import CAMERA_SERVER, CAMTRAP
from tests.formats.sending import only, received, zipped


def workbook(**sheets: list[list[str]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


DEPLOYMENTS, OBSERVATIONS = (CAMTRAP.files[f"{n}.csv"] for n in ("deployments", "observations"))


@pytest.mark.parametrize(
    "files",
    [
        {"a.xlsx": workbook(D=DEPLOYMENTS), "b.xlsx": workbook(O=OBSERVATIONS)},
        {"both.xlsx": workbook(D=DEPLOYMENTS, O=OBSERVATIONS)},
        {"year/a.xlsx": workbook(D=DEPLOYMENTS), "year/b.xlsx": workbook(O=OBSERVATIONS)},
    ],
    ids=["one each", "two sheets", "in a folder"],
)
def test_tables_of_one_survey_are_read_together(files):
    upload = only({"survey.zip": zipped(files)})
    assert upload.format == "camtrap-dp"
    assert upload.account.taken == {"deployments": 2, "detections": 4}
    assert all(name.startswith("survey.zip, ") for name in upload.files)


def test_text_tables_beside_them_are_read_too():
    server = "\n".join(",".join(row) for row in CAMERA_SERVER.files["observations.csv"])
    files = {"s.csv": server, "b.xlsx": workbook(D=DEPLOYMENTS, O=OBSERVATIONS), "photo.jpg": "x"}
    got = received({"all.zip": zipped(files)}, dict(CAMERA_SERVER.answers))
    assert {upload.format for upload in got.uploads} == {"camtrap-dp", "camera-server"}
    assert not got.refused


def test_workbooks_of_one_name_in_two_folders_stay_two():
    one = rows_of(
        "image_uuid|datetime|site_id|species|is_verified\na1|2025-03-03 02:10|g|wolf|TRUE"
    )
    files = {f"{year}/data.xlsx": workbook(S=one) for year in (2023, 2024)}
    assert len(received({"all.zip": zipped(files)}).uploads) == 2


def test_a_zip_with_a_name_that_points_outside_is_refused_whole():
    got = received({"all.zip": zipped({"../a.xlsx": workbook(D=DEPLOYMENTS)})})
    assert [name for name, _ in got.refused] == ["all.zip"]
    assert not got.uploads
