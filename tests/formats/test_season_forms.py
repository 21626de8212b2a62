"""A season's tables in forms that teams give them: one sheet, open ends, absences, other headings."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.reading.coordinate_pairs import split_pairs
from impact.reading.doubt import says_absence
from tests.formats.sending import LEOPARD, suggested
from tests.formats.sending import only as sent
from tests.formats.test_field_season import (
    ANSWERS,
    INCIDENTS,
    MONTHS,
    SEASON,
    SIGHTINGS,
    STATIONS,
    answered,
)

ONE_SHEET = ";\n".join((STATIONS, SIGHTINGS, "Сообщения\n" + INCIDENTS, "Обход\n" + MONTHS))


def frames(upload) -> dict[str, int]:
    return {name: len(text.frame) for name, text in upload.texts.items()}


def test_tables_one_below_the_other_on_a_sheet_are_read_as_if_each_had_its_own():
    upload = answered({"сезон 2025.csv": ONE_SHEET})
    assert frames(upload) == frames(answered(SEASON))
    kept = b"".join(original.content for original in upload.originals).decode("utf-8-sig")
    assert "Иванов" not in kept
    assert "Н. Н." not in kept
    assert "Огланлы" in kept


def test_headings_that_stand_once_more_are_no_row():
    heading = SIGHTINGS.splitlines()[0]
    files = {**SEASON, "леопард.csv": SIGHTINGS.replace("Х-02", f"{heading}\nХ-02", 1)}
    assert frames(answered(files)) == frames(answered(SEASON))


@pytest.mark.parametrize(
    "line",
    [
        "Х-02;20.03.2025;21:00;леопард;0",
        "Х-02;20.03.2025;21:00;леопард не отмечен;",
        "Х-02;20.03.2025;21:00;нет;",
        "Х-02;20.03.2025;21:00;көрүнгөн жок;",
        "Х-02;20.03.2025;21:00;пусто;",
        "Х-02;20.03.2025;21:00;чабан;1",
    ],
)
def test_what_says_that_no_cat_was_there_is_no_record_of_one(line):
    files = {**SEASON, "леопард.csv": SIGHTINGS.replace("Итого", f"{line}\nИтого")}
    upload = sent(files, {**ANSWERS, **suggested(sent(SEASON, ANSWERS))})
    assert upload.texts["detections"].frame["scientific_name"].tolist() == [LEOPARD] * 3
    assert not upload.questions


@pytest.mark.parametrize("said", ["leopard", "Леопард №3", "leopard no 3", "барс", "ýolbars"])
def test_the_name_of_a_cat_says_no_absence(said):
    assert not says_absence(said)


def test_a_camera_that_nobody_has_collected_counts_to_its_last_record_of_any_kind():
    # Set on 3 March, the wolf at 22:10 on 23 March is its last record.
    files = {**SEASON, "станции.csv": STATIONS.replace(";23.03.2025;", ";;")}
    text = answered(files).texts["deployments"]
    assert text.frame["deployment_end"].tolist() == ["2025-03-11", "2025-03-23T22:10"]
    assert [(p.rule, p.row) for p in text.problems if p.rule == "import.no_end"] == [
        ("import.no_end", 4)
    ]


def test_a_word_in_the_place_of_a_date_is_one_error_at_its_row():
    files = {**SEASON, "станции.csv": STATIONS.replace("23.03.2025", "украдена")}
    assert answered(files).texts["surveys"].frame["event_end"].tolist() == ["2025-03-11"]


def test_date_and_time_place_and_station_in_other_columns_are_the_same():
    files = {
        "cams.csv": "Camera ID,Placed,Picked up,GPS\n"
        'Х-01,2025-03-01,2025-03-11,"39.5, 54.5"\nХ-02,2025-03-03,2025-03-23,39.6 54.6\n',
        "seen.csv": "Camera,Date & time,Animal,Count\nХ-01,05/03/2025 05:03,leopard,1\n"
        "Х-02,23/03/2025 9:10 PM,Persian leopard,1\nХ-02,24/03/2025 01:00,no leopard,0\n",
    }
    upload = sent(files, {**ANSWERS, **suggested(sent(files, ANSWERS))})
    stays, seen = upload.texts["deployments"].frame, upload.texts["detections"].frame
    assert stays[["latitude", "longitude"]].to_numpy().tolist() == [
        ["39.5", "54.5"],
        ["39.6", "54.6"],
    ]
    assert seen["event_start"].tolist() == ["2025-03-05T05:03", "2025-03-23T21:10"]


@pytest.mark.parametrize(
    ("cell", "pair"),
    [
        ("39,21; 54,82", ("39,21", "54,82")),
        ("39,21, 54,82", ("39,21", "54,82")),
        ("39.21,54.82", ("39.21", "54.82")),
        ("39,21 54,82", ("39,21", "54,82")),
        ("39.21 N, 54.82 E", ("39.21 N", "54.82 E")),
        ("N39 12.600 E54 49.200", ("N39 12.600", "E54 49.200")),
        ("39.21", ("39.21", "39.21")),
    ],
)
def test_two_coordinates_in_one_cell(cell, pair):
    made = split_pairs(pd.Series([cell], dtype="str"))
    assert (made["latitude"][0], made["longitude"][0]) == pair


def test_months_may_stand_as_the_first_day_that_a_spreadsheet_makes_of_them():
    dated = MONTHS.replace("Янв", "2025-01-01").replace("Фев", "2025-02-01 00:00:00")
    upload = answered({**SEASON, "обход.csv": dated})
    assert set(upload.texts["reporting"].frame["month"]) == {"2025-01", "2025-02", "2025-03"}
