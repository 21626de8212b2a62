"""Wildlife Insights downloads: images, sequences, initiatives, older columns."""

from __future__ import annotations

import pytest

from tests.formats.sending import LEOPARD, SNOW_LEOPARD, only, rules, zipped

PROJECTS = """\
project_id,project_name,project_short_name,project_objectives,project_species,project_admin,project_admin_email,country_code,project_type
2001,Ridge,R,Watch,Multiple,A. Person,a@example.org,TKM,Image
"""
CAMERAS = (
    "project_id,camera_id,make,model,serial_number,year_purchased\n2001,c1,Bushnell,X,1,2020\n"
)
# d1 worked; d2 was stolen, its last picture (a blank) is of 12 March; d3 was stolen and has none;
# d4 is not collected yet: it counts to its last picture.
DEPLOYMENTS = """\
project_id,deployment_id,placename,longitude,latitude,start_date,end_date,feature_type,camera_id,camera_functioning,subproject_name,recorded_by
2001,d1,Spring,54.5,39.5,2022-03-01 00:00:00,2022-04-01 00:00:00,None,c1,Camera Functioning,,A. Person
2001,d2,Gorge,56.1,39.2,2022-03-01 00:00:00,2022-04-01 00:00:00,None,c2,Theft,,A. Person
2001,d3,Pass,56.2,39.2,2022-03-01 00:00:00,2022-04-01 00:00:00,None,c3,Camera Hardware Failure,,A. Person
2001,d4,Well,54.6,39.5,2022-03-01 00:00:00,,None,c4,Camera Functioning,,A. Person
"""
HEAD = (
    "project_id,deployment_id,image_id,filename,location,is_blank,identified_by,wi_taxon_id,class,"
    "order,family,genus,species,common_name,uncertainty,timestamp,number_of_objects,age,sex,"
    "animal_recognizable,individual_id,cv_confidence,license\n"
)


def image(deployment, number, when, taxon, by="A. Person", blank=0, count=1):
    """One row; taxon: class, order, family, genus, species, common name."""
    return (
        f"2001,{deployment},img-{number},IMG.JPG,gs://x/{number}.jpg,{blank},{by},uuid,{taxon},,"
        f"{when},{count},,,,,,CC-BY\n"
    )


CAT = "Mammalia,Carnivora,Felidae,Panthera"
# By hand: 11 rows. Taken 4: img-1, img-2 (unreviewed), img-3 twice (a leopard and a snow leopard
# in one picture). Set aside 7: 2 blank, 1 no result, 1 human, 1 wolf, 1 known to the genus only,
# 1 vehicle.
IMAGES = HEAD + "".join(
    [
        image("d1", 1, "2022-03-05 23:10:00", f"{CAT},pardus,Leopard"),
        image("d1", 2, "2022-03-06 23:10:00", f"{CAT},pardus,Leopard", by="Computer Vision"),
        image("d1", 3, "2022-03-07 00:00:00", f"{CAT},pardus,Leopard"),
        image("d1", 3, "2022-03-07 00:00:00", f"{CAT},uncia,Snow Leopard"),
        image("d1", 4, "2022-03-08 10:00:00", ",,,,,Blank", blank=1),
        image("d2", 5, "2022-03-12 10:00:00", ",,,,,Blank", blank=1),
        image("d1", 6, "2022-03-08 11:00:00", ",".join(["No CV Result"] * 6), by="Computer Vision"),
        image("d1", 7, "2022-03-09 11:00:00", "Mammalia,Primates,Hominidae,Homo,sapiens,Human"),
        image("d1", 8, "2022-03-09 12:00:00", "Mammalia,Carnivora,Canidae,Canis,lupus,Grey Wolf"),
        image("d4", 9, "2022-03-20 12:00:00", f"{CAT},,Panthera Species"),
        image("d1", 10, "2022-03-09 13:00:00", ",,,,,Vehicle"),
    ]
)
DOWNLOAD = {
    "projects.csv": PROJECTS,
    "cameras.csv": CAMERAS,
    "deployments.csv": DEPLOYMENTS,
    "images.csv": IMAGES,
}


def detections(upload):
    return upload.texts["detections"].frame


@pytest.mark.parametrize("files", [DOWNLOAD, {"wi.zip": zipped(DOWNLOAD)}], ids=["loose", "zip"])
def test_a_download_gives_the_rows_that_were_counted_by_hand(files):
    upload = only(files)
    assert upload.format == "wildlife-insights"
    assert upload.account.taken["detections"] == 4
    assert upload.account.counts == {
        "blank": 2,
        "no_cv_result": 1,
        "human": 1,
        "other_species": 1,
        "unknown": 1,
        "vehicle": 1,
    }
    assert detections(upload)["scientific_name"].tolist() == [LEOPARD] * 3 + [SNOW_LEOPARD]


def test_a_picture_with_two_species_has_two_rows_of_different_ids():
    assert detections(only(DOWNLOAD))["observation_id"].tolist() == [
        "img-1",
        "img-2",
        "img-3",
        "img-3:2",
    ]


def test_what_nobody_has_reviewed_is_unverified():
    status = detections(only(DOWNLOAD))["identification_verification_status"].tolist()
    assert status == ["verified", "unverified", "verified", "verified"]


def test_a_broken_camera_is_not_known_to_have_worked_after_its_last_picture():
    upload = only(DOWNLOAD)
    failures = upload.texts["failures"].frame
    assert failures[["deployment_id", "failure_start", "failure_end"]].values.tolist() == [
        ["2001:d2", "2022-03-12 10:00:00", "2022-04-01 00:00:00"],
        ["2001:d3", "2022-03-01 00:00:00", "2022-04-01 00:00:00"],
    ]
    told = rules(upload, "deployments")
    assert ("import.failed_without_date", 3) in told
    assert ("import.failed_without_date", 4) in told


def test_a_camera_without_an_end_counts_to_its_last_picture_and_says_so():
    upload = only(DOWNLOAD)
    frame = upload.texts["deployments"].frame.set_index("deployment_id")
    assert frame.loc["2001:d4", "deployment_end"] == "2022-03-20 12:00:00"
    assert ("import.no_end", 5) in rules(upload, "deployments")


def test_places_are_those_of_their_project():
    frame = only(DOWNLOAD).texts["deployments"].frame
    assert frame["location_id"].tolist() == ["2001:Spring", "2001:Gorge", "2001:Pass", "2001:Well"]
    assert frame["area_id"].tolist() == ["ridge", "valley", "valley", "ridge"]


def test_blurred_coordinates_are_not_where_the_camera_stood():
    public = DEPLOYMENTS.replace("recorded_by\n", "fuzzed\n").replace("A. Person", "TRUE")
    upload = only({**DOWNLOAD, "deployments.csv": public}, {"area:2001": "ridge"})
    frame = upload.texts["deployments"].frame
    assert not {"latitude", "longitude"} & set(frame)
    assert [rule for rule, _ in rules(upload, "deployments")].count("import.fuzzed") == 4
    assert set(frame["area_id"]) == {"ridge"}


def test_a_download_of_an_initiative_has_several_files_of_images_and_each_keeps_its_rows():
    first = HEAD + image("d1", 1, "2022-03-05 23:10:00", f"{CAT},pardus,Leopard")
    second = HEAD + image(
        "d1", 11, "2022-03-05 23:50:00", "Mammalia,Carnivora,Canidae,Canis,lupus,Wolf"
    )
    second += image("d1", 12, "2022-03-06 23:50:00", f"{CAT},pardus,Leopard")
    upload = only(
        {
            "wi.zip": zipped(
                {
                    **DOWNLOAD,
                    "images.csv": first,
                    "images_2002.csv": second,
                    "more/readme.txt": "Hi\n",
                }
            )
        }
    )
    assert upload.account.taken["detections"] == 2
    aside = upload.account.aside
    assert aside[["file", "row"]].values.tolist() == [["wi.zip, images_2002.csv", 2]]
    parts = {
        t.text.file: t.text.frame["row"].tolist() for t in upload.tables if t.table == "detections"
    }
    assert parts == {"wi.zip, images.csv": [2], "wi.zip, images_2002.csv": [3]}


SEQUENCES = """\
project_id,deployment_id,sequence_id,is_blank,identified_by,wi_taxon_id,class,order,family,genus,species,common_name,uncertainty,start_time,end_time,group_size,age,sex,animal_recognizable,individual_id,license
2001,d1,seq-1,0,A. Person,u,Mammalia,Carnivora,Felidae,Panthera,pardus,Leopard,,2022-03-05 23:10:00,2022-03-05 23:12:00,2,,,,,CC
2001,d1,seq-2,0,Computer Vision,u,Mammalia,Carnivora,Felidae,Panthera,uncia,Snow Leopard,,2022-03-06 23:10:00,2022-03-06 23:12:00,1,,,,,CC
2001,d1,seq-3,1,A. Person,u,,,,,,Blank,,2022-03-07 23:10:00,2022-03-07 23:12:00,,,,,,CC
"""


def test_sequences_are_visits_and_their_pictures_are_not_counted_again():
    of_sequences = (
        "project_id,deployment_id,image_id,filename,sequence_id,location,wi_taxon_id,class,order,"
        "family,genus,species,common_name,timestamp,bounding_boxes\n"
        f"2001,d1,i1,f,seq-1,gs://x,u,{CAT},pardus,Leopard,2022-03-05 23:10:00,\n"
        f"2001,d1,i2,f,seq-1,gs://x,u,{CAT},pardus,Leopard,2022-03-05 23:11:00,\n"
    )
    files = {"deployments.csv": DEPLOYMENTS, "images.csv": of_sequences, "sequences.csv": SEQUENCES}
    upload = only(files)
    assert upload.account.taken["detections"] == 2
    assert upload.account.counts == {"media_level": 2, "blank": 1}
    rows = detections(upload)
    assert rows["observation_level"].tolist() == ["event", "event"]
    assert rows["event_end"].tolist() == ["2022-03-05 23:12:00", "2022-03-06 23:12:00"]
    assert rows["count"].tolist() == ["2", "1"]


def test_older_columns_and_another_style_of_dates_are_read():
    # A download of 2022 lacks the names; its dates are the American ones of a spreadsheet.
    old = IMAGES.replace("uncertainty,", "").replace(",,2022", ",2022")
    american = DEPLOYMENTS.replace("2022-03-01 00:00:00", "3/1/2022 0:00").replace(
        "2022-04-01 00:00:00", "4/13/2022 0:00"
    )
    upload = only({"images.csv": old, "deployments.csv": american})
    assert upload.account.taken["detections"] == 4
    start, end = upload.texts["deployments"].frame.loc[0, ["deployment_start", "deployment_end"]]
    # The ends prove that the month comes first; the starts alone prove nothing, and are asked.
    assert end == "2022-04-13T00:00"
    assert (
        "date_order" in {question.id for question in upload.questions}
        or start == "2022-03-01T00:00"
    )
    told = only({"images.csv": old, "deployments.csv": american}, date_order="month_first")
    assert told.texts["deployments"].frame.loc[0, "deployment_start"] == "2022-03-01T00:00"


def test_sequences_in_the_style_of_snapshot_usa_are_taken_too():
    snapshot = (
        "Project,Camera_Trap_Array,Deployment_ID,Sequence_ID,Start_Time,End_Time,Class,Order,Family,"
        "Genus,Species,Common_Name,Age,Sex,Group_Size\n"
        "S,A,d1,q1,2022-03-05 23:10:00,2022-03-05 23:12:00,Mammalia,Carnivora,Felidae,Panthera,"
        "uncia,Snow Leopard,,,1\n"
    )
    upload = only({"s.csv": snapshot})
    assert upload.account.taken == {"detections": 1}


def _of_two_projects() -> dict[str, str]:
    """Two projects that both call a deployment d1."""
    other = DEPLOYMENTS.splitlines(keepends=True)[1].replace("2001,d1,Spring", "2002,d1,Pass")
    picture = image("d1", 99, "2022-03-05 23:10:00", f"{CAT},pardus,Leopard")
    return DOWNLOAD | {
        "deployments.csv": DEPLOYMENTS + other.replace("54.5,39.5", "56.2,39.2"),
        "images.csv": IMAGES + picture.replace("2001,d1", "2002,d1"),
    }


def test_deployments_of_two_projects_are_never_taken_for_one():
    frame = detections(only(_of_two_projects())).set_index("observation_id")
    assert frame.loc["img-1", "deployment_id"] == "2001:d1"
    assert frame.loc["img-99", "deployment_id"] == "2002:d1"
    assert frame.loc["img-99", "source"] == "Wildlife Insights project 2002"


def test_a_project_keeps_its_ids_whether_it_comes_alone_or_with_others():
    alone = set(only(DOWNLOAD).texts["deployments"].frame["deployment_id"])
    together = set(only(_of_two_projects()).texts["deployments"].frame["deployment_id"])
    assert alone < together


def test_a_table_of_failures_without_projects_finds_its_cameras():
    failures = "deploymentID,failureStart,failureEnd\nd4,2022-03-05,2022-03-08\n"
    upload = only(DOWNLOAD | {"failures.csv": failures})
    assert "2001:d4" in upload.texts["failures"].frame["deployment_id"].tolist()


def test_pictures_without_ids_are_told_apart_by_their_deployment():
    images = "\n".join(
        ",".join(cell for n, cell in enumerate(line.split(",")) if n != 2)
        for line in IMAGES.splitlines()
    )
    other = image("d2", 0, "2022-03-05 23:10:00", f"{CAT},uncia,Snow Leopard").replace("img-0,", "")
    ids = detections(only(DOWNLOAD | {"images.csv": images + "\n" + other}))["observation_id"]
    assert ids.is_unique
    assert "2001:d2:IMG.JPG" in ids.tolist()
