"""Places as nobody should write them: read, or an error; never a question without answers."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.reading.choices import Choices
from impact.reading.coordinates import read_places
from impact.reading.country_outlines import outline_of

KYRGYZSTAN = outline_of(["KG"])


def read(latitude, longitude):
    columns = (pd.Series([cell], dtype="str") for cell in (latitude, longitude))
    return read_places(*columns, Choices(), KYRGYZSTAN)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("44T KM 84500 41200", ""),
        ("44TKM", "84500 41200"),
        ("44TKM8450041200", "44TKM8450041200"),
    ],
)
def test_a_reference_of_the_military_grid_is_a_place(latitude, longitude):
    found = read(latitude, longitude)
    place = (float(found.latitude[0]), float(found.longitude[0]))
    assert place == pytest.approx((41.8934, 78.4023), abs=1e-3)


@pytest.mark.parametrize(
    "written", ["41o54,067", "41d54m04", "41 град 54 мин 04 сек", "41г.54.067"]
)
def test_letters_for_the_marks_of_degrees_are_read(written):
    assert float(read(written, "78.4").latitude[0]) == pytest.approx(41.9011, abs=1e-4)


def test_numbers_that_are_metres_of_no_zone_here_ask_nothing():
    found = read("41901200", "78402100")
    assert found.questions == ()
    assert found.latitude[0] == "41901200"
