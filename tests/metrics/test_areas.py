"""Areas: land that is not counted twice nor taken for 0."""

from __future__ import annotations

import pandas as pd

from impact.metrics.areas import (
    overlapping,
    protected_by_status,
    protected_by_year,
)
from tests.metrics.metric_tables import as_text, table


def area(area_id: str, parent: str | None = "TM", **more) -> dict:
    return {"area_id": area_id, "parent_id": parent, **more}


AREAS = table(
    "areas",
    area("TM", None, area_type="country", status="not designated", area_km2=491_210),
    area("KZ", None, area_type="country", country_code="KZ", status="not designated"),
    area("cluster", area_type="cluster", status="not designated", area_km2=9_000),
    area("reserve", "cluster", area_km2=500, established="1979-01-01"),
    area("core", "reserve", area_km2=100, established="1990-01-01"),
    area("corridor", "cluster", area_type="corridor", overlaps="reserve; steppe"),
    area("steppe", area_type="conservancy", established="1990-06-01"),
    area("ridge", area_type="conservancy", area_km2=40, overlaps="steppe"),
    area("valley", status="proposed"),
    area("gulf", status="proposed", area_km2=70),
    area("plateau", "KZ", country_code="KZ", status="in creation"),
    area("spring", "reserve", area_type="locality", status="not designated", area_km2=1),
)


def test_an_area_of_unknown_extent_is_not_0_km2():
    found = protected_by_status(AREAS)
    assert found.fillna({"area_km2": -1}).to_numpy().tolist() == [
        ["KZ", "in creation", 1, -1, 1],
        ["TM", "established", 4, 500 + 100 + 40, 1],
        ["TM", "proposed", 2, 70, 1],
    ]


def test_only_established_land_adds_up_by_year_and_an_unknown_year_is_last():
    for given in (AREAS, as_text(AREAS)):
        found = protected_by_year(given)
        assert found["year"].fillna(-1).tolist() == [1979, 1990, -1]
        assert found["area_km2"].tolist() == [500, 100, 40]
        assert found["cumulative_km2"].tolist() == [500, 600, 640]
        assert found["areas"].tolist() == [1, 2, 1]
        assert found["unknown_extent"].tolist() == [0, 1, 0]


def test_a_year_of_unknown_extent_adds_nothing_and_takes_nothing_away():
    areas = table(
        "areas",
        area("a", established="1980-01-01"),
        area("b", established="1990-01-01", area_km2=10),
        area("c", established="2000-01-01"),
    )
    found = protected_by_year(areas).fillna(-1)
    assert found["area_km2"].tolist() == [-1, 10, -1]
    assert found["cumulative_km2"].tolist() == [-1, 10, 10]


def test_land_in_two_areas_is_flagged_both_ways():
    pairs = overlapping(AREAS)
    assert list(pairs.itertuples(index=False, name=None)) == [
        ("core", "reserve"),
        ("corridor", "reserve"),
        ("corridor", "steppe"),
        ("reserve", "core"),
        ("reserve", "corridor"),
        ("ridge", "steppe"),
        ("steppe", "corridor"),
        ("steppe", "ridge"),
    ]
    # Of 1979 the reserve with its core, of 1990 core and steppe, of no year the ridge.
    assert protected_by_year(AREAS)["overlapping"].tolist() == [True, True, True]


def test_land_shared_with_what_is_not_counted_is_not_flagged_in_the_sums():
    areas = table(
        "areas", area("reserve", area_km2=5, overlaps="planned"), area("planned", status="proposed")
    )
    assert protected_by_year(areas)["overlapping"].tolist() == [False]


def test_no_areas_are_no_land():
    empty = table("areas")
    assert protected_by_status(empty).empty
    assert protected_by_year(empty).empty
    assert overlapping(empty).empty
    assert isinstance(protected_by_year(empty), pd.DataFrame)
