"""Reports from forms: one incident a report, on the day it happened, without who reported it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.formats.sending import SNOW_LEOPARD, only, suggested, zipped

KOBO = """\
"start";"where/village";"_where/gps_latitude";"_where/gps_longitude";"what/date_incident";\
"what/predator";"what/predator/snow_leopard";"what/predator/wolf";"what/livestock";\
"what/killed";"who/name";"who/phone";"what/verified";"_id";"_uuid";"_submission_time"
"2025-03-03T10:00";"Upper";"39.5";"54.5";"2025-03-01";"snow_leopard";"1";"0";"sheep";"4";"Aman";"000";"confirmed";"1";"u1";"2025-03-03T04:10"
"2025-03-03T10:00";"Upper";"39.5";"54.5";"2025-03-01";"snow_leopard";"1";"0";"sheep";"5";"Aman";"000";"confirmed";"2";"u1";"2025-03-03T04:11"
"2025-03-09T09:00";"Lower";"";"";"2025-03-08";"";"0";"1";"goat";"1";"Aman";"000";"confirmed";"3";"u2";"2025-03-09T03:10"
"2025-04-01T09:00";"Lower";"39.6";"54.6";"2025-03-30";"snow_leopard";"1";"0";"goat";"2";"Aman";"000";"probable";"4";"u3";"2025-04-02T03:10"
"""
ODK = """\
SubmissionDate,where-village,where-gps-Latitude,where-gps-Longitude,date_incident,predator,\
livestock,killed,meta-instanceID,KEY,SubmitterName,ReviewState
2025-03-03T04:10:00.000Z,Upper,39.5,54.5,2025-03-01,snow_leopard,sheep,4,uuid:1,uuid:1,Aman,approved
2025-04-02T03:10:00.000Z,Lower,39.6,54.6,2025-03-30,snow_leopard,goat,2,uuid:2,uuid:2,Aman,rejected
"""
GOOGLE = """\
Отметка времени,Дата происшествия,Село,Какой хищник?,Погибший скот,Сколько голов погибло,ФИО,Подтверждено?
"03.03.2025, 10:09:00",01.03.2025,Верхнее,снежный барс (следы),"овцы, козы",4,Аман,да
"01.04.2025, 09:05:00",30.03.2025,Нижнее,не видели,козы,2,Аман,нет
"01.04.2025, 09:05:00",29.03.2025,Нижнее,снежный барс,козы,1,Аман,да
"""

EPICOLLECT = """\
ec5_uuid,created_at,uploaded_at,created_by,title,1_Date_of_attack,2_Village,lat_3_Place,\
long_3_Place,accuracy_3_Place,UTM_Northing_3_Place,4_Which_predator,5_Livestock,6_How_many_killed
u1,2025-03-03T04:10:00Z,2025-03-03T04:11:00Z,Aman,u1,01/03/2025,Upper,39.5,54.5,5,4372000,snow leopard,sheep,4
u2,2025-03-31T04:10:00Z,2025-03-31T04:11:00Z,Aman,u2,30/03/2025,Lower,39.6,54.6,5,4383000,wolf,goat,1
"""
SURVEY123 = """\
ObjectID,GlobalID,Date of attack,Village,Which predator?,Livestock,How many were killed?,\
Owner,CreationDate,Creator,EditDate,Editor,x,y
1,a-1,3/1/2025 6:00:00 AM,Upper,Snow leopard,Sheep,4,Aman,3/3/2025 4:10:00 AM,Aman,3/3/2025 4:10:00 AM,Aman,54.5,39.5
2,a-2,3/30/2025 6:00:00 AM,Lower,Wolf,Goat,1,Aman,3/31/2025 4:10:00 AM,Aman,3/31/2025 4:10:00 AM,Aman,54.6,39.6
"""
KYRGYZ = """\
Убакыт белгиси,Окуянын күнү,Айыл,Кайсы жырткыч?,Өлгөн мал,Канча баш өлдү,Телефон
03.03.2025 10:09:00,01.03.2025,Жогорку,snow leopard,кой,4,0555 123456
"""


def confirmed(files):
    """The export, with everything that is suggested confirmed and every place in one area."""
    answers: dict[str, str] = {}
    for _ in range(4):
        upload = only(files, answers)
        areas = {q.id: "TM" for q in upload.questions if q.id.startswith("area:")}
        answers |= suggested(upload) | areas
    upload = only(files, answers)
    assert upload.questions == ()
    return upload


def conflicts(upload):
    return upload.texts["conflicts"].frame.set_index("incident_id")


def test_a_kobo_report_sent_twice_is_one_and_the_last_of_them_counts():
    upload = confirmed({"a.csv": KOBO})
    rows = conflicts(upload)
    assert upload.format == "kobotoolbox"
    assert upload.account.counts == {"repeated": 1}
    assert rows["livestock_killed"].to_dict() == {
        "kobotoolbox:u1": "5",
        "kobotoolbox:u2": "1",
        "kobotoolbox:u3": "2",
    }


def test_a_multiple_choice_is_one_value_and_a_wolf_is_no_cat():
    rows = conflicts(confirmed({"a.csv": KOBO}))
    assert rows["species_suspected"].tolist() == ["snow_leopard", "wolf", "snow_leopard"]
    assert rows["scientific_name"].fillna("").tolist() == [SNOW_LEOPARD, "", SNOW_LEOPARD]


@pytest.mark.parametrize("content", [KOBO, ODK, GOOGLE])
def test_the_day_is_that_of_the_incident_and_the_village_is_kept(content):
    rows = conflicts(confirmed({"a.csv": content}))
    assert set(rows["event_start"]) <= {"2025-03-01", "2025-03-08", "2025-03-29", "2025-03-30"}
    assert set(rows["locality"]) <= {"Upper", "Lower", "Верхнее", "Нижнее"}
    assert rows["unit"].equals(rows["locality"])  # these forms ask for the village


@pytest.mark.parametrize("content", [KOBO, ODK, GOOGLE])
def test_names_are_left_out_of_the_table_and_of_what_is_kept_and_it_is_said(content):
    upload = confirmed({"a.csv": content})
    kept = upload.originals[0].content.decode("utf-8-sig")
    said = [one.code for one in upload.account.said]
    for name in ("Aman", "Аман"):
        assert name not in kept + upload.texts["conflicts"].frame.to_csv()
    assert "account.blanked" in said


def test_a_report_that_the_review_rejected_is_set_aside():
    upload = confirmed({"a.csv": ODK})
    assert upload.account.counts == {"rejected": 1}
    assert conflicts(upload)["verification"].tolist() == ["probable"]


def test_nobody_saw_the_animal_so_the_report_is_unverified():
    rows = conflicts(confirmed({"a.csv": GOOGLE}))
    assert rows["verification"].tolist() == ["confirmed", "unverified", "confirmed"]


def test_two_reports_of_the_same_second_are_two():
    assert len(conflicts(confirmed({"a.csv": GOOGLE}))) == 3


def test_repeats_in_a_second_file_are_added_up():
    main = ODK.replace("livestock,killed,", "").replace("sheep,4,", "").replace("goat,2,", "")
    repeat = "animals-livestock,animals-killed,PARENT_KEY,KEY\nsheep,4,uuid:1,a\ngoat,3,uuid:1,b\n"
    upload = confirmed({"all.zip": zipped({"Form.csv": main, "Form-animals.csv": repeat})})
    (row,) = conflicts(upload).to_dict("records")
    assert (row["livestock_killed"], row["livestock_type"]) == ("7", "sheep, goat")


@pytest.mark.parametrize(
    ("content", "format_id"), [(EPICOLLECT, "epicollect"), (SURVEY123, "survey123")]
)
def test_places_stand_as_the_program_writes_them(content, format_id):
    upload = confirmed({"a.csv": content})
    rows = upload.texts["conflicts"].frame
    assert upload.format == format_id
    assert rows["event_start"].str.slice(0, 10).tolist() == ["2025-03-01", "2025-03-30"]
    assert rows[["latitude", "longitude"]].astype(float).to_numpy().tolist() == [
        [39.5, 54.5],
        [39.6, 54.6],
    ]
    assert rows["livestock_killed"].tolist() == ["4", "1"]
    assert rows["scientific_name"].fillna("").tolist() == [SNOW_LEOPARD, ""]
    assert "Aman" not in upload.originals[0].content.decode("utf-8-sig") + rows.to_csv()


def test_a_form_in_kyrgyz_is_one_and_its_questions_are_found():
    upload = confirmed({"a.csv": KYRGYZ})
    (row,) = upload.texts["conflicts"].frame.to_dict("records")
    assert (upload.format, row["incident_type"]) == ("google-forms", "livestock depredation")
    assert (row["event_start"], row["locality"]) == ("2025-03-01", "Жогорку")
    assert (row["livestock_type"], row["livestock_killed"]) == ("кой", "4")


def test_an_answer_that_is_none_of_the_options_leaves_the_question_open():
    asked = {q.id for q in only({"a.csv": GOOGLE}, {"verified:да": "sure"}).questions}
    assert "verified:да" in asked


def test_a_workbook_of_microsoft_forms_is_one():
    book = openpyxl.Workbook()
    book.active.append(
        ["ID", "Start time", "Completion time", "Email", "Name", "Date of the incident",
         "Which predator?", "Livestock", "Animals killed", "Confirmed?"]
    )  # fmt: skip
    book.active.append(
        [1, "2025-03-03 10:00", "2025-03-03 10:09", "a@b.org", "Aman", "2025-03-01",
         "snow leopard", "sheep", 4, "yes"]
    )  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    upload = confirmed({"form.xlsx": out.getvalue()})
    (row,) = conflicts(upload).to_dict("records")
    assert upload.format == "microsoft-forms"
    assert (row["event_start"], row["scientific_name"], row["livestock_killed"]) == (
        "2025-03-01",
        SNOW_LEOPARD,
        "4",
    )


def test_a_form_asks_once_and_the_next_month_of_it_asks_for_new_answers_alone():
    answers = dict(confirmed({"a.csv": KOBO}).answers)
    head, _, _, _, last = KOBO.strip().split("\n")
    new = last.replace("u3", "u9").replace("goat", "horse").replace("snow_leopard", "dhole")
    upload = only({"b.csv": f"{head}\n{new}\n"}, answers)
    assert [q.id for q in upload.questions] == ["species:dhole"]


def test_a_place_that_is_no_village_is_no_unit_of_reporting():
    upload = confirmed({"kobo.csv": KOBO.replace("where/village", "where/locality")})
    rows = conflicts(upload)
    assert rows["locality"].notna().any()
    assert "unit" not in rows


def test_a_report_that_was_not_approved_is_rejected_and_one_on_hold_is_unverified():
    head, first, _, second, _ = KOBO.strip().split("\n")
    files = {
        "a.csv": "\n".join(
            f'{line};"{word}"'
            for line, word in [
                (head, "_validation_status"),
                (first, "Not Approved"),
                (second.replace('"";"0"', '"snow_leopard";"0"'), "On Hold"),
                (second.replace("u2", "u4").replace('"";"0"', '"snow_leopard";"0"'), "Approved"),
            ]
        )
    }
    upload = confirmed(files)
    assert upload.account.counts == {"rejected": 1}
    assert conflicts(upload)["verification"].to_dict() == {
        "kobotoolbox:u2": "unverified",
        "kobotoolbox:u4": "confirmed",
    }


@pytest.mark.parametrize("animal", ["maybe snow leopard", "snow_leopard wolf", "снежный барс?"])
def test_a_report_of_an_animal_that_is_doubted_or_one_of_two_is_unverified(animal):
    files = {
        "a.csv": KOBO.replace('"u1"', '"u9"', 1).replace('snow_leopard";"1', f'{animal}";"1', 1)
    }
    upload = only(files, {**confirmed(files).answers, f"species:{animal}": SNOW_LEOPARD})
    rows = conflicts(upload)
    assert rows.loc["kobotoolbox:u9", "verification"] == "unverified"
    assert rows.loc["kobotoolbox:u1", "verification"] == "confirmed"


def test_repeats_side_by_side_are_added_up_and_what_nobody_chose_is_named():
    wide = KOBO.replace('"what/livestock";"what/killed"', '"l[1]/livestock";"l[1]/killed"')
    head, *lines = wide.splitlines()
    wide = "\n".join(
        [f'{head};"l[2]/livestock";"l[2]/killed"', *(f'{ln};"goat";"2"' for ln in lines)]
    )
    upload = confirmed({"a.csv": wide})
    row = conflicts(upload).loc["kobotoolbox:u1"]
    assert (row["livestock_type"], row["livestock_killed"]) == ("sheep, goat", "7")  # 5 and 2
    assert b"l[2]/killed" in upload.content
    only_first = {
        q: "" for q in suggested(only({"a.csv": KOBO})) if q.endswith(":livestock_killed")
    }
    left = only({"a.csv": KOBO}, only_first)
    (said,) = [s for s in left.account.notes if s.code == "account.columns_not_read"]
    assert "what/killed" in said.text


def test_every_row_of_a_repeat_is_accounted_for():
    main = ODK.replace("livestock,killed,", "").replace("sheep,4,", "").replace("goat,2,", "")
    repeat = "livestock,killed,PARENT_KEY,KEY\nsheep,4,uuid:1,a\ngoat,3,uuid:7,b\n"
    upload = confirmed({"all.zip": zipped({"Form.csv": main, "Form-animals.csv": repeat})})
    assert upload.account.counts == {"of_report": 1, "no_report": 1, "rejected": 1}


def test_a_form_of_google_in_plain_words_is_one():
    text = (
        "Timestamp,When did it happen?,Village,Which animal?,What was lost?,How many died?,"
        "Confirmed by a ranger?\n3/3/2025 10:09:00,2025-03-01,Upper,Snow leopard,Sheep,4,yes\n"
    )
    upload = confirmed({"Form Responses 1.csv": text})
    (row,) = conflicts(upload).to_dict("records")
    assert upload.format == "google-forms"
    assert (row["scientific_name"], row["livestock_killed"]) == (SNOW_LEOPARD, "4")
    assert row["verification"] == "confirmed"
