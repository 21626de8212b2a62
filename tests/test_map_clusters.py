"""No mark of the map hides another: close ones stand as one, which opens from near."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.disclosure.selection import ALL, Selection
from impact.figures.map_clusters import HIDDEN, NUMBER, clustered, spread
from impact.figures.map_frame import NARROW, frame_around, placed_names
from impact.figures.map_words import map_in_words
from impact.figures.maps import area_marks, areas_on_file, deck, height_of
from impact.figures.style import LIGHT
from impact.handouts.packs import map_names
from impact.wording import words_in
from pages.shared.reader import ROOMS
from tests.handouts.packs_of import view_of

WORDS = words_in("en")


def mark(area_id: str, longitude: float, latitude: float, radius: float = 8.0) -> dict:
    place = [longitude, latitude]
    known = {"area_id": area_id, "name": area_id, "context": False, "incidents": 0}
    return {**known, "position": place, "radius": radius, "own": radius}


places = st.lists(
    st.tuples(st.floats(50, 80), st.floats(35, 50), st.floats(5, 17)), min_size=1, max_size=12
)


def laid_out(given_places: list[tuple[float, float, float]], width: int, height: int):
    """Marks of these places, the largest first, and the frame around them."""
    marks = [mark(str(n), *place) for n, place in enumerate(given_places)]
    marks.sort(key=lambda one: -one["radius"])
    return marks, frame_around([one["position"] for one in marks], width, height)


@given(places)
def test_every_mark_is_shown_once_and_none_hides_another(given_places):
    marks, frame = laid_out(given_places, 950, 560)
    alone, clusters = clustered(frame, marks, WORDS)
    shown = [one["area_id"] for one in alone]
    shown += [area for one in clusters for area in one["members"]]
    assert sorted(shown) == sorted(one["area_id"] for one in marks)
    for number, first in enumerate(alone):
        for second in alone[number + 1 :]:
            away = math.dist(frame.pixels(first["position"]), frame.pixels(second["position"]))
            assert away >= HIDDEN * max(first["radius"], second["radius"])


@given(places)
def test_the_number_of_a_cluster_stands_below_no_other_mark(given_places):
    marks, frame = laid_out(given_places, 320, 320)
    alone, clusters = clustered(frame, marks, WORDS)
    for one in clusters:
        for other in (*alone, *clusters):
            away = math.dist(frame.pixels(one["position"]), frame.pixels(other["position"]))
            assert one is other or away >= NUMBER + other["radius"]


def test_marks_of_one_place_stand_side_by_side_from_near():
    same = [mark(name, 54.5, 39.6) for name in "abc"]
    frame = frame_around([[54.5, 39.6]], 950, 560, closest=8.0)
    moved = spread(frame, same)
    assert clustered(frame, moved, WORDS)[1] == []
    centre = frame.pixels([54.5, 39.6])
    assert all(math.dist(frame.pixels(one["position"]), centre) < 30 for one in moved)


def test_a_name_stands_on_no_disc():
    marks = [mark("west", 54.0, 40.0, 15.0), mark("east", 54.8, 40.0, 15.0)]
    frame = frame_around([one["position"] for one in marks], 950, 560)
    for name in placed_names(frame, marks, []):
        x, y = frame.pixels(name["position"])
        assert math.hypot(*name["offset"]) > name["radius"], (x, y)


def test_a_name_stands_nearer_to_its_own_disc_than_to_any_other():
    # 30 pixels apart: above or below its disc the long name would end at the other one.
    frame = frame_around([[52.0, 40.0], [58.0, 40.0]], 950, 560)
    east = 54.0 + 30 / frame.scale
    marks = [mark("A long name of a place", 54.0, 40.0), mark("B", east, 40.0)]
    first = placed_names(frame, marks, [])[0]
    assert (first["offset"][0] < 0, first["anchor"]) == (True, "end")


def test_a_name_in_capitals_takes_more_room_than_in_small_letters():
    frame = frame_around([[54.0, 40.0]], 950, 560)
    country = {"position": [54.0, 40.0], "name": "KYRGYZSTAN", "size": 14}
    beside = mark("Sh", 54.0 + 45 / frame.scale, 40.0, 2.0)  # in 10 letters' width, of 100 pixels
    (name, moved) = placed_names(frame, [beside], [country])
    assert (name["name"], moved["name"]) == ("Sh", "KYRGYZSTAN")
    assert math.hypot(*moved["offset"]) > 0


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
def test_the_countries_of_the_programme_are_named_on_the_map_of_a_desk(language):
    words = words_in(language)
    table = areas_on_file(view_of("wildcats"), Selection(), words)
    layers = json.loads(deck(table, map_names(), words, LIGHT).to_json())["layers"]
    named = {one["name"] for layer in layers if "name" in layer["id"] for one in layer["data"]}
    countries = (
        map_names().query("kind == 'country'").set_index("name_en", drop=False)[f"name_{language}"]
    )
    wanted = ["Turkmenistan", "Kazakhstan", "Kyrgyzstan", "Uzbekistan"]
    assert {countries[one].upper() for one in wanted} <= named


@pytest.mark.parametrize("name", ["wildcats", "example"])
def test_a_cluster_that_is_opened_shows_its_areas_apart(name):
    view = view_of(name)
    table = areas_on_file(view, Selection(), WORDS)
    layers = {
        one["id"]: one
        for one in json.loads(deck(table, map_names(), WORDS, LIGHT).to_json())["layers"]
    }
    for cluster in layers["clusters"]["data"]:
        near = deck(table, map_names(), WORDS, LIGHT, opened=tuple(cluster["members"]))
        shown = {one["id"]: one for one in json.loads(near.to_json())["layers"]}
        alone = {one["area_id"] for one in shown["areas"]["data"]}
        assert set(cluster["members"]) <= alone


def test_a_published_border_is_drawn_and_only_where_the_place_is_published():
    view = view_of("wildcats")
    table = areas_on_file(view, Selection(), WORDS)
    square = "POLYGON ((54 39, 55 39, 55 40, 54 40, 54 39))"
    located = table["latitude"].notna()
    bordered = table.assign(outline=pd.Series(square, index=table.index))
    layers = json.loads(deck(bordered, map_names(), WORDS, LIGHT).to_json())["layers"]
    (outlines,) = (one for one in layers if one["id"] == "outlines")
    assert len(outlines["data"]["features"]) == located.sum() < len(table)
    assert outlines["data"]["features"][0]["geometry"]["type"] == "Polygon"
    green = [int(LIGHT.protected[at : at + 2], 16) for at in (1, 3, 5)]
    assert str(green)[1:-1] not in str(layers)  # it stands for a change beyond chance


@pytest.mark.parametrize("name", ["wildcats", "example"])
@pytest.mark.parametrize("width", ROOMS)
def test_every_mark_is_in_the_first_view_of_the_narrowest_window_that_it_is_drawn_for(name, width):
    table = areas_on_file(view_of(name), Selection(), WORDS)
    marks = area_marks(table.dropna(subset=["latitude"]), WORDS, small=width < NARROW)
    places = [one["position"] for one in marks]
    frame = frame_around(places, width, height_of(width))
    narrowest = width / 1.03
    for x, y in map(frame.pixels, places):
        assert abs(x) < narrowest / 2
        assert abs(y) < height_of(width) / 2


@pytest.mark.parametrize(("whose", "said"), [("programme", True), ("others", False), (ALL, False)])
def test_a_map_of_the_programmes_records_says_that_those_of_others_are_not_counted(whose, said):
    view, words, chosen = view_of("wildcats"), words_in("en"), Selection(whose=whose)
    table = areas_on_file(view, chosen, words)
    card = map_in_words(view, chosen, table, words)
    labels = [one["label"] for one in area_marks(table, words)]
    left_out = "Records by others are not counted here."
    assert ("Records of cats by others, which are not shown" in card.sentence) == said
    assert {left_out in label for label in labels} == {said}
    assert any("without those by others" in heading for heading in card.table) == said
