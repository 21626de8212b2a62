"""camtrapR, Camelot and Timelapse: stations, records, and what is asked of each."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.checking.checks import check_tables
from impact.formats.camtrapr import ABOUT
from impact.formats.common.package import nothing
from impact.formats.common.picture_names import SAID
from impact.formats.common.station_records import read_records
from impact.metrics.effort import deployment_effort
from impact.metrics.events import countable, independent_events, with_location
from impact.reading.choices import Choices
from impact.reading.uploads import as_written
from tests.formats.sending import KNOWN, LEOPARD, SNOW_LEOPARD, only, suggested

STATIONS = """Station,utm_y,utm_x,Setup_date,Retrieval_date,Problem1_from,Problem1_to
StA,4639000,450000,01/04/2025,30/04/2025,,
StB,4639500,450900,01/04/2025,30/04/2025,10/04/2025,15/04/2025
"""
RECORDS = """"","Station","Species","DateTimeOriginal","Date","Time","delta.time.secs","FileName"
"1","StA","Panthera_uncia","2025-04-05 03:00:00","2025-04-05","03:00:00","0","a.JPG"
"2","StA","Panthera_uncia","2025-04-05 03:10:00","2025-04-05","03:10:00","600","b.JPG"
"3","StB","Panthera_uncia","2025-04-20 21:00:00","2025-04-20","21:00:00","0","c.JPG"
"""


def _records(upload):
    records, problems = check_tables(upload.texts)
    assert not [p for p in problems if p.severity == "error"], problems
    return records


def _nights(records) -> dict[str, float]:
    effort = deployment_effort(records.deployments, records.failures)
    return dict(zip(effort["deployment_id"], effort["trap_nights"], strict=True))


def _detections(records) -> list[tuple[str, str]]:
    at = with_location(countable(records.detections), records.deployments)
    events = independent_events(at)
    days = events["event_start"].dt.strftime("%Y-%m-%d")
    return list(zip(events["location_id"], days, strict=True))


def _answered(files, answers=None, **choices):
    """The upload with every question answered as it suggests; areas are the ridge."""
    answers = dict(answers or {})
    for _ in range(3):
        upload = only(files, answers, **choices)
        asked = [q for q in upload.questions if not q.optional]
        answers |= {q.id: q.suggested or "ridge" for q in asked if q.id not in answers}
    return upload


def test_camtrapr_nights_and_detections_are_those_counted_by_hand():
    # StA 1 to 30 April: 29 nights. StB as long, less 10 to 15 April: 24. The first two records
    # are ten minutes apart: one detection.
    upload = _answered({"camtraps.csv": STATIONS, "recordTable.csv": RECORDS}, grid="32643")
    assert upload.format == "camtrapr"
    records = _records(upload)
    assert _nights(records) == {"StA:2025-04-01": 29, "StB:2025-04-01": 24}
    assert _detections(records) == [("StA", "2025-04-05"), ("StB", "2025-04-20")]
    assert records.deployments["latitude"].round(1).tolist() == [41.9, 41.9]
    assert upload.account.rows == {"records": 3, "stations": 2}


def test_a_camera_that_nobody_collected_counts_to_its_last_record_however_times_are_written():
    # 1 to 20 April: 19.875 nights, since the last record is at 21:00.
    stations = STATIONS.replace(
        "StB,4639500,450900,01/04/2025,30/04/2025,10/04/2025,15/04/2025",
        "StB,4639500,450900,01/04/2025,,,",
    )
    days_first = RECORDS.replace("2025-04-20 21:00:00", "20/04/2025 21:00")
    upload = _answered({"a.csv": stations, "b.csv": days_first}, grid="32643")
    assert _nights(_records(upload)) == {"StA:2025-04-01": 29, "StB:2025-04-01": 19.875}


def test_metres_are_never_taken_for_degrees():
    upload = only({"camtraps.csv": STATIONS, "recordTable.csv": RECORDS})
    assert "grid" in {q.id for q in upload.questions}
    assert "latitude" not in upload.texts["deployments"].frame


@pytest.mark.parametrize(
    ("stations", "records", "linked"),
    [
        (  # two cameras at a station: the camera tells them apart
            ("Station,Camera,gps_x,gps_y,Setup_date,Retrieval_date\n"
            "S1,a,54.5,39.5,2024-03-01,2024-05-01\nS1,b,54.5,39.5,2024-03-01,2024-05-01\n"),
            "Station,Camera,Species,DateTimeOriginal\nS1,b,Panthera uncia,2024-03-05 01:00:00\n",
            ["S1:b:2024-03-01"],
        ),
        (  # two seasons at a station, told by the time alone
            ("gps_y,gps_x,station_id,start,end\n"
            "39.5,54.5,S1,2023-03-01,2023-05-01\n39.5,54.5,S1,2024-03-01,2024-05-01\n"),
            ("DateTimeOriginal,delta.time.secs,species,station_id\n"
            "2024-03-05 01:00:00,0,Panthera uncia,s1\n"),
            ["S1:2024-03-01"],
        ),
        (  # a session in both tables, an empty row, and periods of failure that nobody ended
            ("Station;session;utm_y;utm_x;Setup_date;Retrieval_date;Problem1_from;Problem1_to\n"
            "S1;1;;;01.03.2024;01.05.2024;;\nS1;2;;;01.04.2024;31.05.2024;20.05.2024;\n;;;;;;;\n"),
            "Station;session;Species;DateTimeOriginal\nS1;2;Panthera uncia;2024-04-15 01:00:00\n",
            ["S1:2024-04-01"],
        ),
    ],
)  # fmt: skip
def test_a_record_belongs_to_the_camera_the_session_and_the_time(stations, records, linked):
    upload = _answered({"ct.csv": stations, "records.csv": records})
    assert upload.texts["detections"].frame["deployment_id"].tolist() == linked
    _records(upload)


def test_a_camera_that_did_not_recover_failed_until_it_was_collected():
    stations = STATIONS.replace("10/04/2025,15/04/2025", "10/04/2025,")
    upload = _answered({"ct.csv": stations, "records.csv": RECORDS}, grid="32643")
    assert _nights(_records(upload))["StB:2025-04-01"] == 9  # 1 to 10 April


def test_a_station_that_was_not_sent_is_an_error_with_the_stations_that_were():
    upload = _answered(
        {"ct.csv": STATIONS, "records.csv": RECORDS.replace('"StB"', '"StX"')}, grid="32643"
    )
    (problem,) = [
        p for p in upload.texts["detections"].problems if p.rule == "import.station_unknown"
    ]
    assert problem.row == 4
    assert "StA" in str(problem.cure)


@pytest.mark.parametrize(
    ("names", "asked", "taken"),
    [
        (["Snow leopard", "Ibex", "Wolf"], ["species:snow leopard"], 1),
        (["PUN", "CSI", "team"], ["species:pun", "species:csi"], 1),
        (["Panthera uncia", "Capra sibirica", "blank"], [], 1),
        (["Panthera uncia ?", "unidentified", "Uncia uncia"], [], 2),
    ],
)
def test_common_names_and_codes_are_asked_scientific_names_are_not(names, asked, taken):
    rows = "".join(f"S1,{n},2024-03-0{i} 01:00:00\n" for i, n in enumerate(names, 1))
    upload = _answered({"recordTable.csv": "Station,Species,DateTimeOriginal\n" + rows})
    first = only({"recordTable.csv": "Station,Species,DateTimeOriginal\n" + rows})
    assert [q.id for q in first.questions if q.id.startswith("species:")] == asked
    assert upload.account.taken.get("detections", 0) == taken


CAMELOT = """Trap Station Name,Camera Name,Camelot GPS Latitude,Camelot GPS Longitude,\
Session Start Date,Session End Date,Date/Time,Genus,Species,Species Common Name,\
Sighting Quantity,Media Processed Flag,Camera Check Flag,Attention Needed Flag,Absolute Path
S1,c1,39.5,54.5,2024-03-01 10:00:00,2024-05-01 10:00:00,2024-03-05 01:00:00,Panthera,pardus,\
Leopard,1,true,false,false,/m/1.jpg
S1,c1,39.5,54.5,2024-03-01 10:00:00,2024-05-01 10:00:00,2024-03-01 10:01:00,,,,,true,true,false,/m/2.jpg
S1,c1,39.5,54.5,2024-03-01 10:00:00,2024-05-01 10:00:00,2024-04-05 01:00:00,Panthera,pardus,\
Leopard,1,true,false,true,/m/3.jpg
S2,c2,39.6,54.5,2024-03-01 10:00:00,2024-03-11 10:00:00,2024-03-05 01:00:00,Capra,aegagrus,\
Wild goat,3,true,false,false,/m/4.mp4
""".replace("\\\n", "")


def test_camelot_makes_deployments_of_its_sessions():
    # 1 March 10:00 to 1 May 10:00 is 61 nights, to 11 March 10.
    upload = _answered({"full-export.csv": CAMELOT})
    assert upload.format == "camelot"
    assert upload.account.counts == {"setup": 1, "other_species": 1}
    records = _records(upload)
    assert _nights(records) == {"S1:c1:2024-03-01": 61, "S2:c2:2024-03-01": 10}
    status = records.detections["identification_verification_status"].tolist()
    assert status == ["verified", "unverified"]  # somebody wants the second looked at again
    assert "account.cameras_with_pictures" in {n.code for n in upload.account.notes}


TIMELAPSE = """RootFolder,File,RelativePath,DateTime,DeleteFlag,{species},HowMany
Season,1.JPG,Naryn/Saddle_C1,2025-04-02 05:00:14,false,Snow leopard,1
Season,2.MP4,Naryn/Saddle_C1,2025-04-02 05:00:16,false,Snow leopard,2
Season,3.JPG,Naryn/Saddle_C1,2025-04-03 05:00:16,false,,
Season,1.JPG,Naryn/Gorge_C2,2025-04-05 15:00:16,true,Snow leopard,1
Season,2.JPG,Naryn/Gorge_C2,2025-04-06 15:00:16,false,Wolf,1
"""


@pytest.mark.parametrize("true", ["true", "ИСТИНА"])
def test_timelapse_asks_once_which_part_of_the_folder_is_the_station(true):
    file = {"TimelapseData.csv": TIMELAPSE.format(species="Species").replace("true", true)}
    first = only(file)
    (question,) = [q for q in first.questions if q.id.startswith("station_in_folder")]
    codes = {o.code: o.said.values["examples"] for o in question.options}
    assert codes["1"] == "Gorge_C2, Saddle_C1"
    assert codes["1:before"] == "Gorge, Saddle"
    upload = _answered(file, {question.id: "1:before"})
    assert upload.format == "timelapse"
    assert upload.account.counts == {"unclassified": 1, "deleted": 1, "other_species": 1}
    assert _detections(_records(upload)) == [("Saddle", "2025-04-02")]
    assert upload.texts["detections"].frame["count"].tolist() == ["1", "2"]


def test_a_template_column_of_any_name_is_asked_for_with_what_it_likely_is():
    upload = only({"TimelapseData.csv": TIMELAPSE.format(species="What")})
    (question,) = [q for q in upload.questions if q.id.startswith("attribute:")]
    assert question.suggested == "What"
    assert {o.code for o in question.options} == {"What", "HowMany"}
    answered = _answered({"TimelapseData.csv": TIMELAPSE.format(species="What")})
    assert set(answered.texts["detections"].frame["scientific_name"]) == {SNOW_LEOPARD}


def test_a_column_for_each_species_counts_it():
    file = (
        "File,Folder,Date,Time,ImageQuality,SnowLeopard,Leopard,Notes\n"
        "1.JPG,S1,02-Apr-2025,05:00:14,Ok,2,0,\n2.JPG,S1,03-Apr-2025,05:00:14,Ok,0,0,\n"
        "3.JPG,S1,04-Apr-2025,05:00:14,Dark,1,1,\n"
    )
    upload = _answered({"ImageData.csv": file})
    rows = upload.texts["detections"].frame
    assert sorted(zip(rows["scientific_name"], rows["count"], strict=True)) == [
        (LEOPARD, "1"), (SNOW_LEOPARD, "1"), (SNOW_LEOPARD, "2"),
    ]  # fmt: skip
    assert upload.account.counts == {"blank": 1}
    assert set(rows["event_start"].str.slice(0, 10)) == {"2025-04-02", "2025-04-04"}


def test_the_answers_hold_for_the_next_season():
    first = _answered({"TimelapseData.csv": TIMELAPSE.format(species="What")})
    later = TIMELAPSE.format(species="What").replace("2025-", "2026-")
    second = only({"TimelapseData.csv": later}, first.answers)
    assert [q.id for q in second.questions if not q.optional] == []


def test_suggestions_are_never_used_before_they_are_confirmed():
    upload = only({"TimelapseData.csv": TIMELAPSE.format(species="Species")})
    assert not upload.texts
    assert suggested(upload)["species:snow leopard"] == SNOW_LEOPARD


def test_problems_name_the_columns_as_the_file_calls_them():
    other = RECORDS.replace("Station", "Site").replace("Species", "species_name")
    other = other.replace("StB", "StX").replace("Panthera_uncia", "Capra sibirica", 1)
    upload = _answered({"camtraps.csv": STATIONS.replace("Station", "Site"), "r.csv": other})
    problems = [p for table in upload.tables for p in table.text.problems]
    told = {p.rule: p.column for p in (*problems, *upload.problems)}
    assert told["import.species_unknown"] == "species_name"
    assert told["import.station_unknown"] == "Site"


@pytest.mark.parametrize(("by_people", "status"), [(True, "verified"), (False, "unverified")])
def test_a_row_that_is_silent_counts_only_where_people_alone_name_the_animals(by_people, status):
    said = {"station": "Spring", "species": "Panthera uncia", "moment": "2025-04-05T03:00"}
    rows = pd.DataFrame({name: pd.Series([cell], dtype="str") for name, cell in said.items()})
    empty = ("camera", "session", "common_name", "picture", "count", "individual_id", *SAID)
    empty = {name: nothing(rows) for name in (*empty, "area_id", "latitude", "longitude")}
    rows = rows.assign(file="a.csv", row=2, **empty)
    made = read_records(rows, None, ABOUT, KNOWN, Choices(), by_people=by_people)
    assert made.tables["detections"]["identification_verification_status"].tolist() == [status]


@pytest.mark.parametrize("heading", ["Certainty", "metadata_Certainty", "metadata_is_verified"])
def test_a_doubt_in_the_metadata_of_a_picture_is_read(heading):
    word = "probable" if "ertainty" in heading else "FALSE"
    first, *rest = RECORDS.strip().splitlines()
    doubted = "\n".join([f'{first},"{heading}"', *(f'{row},"{word}"' for row in rest)])
    upload = _answered({"camtraps.csv": STATIONS, "r.csv": doubted}, grid="32643")
    status = upload.texts["detections"].frame["identification_verification_status"]
    assert set(status) == {"unverified"}


def test_a_wrong_date_beside_a_problem_is_told_under_the_heading_of_the_file():
    stations = STATIONS.replace("30/04/2025,10/04", "30/04/4999,10/04")
    files = {"camtraps.csv": stations, "recordTable.csv": RECORDS}
    upload = _answered(files, grid="32643")
    texts = {each.table: each.text for each in upload.tables if each.text.file == "camtraps.csv"}
    _, problems = check_tables(texts)
    (told,) = (p for p in as_written(problems, upload) if p.severity == "error")
    assert (told.row, told.column, told.value) == (3, "Retrieval_date", "30/04/4999")
