"""What lies in what: at any depth, and to an end where an area lies in itself."""

from __future__ import annotations

import pytest

from impact.model.area_tree import countries, innermost, line, parents, within
from tests.metrics.metric_tables import as_text, table


def area(area_id: str, parent: str | None, code: str | None = None) -> dict:
    return {"area_id": area_id, "parent_id": parent, "country_code": code}


AREAS = table(
    "areas",
    area("TM", None, "TM"),
    area("KZ", None, "KZ"),
    area("cluster", "TM"),
    area("reserve", "cluster"),
    area("core", "reserve"),
    area("corridor", "cluster"),
    area("plateau", "KZ", "UZ"),
    area("orphan", None),
    area("spring", "reserve"),
)
RING = table("areas", area("a", "b"), area("b", "a"), area("c", "a"))


@pytest.mark.parametrize("areas", [AREAS, as_text(AREAS)], ids=["categories", "text"])
def test_what_lies_in_an_area_is_found_at_any_depth_in_table_order(areas):
    assert within(areas, ["cluster"]) == ["cluster", "reserve", "core", "corridor", "spring"]
    assert within(areas, ["spring", "KZ"]) == ["KZ", "plateau", "spring"]
    assert within(areas, []) == []


def test_an_area_that_the_table_lacks_is_kept_and_holds_nothing():
    assert within(AREAS, ["elsewhere", "core"]) == ["core", "elsewhere"]


def test_a_line_leads_from_an_area_to_the_outermost():
    assert line("core", parents(AREAS)) == ["core", "reserve", "cluster", "TM"]
    assert line("elsewhere", parents(AREAS)) == ["elsewhere"]


def test_areas_that_lie_in_each_other_come_to_an_end():
    assert within(RING, ["a"]) == ["a", "b", "c"]
    assert line("c", parents(RING)) == ["c", "a", "b"]
    assert countries(RING) == {"a": "", "b": "", "c": ""}


def test_the_innermost_of_areas_around_a_place():
    above = parents(AREAS)
    assert innermost(["TM", "core", "cluster"], above) == ["core"]
    assert innermost(["corridor", "core"], above) == ["corridor", "core"]


def test_the_country_is_that_of_the_nearest_area_that_names_one():
    found = countries(AREAS)
    assert (found["core"], found["plateau"], found["orphan"]) == ("TM", "UZ", "")
