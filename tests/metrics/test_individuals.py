"""Minimum individuals: a left and a right side of one animal may be two animals, or one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from impact.metrics.estimates import published_estimates
from impact.metrics.individuals import MinimumIndividuals, minimum_individuals
from tests.metrics.metric_tables import LEOPARD, SNOW_LEOPARD, as_text, at, detections, table


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
        assert minimum_individuals(given_) == MinimumIndividuals(
            animals=3 + 2, both=3, left_only=2, right_only=1, unidentified_detections=2
        )


def test_an_event_in_which_one_record_names_the_animal_is_identified():
    rows = detections(at(0), at(5, individual_id="Umeda"), at(10))
    assert minimum_individuals(rows).unidentified_detections == 0
    one_minute = minimum_individuals(rows, threshold_minutes=1)
    assert one_minute.unidentified_detections == 2


def test_sides_of_two_species_are_never_one_animal():
    rows = detections(
        at(0, individual_id="A", flank="left"),
        at(0, individual_id="A", flank="right", scientific_name=SNOW_LEOPARD),
    )
    assert minimum_individuals(rows).animals == 2


def test_nothing_is_no_animal():
    assert minimum_individuals(detections()) == MinimumIndividuals(0, 0, 0, 0, 0)


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
    found = minimum_individuals(rows)
    assert found.animals == animals
    assert found.both + found.left_only + found.right_only == len(sides)
    assert found.unidentified_detections == 0


def test_rival_estimates_stand_side_by_side_in_the_order_of_the_table():
    figure = {"scientific_name": LEOPARD, "metric": "population", "value": "?", "scope": "global"}
    status = table(
        "status",
        {**figure, "status_id": "S2", "low": 60, "high": 80, "area_id": "TM"},
        {**figure, "status_id": "S1", "best": 1000, "area_id": None},
        {**figure, "status_id": "S3", "metric": "CITES"},
        {**figure, "status_id": "S4", "scientific_name": SNOW_LEOPARD},
    )
    for given_ in (status, as_text(status)):
        found = published_estimates(given_, LEOPARD)
        assert found["status_id"].tolist() == ["S2", "S1"]
        assert found["best"].isna().tolist() == [True, False]
        here = published_estimates(given_, LEOPARD, area_ids=["TM"])
        assert here["status_id"].tolist() == ["S2"]
        treaty = published_estimates(given_, LEOPARD, metric="CITES")
        assert treaty["status_id"].tolist() == ["S3"]
