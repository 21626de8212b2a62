"""The observations of a camera server: images under their ids, and no cameras."""

from __future__ import annotations

from impact.checking.checks import check_tables
from impact.metrics.events import countable, independent_events
from tests.formats.sending import SNOW_LEOPARD, only

# By hand: a1 and a2 are a minute apart, one detection; a5 is at another site: two detections.
# a4 is the machine's guess; a3 is blank.
FILE = {
    "observations.csv": "image_uuid,filename,datetime,camera_id,site_id,site_name,latitude,"
    "longitude,species,scientific_name,count,max_confidence,classification_method,is_verified\n"
    + "".join(
        f"{uuid},x.JPG,{time},c7,{site},{site},39.5,54.5,snow leopard,{name},{count},{sure},{how},{seen}\n"
        for uuid, time, site, name, count, sure, how, seen in [
            ("a1", "2025-03-03T02:10:00+05:00", "g1", SNOW_LEOPARD, 1, "", "human", "TRUE"),
            ("a2", "2025-03-03T02:11:00+05:00", "g1", SNOW_LEOPARD, 1, "", "human", "TRUE"),
            ("a3", "2025-03-05T12:00:00+05:00", "g1", "blank", "", "", "machine", "FALSE"),
            ("a4", "2025-03-08T01:00:00+05:00", "g1", SNOW_LEOPARD, 1, 0.58, "machine", "FALSE"),
            ("a5", "2025-03-12T20:40:00+05:00", "g2", SNOW_LEOPARD, 2, "", "human", "TRUE"),
        ]
    )
}


def test_the_rows_are_those_counted_by_hand():
    upload = only(FILE, {"recorded_by:camera-server": "ours"})
    assert upload.format == "camera-server"
    assert upload.account.counts == {"blank": 1}
    records, problems = check_tables(upload.texts)
    assert not [p for p in problems if p.severity == "error"]
    rows = records.detections.set_index("observation_id")
    assert rows["identification_verification_status"].tolist() == [
        "verified", "verified", "unverified", "verified",
    ]  # fmt: skip
    events = independent_events(countable(records.detections))
    assert events["location_id"].tolist() == ["g1", "g2"]
    assert rows["utc_offset"].unique().tolist() == ["+05:00"]


def test_whose_cameras_they_are_is_the_only_thing_that_must_be_asked():
    asked = [q.id for q in only(FILE).questions if not q.optional]
    assert asked == ["recorded_by:camera-server"]
    others = only(FILE, {"recorded_by:camera-server": "others"})
    assert set(others.texts["detections"].frame["attribution"]) == {"others"}


def test_it_says_that_effort_is_unknown():
    assert "account.effort_unknown" in {note.code for note in only(FILE).account.notes}


def test_another_server_with_names_of_its_own_is_one_too():
    text = (
        "photo_id,captured_at,station,species,count,reviewed\n"
        "1,2025-03-03T02:10:00+05:00,N1,Snow leopard,1,true\n"
        "2,2025-03-04T02:10:00+05:00,N1,Snow leopard,1,\n"
        "3,2025-03-05T02:10:00+05:00,N1,empty,,true\n"
    )
    answers = {"recorded_by:camera-server": "ours", "species:snow leopard": SNOW_LEOPARD}
    upload = only({"export.csv": text}, answers)
    assert upload.format == "camera-server"
    assert upload.account.counts == {"blank": 1}
    rows = upload.texts["detections"].frame
    assert rows["identification_verification_status"].tolist() == ["verified", "unverified"]
