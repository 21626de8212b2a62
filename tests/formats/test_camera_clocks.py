"""A wrong clock is said with its camera and a proposal, and carries no claim until settled."""

from __future__ import annotations

import pytest

from tests.formats.sending import SNOW_LEOPARD, only

START, END = "2024-04-01T10:00:00+05:00", "2024-06-01T10:00:00+05:00"


def camtrap_dp(*moments, issues=""):
    cameras = (
        "deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd,timestampIssues\n"
        f"cam-7,l1,39.5,54.5,{START},{END},{issues}\n"
    )
    records = (
        "observationID,deploymentID,eventStart,eventEnd,observationType,scientificName,"
        "classificationMethod\n"
    )
    records += "".join(
        f"o{i},cam-7,{m},{m},animal,{SNOW_LEOPARD},human\n" for i, m in enumerate(moments)
    )
    return {"d.csv": cameras, "o.csv": records}


def wildlife_insights(*moments):
    cameras = (
        "project_id,deployment_id,placename,longitude,latitude,start_date,end_date\n"
        "p,cam-7,l1,54.5,39.5,2024-04-01 10:00:00,2024-06-01 10:00:00\n"
    )
    images = "project_id,deployment_id,image_id,identified_by,genus,species,timestamp\n"
    images += "".join(
        f"p,cam-7,o{i},A. Reader,Panthera,uncia,{m[:19].replace('T', ' ')}\n"
        for i, m in enumerate(moments)
    )
    return {"d.csv": cameras, "i.csv": images}


CAMERA = {camtrap_dp: "cam-7", wildlife_insights: "p:cam-7"}
"""What a camera is called here: projects are part of ids where a format has several."""

FORMATS = pytest.mark.parametrize("made", [camtrap_dp, wildlife_insights])


def found(files, answers=None):
    upload = only(files, answers)
    text = upload.texts["detections"]
    rules = [p.rule for p in text.problems if p.rule.startswith("import.clock")]
    return text.frame, rules, {q.id: q for q in upload.questions}


@FORMATS
@pytest.mark.parametrize(
    ("moments", "rule"),
    [
        (["2010-01-01T00:10:00+05:00", "2010-01-05T00:10:00+05:00"], "import.clock_factory"),
        (["1970-01-01T00:00:00+05:00"], "import.clock_factory"),
        (["2000-01-01T03:00:00+05:00"], "import.clock_factory"),
        (["2023-04-02T10:00:00+05:00"], "import.clock_outside"),
        (["2024-06-01T10:30:00+05:00"], "import.clock_outside"),
        (["2024-05-01T10:00:00+05:00"] * 6, "import.clock_still"),
    ],
)
def test_a_wrong_clock_is_named_and_carries_no_claim(made, moments, rule):
    rows, rules, asked = found(made(*moments))
    assert rules == [rule]
    assert set(rows["identification_verification_status"]) == {"unverified"}
    assert asked[f"clock:{CAMERA[made]}"].optional
    problem = next(p for p in only(made(*moments)).texts["detections"].problems if p.rule == rule)
    assert CAMERA[made] in str(problem.message)
    assert problem.row == 2


@FORMATS
@pytest.mark.parametrize(
    "moments",
    [
        ["2024-04-01T09:56:00+05:00", "2024-06-01T10:04:00+05:00"],  # the walk to the camera
        ["2024-05-01T10:00:00+05:00"] * 3,  # a burst
    ],
)
def test_a_few_minutes_and_a_burst_are_no_fault(made, moments):
    rows, rules, asked = found(made(*moments))
    assert rules == []
    assert set(rows["identification_verification_status"]) == {"verified"}
    assert f"clock:{CAMERA[made]}" not in asked


@FORMATS
def test_the_proposal_puts_the_first_record_at_the_setting_and_is_kept_with_its_reason(made):
    # The clock began at 2010-01-01 00:00, when the camera was set on 1 April 2024 at 10:00.
    files = made("2010-01-01T00:00:00+05:00", "2010-01-11T02:30:00+05:00")
    _, _, asked = found(files)
    code = asked[f"clock:{CAMERA[made]}"].suggested
    assert code.startswith("shift:")
    rows, rules, asked = found(files, {f"clock:{CAMERA[made]}": code})
    assert rows["event_start"].str.slice(0, 19).tolist() == [
        "2024-04-01T10:00:00",
        "2024-04-11T12:30:00",
    ]
    assert set(rows["identification_verification_status"]) == {"verified"}
    assert rows["date_note"].str.startswith("Shifted by +5204 d 10:00:00").all()
    assert rules == []
    assert f"clock:{CAMERA[made]}" not in asked


@FORMATS
def test_where_no_difference_fits_none_is_proposed(made):
    # The clock fell back in the middle: the records before it were right.
    files = made("2024-04-10T10:00:00+05:00", "2010-01-02T00:00:00+05:00")
    rows, _, asked = found(files)
    assert [o.code for o in asked[f"clock:{CAMERA[made]}"].options] == ["unknown", "keep"]
    assert rows["identification_verification_status"].tolist() == ["verified", "unverified"]
    kept, _, _ = found(files, {f"clock:{CAMERA[made]}": "keep"})
    assert set(kept["identification_verification_status"]) == {"verified"}


@pytest.mark.parametrize("true", ["true", "ИСТИНА", "VRAI"])  # as a spreadsheet saves it again
def test_a_camera_whose_times_the_file_doubts_is_asked_about(true):
    rows, rules, asked = found(camtrap_dp("2024-05-01T10:00:00+05:00", issues=true))
    assert rules == ["import.clock_issues"]
    assert rows["identification_verification_status"].tolist() == ["unverified"]
    assert "clock:cam-7" in asked


SERVER = "image_uuid,datetime,site_id,scientific_name,is_verified\n"
TIMELAPSE = "File,RelativePath,DateTime,DeleteFlag,Species\n"


def without_cameras(*moments):
    """The records of a camera server, which has no table of its cameras."""
    rows = (f"u{i},{m},g1,{SNOW_LEOPARD},TRUE\n" for i, m in enumerate(moments))
    return {"o.csv": SERVER + "".join(rows)}


def pictures(*moments):
    """The pictures of one camera, by Timelapse."""
    rows = (
        f"{i}.JPG,g1,{m[:19].replace('T', ' ')},false,{SNOW_LEOPARD}\n"
        for i, m in enumerate(moments)
    )
    return {"TimelapseData.csv": TIMELAPSE + "".join(rows)}


ANSWERS = {"station_in_folder:1": "all"}


@pytest.mark.parametrize("made", [without_cameras, pictures])
@pytest.mark.parametrize("reset", ["1970-01-01T00:00:00+05:00", "2010-01-01T00:10:00+05:00"])
def test_a_clock_that_was_never_set_is_asked_about_without_a_table_of_cameras_too(made, reset):
    files = made(reset, "2024-05-01T10:00:00+05:00")
    rows, rules, asked = found(files, ANSWERS)
    assert rules == ["import.clock_factory"]
    assert rows["identification_verification_status"].tolist() == ["unverified", "verified"]
    (id_,) = (each for each in asked if each.startswith("clock:"))
    kept, rules, _ = found(files, {**ANSWERS, id_: "keep"})
    assert rules == []
    assert set(kept["identification_verification_status"]) == {"verified"}


def test_a_first_of_january_among_other_records_of_its_camera_is_a_day_like_others():
    rows, rules, _ = found(
        without_cameras("2024-12-20T03:00:00+05:00", "2025-01-01T03:00:00+05:00")
    )
    assert rules == []
    assert set(rows["identification_verification_status"]) == {"verified"}


def test_a_clock_of_another_zone_began_on_the_last_of_december_here():
    # It showed 2010-01-01 00:10 in the zone of +08:00.
    _, rules, _ = found(without_cameras("2009-12-31T21:10:00+05:00"))
    assert rules == ["import.clock_factory"]


def test_a_time_that_cannot_be_read_stands_beside_those_that_can():
    files = camtrap_dp("2024-04-10T10:00:00+05:00", "10 o'clock +05", "2024-04-11T1000+05:00")
    rows, rules, _ = found(files)
    assert len(rows) == 3
    assert rules == []
