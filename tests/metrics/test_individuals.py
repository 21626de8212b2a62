"""Minimum individuals: a left and a right side of one animal may be two animals, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from impact.metrics.events import with_events
from impact.metrics.individuals import minimum_individuals
from impact.metrics.summaries import individuals_by_year
from tests.metrics.metric_tables import LEOPARD, SNOW_LEOPARD, as_text, at, detections

if TYPE_CHECKING:
    import pandas as pd


def figures(rows: pd.DataFrame, **rule) -> list[int]:
    """Animals, on both sides, left only, right only, and events without an identity."""
    found = minimum_individuals(with_events(rows, **rule), ["scientific_name"])
    return found.drop(columns="scientific_name").sum().tolist()


def test_both_flanks_and_the_larger_of_the_one_sided_sets_are_added():
    rows = detections(
        at(0, individual_id="Umeda", flank="left"),
        at(60, individual_id="Umeda", flank="right"),
        at(120, individual_id="Tau", flank="both"),
        at(180, individual_id="Borzou"),  # no side stated
        at(240, individual_id="L1", flank="left"),
        at(300, individual_id="L2", flank="left"),
        at(360, individual_id="R1", flank="right"),
        at(420, flank="left"),
        at(425),
        at(480),
        at(600, individual_id="L9", flank="left", identification_verification_status="unverified"),
    )
    for given_ in (rows, as_text(rows)):
        assert figures(given_) == [3 + 2, 3, 2, 1, 2]


def test_an_event_in_which_one_record_names_the_animal_is_identified():
    rows = detections(at(0), at(5, individual_id="Umeda"), at(10))
    assert figures(rows)[-1] == 0
    assert figures(rows, threshold_minutes=1)[-1] == 2


def test_sides_of_two_species_are_never_one_animal():
    rows = detections(
        at(0, individual_id="A", flank="left"),
        at(0, individual_id="A", flank="right", scientific_name=SNOW_LEOPARD),
    )
    assert figures(rows)[0] == 2


def test_nothing_is_no_animal():
    assert minimum_individuals(with_events(detections()), ["scientific_name"]).empty


BORN = {"individual_id": "Umeda", "flank": "both"}
NEW_YEAR = "2023-12-31 23:50", "2024-01-01 00:05"


def by_year(*rows: dict, **rule) -> list[list[int]]:
    """Year, animals and events without an identity."""
    table = detections(*({"area_id": "reserve", "location_id": "L", **row} for row in rows))
    found = individuals_by_year(with_events(table, **rule))
    return found[["year", "animals", "unidentified_detections"]].to_numpy().tolist()


def test_a_visit_over_new_year_is_one_of_the_year_in_which_it_began():
    named = [{"event_start": f"{year}-05-01", **BORN} for year in (2023, 2024)]
    visit = [{"event_start": moment} for moment in NEW_YEAR]
    assert by_year(*named, *visit) == [[2023, 1, 1], [2024, 1, 0]]
    # Named on one side of midnight, the whole visit is, and the animal is of the old year.
    identified = [visit[0], visit[1] | BORN | {"individual_id": "Tau"}]
    assert by_year(*named, *identified) == [[2023, 2, 0], [2024, 1, 0]]


def test_events_without_an_identity_are_those_of_the_rule_asked_for():
    rows = [{"event_start": "2024-05-01", **BORN}]
    rows += [{"event_start": moment} for moment in ("2024-06-01 10:00", "2024-06-01 10:40")]
    assert by_year(*rows) == [[2024, 1, 2]]
    assert by_year(*rows, threshold_minutes=60) == [[2024, 1, 1]]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([LEOPARD, SNOW_LEOPARD]),
            st.sampled_from(["1", "2", "3", "4", "5"]),
            st.sampled_from(["left", "right", "left", "right", "both", None]),
        ),
        max_size=25,
    )
)
def test_the_minimum_equals_a_count_animal_by_animal(records):
    sides: dict[tuple, set] = {}
    for species, animal, flank in records:
        shown = {"left", "right"} if flank in ("both", None) else {flank}
        sides.setdefault((species, animal), set()).update(shown)
    animals = 0
    for species in (LEOPARD, SNOW_LEOPARD):
        shown = [seen for (kind, _), seen in sides.items() if kind == species]
        left, right = shown.count({"left"}), shown.count({"right"})
        animals += shown.count({"left", "right"}) + max(left, right)
    rows = detections(
        *(
            at(n, scientific_name=species, individual_id=animal, flank=flank)
            for n, (species, animal, flank) in enumerate(records)
        )
    )
    found = figures(rows)
    assert found[0] == animals
    assert sum(found[1:4]) == len(sides)
    assert found[4] == 0
