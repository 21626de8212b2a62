"""SMART queries: patrols, all data, incidents, the incident table; SMART 4 to 7, en and ru."""

from __future__ import annotations

import io
import json
import logging
import zipfile

import pandas as pd
import pytest

from impact.__main__ import main
from impact.formats.receiving import blanked
from impact.handouts.marked import marked
from tests.formats.sending import (
    KNOWN,
    LEOPARD,
    SNOW_LEOPARD,
    only,
    suggested,
    zipped,
)

NAME, PHONE, NATIONAL_ID = "Aman Amanow", "+993 65 123456", "A1234567890"
HEAD = (
    "Conservation Area ID,Conservation Area Name,Patrol ID,Type,Patrol Start Date,Patrol End Date,"
    "Station,Team,Objective,Mandate,Armed,Patrol Leg ID,Leader,Members,Pilot,"
    "Patrol Leg Start Date,Patrol Leg End Date,Patrol Transport Type,Waypoint ID,Observation Group,"
    "Waypoint Date,Waypoint Time,X,Y,Raw X,Raw Y,Direction,Distance,Comment,Observer,Last Modified,"
    "Last Modified By,Observation Category 0,Observation Category 1,Predator Species,"
    "Livestock Type,Number Killed,Name or Names,National ID Number,Phone Number,Person Age,"
    "Place of Origin,Registration Number\n"
)


def row(
    waypoint,
    categories,
    attributes=",,",
    *,
    date="Jul 23, 2026",
    patrol="TM_000012",
    at="54.5,39.5",
):
    return (
        f'TM1,Ridge,{patrol},GROUND,"Jul 20, 2026","Jul 25, 2026",S,T,O,M,true,1,{NAME},"{NAME}, B",,'
        f'"Jul 20, 2026","Jul 25, 2026",Foot,{waypoint},g,"{date}",3:04:05 PM,{at},1,2,,,'
        f'"called {PHONE}",{NAME},"Jul 26, 2026",{NAME},{categories},{attributes},'
        f"{NAME},{NATIONAL_ID},{PHONE},34,Gulbahar-7,XY 55\n"
    )


LIVESTOCK = "Human-Wildlife Conflict,Livestock killed"
# By hand: 7 rows. Waypoint 1 of 23 July has two observations (5 sheep and 2 goats): one incident,
# 7 killed. Waypoint 1 of 24 July is another. Waypoint 1 of 23 July of another patrol is another.
# Waypoint 2 is a wolf's: an incident too, of no species of ours. Waypoints 3 and 4 are none.
QUERY = HEAD + "".join(
    [
        row(1, LIVESTOCK, "Leopard,sheep,5"),
        row(1, LIVESTOCK, "Leopard,goats,2"),
        row(1, LIVESTOCK, "Snow leopard,sheep,1", date="Jul 24, 2026"),
        row(1, LIVESTOCK, "Leopard,sheep,1", patrol="TM_000013"),
        row(2, LIVESTOCK, "Wolf,sheep,3"),
        row(3, "Animal,Live"),
        row(4, "Position,"),
    ]
)


def confirmed(content=QUERY, known=KNOWN, **more):
    """The query with every suggestion confirmed, and the reports held to be probable."""
    answers: dict[str, str] = {}
    for _ in range(3):
        upload = only({"query.csv": content}, answers, known)
        answers |= suggested(upload) | {"verification:smart": "probable"} | more
    return only({"query.csv": content}, answers, known)


def conflicts(upload):
    return upload.texts["conflicts"].frame


def test_nothing_is_an_incident_before_somebody_has_said_so():
    upload = only({"query.csv": QUERY})
    assert upload.format == "smart"
    assert upload.account.taken == {"conflicts": 0}
    assert {problem.rule for problem in upload.problems} == {"file.question"}
    by_id = {question.id: question.suggested for question in upload.questions}
    assert by_id == {
        "incident:smart:Human-Wildlife Conflict / Livestock killed": "livestock depredation",
        "incident:smart:Animal / Live": "",
        "incident:smart:Position": "",
        "attribute:smart:species": "Predator Species",
        "attribute:smart:livestock_type": "Livestock Type",
        "attribute:smart:livestock_killed": "Number Killed",
        "attribute:smart:livestock_injured": "",
        "species:Leopard": LEOPARD,
        "species:Snow leopard": SNOW_LEOPARD,
        "species:Wolf": "",
        "verification:smart": "unverified",
    }


def test_one_waypoint_is_one_incident_however_many_observations_it_has():
    upload = confirmed()
    rows = conflicts(upload)
    assert upload.questions == ()
    assert upload.account.taken == {"conflicts": 4}
    assert upload.account.counts == {"no_incident": 2, "same_waypoint": 1}
    assert rows["incident_id"].tolist() == [
        "smart:TM1:TM_000012:2026-07-23:1",
        "smart:TM1:TM_000012:2026-07-24:1",
        "smart:TM1:TM_000013:2026-07-23:1",
        "smart:TM1:TM_000012:2026-07-23:2",
    ]
    assert rows["livestock_killed"].tolist() == ["7", "1", "1", "3"]
    assert rows["scientific_name"].fillna("").tolist() == [LEOPARD, SNOW_LEOPARD, LEOPARD, ""]
    assert rows["species_suspected"].tolist() == ["Leopard", "Snow leopard", "Leopard", "Wolf"]


def test_dates_and_times_of_an_american_locale_and_the_place_are_read():
    first = conflicts(confirmed()).iloc[0]
    assert first[["event_start", "latitude", "longitude", "area_id"]].tolist() == [
        "2026-07-23T15:04:05",
        "39.5",
        "54.5",
        "ridge",
    ]
    assert first["incident_type"] == "livestock depredation"
    assert first["verification"] == "probable"


def test_next_months_file_asks_nothing():
    answers = confirmed().answers
    june = QUERY.replace("Jul 2", "Aug 2")
    upload = only({"august.csv": june}, answers)
    assert upload.questions == ()
    assert upload.account.taken == {"conflicts": 4}


def test_what_is_new_next_month_is_asked_and_nothing_else():
    more = QUERY + row(9, "Human-Wildlife Conflict,Person injured", "Leopard,,")
    asked = only({"query.csv": more}, confirmed().answers).questions
    assert [(q.id, q.suggested) for q in asked] == [
        ("incident:smart:Human-Wildlife Conflict / Person injured", "person injured")
    ]


def test_the_gravest_report_names_the_incident():
    both = QUERY + row(1, "Human-Wildlife Conflict,Person injured", "Leopard,,")
    rows = conflicts(confirmed(both))
    assert rows.set_index("incident_id").loc[
        "smart:TM1:TM_000012:2026-07-23:1", ["incident_type", "livestock_killed"]
    ].tolist() == ["person injured", "7"]


def test_coordinates_in_another_projection_ask_for_it_and_are_not_used_before():
    metres = QUERY.replace("54.5,39.5", "512345.7,4371234.1")
    upload = confirmed(metres, known=KNOWN, **{"area:TM1": "ridge"})
    assert "grid" in {question.id for question in upload.questions}
    assert not {"latitude", "longitude"} & set(conflicts(upload))


PERSONAL = (NAME, "Amanow", PHONE, "123456", NATIONAL_ID, "1234567890", "Gulbahar-7", "XY 55")


def test_names_telephone_and_identity_numbers_are_nowhere_in_what_becomes_of_the_file():
    upload = confirmed()
    everything = repr(upload.texts) + str(conflicts(upload).to_dict()) + repr(upload.account)
    everything += repr([s.text for s in upload.account.said]) + repr(upload.questions)
    assert not [text for text in PERSONAL if text in everything]


def test_the_kept_original_is_blanked_and_says_so():
    (original,) = confirmed().originals
    assert original.name == "query (personal data removed).csv"
    text = original.content.decode("utf-8-sig")
    assert not [each for each in PERSONAL if each in text]
    lines = text.splitlines()
    assert lines[0].startswith("Conservation Area ID,Conservation Area Name,Patrol ID")
    assert len(lines) == 8
    assert "(removed)" in lines[1]
    assert "Leopard,sheep,5" in lines[1]


def test_the_workbook_of_problems_and_the_log_hold_no_trace(caplog):
    caplog.set_level(logging.DEBUG)
    upload = confirmed()
    book = zipfile.ZipFile(io.BytesIO(marked(upload, upload.texts["conflicts"].problems)))
    written = b"".join(book.read(name) for name in book.namelist()).decode()
    assert "Leopard" in written
    assert not [each for each in PERSONAL if each in written + caplog.text]


def test_no_file_of_a_store_holds_a_trace_after_publishing(tmp_path, capsys):
    (tmp_path / "query.csv").write_text(QUERY, encoding="utf-8")
    answers = confirmed().answers | {"area:TM1": "TM"}
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    store = tmp_path / "store"
    sent = ["publish", str(tmp_path / "query.csv"), "--answers", str(tmp_path / "answers.json")]
    status = main([*sent, "--store", str(store), "--author", "A", "--note", "July", "--yes"])
    printed = capsys.readouterr()
    assert status == 0, printed
    files = [file for file in store.rglob("*") if file.is_file()]
    assert any(b"(removed)" in file.read_bytes() for file in files)
    everything = printed.out + printed.err + "".join(map(_text_of, files))
    assert "livestock depredation" in everything
    assert not [each for each in PERSONAL if each in everything]


def _text_of(file):
    """What a file of the store holds: the cells of a table, or its text."""
    content = file.read_bytes()
    if content.startswith(b"PAR1"):
        return pd.read_parquet(io.BytesIO(content)).to_csv()
    return content.decode("utf-8", errors="replace")


def test_the_bytes_alone_can_be_blanked_too():
    for name, content in {"q.csv": QUERY.encode(), "q.zip": zipped({"q.csv": QUERY})}.items():
        kept = blanked(content, name)
        assert b"Amanow" not in kept
        assert NATIONAL_ID.encode() not in kept
    ours = b"area_id,name\nTM,Turkmenistan\n"
    assert blanked(ours, "areas.csv") == ours


ALL_DATA = """\
Conservation Area ID,Conservation Area Name,Source,Waypoint ID,Waypoint Date,Waypoint Time,X,Y,Direction,Distance,Comment,Observer,Observation Category 0,Observation Category 1,Species
TM1,Ridge,Independent Incident,17,"Jul 23, 2026",15:04:05,54.5,39.5,,,,X Y,Livestock attacked,,Leopard
TM1,Ridge,Independent Incident,A-18,"Jul 23, 2026",15:04:05,54.5,39.5,,,,X Y,Livestock attacked,,Leopard
"""
INCIDENT_TABLE = """\
Incident UUID,Incident ID,Date Time,Raw X,Raw Y,Distance,Bearing,X,Y,Comments,Observer,Conservation Area ID,Conservation Area Name
u-1,I-001,"Jul 23, 2026 3:04:05 PM",1,2,,,54.5,39.5,text,Somebody,TM1,Ridge
u-2,I-002,"Jul 24, 2026 3:04:05 PM",1,2,,,54.5,39.5,text,Somebody,TM1,Ridge
"""


def test_all_data_of_an_older_smart_and_waypoints_with_letters_are_read():
    assert confirmed(ALL_DATA).account.taken == {"conflicts": 2}


def test_the_incident_table_has_no_categories_and_all_of_it_is_asked_at_once():
    upload = only({"i.csv": INCIDENT_TABLE})
    assert [q.id for q in upload.questions] == ["incident:smart:"]
    told = confirmed(INCIDENT_TABLE, **{"incident:smart:": "livestock depredation"})
    assert told.account.taken == {"conflicts": 2}
    assert conflicts(told)["event_start"].tolist() == ["2026-07-23T15:04:05", "2026-07-24T15:04:05"]


RUSSIAN = (
    "ID природоохранной территории;Название природоохранной территории;ID патруля;Тип;"
    "Руководитель;ID точки;Дата точки;Время точки;X;Y;Комментарий;Наблюдатель;"
    "Категория наблюдения 0;Категория наблюдения 1;Вид хищника;Вид скота;Убито голов;ФИО владельца;"
    "Телефон\r\n"
    "TM1;Хребет;TM_1;Пеший;Аманов А.;1;23 июл. 2026 г.;15:04:05;54,5;39,5;звонил;Аманов А.;"
    "Конфликт;Нападение на скот;Леопард;овцы;4;Аманов Б.;8 (800) 555-35-35\r\n"
    "TM1;Хребет;TM_1;Пеший;Аманов А.;2;24 июл. 2026 г.;15:04:05;54,5;39,5;;Аманов А.;"
    "Положение;;;;;;\r\n"
).encode("cp1251")


def test_russian_headings_dates_and_decimal_commas_are_read_by_their_words():
    upload = confirmed(RUSSIAN)
    first = conflicts(upload).iloc[0]
    assert upload.account.taken == {"conflicts": 1}
    assert first[["event_start", "latitude", "livestock_type", "livestock_killed"]].tolist() == [
        "2026-07-23T15:04:05",
        "39.5",
        "овцы",
        "4",
    ]
    assert first["scientific_name"] == LEOPARD
    assert "Аманов".encode() not in upload.originals[0].content
    assert b"555" not in upload.originals[0].content


def test_headings_in_any_other_language_are_read_by_a_mapping():
    turkmen = ALL_DATA.replace("Conservation Area ID", "Gorag meýdançasy").replace(
        "Waypoint ID", "Nokat"
    )
    turkmen = turkmen.replace("Waypoint Date", "Senesi").replace("Waypoint Time", "Wagty")
    assert only({"q.csv": turkmen}).format == ""
    mapping = {
        "Gorag meýdançasy": "Conservation Area ID",
        "Nokat": "Waypoint ID",
        "Senesi": "Waypoint Date",
        "Wagty": "Waypoint Time",
    }
    assert only({"q.csv": turkmen}, mapping=mapping).format == "smart"


@pytest.mark.parametrize(
    "heading", ["Phone", "ФИО", "Ady", "Owner name", "National ID Number", "Паспорт"]
)
def test_a_column_that_may_name_a_person_is_never_offered(heading):
    upload = only({"q.csv": ALL_DATA.replace("Species", heading)})
    offered = {o.code for q in upload.questions for o in q.options}
    assert heading not in offered
