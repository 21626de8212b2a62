"""The stations of a season, drawn for staff: names that can be read, whatever the width."""

from __future__ import annotations

import pandas as pd

from impact.changes.season import Season
from impact.figures.season import stations
from impact.figures.style import LIGHT
from impact.wording import words_in


def of_stations(longitudes: list[float]) -> Season:
    """A season with a station at each longitude, all at one latitude."""
    names = [f"A-{number:02}" for number, _ in enumerate(longitudes, start=1)]
    cameras = pd.DataFrame(
        {"location_id": names, "location_name": names, "longitude": longitudes, "latitude": 40.0}
    )
    records = pd.DataFrame({"location_id": names[:1], "counts": [True]})
    day = pd.Timestamp("2026-03-01")
    none = pd.DataFrame()
    return Season("S-1", "A-1", day, day, 1.0, cameras, records, {}, none, none)


def test_a_name_that_would_be_written_over_another_is_told_to_the_pointer_alone():
    crowd = [54.0, 54.005, 54.01, 54.015, 54.02]
    drawn = stations(of_stations([53.5, *crowd]), words_in("en"), LIGHT).data[0]
    # Four sides of a place have room for a name each.
    assert list(drawn.text) == ["A-01", "A-02", "A-03", "A-04", "A-05", ""]
    assert len(set(drawn.textposition[1:5])) == 4
    assert drawn.hovertext[5] == "A-06"


def test_stations_far_from_each_other_are_all_named_and_one_alone_too():
    for longitudes in ([54.0, 54.5, 55.0], [54.0]):
        drawn = stations(of_stations(longitudes), words_in("en"), LIGHT).data[0]
        assert "" not in drawn.text
