"""Sightings without a station: of people, by date, species and a place or coordinates."""

from __future__ import annotations

import pytest

from impact.metrics.events import may_be_detections, presence
from tests.formats.sending import LEOPARD, only, rules, suggested
from tests.tables import table

BY_POINT = (
    "Дата;Вид;Широта;Долгота;Количество;Примечание\n"
    "12.03.2025;леопард;39,6012;54,4013;1;следы у тропы\n"
    "15.03.2025;волк;39,6112;54,4113;2;видели\n"
    "16.03.2025;леопард?;39,6112;54,4113;2;видели\n"
    "Итого;;;;3;\n"
)
BY_PLACE = (
    "date,time,species,place,number\n"
    "2025-03-12,10:05,leopard,Ridge,1\n"
    "2025-03-15,07:00,leopard,Kemal gorge,2\n"
)
OF_A_PHONE = (
    "Id,Date,Time,Latitude,Longitude,Altitude,Species,Leopard?,Device Id\n"
    "1,2025/03/12,10:00:00,39.6,54.4,800,Persian leopard,True,A\n"
    "2,2025/03/13,10:00:00,39.6,54.4,800,Wolf,False,A\n"
)


def confirmed(file: dict[str, str], **said: str):
    """What is read with everything confirmed that is suggested, and what is `said` of areas."""
    areas = {f"area:{name}": area for name, area in said.items()}
    return only(file, suggested(only(file)) | areas)


def rows(upload):
    return upload.texts["detections"].frame


def test_a_point_says_the_area_and_nothing_of_ours_is_asked_of_the_file():
    upload = confirmed({"встречи 2025.csv": BY_POINT})
    found = rows(upload)
    assert found["scientific_name"].tolist() == [LEOPARD, LEOPARD]
    assert found["area_id"].tolist() == ["ridge", "ridge"]
    assert found["event_start"].tolist() == ["2025-03-12", "2025-03-16"]
    assert found["identification_verification_status"].tolist() == ["verified", "unverified"]
    assert "location_id" not in found  # no camera made them
    assert not [p for p in upload.texts["detections"].problems if p.severity == "error"]
    assert upload.account.aside["reason"].tolist() == ["other_species", "total"]


def test_a_place_is_an_area_by_its_name_or_asked_by_its_name():
    file = {"seen.csv": BY_PLACE}
    asked = [q.id for q in only(file).questions if q.id.startswith("area:")]
    assert asked == ["area:Kemal gorge"]
    found = rows(confirmed(file, **{"Kemal gorge": "valley"}))
    assert found["area_id"].tolist() == ["ridge", "valley"]
    assert found["locality"].tolist() == ["Ridge", "Kemal gorge"]
    assert found["event_start"].tolist() == ["2025-03-12 10:05", "2025-03-15 07:00"]


def test_the_table_of_a_phone_is_read_and_what_is_not_is_named():
    upload = confirmed({"cybertracker.csv": OF_A_PHONE})
    assert rows(upload)["area_id"].tolist() == ["ridge"]
    assert ("import.columns_without_use", 1) in rules(upload, "detections")


def test_many_places_without_coordinates_are_one_question():
    lines = "".join(f"2025-03-{day:02},leopard,Gorge {day}\n" for day in range(1, 20))
    upload = only({"seen.csv": f"date,species,place\n{lines}"})
    assert len([q for q in upload.questions if q.id.startswith("area:")]) == 1


def test_they_show_presence_and_are_in_no_rate():
    found = rows(confirmed({"seen.csv": BY_POINT}))
    written = found[["observation_id", "scientific_name", "count_unit"]].to_dict("records")
    of = table("detections", *({**row, "count": 1} for row in written))
    assert not may_be_detections(of).any()
    assert len(presence(of)) == 2


def test_the_same_sighting_has_the_same_id_when_it_is_sent_again_with_others():
    first, *others = rows(confirmed({"a.csv": BY_POINT}))["observation_id"]
    header, line, *_ = BY_POINT.splitlines(keepends=True)
    again = rows(confirmed({"b.csv": header + "01.02.2025;леопард;39,61;54,41;1;\n" + line}))
    assert first in set(again["observation_id"])
    assert not set(others) & set(again["observation_id"])


def test_whose_records_they_are_is_asked_once():
    file = {"seen.csv": BY_POINT}
    whose = "recorded_by:field-season encounters"
    assert whose in {q.id for q in only(file).questions}
    answers = suggested(only(file)) | {whose: "others"}
    assert rows(only(file, answers))["attribution"].eq("others").all()


@pytest.mark.parametrize("harm", ["Скот", "Погибло голов", "Задрано овец", "Goats killed"])
def test_where_livestock_was_lost_it_is_an_incident_and_no_sighting(harm):
    file = {"2025.csv": f"Дата;Село;Вид;{harm}\n12.03.2025;Яглы;леопард;овцы\n"}
    asked = {question.id.partition(":")[0] for question in only(file).questions}
    assert asked == {"incident", "area"}
