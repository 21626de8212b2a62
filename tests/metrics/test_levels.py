"""Of media level and event level one is used, over all species; what is lost by it is known."""

from __future__ import annotations

from impact.metrics.events import independent_events
from impact.metrics.levels import lost_at_event_level
from tests.metrics.metric_tables import LEOPARD, SNOW_LEOPARD, at, detections

VISIT = {"observation_level": "event", "event_id": "v1", "scientific_name": SNOW_LEOPARD}
PICTURE = {"observation_level": "media", "scientific_name": LEOPARD}


def ids(rows) -> list[str]:
    return rows["observation_id"].tolist()


def test_a_species_that_the_event_level_lacks_is_lost_and_named():
    rows = detections(
        at(0, deployment_id="d1", **VISIT),
        at(0, deployment_id="d1", **PICTURE | {"scientific_name": SNOW_LEOPARD}),
        at(90, deployment_id="d1", **PICTURE),
        at(90, deployment_id="d2", **PICTURE),
    )
    assert sorted(ids(independent_events(rows))) == ["o0", "o3"]
    assert ids(lost_at_event_level(rows)) == ["o2"]


def test_without_a_deployment_the_location_says_which_records_belong_together():
    rows = detections(
        at(0, **VISIT), at(90, **PICTURE), at(90, location_id="M", **PICTURE), at(5, **VISIT)
    )
    assert ids(lost_at_event_level(rows)) == ["o1"]


def test_nothing_is_lost_where_there_is_one_level_only():
    for level in (VISIT, PICTURE):
        rows = detections(at(0, deployment_id="d1", **level), at(90, deployment_id="d1", **level))
        assert lost_at_event_level(rows).empty
        assert independent_events(rows)["records"].sum() == len(rows)
