"""Detections are independent events: each case by hand, with the arithmetic in sight."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.metrics.events import (
    countable,
    independent_events,
    presence,
    published_totals,
    with_events,
    with_location,
)
from impact.model.errors import MetricError
from tests.metrics.metric_tables import LEOPARD, SNOW_LEOPARD, as_text, at, detections, table


def ids(rows: pd.DataFrame) -> list[str]:
    return rows["observation_id"].tolist()


@pytest.mark.parametrize("as_stored", [pd.DataFrame.copy, as_text], ids=["categories", "text"])
def test_images_every_25_minutes_are_one_visit_or_every_second_image(as_stored):
    five_hours = as_stored(detections(*(at(25 * n) for n in range(13))))  # 0, 25, ..., 300
    one = independent_events(five_hours)
    assert one["records"].tolist() == [13]
    assert one["event_end"].iloc[0] - one["event_start"].iloc[0] == pd.Timedelta(hours=5)
    second = independent_events(five_hours, rule="since_last_counted")
    assert ids(second) == ["o0", "o2", "o4", "o6", "o8", "o10", "o12"]
    assert second["records"].tolist() == [2, 2, 2, 2, 2, 2, 1]


@pytest.mark.parametrize("rule", ["since_previous_record", "since_last_counted"])
def test_a_gap_of_the_threshold_starts_an_event_and_a_shorter_one_does_not(rule):
    assert len(independent_events(detections(at(0), at(30)), rule=rule)) == 2
    assert len(independent_events(detections(at(0), at(29.99)), rule=rule)) == 1
    assert len(independent_events(detections(at(0), at(0)), rule=rule)) == 1
    assert len(independent_events(detections(at(0), at(1)), threshold_minutes=1, rule=rule)) == 2


def test_two_species_and_two_locations_are_four_visits():
    rows = [
        at(n, location_id=place, scientific_name=species)
        for n in (0, 5, 10)
        for place in ("L", "M")
        for species in (LEOPARD, SNOW_LEOPARD)
    ]
    events = independent_events(detections(*rows))
    assert events["records"].tolist() == [3, 3, 3, 3]
    both = events.groupby(["location_id", "scientific_name"], observed=True).size()
    assert both.to_dict() == {(p, s): 1 for p in "LM" for s in (LEOPARD, SNOW_LEOPARD)}


def test_the_same_location_id_in_two_areas_is_two_places():
    rows = detections(at(0), at(5, area_id="range"))
    assert len(independent_events(rows)) == 2


def test_the_first_record_gives_the_event_its_id_and_survey():
    rows = detections(at(20, survey_id="late"), at(0, survey_id="early"), at(10))
    event = independent_events(rows).iloc[0]
    assert (event["observation_id"], event["survey_id"], event["records"]) == ("o1", "early", 3)


def test_records_at_one_instant_are_named_by_the_lowest_row_in_any_order():
    rows = detections(at(0), at(0), at(0))
    assert ids(independent_events(rows.iloc[::-1])) == ["o0"]


def test_an_event_ends_when_its_longest_record_ends():
    film = at(0, event_end=at(12)["event_start"])
    event = independent_events(detections(film, at(5))).iloc[0]
    assert event["event_end"] == at(12)["event_start"]


def test_rows_without_a_place_or_a_day_are_never_thinned():
    rows = detections(
        at(0, location_id=None),
        at(0, location_id=None),
        at(0, date_precision="month"),
        at(0, date_precision="month"),
        at(0, event_start=None, date_precision="unknown"),
    )
    events = independent_events(rows)
    assert ids(events) == ["o0", "o1", "o2", "o3", "o4"]
    assert events["records"].tolist() == [1, 1, 1, 1, 1]
    assert pd.isna(events["event_end"].iloc[4])


def test_event_level_is_used_where_a_deployment_has_both():
    both = {"deployment_id": "d1"}
    media = {"deployment_id": "d2", "location_id": "M", "observation_level": "media"}
    rows = detections(
        at(0, observation_level="event", event_id="v1", **both),
        at(0, observation_level="event", event_id="v1", **both),  # its cub: the same visit
        at(10, observation_level="event", event_id="v2", **both),
        at(90, observation_level="media", **both),
        at(0, **media),
        at(90, **media),
    )
    events = independent_events(rows)
    assert sorted(ids(events)) == ["o0", "o2", "o4", "o5"]
    assert events.set_index("observation_id")["records"].to_dict() == {
        "o0": 2,
        "o2": 1,
        "o4": 1,
        "o5": 1,
    }


def test_one_visit_on_two_cards_is_one_event():
    visit = {"observation_level": "event", "event_id": "v1"}
    rows = detections(at(0, deployment_id="d1", **visit), at(2, deployment_id="d2", **visit))
    assert independent_events(rows)["records"].tolist() == [2]


def test_a_visit_without_a_name_is_known_by_its_instant():
    rows = detections(*(at(n, observation_level="event") for n in (0, 0, 5)))
    assert sorted(independent_events(rows)["records"]) == [1, 2]


def test_levels_are_told_apart_by_location_where_no_deployment_is_named():
    rows = detections(
        at(0, observation_level="event", event_id="v1"),
        at(90, observation_level="media"),
        at(90, observation_level="media", location_id="M"),
        at(90, observation_level="media", location_id=None),
    )
    assert sorted(ids(independent_events(rows))) == ["o0", "o2", "o3"]


def test_each_record_knows_its_event():
    rows = detections(at(100), at(0), at(5), at(0, location_id=None, count=1))
    found = with_events(rows).set_index("observation_id")
    events = independent_events(rows)
    assert found["event"].to_dict() == {"o1": 0, "o2": 0, "o0": 1, "o3": 2}
    assert found["event"].value_counts().sort_index().tolist() == events["records"].tolist()
    assert found.loc["o2", "event_begins"] == found.loc["o1", "event_start"]


def test_a_record_that_is_in_no_event_has_no_number():
    rows = detections(
        at(0, observation_level="event", event_id="v1"),
        at(90, observation_level="media"),
        at(200, observation_type="blank"),
    )
    assert with_events(rows)["event"].isna().tolist() == [False, True, True]


def test_nothing_gives_no_events_and_keeps_the_columns():
    events = independent_events(detections())
    assert events.empty
    assert "event_end" in events.columns


@pytest.mark.parametrize("threshold", [0, -30, 0.5, 30.0, "30", True, None])
def test_a_threshold_that_is_no_whole_number_of_minutes_is_refused(threshold):
    with pytest.raises(MetricError):
        independent_events(detections(at(0)), threshold_minutes=threshold)


def test_an_unknown_rule_is_refused():
    with pytest.raises(MetricError):
        independent_events(detections(at(0)), rule="every_photo")


@pytest.mark.parametrize("rule", ["since_previous_record", "since_last_counted"])
def test_a_threshold_longer_than_any_survey_gives_one_event(rule):
    rows = detections(at(0), at(10_000_000))
    assert len(independent_events(rows, threshold_minutes=10**15, rule=rule)) == 1


def test_a_detection_takes_its_place_from_its_deployment_and_keeps_its_own():
    deployments = table("deployments", {"deployment_id": "d1", "location_id": "L"})
    rows = detections(
        {"deployment_id": "d1"},
        {"deployment_id": "d1", "area_id": "range", "location_id": "M"},
        {"area_id": "range"},
        {"deployment_id": "gone"},
    )
    for given in (rows, as_text(rows)):
        placed = with_location(given, deployments)
        assert placed["area_id"].fillna("-").tolist() == ["reserve", "range", "range", "-"]
        assert placed["location_id"].fillna("-").tolist() == ["L", "M", "-", "-"]
        assert placed["area_id"].dtype == placed["location_id"].dtype == "str"


def test_only_verified_animals_counted_in_detections_are_countable():
    camera = {"deployment_id": "d1", "event_start": "2024-03-01"}
    rows = detections(
        camera,  # o0: a record
        {**camera, "observation_type": "animal", "count": 2},  # o1: two animals, one record
        {**camera, "observation_type": "blank"},
        {**camera, "observation_type": "unclassified"},
        {**camera, "camera_setup_type": "setup"},
        {**camera, "identification_verification_status": "unverified"},
        {**camera, "identification_verification_status": "verified"},  # o6
        {**camera, "count_unit": "individuals", "count": 1},
        {**camera, "count_unit": "first record", "count": 1},
        {**camera, "count_unit": "detections", "count": 1},  # o9
        {**camera, "count": 0},
        {"event_start": "2024-03-01"},  # a press row that gives no number
        {"event_start": "2024-03-01", "count": 1, "count_unit": "detections"},  # o12
        {"location_id": "L", "event_start": "2024-03-01"},  # o13: a camera without deployment
    )
    assert ids(countable(rows)) == ["o0", "o1", "o6", "o9", "o12", "o13"]
    assert ids(countable(as_text(rows))) == ids(countable(rows))


TOTAL = {
    "survey_id": "s1",
    "count": 11,
    "count_unit": "detections",
    "date_precision": "unknown",
}


def test_a_total_of_a_survey_is_never_an_event_nor_a_single_record():
    rows = detections(
        TOTAL,
        {**TOTAL, "date_precision": "day", "event_start": "2024-03-01"},
        {**TOTAL, "deployment_id": "d1"},
        {**TOTAL, "count_unit": "individuals"},
        {**TOTAL, "survey_id": None},
        {**TOTAL, "count": None},  # "several detections": neither a total nor one detection
        {**TOTAL, "count": 0},
    )
    assert ids(published_totals(rows)) == ["o0", "o6"]
    assert ids(countable(rows)) == ["o1", "o2", "o4"]
    assert ids(presence(rows)) == ["o1", "o2", "o3", "o4", "o5"]


def test_presence_holds_individuals_and_rows_without_a_number():
    rows = detections(
        {"count_unit": "individuals", "count": 4},
        {"count_unit": "first record"},
        {"count_text": "several"},
        {"identification_verification_status": "unverified"},
        {"observation_type": "human"},
        {"count_unit": "individuals", "count": 0},  # looked for and not seen
    )
    assert ids(presence(rows)) == ["o0", "o1", "o2"]
