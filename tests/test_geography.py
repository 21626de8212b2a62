"""The map's layers and the drawings: small, within the box, named, and asking no other host."""

from __future__ import annotations

import ast
import csv
import gzip
import json
import math
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
GEOGRAPHY = ROOT / "data" / "geography"
LAYERS = ROOT / "static" / "geography"
DRAWINGS = ROOT / "static" / "drawings"
NOTICE = (GEOGRAPHY / "NOTICE.md").read_text(encoding="utf-8")
WEST, SOUTH, EAST, NORTH = 40, 30, 95, 57
LANGUAGES = ("en", "ru", "tk", "ky", "kk")
KB = 1_024
GZIPPED = {"countries.geojson": 45 * KB, "borders.geojson": 25 * KB, "water.geojson": 40 * KB}
RELIEFS = {"relief.webp": "light", "relief-dark.webp": "dark"}
DRAWN = [
    f"{name}{variant}.svg"
    for name in ("persian-leopard", "snow-leopard", "ridge")
    for variant in ("", "-dark")
]
# What may be named: nothing smaller than a town, a lake or a range.
KINDS = {"country", "capital", "city", "sea", "lake", "range", "desert", "plateau"}
Ring = list[list[float]]


def places() -> list[dict[str, str]]:
    with (GEOGRAPHY / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def layer(name: str) -> list[dict]:
    return json.loads((LAYERS / name).read_text(encoding="utf-8"))["features"]


def points(coordinates: list) -> Iterator[list[float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates
    else:
        for part in coordinates:
            yield from points(part)


def areas(geometry: dict) -> list[list[Ring]]:
    whole = geometry["type"] == "Polygon"
    return [geometry["coordinates"]] if whole else geometry["coordinates"]


def encloses(ring: Ring, x: float, y: float) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    crossings = [
        x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossings) % 2 == 1


def contains(geometry: dict, x: float, y: float) -> bool:
    return any(
        encloses(rings[0], x, y) and not any(encloses(hole, x, y) for hole in rings[1:])
        for rings in areas(geometry)
    )


def country(code: str) -> dict:
    (found,) = [f for f in layer("countries.geojson") if f["properties"]["iso_a2"] == code]
    return found["geometry"]


@pytest.mark.parametrize("name", GZIPPED)
def test_a_vector_layer_is_light_once_compressed(name: str) -> None:
    packed = gzip.compress((LAYERS / name).read_bytes())
    assert 5 * KB < len(packed) <= GZIPPED[name]


@pytest.mark.parametrize("name", GZIPPED)
def test_every_coordinate_lies_in_the_box(name: str) -> None:
    found = [point for f in layer(name) for point in points(f["geometry"]["coordinates"])]
    assert len(found) > 1_000
    assert all(WEST <= x <= EAST and SOUTH <= y <= NORTH for x, y in found)


def test_every_country_has_both_codes_or_is_known_to_have_none() -> None:
    codes = {f["properties"]["name_en"]: f["properties"] for f in layer("countries.geojson")}
    without = {name for name, about in codes.items() if not about["iso_a2"]}
    assert without == {"Siachen Glacier"}
    named = [about for about in codes.values() if about["iso_a2"]]
    assert all(len(about["iso_a2"]) == 2 and len(about["iso_a3"]) == 3 for about in named)
    assert len({about["iso_a2"] for about in named}) == len(named)


def test_the_layers_carry_the_names_that_the_table_of_places_has_today() -> None:
    table = {row["iso_a2"]: row for row in places() if row["kind"] == "country"}
    water = {row["place_id"]: row for row in places()}
    for found in layer("countries.geojson"):
        about = found["properties"]
        if about["iso_a2"]:
            names = {key: value for key, value in about.items() if key.startswith("name_")}
            assert names == {key: table[about["iso_a2"]][key] for key in names}
            assert set(names) == {f"name_{language}" for language in LANGUAGES}
    for found in layer("water.geojson"):
        about = found["properties"]
        if about["place_id"]:
            names = {key: value for key, value in about.items() if key.startswith("name_")}
            assert names == {key: water[about["place_id"]][key] for key in names}


def test_baikonur_is_part_of_kazakhstan() -> None:
    assert contains(country("KZ"), 63.3, 45.95)
    named = {f["properties"]["name_en"] for f in layer("countries.geojson")}
    assert "Baikonur" not in named


@pytest.mark.parametrize(
    ("place_id", "longitude", "latitude"),
    [
        ("caspian-sea", 51.0, 42.0),
        ("aral-sea", 60.8, 46.5),
        ("balkhash", 74.0, 46.3),
        ("balkhash", 78.5, 46.6),
        ("issyk-kul", 77.3, 42.4),
    ],
)
def test_a_great_water_lies_where_it_is(place_id: str, longitude: float, latitude: float) -> None:
    (found,) = [f for f in layer("water.geojson") if f["properties"]["place_id"] == place_id]
    assert contains(found["geometry"], longitude, latitude)


def test_a_border_is_drawn_between_two_named_neighbours_and_not_on_the_boxes_frame() -> None:
    found = layer("borders.geojson")
    pairs = [f["properties"]["between"] for f in found]
    assert {"KG KZ", "KZ TM", "IR TM", "TM UZ", "CN KG"} <= set(pairs)
    frame = [
        (one, other)
        for f in found
        for line in (
            [f["geometry"]["coordinates"]]
            if f["geometry"]["type"] == "LineString"
            else f["geometry"]["coordinates"]
        )
        for one, other in pairwise(line)
        if one[0] == other[0] in (WEST, EAST) or one[1] == other[1] in (SOUTH, NORTH)
    ]
    assert frame == []


@pytest.mark.parametrize("name", RELIEFS)
def test_a_relief_is_small_and_in_mercators_proportion(name: str) -> None:
    def ordinate(latitude: float) -> float:
        return math.degrees(math.asinh(math.tan(math.radians(latitude))))

    assert (LAYERS / name).stat().st_size <= 200 * KB
    with Image.open(LAYERS / name) as picture:
        width, height = picture.size
    assert width == 1_600
    assert height == pytest.approx(
        width * (ordinate(NORTH) - ordinate(SOUTH)) / (EAST - WEST), abs=1
    )


@pytest.mark.parametrize(("name", "theme"), RELIEFS.items())
def test_a_relief_runs_out_into_the_page_of_its_theme(name: str, theme: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    page = bytes.fromhex(config["theme"][theme]["backgroundColor"].removeprefix("#"))
    with Image.open(LAYERS / name) as picture:
        corner = picture.convert("RGB").getpixel((2, 2))
    assert all(abs(a - b) <= 4 for a, b in zip(corner, page, strict=True))


def test_every_place_has_a_name_in_every_language() -> None:
    rows = places()
    assert len(rows) > 50
    nameless = [
        (row["place_id"], language)
        for row in rows
        for language in LANGUAGES
        if not row[f"name_{language}"].strip()
    ]
    assert nameless == []
    assert len({row["place_id"] for row in rows}) == len(rows)


def test_a_name_is_written_in_the_letters_of_its_language() -> None:
    cyrillic = re.compile("[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі -]+")
    for row in places():
        for language in ("ru", "ky", "kk"):
            assert cyrillic.fullmatch(row[f"name_{language}"]), row["place_id"]
        for language in ("en", "tk"):
            assert not re.search("[Ѐ-ӿ]", row[f"name_{language}"]), row["place_id"]


def test_no_place_is_smaller_than_a_town_a_lake_or_a_range() -> None:
    assert {row["kind"] for row in places()} == KINDS


def test_a_country_and_its_cities_stand_inside_it() -> None:
    borders = {row["iso_a2"]: country(row["iso_a2"]) for row in places() if row["iso_a2"]}
    outside = [
        row["place_id"]
        for row in places()
        if row["kind"] in {"country", "capital", "city"}
        and not contains(borders[row["iso_a2"]], float(row["longitude"]), float(row["latitude"]))
    ]
    assert outside == []


def test_every_file_and_every_source_is_named_in_the_notice() -> None:
    files = [*LAYERS.iterdir(), *DRAWINGS.iterdir(), GEOGRAPHY / "places.csv"]
    assert {path.name for path in LAYERS.iterdir()} == {*GZIPPED, *RELIEFS}
    assert {path.name for path in DRAWINGS.iterdir()} == {*DRAWN, "preview.png"}
    assert [path.name for path in files if f"{path.name}`" not in NOTICE] == []
    tree = ast.parse((GEOGRAPHY / "sources.py").read_text(encoding="utf-8"))
    asked = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and re.search(r"\w(@|==)\d", str(node.value))
    ]
    assert len(asked) == 3
    for package in asked:
        name, version = re.split("@|==", package)
        assert re.search(rf"`{name}`\s+{re.escape(version)}", NOTICE)


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_small_and_holds_nothing_but_shapes(name: str) -> None:
    path = DRAWINGS / name
    assert path.stat().st_size <= 40 * KB
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    shapes = {element.tag.split("}")[1] for element in root.iter()}
    assert shapes <= {
        *("svg", "g", "defs", "clipPath", "path", "rect", "circle"),
        *("linearGradient", "radialGradient", "stop"),
    }


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_refers_to_nothing_outside_itself(name: str) -> None:
    root = ET.fromstring((DRAWINGS / name).read_text(encoding="utf-8"))
    ids = {element.get("id") for element in root.iter()} - {None}
    for element in root.iter():
        for attribute, value in element.attrib.items():
            assert "href" not in attribute.lower()
            assert not attribute.lower().startswith("on")
            assert "style" not in attribute.lower()
            for address in re.findall(r"url\(([^)]*)\)", value):
                assert address.removeprefix("#") in ids and address.startswith("#")
            assert "//" not in value and "data:" not in value


def test_a_drawing_has_the_proportions_of_its_place() -> None:
    for name in DRAWN:
        root = ET.fromstring((DRAWINGS / name).read_text(encoding="utf-8"))
        _, _, width, height = map(float, root.get("viewBox").split())
        expected = 1600 / 215 if name.startswith("ridge") else 2
        assert width / height == pytest.approx(expected)
