"""Where the stations of a season lie: merged cells, near names of areas, names used twice."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from impact.formats.common.ids import tidy_id
from impact.formats.common.near_areas import near_area
from tests.formats.sending import AREAS, KNOWN, only
from tests.formats.test_field_season import ANSWERS, SEASON, SIGHTINGS, STATIONS

NAMED = pd.DataFrame(
    [
        ("kichi", "Kichi Balkan (Lesser Balkhan) range", "Хребет Малый Балхан"),
        ("uly", "Uly Balkan (Greater Balkhan) range", "Хребет Большой Балхан"),
        ("kopet", "Kopetdag range", "Хребет Копетдаг"),
        ("badhyz", "Badhyz State Nature Reserve", "Бадхызский заповедник"),
        ("naryn", "Naryn State Nature Reserve", "Нарынский заповедник"),
        ("sary", "Sarychat-Ertash (Eertash) State Nature Reserve", "Сарычат-Эрташский заповедник"),
    ],
    columns=["area_id", "name", "name_ru"],
)


@pytest.mark.parametrize(
    ("text", "area"),
    [("Фотоловушки, Малый Балхан, весна 2025", "kichi"), ("на Малом Балхане", "kichi"),
     ("Uly Balkan 2026.xlsx", "uly"), ("Greater Balkhan", "uly"), ("Балхан", ""),
     ("Малый и Большой Балхан", ""), ("stations", ""), ("Сарычат-Эрташ", "sary")],
)  # fmt: skip
def test_an_area_is_suggested_where_one_is_named(text, area):
    assert near_area(text, NAMED) == area


def test_part_of_a_name_is_enough_where_nothing_else_is_written():
    assert near_area("Sarychat", NAMED, whole=True) == "sary"
    assert near_area("Sarychat", NAMED) == ""
    assert near_area("Малый Балхон", NAMED, whole=True) == "kichi"
    assert near_area("Балхан", NAMED, whole=True) == ""


def workbook(text: str, *merged: str) -> bytes:
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append([cell or None for cell in line.split(";")])
    for cells in merged:
        book.active.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_merged_cell_is_the_station_of_its_rows_and_nothing_is_asked():
    files = {"станции.csv": STATIONS, "леопард.xlsx": workbook(SIGHTINGS, "A2:A3")}
    upload = only(files, ANSWERS)
    assert not [q for q in upload.questions if q.id.startswith("station_above")]
    places = upload.texts["detections"].frame["location_id"].tolist()
    assert places == [tidy_id("Х-01"), tidy_id("Х-01"), tidy_id("Х-02")]


def test_a_merged_day_is_that_of_each_camera_that_it_covers():
    one_day = STATIONS.replace("03.03.2025", "")
    upload = only({"леопард.csv": SIGHTINGS, "станции.xlsx": workbook(one_day, "B3:B4")}, ANSWERS)
    starts = upload.texts["deployments"].frame["deployment_start"].tolist()
    assert starts == ["2025-03-01", "2025-03-01"]


def test_an_empty_cell_that_is_not_merged_is_asked_for():
    files = {"станции.csv": STATIONS, "леопард.xlsx": workbook(SIGHTINGS)}
    assert [q for q in only(files, ANSWERS).questions if q.id.startswith("station_above")]


HERE = pd.DataFrame([(tidy_id("Х-01"), "Х-01", "ridge", 39.5, 54.5)],
                    columns=["location_id", "station", "area_id", "latitude", "longitude"])  # fmt: skip
ON_FILE = replace(KNOWN, areas=AREAS.drop(columns="outline"), locations={tidy_id("Х-01"): "ridge"},
                  stations=HERE)  # fmt: skip


def places(known, latitude: str):
    stations = STATIONS.replace("39,5", latitude).replace("39,6", latitude)
    return only({**SEASON, "станции.csv": stations}, ANSWERS, known=known)


def test_a_station_of_a_known_name_far_away_is_another_place_and_is_asked_for():
    near, far = places(ON_FILE, "39,5"), places(ON_FILE, "42,5")
    assert near.texts["deployments"].frame["area_id"].dropna().tolist() == ["ridge"]  # that on file
    assert "area_id" not in far.texts["deployments"].frame  # of none of them is it known
    assert tidy_id("Х-01") not in set(far.texts["deployments"].frame["location_id"])
    assert [q.id for q in far.questions if "Х" in q.id] == [
        "area:Х (42°, 54°)",
        "area:Х (42°, 55°)",
    ]


def test_a_name_of_two_stations_is_refused_in_a_sighting():
    other = STATIONS.replace("Х-01", "Х-01").replace("39,5;54,5", "39,5;56,5")
    both = {"станции 1.csv": STATIONS.replace("Х-", ""), "леопард.csv": SIGHTINGS.replace("Х-", ""),
            "станции 2.csv": other.replace("Х-", "")}  # fmt: skip
    problems = only(both, ANSWERS).texts["detections"].problems
    assert "import.station_of_two_places" in {one.rule for one in problems}
