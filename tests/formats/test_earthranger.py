"""EarthRanger's event export: the offset in a heading, collections, places that are missing."""

from __future__ import annotations

from tests.formats.sending import LEOPARD, only, suggested

HEAD = (
    "Report_Type,Report_Type_Internal_Value,Report_Id,Title,Priority,Priority_Internal_Value,"
    "Report_Status,Reported_By,Reported_At_(GMT+6:00),Latitude,Longitude,Number_of_Notes,Notes,"
    "Number_of_Related_Subjects,Collection_Report_IDs,Area,Perimeter,Attachments,"
    "CUSTOM_FIELDS_BEGIN_HERE,Species,Livestock_Type,Number_Killed,Owner_Name,Contact_Phone\n"
)
# By hand: 6 rows. 101 is a collection of 102 and 103. 104 has no place. 105 is a patrol's start.
# 102 stands there twice. Incidents: 102, 103, 104.
EXPORT = HEAD + "".join(
    [
        "Incident Collection,incident_collection,101,Night of Aman,Amber,200,Active,Aman,2026-07-23 14:05,39.5,54.5,1,Aman called +993 65 123456,0,,,,,---,,,,,\n",
        'Livestock Predation,livestock_predation,102,Aman,Red,300,Active,Aman,2026-07-23 14:00,39.5,54.5,0,"two\nlines",0,101,,,,---,Leopard,sheep,4,Aman,+993 65 123456\n',
        "Livestock Predation,livestock_predation,103,Aman,Red,300,Resolved,Aman,2026-07-23 15:00,39.5,54.5,0,,0,101;999,,,,---,Leopard,goats,1,Aman,+993 65 123456\n",
        "Livestock Predation,livestock_predation,104,Aman,Red,300,Active,Aman,2026-07-31 23:30,,,0,,0,,,,,---,Leopard,sheep,2,Aman,\n",
        "Patrol Start,patrol_start,105,Aman,Gray,0,Active,Aman,2026-07-23 06:00,39.5,54.5,0,,0,,,,,---,,,,,\n",
        'Livestock Predation,livestock_predation,102,Aman,Red,300,Active,Aman,2026-07-23 14:00,39.5,54.5,0,"two\nlines",0,101,,,,---,Leopard,sheep,4,Aman,+993 65 123456\n',
    ]
)


def confirmed(content=EXPORT, **more):
    answers: dict[str, str] = {}
    for _ in range(3):
        upload = only({"events.csv": content}, answers)
        answers |= suggested(upload) | {"area:EarthRanger": "TM"} | more
    return only({"events.csv": content}, answers)


def conflicts(upload):
    return upload.texts["conflicts"].frame.set_index("incident_id")


def test_collections_are_not_counted_and_their_reports_are_once():
    upload = confirmed()
    assert upload.format == "earthranger"
    assert upload.account.rows == {"reports": 6}
    assert upload.account.taken == {"conflicts": 3}
    assert upload.account.counts == {"collection": 1, "repeated": 1, "no_incident": 1}
    assert list(conflicts(upload).index) == [
        "earthranger:102",
        "earthranger:103",
        "earthranger:104",
    ]


def test_times_have_the_offset_of_the_heading_and_stay_in_their_month():
    starts = conflicts(confirmed())["event_start"]
    assert starts["earthranger:102"] == "2026-07-23 14:00+06:00"
    assert starts["earthranger:104"] == "2026-07-31 23:30+06:00"


def test_a_report_without_a_place_has_none():
    rows = conflicts(confirmed())
    assert rows["latitude"].isna().tolist() == [False, False, True]
    assert rows["area_id"].tolist() == ["ridge", "ridge", "TM"]


def test_the_attributes_are_those_that_were_confirmed():
    rows = conflicts(confirmed())
    assert rows["scientific_name"].tolist() == [LEOPARD] * 3
    assert rows["livestock_type"].tolist() == ["sheep", "goats", "sheep"]
    assert rows["livestock_killed"].tolist() == ["4", "1", "2"]


def test_who_reported_what_and_whose_it_was_is_never_kept():
    upload = confirmed()
    kept = upload.originals[0].content
    assert b"Aman" not in kept
    assert b"123456" not in kept
    assert b"Livestock Predation" in kept
    assert "Aman" not in str(conflicts(upload).to_dict())


def test_columns_of_keys_and_markers_elsewhere_change_nothing():
    moved = EXPORT.replace("CUSTOM_FIELDS_BEGIN_HERE", "X_MARK")
    assert confirmed(moved).account.taken == {"conflicts": 3}


def test_an_offset_west_of_greenwich_is_kept_as_such():
    west = EXPORT.replace("(GMT+6:00)", "(GMT-3:30)")
    assert conflicts(confirmed(west))["event_start"].iloc[0] == "2026-07-23 14:00-03:30"
