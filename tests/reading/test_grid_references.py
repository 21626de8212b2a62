"""References of the military grid as degrees: the south-west corner of their square."""

from __future__ import annotations

import pytest

from impact.reading.grid_references import of_grid_reference


@pytest.mark.parametrize(
    ("written", "latitude", "longitude"),
    [
        # NGA's own example is in 18S; the others are 500,000 m east, where the degree is round.
        ("18SUJ2337106519", 38.8895, -77.0352),
        ("43N EA 00000 00000", 0.0, 75.0),
        ("44T KM 845 412", 41.8934, 78.4023),
        ("43T FG 45012 39000", 41.8896, 76.7479),
        # Metres behind their zone: N and S may also be the halves of the earth.
        ("43T 450000 4639000", 41.9014, 74.3972),
        ("43N 450000 4639000", 41.9014, 74.3972),
        ("40 S 285000mE 4373000mN", 39.4797, 54.5003),
        ("43S 450000 6000000", -36.1434, 74.4442),
    ],
)
def test_a_reference_is_read(written, latitude, longitude):
    assert of_grid_reference(written) == pytest.approx((latitude, longitude), abs=2e-3)


@pytest.mark.parametrize(
    "written", ["", "41.9", "43T", "43T FG 450 39", "61T FG 4501 3900", "43T 450 4639"]
)
def test_what_is_no_reference_is_none(written):
    assert of_grid_reference(written) is None
