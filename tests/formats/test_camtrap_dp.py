"""Camtrap DP as it is published: https://camtrap-dp.tdwg.org, 1.0 and 0.1, with its traps."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from impact.checking.cells import type_table
from impact.checking.checks import check_tables
from tests.formats.sending import (
    LEOPARD,
    SNOW_LEOPARD,
    WITHOUT_OUTLINES,
    only,
    received,
    rules,
    zipped,
)

# Three deployments: dep1 and dep2 on the ridge (dep2 at the same place after its card was
# swapped), dep3 in the valley.
DEPLOYMENTS = """\
deploymentID,locationID,locationName,latitude,longitude,coordinateUncertainty,deploymentStart,deploymentEnd,setupBy,cameraID,habitat,deploymentComments
dep1,loc1,Spring,39.50,54.50,30,2024-03-01T10:00:00+05:00,2024-03-31T23:59:59+05:00,A. Person,cam1,rock,
dep2,loc1,Spring,39.50,54.50,30,2024-04-01T00:00:00+05:00,2024-05-01T10:00:00+05:00,A. Person,cam1,rock,"a comment
of two lines, with a comma"
dep3,loc2,Gorge,39.20,56.10,30,2024-03-01T10:00:00+05:00,2024-05-01T10:00:00+05:00,A. Person,cam2,NA,NaN
"""
# By hand: 13 rows. Taken: o1, o2 and o11 (media level at dep1 and dep2), e1 and e2 (event level
# at dep3) = 5. Set aside: o3 blank, o4 human, o5 vehicle, o6 set-up (though it shows a leopard),
# o7 unclassified, o8 unknown: 1 each; m1 is a picture of the visit e1; o9 is a wolf.
OBSERVATIONS = """\
observationID,deploymentID,mediaID,eventID,eventStart,eventEnd,observationLevel,observationType,cameraSetupType,scientificName,count,lifeStage,sex,individualID,classificationMethod,classifiedBy,observationComments
o1,dep1,md1,,2024-03-31T23:30:00.250+05:00,2024-03-31T23:30:00.250+05:00,media,animal,,Panthera pardus saxicolor,1,adult,,,human,B. Person,
o2,dep2,md2,,2024-04-01T00:15:00+05:00,2024-04-01T00:15:00+05:00,media,animal,,Panthera pardus tulliana,1,adult,,,human,B. Person,
o3,dep1,md3,,2024-03-05T10:00:00+05:00,2024-03-05T10:00:00+05:00,media,blank,,,,,,,machine,MegaDetector,
o4,dep1,md4,,2024-03-05T11:00:00+05:00,2024-03-05T11:00:00+05:00,media,human,,Homo sapiens,1,,,,human,B. Person,the guard
o5,dep1,md5,,2024-03-05T12:00:00+05:00,2024-03-05T12:00:00+05:00,media,vehicle,,,,,,,human,B. Person,
o6,dep1,md6,,2024-03-01T10:00:00+05:00,2024-03-01T10:00:00+05:00,media,animal,setup,Panthera pardus tulliana,1,,,,human,B. Person,
o7,dep1,md7,,2024-03-06T10:00:00+05:00,2024-03-06T10:00:00+05:00,media,unclassified,,,,,,,,,
o8,dep1,md8,,2024-03-06T11:00:00+05:00,2024-03-06T11:00:00+05:00,media,unknown,,,,,,,human,B. Person,
o9,dep1,md9,,2024-03-07T11:00:00+05:00,2024-03-07T11:00:00+05:00,media,animal,,Canis lupus,2,,,,human,B. Person,
e1,dep3,,ev1,2024-04-02T03:00:00+05:00,2024-04-02T03:04:00+05:00,event,animal,,Uncia uncia,1,adult,female,SL-1,human,B. Person,
m1,dep3,md10,ev1,2024-04-02T03:00:00+05:00,2024-04-02T03:00:00+05:00,media,animal,,Uncia uncia,1,,,,machine,AI,
e2,dep3,,ev2,2024-04-03T03:00:00+05:00,2024-04-03T03:00:00+05:00,event,animal,,Panthera uncia,NA,,,,human,B. Person,
o11,dep2,md11,,2024-04-05T03:00:00+05:00,2024-04-05T03:00:00+05:00,media,animal,,Panthera pardus ciscaucasica,1,,,,machine,AI,
"""
MEDIA = """\
mediaID,deploymentID,captureMethod,timestamp,filePath,filePublic,fileMediatype
md1,dep1,activityDetection,2024-03-31T23:30:00+05:00,a/1.jpg,false,image/jpeg
"""
DESCRIPTOR = json.dumps(
    {
        "name": "ridge-2024",
        "profile": "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0.2/camtrap-dp-profile.json",
        "resources": [{"name": "deployments", "path": "deployments.csv"}],
        "project": {"id": "p-1", "title": "Ridge 2024"},
        "contributors": [{"title": "A. Person", "email": "a@example.org"}],
    }
)
LOOSE = {"a.csv": DEPLOYMENTS, "b.csv": OBSERVATIONS, "c.csv": MEDIA}
ZIP = {
    "ridge-2024/datapackage.json": DESCRIPTOR,
    "ridge-2024/deployments.csv": DEPLOYMENTS,
    "ridge-2024/observations.csv": OBSERVATIONS,
    "ridge-2024/media.csv": MEDIA,
}


def detections(upload):
    return upload.texts["detections"].frame.set_index("observation_id")


@pytest.mark.parametrize("files", [LOOSE, {"p.zip": zipped(ZIP)}], ids=["loose", "zip"])
def test_a_package_gives_the_rows_that_were_counted_by_hand(files):
    upload = only(files)
    assert upload.format == "camtrap-dp"
    assert upload.account.rows == {"deployments": 3, "observations": 13}
    assert upload.account.taken == {"deployments": 3, "detections": 5}
    assert upload.account.counts == {
        "blank": 1,
        "human": 1,
        "vehicle": 1,
        "setup": 1,
        "unclassified": 1,
        "unknown": 1,
        "media_level": 1,
        "other_species": 1,
    }
    assert list(detections(upload).index) == ["o1", "o2", "e1", "e2", "o11"]
    assert sum(upload.account.counts.values()) + 5 == 13


def test_a_picture_whose_visit_is_not_there_as_a_visit_is_all_there_is_of_it():
    alone = OBSERVATIONS.replace("md10,ev1", "md10,ev9").replace(
        "1,,,,machine,AI,\ne2", "1,,,,human,B,\ne2"
    )
    upload = only({**LOOSE, "b.csv": alone})
    assert detections(upload).loc["m1", "identification_verification_status"] == "verified"
    assert "media_level" not in upload.account.counts


def test_synonyms_are_taken_for_the_accepted_name_and_that_is_said():
    upload = only(LOOSE)
    assert detections(upload)["scientific_name"].tolist() == [
        LEOPARD,
        LEOPARD,
        SNOW_LEOPARD,
        SNOW_LEOPARD,
        LEOPARD,
    ]
    told = [said.text for said in upload.account.said]
    assert f"Panthera pardus saxicolor was taken for {LEOPARD} (1 rows)" in told
    assert f"Uncia uncia was taken for {SNOW_LEOPARD} (1 rows)" in told


def test_another_species_is_set_aside_row_by_row_with_a_cure():
    upload = only(LOOSE)
    aside = upload.account.aside.query("reason == 'other_species'")
    assert aside[["file", "row", "value"]].values.tolist() == [["b.csv", 10, "Canis lupus"]]
    assert rules(upload, "detections") == [("import.species_unknown", 10)]


def test_a_record_just_before_midnight_stays_in_its_local_month():
    upload = only(LOOSE)
    typed = type_table(upload.texts["detections"], "detections").frame
    months = typed.set_index("observation_id")["event_start"].dt.strftime("%Y-%m-%d %H:%M")
    # 23:30 at +05:00 is 18:30 in UTC; 00:15 on 1 April is 19:15 on 31 March in UTC.
    assert months["o1"] == "2024-03-31 23:30"
    assert months["o2"] == "2024-04-01 00:15"
    assert detections(upload).loc["o2", "event_start"].endswith("+05:00")


def test_each_location_lies_in_the_innermost_area_around_it():
    upload = only(LOOSE)
    areas = upload.texts["deployments"].frame.set_index("deployment_id")["area_id"]
    assert areas.to_dict() == {"dep1": "ridge", "dep2": "ridge", "dep3": "valley"}
    assert [q for q in upload.questions if not q.optional] == []


def test_what_only_a_machine_has_seen_comes_in_as_unverified():
    status = detections(only(LOOSE))["identification_verification_status"]
    assert status.to_dict() == {
        "o1": "verified",
        "o2": "verified",
        "e1": "verified",
        "e2": "verified",
        "o11": "unverified",
    }


def test_a_visit_keeps_its_level_and_its_event():
    found = detections(only(LOOSE))
    assert found.loc["e1", ["observation_level", "event_id"]].tolist() == ["event", "ev1"]
    assert found.loc["o1", "observation_level"] == "media"
    assert found["event_id"].isna().sum() == 3


def test_the_order_of_columns_a_mark_at_the_start_and_windows_line_breaks_change_nothing():
    lines = [line.split(",") for line in OBSERVATIONS.strip().split("\n")]
    turned = "\r\n".join(",".join(reversed(cells)) for cells in lines) + "\r\n"
    files = {**LOOSE, "b.csv": "\ufeff".encode() + turned.encode()}
    assert only(files).account.counts == only(LOOSE).account.counts
    assert only(files).account.taken == only(LOOSE).account.taken


def test_a_column_more_and_the_optional_columns_missing_change_nothing():
    few = ["observationID", "deploymentID", "eventStart", "observationLevel", "observationType"]
    lines = [line.split(",") for line in OBSERVATIONS.strip().split("\n")]
    places = [lines[0].index(name) for name in [*few, "scientificName", "cameraSetupType"]]
    short = "\n".join(",".join([cells[p] for p in places] + ["x"]) for cells in lines) + "\n"
    short = short.replace("cameraSetupType,x", "cameraSetupType,extra", 1)
    upload = only({**LOOSE, "b.csv": short})
    assert upload.account.taken == {"deployments": 3, "detections": 5}


def test_a_blank_line_in_the_middle_does_not_shift_the_row_numbers():
    lines = OBSERVATIONS.split("\n")
    upload = only({**LOOSE, "b.csv": "\n".join([*lines[:3], "", *lines[3:]])})
    aside = upload.account.aside.query("reason == 'other_species'")
    assert aside["row"].tolist() == [11]


# Camtrap DP 0.1.6: other names, no levels; a row without a medium is of its sequence. By hand:
# s1 and s2 of the sequence (a row each), p1 media level at dep1; s3 is set-up.
OLD_DEPLOYMENTS = """\
deploymentID,locationID,locationName,longitude,latitude,start,end,setupBy,cameraID,session,array,featureType,_id
dep1,loc1,Spring,54.5,39.5,2020-05-01T10:00:00Z,2020-06-01T10:00:00Z,,c1,,,,1
dep2,loc2,Gorge,56.1,39.2,2020-05-01T10:00:00Z,2020-06-01T10:00:00Z,,c2,,,,2
"""
OLD_OBSERVATIONS = """\
observationID,deploymentID,sequenceID,mediaID,timestamp,observationType,cameraSetup,taxonID,scientificName,count,countNew,individualID,classificationMethod,comments,_id
s1,dep2,q1,,2020-05-10T02:00:00Z,animal,false,GCHS,Panthera uncia,1,,,human,,1
s2,dep2,q2,,2020-05-11T02:00:00Z,animal,false,GCHS,Panthera uncia,2,,,human,,2
s3,dep2,q3,,2020-05-01T10:00:00Z,unclassified,true,,,,,,human,,3
p1,dep1,q4,md1,2020-05-12T02:00:00+0000,animal,FALSE,GCHS,Panthera uncia,1,,,human,,4
"""


def test_the_older_layout_is_read_by_its_own_names():
    upload = only({"observations.csv": OLD_OBSERVATIONS, "deployments.csv": OLD_DEPLOYMENTS})
    assert upload.account.taken == {"deployments": 2, "detections": 3}
    assert upload.account.counts == {"setup": 1}
    levels = detections(upload)["observation_level"].to_dict()
    assert levels == {"s1": "event", "s2": "event", "p1": "media"}
    assert detections(upload).loc["s1", "event_id"] == "q1"
    starts = upload.texts["deployments"].frame["deployment_start"].tolist()
    assert starts == ["2020-05-01T10:00:00Z"] * 2


def test_without_outlines_the_area_is_asked_once_for_the_project_and_the_answer_holds():
    upload = only({"p.zip": zipped(ZIP)}, known=WITHOUT_OUTLINES)
    (question,) = (q for q in upload.questions if not q.optional)
    assert question.id == "area:p-1"
    assert "Ridge 2024" in question.said.text
    answers = {question.id: "ridge"}
    again = only({"next.zip": zipped(ZIP)}, answers, known=WITHOUT_OUTLINES)
    assert [q for q in again.questions if not q.optional] == []
    assert set(again.texts["deployments"].frame["area_id"]) == {"ridge"}
    assert again.answers == answers


def test_what_is_said_of_a_package_without_a_name_is_not_taken_for_said_of_another():
    upload = only(LOOSE, known=WITHOUT_OUTLINES)
    answers = {question.id: "ridge" for question in upload.questions}
    other = {**LOOSE, "a.csv": DEPLOYMENTS.replace("loc", "elsewhere")}
    assert only(other, answers, known=WITHOUT_OUTLINES).questions


def test_a_location_outside_every_area_is_a_problem_with_its_row():
    far = {**LOOSE, "a.csv": DEPLOYMENTS.replace("39.20,56.10", "48.00,70.00")}
    asks = only(far)
    (question,) = (one for one in asks.questions if one.id.startswith("area:"))
    assert rules(asks, "deployments") == []  # the question speaks for all its places
    upload = only(far, {question.id: ""})
    # dep2 spans two lines of the file, but one row of a spreadsheet: dep3 is row 4.
    assert rules(upload, "deployments") == [("import.location_outside", 4)]
    (problem,) = (p for p in upload.texts["deployments"].problems if p.row == 4)
    assert "areas table" in problem.cure


def test_a_location_that_is_on_file_is_where_it_was_and_an_own_column_wins():
    at = "deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd,areaID\n"
    rows = (
        "d1,on-file,,,2024-03-01T10:00:00Z,2024-04-01T10:00:00Z,\n"
        "d2,new,39.5,54.5,2024-03-01T10:00:00Z,2024-04-01T10:00:00Z,Долина\n"
    )
    upload = only({"d.csv": at + rows})
    assert upload.texts["deployments"].frame["area_id"].tolist() == ["valley", "valley"]


def test_ids_that_we_do_not_allow_are_changed_alike_everywhere_and_never_meet():
    deployments = DEPLOYMENTS.replace("dep1", "Хребет 1/а").replace("dep3", "Хребет 1-а")
    observations = OBSERVATIONS.replace("dep1", "Хребет 1/а").replace("dep3", "Хребет 1-а")
    upload = only({"a.csv": deployments, "b.csv": observations})
    ids = upload.texts["deployments"].frame["deployment_id"]
    assert ids.is_unique
    assert set(detections(upload)["deployment_id"]) <= set(ids)


def test_a_table_of_failures_belongs_to_the_deployments_beside_it():
    failures = (
        "deploymentID,failureStart,failureEnd\ndep1,2024-03-10T00:00:00,2024-03-12T00:00:00\n"
    )
    upload = only({**LOOSE, "f.csv": failures})
    assert upload.account.taken == {"deployments": 3, "detections": 5, "failures": 1}


def test_a_table_of_failures_by_itself_is_one_too():
    failures = "deploymentID,failureStart,failureEnd\ndep1,2024-03-10,2024-03-12\n"
    assert only({"f.csv": failures}).account.taken == {"failures": 1}


def test_tables_of_ours_are_never_taken_for_a_package():
    ours = (
        "observation_id,scientific_name,deployment_id,observation_type,event_start,date_precision,"
        "source\no1,Panthera uncia,d1,animal,2024-03-01,day,us\n"
    )
    assert only({"detections.csv": ours}).format == ""


def test_a_record_after_the_collection_and_a_date_to_come_are_told_with_their_rows():
    late = OBSERVATIONS.replace("2024-04-05T03:00:00+05:00", "2024-06-05T03:00:00+05:00")
    future = DEPLOYMENTS.replace(
        "2024-03-01T10:00:00+05:00,2024-05-01", "2024-03-01T10:00:00+05:00,2094-05-01"
    )
    got = received({**LOOSE, "a.csv": future, "b.csv": late})
    _, problems = check_tables(got.texts, today=dt.date(2024, 12, 31))
    found = {(p.file, p.rule, p.row) for p in got.told(problems)}
    assert ("b.csv", "detections.outside_deployment", 14) in found
    assert ("a.csv", "deployments.in_the_future", 4) in found
