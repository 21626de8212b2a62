"""The small tables by year: rates are pooled, and of effort only."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.metrics.rates import rate
from impact.metrics.summaries import (
    detections_by_year,
    effort_by_year,
    rates_by_area,
    rates_by_year,
)

JULY, NEXT_JULY = pd.Timestamp("2023-07-01"), pd.Timestamp("2024-07-01")
CELL = ["month", "area_id", "location_id", "scientific_name", "detections", "in_effort"]


def cells(*rows: tuple) -> pd.DataFrame:
    """Month, area, station, species, detections, of these within effort."""
    return pd.DataFrame(rows, columns=CELL)


def effort(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["month", "area_id", "location_id", "trap_nights"])


def rates(events: pd.DataFrame, worked: pd.DataFrame, species: tuple = ()) -> pd.DataFrame:
    table = rates_by_year(detections_by_year(events, worked), effort_by_year(worked), species)
    return table.set_index(["scientific_name", "year"])


def test_rates_are_pooled_and_never_the_mean_of_the_stations():
    events = cells((JULY, "ridge", "A", "cat", 3, 3), (JULY, "ridge", "B", "cat", 1, 1))
    worked = effort(
        (JULY, "ridge", "A", 10.0), (JULY, "ridge", "B", 100.0), (JULY, "valley", "C", 90.0)
    )
    found = rates(events, worked).loc[("cat", 2023)]
    assert (found["detections"], found["trap_nights"]) == (4, 200)
    assert found["rate"] == 100 * 4 / 200
    assert (found["low"], found["high"]) == (rate(4, 200).low, rate(4, 200).high)
    assert (found["stations"], found["stations_with_detection"]) == (3, 2)
    assert found["share"] == pytest.approx(2 / 3)


def test_what_lies_outside_effort_is_a_detection_and_enters_no_rate():
    events = cells(
        (JULY, "ridge", "A", "cat", 5, 2),  # three of them after the camera was collected
        (JULY, "ridge", "B", "cat", 7, 0),  # no camera on file at all
        (JULY, "ridge", None, "cat", 9, 0),  # a report in the press
        (NEXT_JULY, "ridge", "A", "cat", 1, 1),  # collected at its midnight: no trap-nights
    )
    worked = effort((JULY, "ridge", "A", 50.0))
    by_year = detections_by_year(events, worked).set_index("year")
    assert by_year["detections"].to_dict() == {2023: 12, 2024: 1}
    assert by_year["in_effort"].to_dict() == {2023: 2, 2024: 0}
    assert by_year["stations_with_detection"].to_dict() == {2023: 1, 2024: 0}
    assert rates(events, worked)["rate"].to_dict() == {("cat", 2023): 4}


def test_effort_is_that_of_every_species_and_none_seen_is_a_0_with_its_bound():
    events = cells((JULY, "ridge", "A", "cat", 2, 2))
    worked = effort((JULY, "ridge", "A", 50.0), (NEXT_JULY, "valley", "V", 100.0))
    found = rates(events, worked, ("cat", "hare"))
    assert found["rate"].to_dict() == {
        ("cat", 2023): 4,
        ("cat", 2024): 0,
        ("hare", 2023): 0,
        ("hare", 2024): 0,
    }
    assert found.loc[("hare", 2024), "high"] == pytest.approx(3.689, abs=1e-3)


def test_rates_of_an_area_are_pooled_over_its_years_with_effort():
    events = cells((JULY, "ridge", "A", "cat", 2, 2), (NEXT_JULY, "ridge", "A", "cat", 1, 0))
    worked = effort((JULY, "ridge", "A", 50.0), (JULY, "valley", "V", 100.0))
    table = rates_by_area(detections_by_year(events, worked), effort_by_year(worked))
    assert table.set_index("area_id")["rate"].to_dict() == {"ridge": 4, "valley": 0}
