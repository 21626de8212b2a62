"""Times are those of the place, and the instants are the ones that were written."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from impact.checking.cells import type_table
from impact.formats.common.clocks import local_times
from impact.formats.common.known import Known
from impact.formats.common.times import iso_times
from impact.reading.choices import Choices
from impact.reading.uploads import read_upload
from tests.formats.sending import KNOWN as KNOWN_PLACES
from tests.formats.sending import SNOW_LEOPARD, only

AREAS = pd.DataFrame(
    [("KG", None, "Kyrgyzstan", "KG"), ("gorge", "KG", "Gorge", None), ("KZ", None, "Kazakhstan", "KZ")],
    columns=["area_id", "parent_id", "name", "country_code"],
)  # fmt: skip
KNOWN = Known({SNOW_LEOPARD.casefold(): SNOW_LEOPARD}, areas=AREAS)


def told(written, area="gorge", **answers):
    cells = pd.Series([written], dtype="str")
    found = local_times(cells, pd.Series([area]), KNOWN, Choices(answers=answers))
    return found.text.item(), [question.id for question in found.questions]


@pytest.mark.parametrize(
    ("written", "local"),
    [
        ("2024-02-29T20:00:00Z", "2024-03-01T02:00:00+06:00"),
        ("2024-02-29T20:00:00+0000", "2024-03-01T02:00:00+06:00"),
        ("2024-02-29T23:30:00+05:00", "2024-03-01T00:30:00+06:00"),
        ("2024-02-29T20:00:00+06:00", "2024-02-29T20:00:00+06:00"),
        ("2024-02-29T20:00:00", "2024-02-29T20:00:00"),
        ("2024-02-29", "2024-02-29"),
        ("2024-02-29T20:00:00.25Z", "2024-03-01T02:00:00.250000+06:00"),
        ("1900-01-01T00:00:00Z", "1900-01-01T04:58:24+04:58:24"),
        ("2024-02-31T20:00:00Z", "2024-02-31T20:00:00Z"),  # no such day: a problem of its own
    ],
)
def test_a_time_with_an_offset_is_told_by_the_clock_of_its_country(written, local):
    assert told(written) == (local, [])


def test_records_of_a_camera_program_are_told_by_the_clock_of_their_area():
    text = (
        "relative_path,data_type,label,human_verified,DateTimeOriginal,Latitude,Longitude\n"
        "C1/1.JPG,img,Panthera uncia,True,2024-02-29T20:00:00Z,39.5,54.5\n"
        "C1/2.JPG,img,,True,2024-02-29T21:00:00Z,39.5,54.5\n"
    )
    answers = {"recorded_by:addaxai": "ours", "station_in_folder:1": "all"}
    areas = KNOWN_PLACES.areas.assign(country_code=["TM", None, None, "KG"])
    upload = only({"results.csv": text}, answers, known=replace(KNOWN_PLACES, areas=areas))
    assert upload.texts["detections"].frame["event_start"].tolist() == ["2024-03-01T01:00:00+05:00"]


def test_without_a_country_nothing_is_invented():
    assert told("2024-02-29T20:00:00Z", area=None) == ("2024-02-29T20:00:00Z", [])


def test_in_a_country_with_several_clocks_that_of_the_area_is_asked():
    # Before 1 March 2024 Almaty was at +06:00 and Aktau at +05:00; since then both are at +05:00.
    assert told("2023-05-01T20:00:00Z", area="KZ")[1] == ["zone:KZ"]
    answer = {"zone:KZ": "Asia/Aqtau"}
    assert told("2023-05-01T20:00:00Z", area="KZ", **answer)[0] == "2023-05-02T01:00:00+05:00"
    assert told("2024-05-01T20:00:00Z", area="KZ") == ("2024-05-02T01:00:00+05:00", [])
    assert told("2023-05-01T20:00:00+06:00", area="KZ") == ("2023-05-01T20:00:00+06:00", [])


def test_the_records_of_a_camera_are_told_by_its_clock():
    cameras = (
        "deploymentID,locationID,latitude,longitude,areaID,deploymentStart,deploymentEnd\n"
        "d1,L1,41.9,78.4,gorge,2024-02-20T04:00:00Z,2024-03-20T04:00:00Z\n"
    )
    records = (
        "observationID,deploymentID,eventStart,eventEnd,observationType,scientificName,"
        "classificationMethod\n"
        f"o1,d1,2024-02-29T20:00:00Z,2024-02-29T20:01:00Z,animal,{SNOW_LEOPARD},human\n"
    )
    upload = only({"d.csv": cameras, "o.csv": records}, known=KNOWN)
    row = type_table(upload.texts["detections"], "detections").frame.iloc[0]
    assert str(row["event_start"]) == "2024-03-01 02:00:00"
    assert str(row["event_end"]) == "2024-03-01 02:01:00"
    assert row["utc_offset"] == "+06:00"


def test_both_ends_of_a_time_are_told_by_the_clock_of_the_place():
    record = (
        "occurrenceID,scientificName,basisOfRecord,eventDate,areaID\n"
        f"o1,{SNOW_LEOPARD},HumanObservation,2024-02-29T20:00Z/2024-02-29T20:30Z,gorge\n"
    )
    text = only({"o.csv": record}, known=KNOWN).texts["detections"]
    ends = text.frame.loc[0, ["event_start", "event_end"]].tolist()
    assert ends == ["2024-03-01T02:00:00+06:00", "2024-03-01T02:30:00+06:00"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-02-29T24:00:00+06:00", "2024-03-01T00:00:00+06:00"),
        ("2024-12-31 24:00", "2025-01-01T00:00:00"),
        ("2024-02-29T23:59:60", "2024-03-01T00:00:00"),
        ("29.02.2024 24:00", "2024-03-01T00:00:00"),
    ],
)
def test_midnight_as_24_and_a_60th_second_are_read(written, read):
    assert iso_times(pd.Series([written], dtype="str"), Choices()).text.item() == read
    own = "observation_id,scientific_name,area_id,event_start,date_precision,source\n"
    own += f"o1,{SNOW_LEOPARD},gorge,{written},day,a\n"
    upload = read_upload(own.encode(), "detections.csv")
    assert upload.texts["detections"].frame["event_start"].item() == read


def _saved(*, since_1904):
    """Cameras as a workbook whose days are written as numbers: 1 April to 1 June 2024."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    begin = dt.date(1904, 1, 1) if since_1904 else dt.date(1899, 12, 30)
    days = [(dt.date(2024, month, 1) - begin).days for month in (4, 6)]
    heads = "deploymentID locationID latitude longitude deploymentStart deploymentEnd"
    book.active.append(heads.split())
    book.active.append(["d1", "L1", 39.5, 54.5, *days])
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("since_1904", [False, True])
def test_numbers_of_days_in_an_export_are_counted_as_its_workbook_counts_them(since_1904):
    text = only({"deployments.xlsx": _saved(since_1904=since_1904)}).texts["deployments"]
    start, end = text.frame.loc[0, ["deployment_start", "deployment_end"]]
    assert (start[:10], end[:10]) == ("2024-04-01", "2024-06-01")
