"""Tables of stations beside records of a camera program, whatever their headings are called."""

from __future__ import annotations

from tests.formats.sending import only
from tests.formats.test_camera_programs import TIMELAPSE, _answered

RECORDS = "{station},Species,DateTimeOriginal,delta.time.secs\nP-1,Panthera pardus,2025-03-05 03:00:00,0\n"
STATIONS = (
    "{station},lat,long,Setup_date,Retrieval_date,Problem1_from,Problem1_to,slope\n"
    "P-1,39.5,54.5,2025-03-01,2025-05-15,NA,NA,3\nP-2,39.6,54.5,2025-03-01,2025-05-15,NA,NA,7\n"
)


def test_a_column_that_both_tables_call_alike_names_the_station():
    files = {"ct.csv": STATIONS, "records.csv": RECORDS}
    upload = only({name: text.format(station="CT_ID") for name, text in files.items()})
    assert [q.id for q in upload.questions if not q.optional] == []
    assert upload.texts["detections"].frame["deployment_id"].tolist() == ["P-1:2025-03-01"]


def test_else_it_is_asked_which_column_names_the_station():
    files = {"ct.csv": STATIONS.format(station="Spot"), "r.csv": RECORDS.format(station="Unit")}
    upload = only(files)
    # Of the stations only one column holds names; of the records it may be another thing's.
    offered = [{o.code for o in question.options} for question in upload.questions]
    assert offered == [{"Unit"}]
    assert not upload.texts
    chosen = {question.id: "Unit" for question in upload.questions}
    linked = _answered(files, chosen).texts["detections"].frame["deployment_id"]
    assert linked.tolist() == ["P-1:2025-03-01"]
    alone = {"r.csv": RECORDS.format(station="Unit")}
    asked = only(alone).questions[0]
    answered = _answered(alone, {asked.id: "Unit"})
    assert answered.texts["detections"].frame["location_id"].tolist() == ["P-1"]


def test_a_table_of_stations_in_plain_words_belongs_to_the_records_beside_it():
    stations = (
        "Станция,Широта,Долгота,Дата установки,Дата снятия\nP-1,39.5,54.5,2025-03-01,2025-05-01\n"
    )
    upload = only({"stations.csv": stations, "records.csv": RECORDS.format(station="Station")})
    assert upload.format == "camtrapr"
    assert upload.account.taken == {"detections": 1, "deployments": 1}


def test_pictures_in_folders_find_the_cameras_of_a_table_of_stations():
    stations = (
        "Station,Latitude,Longitude,Set,Collected\n"
        "Saddle C1,39.5,54.5,2025-04-01,2025-04-30\nGorge C2,39.6,54.5,2025-04-01,2025-04-30\n"
    )
    files = {"stations.csv": stations, "data.csv": TIMELAPSE.format(species="Species")}
    upload = _answered(files, {"station_in_folder:2": "1"})
    assert upload.format == "timelapse"
    ids = upload.texts["detections"].frame["deployment_id"].unique().tolist()
    assert len(ids) == 1
    assert ids[0].startswith("Saddle")
