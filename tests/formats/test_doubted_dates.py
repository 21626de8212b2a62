"""A date that can hardly be right counts only when somebody has confirmed it, whoever wrote it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from impact.formats.recognition import FORMATS
from tests.formats.sending import KNOWN, only, received

OURS = "observation_id,scientific_name,area_id,event_start,date_precision,source\n"
GBIF = "occurrenceID,scientificName,basisOfRecord,eventDate,decimalLatitude,identifiedBy,areaID\n"
REPORTS = "incident_id,area_id,event_start,date_precision,incident_type,verification,source\n"
STATUS = {"detections": "identification_verification_status", "conflicts": "verification"}


def ours(day: str) -> tuple[str, str]:
    return "detections", f"{OURS}a,Panthera uncia,ridge,{day},day,Book\n"


def darwin_core(day: str) -> tuple[str, str]:
    return "detections", f"{GBIF}a,Panthera uncia,HumanObservation,{day},,A. Reader,ridge\n"


def report(day: str) -> tuple[str, str]:
    return "conflicts", f"{REPORTS}a,ridge,{day},day,livestock depredation,confirmed,Book\n"


MADE = pytest.mark.parametrize("made", [ours, darwin_core, report])


def read(table: str, text: str, answers: dict[str, str] | None = None):
    """The status of the one row, and the question about its date."""
    upload = only({f"{table}.csv": text}, answers)
    frame = upload.texts[table].frame
    status = frame[STATUS[table]].fillna("")[0] if STATUS[table] in frame else ""
    return status, [q.id for q in upload.questions if q.id.startswith("first_date:")]


@MADE
@pytest.mark.parametrize("day", ["1970-01-01", "2000-01-01", "2010-01-01", "2020-01-01T00:07"])
def test_a_date_at_which_clocks_begin_is_unverified_until_it_is_confirmed(made, day):
    sent = made(day)
    status, (asked,) = read(*sent)
    assert status == "unverified"
    assert read(*sent, {asked: "unknown"}) == ("unverified", [])
    kept, still_asked = read(*sent, {asked: "keep"})
    assert (kept != "unverified", still_asked) == (True, [])


@MADE
@pytest.mark.parametrize("day", ["2000-01-02", "2020-01-01", "2024-03-05T00:07"])
def test_other_days_are_not_asked_about(made, day):
    status, asked = read(*made(day))
    assert (status != "unverified", asked) == (True, [])


def test_a_whole_year_and_a_date_with_a_note_are_left():
    rows = "a,Panthera uncia,ridge,2010-01-01,year,Book\n"
    assert read("detections", OURS + rows) == ("", [])
    noted = OURS.strip() + ",date_note\na,Panthera uncia,ridge,2010-01-01,day,Book,Seen by Bek\n"
    assert read("detections", noted) == ("", [])


def test_a_report_that_was_rejected_stays_rejected():
    table, text = report("2010-01-01")
    assert read(table, text.replace("confirmed", "rejected"))[0] == "rejected"


CAMERA = "deployment_id,location_id,area_id,deployment_start,deployment_end,source\n"
CAMERA += "k1,L1,ridge,2024-03-01T10:00,2024-03-31T10:00,Book\n"
BY_CAMERA = "observation_id,scientific_name,deployment_id,event_start,date_precision,source\n"
STAY = pd.DataFrame(
    {"deployment_id": ["k1"], "location_id": ["L1"], "deployment_start": ["2024-03-01T10:00:00"],
     "deployment_end": ["2024-03-31T10:00:00"]}
)  # fmt: skip


@pytest.mark.parametrize("named", ["deployment_id", "location_id"])
@pytest.mark.parametrize("sent", [True, False], ids=["sent", "on file"])
@pytest.mark.parametrize(
    ("moment", "right"),
    [
        ("2024-03-01T09:57", True),  # the walk to the camera
        ("2024-03-31", True),  # the day on which it was collected
        ("2024-03-01T09:50", False),
        ("2023-03-05T10:00", False),
        ("2024-04-01", False),
    ],
)
def test_a_record_outside_the_time_of_its_camera_is_unverified_until_it_is_confirmed(
    moment, right, sent, named
):
    camera = {"deployment_id": "k1", "location_id": "L1"}[named]
    heading = BY_CAMERA.replace("deployment_id", named)
    files = {"detections.csv": f"{heading}a,Panthera uncia,{camera},{moment},day,Book\n"}
    files |= {"deployments.csv": CAMERA} if sent else {}
    known = KNOWN if sent else replace(KNOWN, stays=STAY)
    found = received(files, known=known)
    asked = [q.id for _, q in found.questions]
    frame = found.texts["detections"].frame
    if right:
        assert asked == []
        assert STATUS["detections"] not in frame
        return
    assert frame[STATUS["detections"]].tolist() == ["unverified"]
    kept = received(files, {asked[0]: "keep"}, known)
    assert kept.questions == ()
    assert STATUS["detections"] not in kept.texts["detections"].frame


def test_a_format_that_asks_of_each_camera_says_so():
    """Else a date at which clocks begin is asked twice."""
    for module in FORMATS.values():
        asks = {"check_clocks", "read_records"} & vars(module).keys()
        assert module.ABOUT.asks_clocks == bool(asks), module.ABOUT.id
