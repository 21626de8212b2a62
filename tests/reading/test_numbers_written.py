"""Numbers are read by the sign that their own file proves, and never guessed."""

from __future__ import annotations

import pytest

from impact.model.schemas import schema
from impact.reading.numbers_written import read_numbers

FIELDS = {
    "latitude": schema("areas").field("latitude"),  # -90 to 90
    "area_km2": schema("areas").field("area_km2"),  # 0 and more
    "trap_nights": schema("surveys").field("trap_nights"),
    "stations": schema("surveys").field("stations"),  # whole
}


def read(chosen: str = "", delimiter: str = "", **cells: list[str]):
    return read_numbers(cells, FIELDS, chosen=chosen, delimiter=delimiter)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("41,25", "41.25"),
        ("41.25", "41.25"),
        ("-41,25", "-41.25"),
        ("−41,25", "-41.25"),
        ("+3", "+3"),
        ("1 234", "1234"),
        ("1\u00a0234\u00a0567,5", "1234567.5"),
        ("1\u202f234,5", "1234.5"),
        ("1'234.5", "1234.5"),
        ("1’234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("0,125", "0.125"),
        (",5", "0.5"),
        ("1,5e3", "1.5e3"),
        ("12345,678", "12345.678"),
    ],
)
def test_a_number_that_can_be_read_in_one_way_is(written, digits):
    assert read(area_km2=[written]).text == {"area_km2": {written: digits}}


@pytest.mark.parametrize(
    "written",
    ["12 34", "1,2,3", "1 234 56", "1.2.3", "1 234'567", "about 5", "5-6", "3 km", "", "٤", "1,,5"],
)
def test_what_is_no_number_is_left_as_it_is(written):
    found = read(area_km2=[written])
    assert found.text == {"area_km2": {}}
    assert found.open == {}


@pytest.mark.parametrize("written", ["1,234", "1.234"])
def test_a_number_that_may_be_two_is_open_until_it_is_answered(written):
    assert read(trap_nights=[written]).open == {"trap_nights": (written,)}
    point = read(trap_nights=[written], chosen="point").text["trap_nights"][written]
    comma = read(trap_nights=[written], chosen="comma").text["trap_nights"][written]
    assert {float(point), float(comma)} == {1234, 1.234}
    assert (float(point) == 1.234) == ("." in written)


@pytest.mark.parametrize(
    ("proof", "sign", "number"), [("41,25", "comma", 1.234), ("1,234.5", "point", 1234)]
)
def test_another_cell_of_the_file_proves_the_sign(proof, sign, number):
    found = read(trap_nights=["1,234"], area_km2=[proof])
    assert found.decimal == sign
    assert float(found.text["trap_nights"]["1,234"]) == number


def test_a_sign_never_seen_to_group_is_asked_about():
    # 41,25 proves the comma; whether 1.234 is a thousand or was typed with a point is open.
    assert read(area_km2=["41,25"], trap_nights=["1.234"]).open == {"trap_nights": ("1.234",)}


def test_signs_that_contradict_each_other_prove_nothing_but_themselves():
    found = read(area_km2=["41,25", "41.25"], trap_nights=["1,234"])
    assert found.text["area_km2"] == {"41,25": "41.25", "41.25": "41.25"}
    assert found.decimal == ""
    assert found.open == {"trap_nights": ("1,234",)}


def test_what_a_column_can_hold_leaves_one_reading():
    assert read(latitude=["41,250"]).text["latitude"] == {"41,250": "41.250"}
    assert read(stations=["1,234"]).text["stations"] == {"1,234": "1234"}


def test_where_commas_part_the_cells_a_point_is_the_decimal_sign():
    assert read(delimiter=",", area_km2=["1.234"]).text["area_km2"] == {"1.234": "1.234"}
    assert read(delimiter=",", area_km2=["1,234"]).open == {"area_km2": ("1,234",)}
