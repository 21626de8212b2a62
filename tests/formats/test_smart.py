"""SMART queries: patrols, all data, incidents, the incident table; SMART 4 to 7, en and ru."""

from __future__ import annotations

from tests.formats.sending import (
    KNOWN,
    LEOPARD,
    SNOW_LEOPARD,
    only,
)
from tests.formats.smart_queries import ALL_DATA, INCIDENT_TABLE, QUERY, confirmed, conflicts, row


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
