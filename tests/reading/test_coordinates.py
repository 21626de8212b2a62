"""Coordinates as they stand in field books, in programs and on maps → decimal degrees."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.reading.choices import Choices
from impact.reading.coordinates import read_degrees, read_places
from impact.reading.country_outlines import outline_of

CENTRAL_ASIA = outline_of(["KG", "KZ", "TM"])
LATITUDES, LONGITUDES = st.floats(-89.9, 89.9), st.floats(-179.9, 179.9)


def places(*pairs: tuple[str, str], **choices: str):
    latitude, longitude = (pd.Series(list(of), dtype="str") for of in zip(*pairs, strict=True))
    return read_places(latitude, longitude, Choices(**choices), CENTRAL_ASIA)


def as_floats(found) -> list[tuple[float, float]]:
    return list(zip(found.latitude.astype(float), found.longitude.astype(float), strict=True))


@pytest.mark.parametrize(
    ("written", "degrees"),
    [
        # 54' 4.32" = 54/60 + 4.32/3600 = 0.9012
        ("41.9012", 41.9012),
        ("41,9012", 41.9012),
        ("41,901", 41.901),
        ("41°54'04.32\"N", 41.9012),
        ("41° 54′ 4,32″ с.ш.", 41.9012),
        ("N 41 54 04.32", 41.9012),
        ("N41°54.072", 41.9012),
        ("41 54.072", 41.9012),
        ("41°54.072' S", -41.9012),
        ("-41 54 04.32", -41.9012),
        ("78°24'07.2\" в. д.", 78.402),
        ("W78.402", -78.402),
    ],
)
def test_degrees_are_read_as_they_are_written(written: str, degrees: float):
    assert read_degrees(written).value == pytest.approx(degrees, abs=1e-9)


@pytest.mark.parametrize(
    "written", ["", "hut", "41°60'00\"", "41 54 61", "41.5 30", "1 2 3 4", "41X"]
)
def test_what_is_no_place_is_not_read(written: str):
    assert read_degrees(written) is None


@given(LATITUDES, st.sampled_from(["dms", "dm", "comma"]))
def test_every_latitude_comes_back_from_every_way_of_writing_it(latitude: float, form: str):
    whole = abs(latitude)
    letter = "S" if latitude < 0 else "N"
    minutes = whole % 1 * 60
    seconds = minutes % 1 * 60
    written = {
        "dms": f"{int(whole)}°{int(minutes)}'{seconds:.4f}\"{letter}",
        "dm": f"{letter} {int(whole)} {minutes:.6f}",
        "comma": f"{latitude:.7f}".replace(".", ","),
    }[form]
    read = read_degrees(written)
    # Seconds of 59.99999 are rounded to 60.0000, which no instrument writes.
    assert read is None or read.value == pytest.approx(latitude, abs=1e-6)


def test_letters_say_which_axis_it_is():
    assert as_floats(places(("78°24'E", "41°54'N"))) == [(41.9, 78.4)]


def test_nought_nought_is_not_known():
    found = places(("0", "0"), ("0.0", "0,0"), ("41.9", "78.4"))
    assert found.not_known.tolist() == [True, True, False]
    assert found.latitude.isna().tolist() == [True, True, False]


def test_axes_that_are_swapped_are_asked_once_and_only_those_are_turned():
    pairs = (("78.4", "41.9"), ("41.95", "78.45"), ("78.5", "41.8"))
    asked = places(*pairs)
    assert [question.id for question in asked.questions] == ["axes"]
    assert asked.latitude.isna().tolist() == [True, False, True]
    turned = as_floats(places(*pairs, axes="swapped"))
    assert turned == [(41.9, 78.4), (41.95, 78.45), (41.8, 78.5)]
    assert as_floats(places(*pairs, axes="as_written"))[0] == (78.4, 41.9)


@pytest.mark.parametrize(
    ("zone", "easting"), [("32643", "450000"), ("28413", "450000"), ("28413", "13450000")]
)
def test_metres_ask_for_their_grid_in_either_order(zone: str, easting: str):
    # Zone 43 of UTM and zone 13 of Gauss-Krueger both have their meridian at 75 degrees east:
    # 50 km to the west at 42 degrees north are 50 / (111.3 cos 42°) = 0.60 degrees.
    pairs = (("4639000", easting), (easting, "4639200"))
    (question,) = places(*pairs).questions
    assert zone in {option.code for option in question.options}
    for latitude, longitude in as_floats(places(*pairs, grid=zone)):
        assert latitude == pytest.approx(41.89, abs=0.015)
        assert longitude == pytest.approx(75 - 0.60, abs=0.005)


def test_the_datum_of_the_soviet_grids_is_not_that_of_gps():
    """Pulkovo 1942 lies some 50 to 150 metres from WGS 84 here: that is not lost."""
    pair = ("4639000", "13500000")  # on the meridian of 75 degrees east
    ((_, longitude),) = as_floats(places(pair, grid="28413"))
    assert 30 < abs(longitude - 75) * 83_000 < 200  # a degree is 83 km at 41.9 degrees north


@given(LATITUDES, LONGITUDES)
def test_plain_degrees_stay_as_they_are_written(latitude: float, longitude: float):
    pair = (f"{latitude:.5f}", f"{longitude:.5f}")
    found = places(pair, axes="as_written")
    if float(pair[0]) or float(pair[1]):
        assert (found.latitude[0], found.longitude[0]) == pair
