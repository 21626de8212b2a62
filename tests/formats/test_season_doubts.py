"""What is unlikely in a season is said at its row: days, places, years, names."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from impact.checking.checks import check_tables
from impact.formats.accounts import settled
from impact.formats.common import season_doubts as doubts
from impact.formats.common.near_areas import nearest_area
from impact.formats.common.season_stations import in_two_places, stray_stations
from impact.formats.receiving import Received
from tests.formats.sending import only, suggested
from tests.formats.test_field_season import ANSWERS, SEASON, SIGHTINGS, STATIONS


@cache
def confirmed() -> dict[str, str]:
    return {**ANSWERS, **suggested(only(SEASON, ANSWERS))}


@cache
def sound():
    return only(SEASON, confirmed())


def said(upload, rule: str) -> list[int | None]:
    return [p.row for text in upload.texts.values() for p in text.problems if p.rule == rule]


@pytest.mark.parametrize(
    ("file", "was", "now", "rule", "rows"),
    [
        ("леопард.csv", "05.03.2025", "05.09.2025", "import.no_camera_then", [2]),
        ("леопард.csv", "05.03.2025", "05.03.2024", "import.no_camera_then", [2]),
        ("леопард.csv", "5:03;Леопард", "5:03;", "import.sighting_without_species", [2]),
        ("станции.csv", "01.03.2025", "01.03.2015", "import.long_stay", [3]),
        ("станции.csv", "39,6;54,6", ";54,6", "import.half_a_place", [4]),
    ],
)
def test_one_wrong_cell_is_named_with_its_row(file, was, now, rule, rows):
    text = {"леопард.csv": SIGHTINGS, "станции.csv": STATIONS}[file].replace(was, now, 1)
    assert said(sound(), rule) == []
    assert said(only({**SEASON, file: text}, confirmed()), rule) == rows


@pytest.mark.parametrize("day", ["2025-43-11", "2025-02-31", "31.02.2025"])
def test_a_day_that_the_calendar_lacks_is_an_error_of_its_row_and_not_of_the_program(day):
    upload = only({**SEASON, "леопард.csv": SIGHTINGS.replace("05.03.2025", day, 1)}, confirmed())
    _, problems = check_tables(upload.texts)
    assert [p.row for p in problems if p.rule == "detections.event_start.type"] == [2]


def test_the_days_of_both_columns_prove_their_order():
    # Month first: the end of each camera has a day over 12, its start has none.
    american = STATIONS.replace("01.03.2025;11.03.2025", "03/01/2025;03/13/2025")
    american = american.replace("03.03.2025;23.03.2025", "03/03/2025;03/23/2025")
    upload = only({**SEASON, "станции.csv": american}, ANSWERS)
    assert "date_order" not in {one.id for one in upload.questions}
    starts = upload.texts["deployments"].frame["deployment_start"].tolist()
    assert starts == ["2025-03-01", "2025-03-03"]


def stations(*places: tuple[str, str]) -> pd.DataFrame:
    rows = [("s", n, f"X-{n}", *place) for n, place in enumerate(places, start=2)]
    return pd.DataFrame(rows, columns=["file", "row", "station", "latitude", "longitude"])


def test_a_station_far_from_all_others_is_named():
    near = [("39.50", "54.50"), ("39.55", "54.52"), ("39.60", "54.61")]
    assert stray_stations(stations(*near)) == []
    (one,) = stray_stations(stations(*near, ("36.50", "54.50")))
    assert one.row == 5
    assert "334 km" in one.message  # 3 degrees of latitude


@pytest.mark.parametrize(
    ("longitude", "start", "rows"),
    [("54.50", "2025-03-05", []), ("54.60", "2025-03-05", [3]), ("54.60", "2025-04-01", [])],
)
def test_a_name_in_two_places_at_once_is_refused_at_its_second_row(longitude, start, rows):
    both = stations(("39.50", "54.50"), ("39.50", longitude)).assign(
        station="X-1", location_id="x-1"
    )
    starts, ends = pd.Series(["2025-03-01", start]), pd.Series(["2025-03-20", "2025-04-20"])
    assert [one.row for one in in_two_places(both, starts, ends)] == rows


@pytest.mark.parametrize(
    ("names", "found"),
    [(("Яглы", "Ягли"), 1), (("Ак-Суу", "Ак Суу"), 1), (("Кара-Суу", "Ак-Суу"), 0),
     (("Oglanly", "Oglanl"), 1), (("Ой", "Оя"), 0), (("Село 1", "Село 2"), 0)],
)  # fmt: skip
def test_two_names_are_near_if_one_letter_tells_them_apart(names, found):
    rows = pd.DataFrame({"file": "s", "row": range(2, 2 + len(names)), "unit": names})
    assert len(doubts.near_villages(rows)) == found


AREAS = pd.DataFrame(
    {"area_id": ["one", "two", "country"], "latitude": [42.0, 42.0, None],
     "longitude": [78.4, 79.4, None], "area_km2": [1491.0, None, None]}
)  # fmt: skip


@pytest.mark.parametrize(
    ("latitude", "longitude", "area"),
    [
        ("41.95", "78.36", "one"),
        ("42.0", "79.3", "two"),
        ("42.0", "78.9", ""),
        ("39.5", "54.5", ""),
    ],
)
def test_the_area_at_whose_point_places_lie_is_suggested(latitude, longitude, area):
    assert nearest_area(stations((latitude, longitude)), AREAS) == area


def test_places_in_no_area_are_one_problem():
    none = {q.id: "" for q in only({"станции.csv": far()}).questions}
    upload = only({"станции.csv": far()}, none)
    (one,) = [
        p for p in upload.texts["deployments"].problems if p.rule == "import.location_outside"
    ]
    assert (one.row, one.severity) == (None, "error")
    assert "3, 4" in one.message
    _, found = check_tables(upload.texts)
    received = Received((upload,), texts=upload.texts)
    errors = [p.rule for p in settled(received, found) if p.severity == "error"]
    assert errors == ["import.location_outside"]


def far() -> str:
    return STATIONS.replace("39,5", "45,5").replace("39,6", "45,6")
