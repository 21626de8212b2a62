"""Who reports of an area: a month is collected only where everybody then listed reported."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.metrics.reporters import Reporters, units_of_incidents
from impact.metrics.zero import reporting_effort, reporting_months
from impact.model.area_units import listed_units
from tests.metrics.metric_tables import as_text, conflicts, table

YEAR = {"start": pd.Timestamp("2024-01-01"), "end": pd.Timestamp("2024-07-01")}
AREAS = table(
    "areas",
    {"area_id": "ridge", "reporting_units": "Yagly 2024-01/2024-04; Madau 2024-03/; Bent"},
    {"area_id": "plain"},
)


def rows(*written: tuple) -> pd.DataFrame:
    return table(
        "reporting",
        *(
            {"area_id": area, "unit": unit or None, "month": f"2024-{month:02}", "active": active}
            for area, unit, month, active in written
        ),
    )


REPORTING = rows(
    ("ridge", "Yagly", 1, True),
    ("ridge", "Bent", 1, True),  # both that are listed: collected
    ("ridge", "Yagly", 2, True),  # nothing is on file of Bent: partly
    ("ridge", "Yagly", 3, True),
    ("ridge", "Bent", 3, True),
    ("ridge", "Madau", 3, False),  # Madau is listed by now, and was not asked: partly
    ("ridge", "", 5, True),  # the whole area: Madau and Bent, Yagly is no longer listed
    ("ridge", "Bent", 6, False),  # nobody
)
STATES = [
    "collected",
    "partly collected",
    "partly collected",
    "unknown",
    "collected",
    "not collected",
]


def test_a_village_is_listed_with_its_first_and_last_month():
    found = listed_units(AREAS)
    assert found["unit"].tolist() == ["Yagly", "Madau", "Bent"]
    assert found["first"].dt.month.fillna(0).tolist() == [1, 3, 0]
    assert found["last"].dt.month.fillna(0).tolist() == [4, 0, 0]


def test_each_month_is_collected_in_whole_in_part_or_not():
    for frame in (REPORTING, as_text(REPORTING)):
        found = reporting_months(Reporters(frame, AREAS, ["ridge"]), YEAR["start"], YEAR["end"])
        assert found["state"].tolist() == STATES


def test_effort_is_months_summed_over_those_who_reported():
    found = reporting_effort(Reporters(REPORTING, AREAS, ["ridge"]), **YEAR)
    # January 2, February 1, March 2, May 2
    assert (found.active_months, found.by_units) == (7, True)
    assert (found.months_active, found.months_partly) == (2, 2)
    assert (found.months_inactive, found.months_unknown) == (1, 1)


def test_a_month_that_one_of_two_areas_reported_on_is_partly_collected():
    of_plain = rows(*(("plain", "", month, month != 5) for month in range(1, 7)))
    both = pd.concat([REPORTING, of_plain])
    found = reporting_months(Reporters(both, AREAS, ["ridge", "plain"]), YEAR["start"], YEAR["end"])
    assert found["state"].tolist() == ["collected", *["partly collected"] * 5]


def test_a_village_that_no_area_lists_counts_as_listed_all_along():
    bare = table("areas", {"area_id": "ridge"})
    named = rows(
        ("ridge", "Yagly", 1, True), ("ridge", "Bent", 1, True), ("ridge", "Bent", 2, True)
    )
    found = Reporters(named, bare, ["ridge"]).months
    assert found["active"].astype("object").where(found["active"].notna(), None).tolist() == [
        True,  # Bent in January and February
        True,
        True,  # Yagly in January; nothing is on file of February
        None,
    ]


def test_a_row_of_the_whole_area_before_any_village_was_listed_speaks_for_all_of_them():
    later = table("areas", {"area_id": "ridge", "reporting_units": "Yagly 2024-03/; Bent 2024-04/"})
    found = Reporters(
        rows(("ridge", "", 1, True), ("ridge", "", 3, True)), later, ["ridge"]
    ).reported
    assert found["unit"].tolist() == ["Bent", "Yagly", "Yagly"]


@pytest.mark.parametrize(
    ("unit", "month", "of", "asked"),
    [
        ("Yagly", 2, "Yagly", True),
        ("Bent", 2, "Bent", False),
        ("Madau", 3, "Madau", False),
        ("Madau", 5, "Madau", True),
        (None, 2, None, True),  # somebody in the area reported it
        (None, 4, None, False),
        ("Gara", 2, None, False),  # of a village that nobody asks
        ("Gara", 5, None, True),  # reports of the whole area were collected
    ],
)
def test_an_incident_belongs_to_its_village_and_was_asked_for_or_not(unit, month, of, asked):
    incident = conflicts({"area_id": "ridge", "unit": unit, "event_start": f"2024-{month:02}-09"})
    (found,) = units_of_incidents(incident, Reporters(REPORTING, AREAS, ["ridge"])).itertuples()
    assert (found.unit if isinstance(found.unit, str) else None, found.asked) == (of, asked)


def test_an_incident_of_an_unknown_month_was_outside_all_reporting():
    undated = {"area_id": "ridge", "unit": "Bent", "event_start": "2024-01-01"}
    incident = conflicts({**undated, "date_precision": "year"})
    assert not units_of_incidents(incident, Reporters(REPORTING, AREAS, ["ridge"]))["asked"].any()


@given(st.sets(st.tuples(st.sampled_from("abcd"), st.integers(1, 6)), min_size=1))
def test_a_month_is_collected_if_and_only_if_every_village_reported_in_it(active):
    bare = table("areas", {"area_id": "ridge", "reporting_units": "a; b; c; d"})
    frame = rows(*(("ridge", unit, month, True) for unit, month in sorted(active)))
    found = reporting_months(Reporters(frame, bare, ["ridge"]), YEAR["start"], YEAR["end"])
    for month, state in zip(range(1, 7), found["state"], strict=True):
        reporters = sum(one == month for _unit, one in active)
        wanted = {0: "unknown", 4: "collected"}.get(reporters, "partly collected")
        assert state == wanted
    assert reporting_effort(Reporters(frame, bare, ["ridge"]), **YEAR).active_months == len(active)
