"""Cameras with dates that cannot be: an error with row and cure, and no effort, whoever asks."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from impact.bulk.running import Settings, count_survey
from impact.checking.checks import check_tables
from impact.metrics.effort import deployment_effort, last_records
from tests.formats.sending import SNOW_LEOPARD, only

TODAY = dt.date(2024, 12, 1)
# One kind of fault a camera; the first is sound: 1 April to 1 June are 61 trap-nights.
STAYS = {
    "sound": ("2024-04-01T10:00:00+05:00", "2024-06-01T10:00:00+05:00"),
    "beyond": ("2024-04-01T10:00:00+05:00", "4999-04-27T11:41:00+05:00"),
    "future": ("2024-04-01T10:00:00+05:00", "2031-04-27T11:41:00+05:00"),
    "unbegun": ("", "2024-06-01T10:00:00+05:00"),
    "before": ("2024-06-01T10:00:00+05:00", "2024-04-01T10:00:00+05:00"),
}
FAULTS = pytest.mark.parametrize("fault", [name for name in STAYS if name != "sound"])


def camtrap_dp(stays):
    cameras = "deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd\n"
    cameras += "".join(f"{c},{c},39.5,54.5,{a},{b}\n" for c, (a, b) in stays.items())
    records = (
        "observationID,deploymentID,eventStart,eventEnd,observationLevel,observationType,"
        "scientificName,classificationMethod\n"
    )
    moment = "2024-05-11T02:00:00+05:00"
    records += "".join(
        f"o-{c},{c},{moment},{moment},event,animal,{SNOW_LEOPARD},human\n" for c in stays
    )
    return {"deployments.csv": cameras, "observations.csv": records}


def wildlife_insights(stays):
    cameras = "project_id,deployment_id,placename,longitude,latitude,start_date,end_date\n"
    cameras += "".join(f"p,{c},{c},54.5,39.5,{a},{b}\n" for c, (a, b) in stays.items())
    images = "project_id,deployment_id,image_id,is_blank,identified_by,genus,species,timestamp\n"
    images += "".join(
        f"p,{c},o-{c},0,A. Reader,Panthera,uncia,2024-05-11 02:00:00\n" for c in stays
    )
    return {"deployments.csv": cameras, "images.csv": images}


FORMATS = pytest.mark.parametrize("made", [camtrap_dp, wildlife_insights])


def checked(files):
    upload = only(files)
    records, problems = check_tables(upload.texts, today=TODAY)
    return records, [*problems, *(p for t in upload.texts.values() for p in t.problems)]


@FORMATS
@FAULTS
def test_the_row_is_an_error_with_a_cure(made, fault):
    _, problems = checked(made({name: STAYS[name] for name in ("sound", fault)}))
    at = {(p.file, p.row) for p in problems if p.severity == "error"}
    assert at == {("deployments.csv", 3)}
    assert all(p.cure for p in problems)


@FAULTS
def test_the_cube_says_the_same_and_gives_no_effort(fault, tmp_path):
    for name, text in camtrap_dp({name: STAYS[name] for name in ("sound", fault)}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [tmp_path / "deployments.csv", tmp_path / "observations.csv"]
    survey = count_survey(paths, Settings(30, "previous", TODAY))
    assert survey.effort["trap_nights"].sum() == pytest.approx(61)
    errors = survey.problems.query("severity == 'error' and file == 'deployments.csv'")
    assert errors["row"].tolist() == [3]


@FORMATS
def test_a_camera_without_an_end_counts_to_its_last_record_of_any_kind_and_says_so(made):
    files = made({"sound": ("2024-04-01T10:00:00+05:00", "")})
    blank = {
        "observations.csv": "b,sound,2024-05-21T10:00:00+05:00,,media,blank,,machine\n",
        "images.csv": "p,sound,b,1,Computer Vision,,,2024-05-21 10:00:00\n",
    }
    (records,) = files.keys() & blank.keys()
    files[records] += blank[records]
    tables, problems = checked(files)
    assert "import.no_end" in {p.rule for p in problems}
    effort = deployment_effort(
        tables.deployments, tables.failures, last_records=last_records(tables.detections)
    )
    # 1 April, 10:00 to 21 May, 10:00 are 50 days.
    assert effort["trap_nights"].tolist() == [50]


def test_a_picture_alone_shows_that_a_camera_without_an_end_worked():
    files = camtrap_dp({"sound": ("2024-04-01T10:00:00+05:00", "")})
    files["media.csv"] = (
        "mediaID,deploymentID,timestamp,filePath,filePublic,fileMediatype\n"
        "m,sound,2024-05-31T10:00:00+05:00,a.jpg,false,image/jpeg\n"
    )
    tables, _ = checked(files)
    assert tables.deployments["deployment_end"].tolist() == [pd.Timestamp("2024-05-31 10:00")]
