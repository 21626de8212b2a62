"""Whether a finding hangs on the choice of what one detection is."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from impact.claims import Verdict
from impact.claims.counting import material
from impact.claims.model import UnderRule
from impact.claims.sensitivity import under_other_rules
from impact.model.programme import EventRule, Indicator
from impact.model.records import Records
from impact.wording import words_in
from impact.wording.sensitivity import under_rules
from tests.handouts.packs_of import view_of
from tests.tables import table

AREA = {"area_id": "ridge", "name": "Ridge", "country_code": "TM", "area_type": "range"}


def records(*times: str) -> Records:
    """One leopard at one camera at those times of 5 March 2024; the camera stood all of March."""
    detections = [
        {
            "observation_id": f"o{n}",
            "scientific_name": "Panthera pardus tulliana",
            "deployment_id": "d1",
            "event_start": pd.Timestamp(f"2024-03-05 {time}"),
            "date_precision": "day",
        }
        for n, time in enumerate(times)
    ]
    deployment = {
        "deployment_id": "d1",
        "location_id": "l1",
        "area_id": "ridge",
        "deployment_start": pd.Timestamp("2024-03-01"),
        "deployment_end": pd.Timestamp("2024-04-01"),
    }
    return Records.of(
        areas=table("areas", AREA),
        deployments=table("deployments", deployment),
        detections=table("detections", *detections),
    )


def indicator(**keys: object) -> Indicator:
    base = {
        "id": "ridge",
        "kind": "detections",
        "species": "Panthera pardus tulliana",
        "areas": ["ridge"],
        "place": {"en": "on the ridge"},
        "current": {"start": "2024-03-01", "end": "2024-03-31"},
        "basis": "records",
    }
    return Indicator.model_validate(base | keys)


def test_every_threshold_and_both_rules_are_asked():
    # Every 25 minutes from 00:00 to 05:00: 13 records. Since the previous one: gaps of 25 min
    # are under 30 and 60, but not under 1 or 15. Since the last that counted: every second
    # record is 50 min after the last (30 min), every third 75 min (60 min).
    times = [f"{m // 60:02}:{m % 60:02}" for m in range(0, 301, 25)]
    made_from = material(records(*times), EventRule())
    found = under_other_rules(made_from, indicator(), EventRule())
    assert {(each.rule, each.threshold_minutes): each.value for each in found} == {
        ("since_previous_record", 1): 13,
        ("since_previous_record", 15): 13,
        ("since_previous_record", 30): 1,
        ("since_previous_record", 60): 1,
        ("since_last_counted", 1): 13,
        ("since_last_counted", 15): 13,
        ("since_last_counted", 30): 7,
        ("since_last_counted", 60): 5,
    }


def test_the_programmes_own_threshold_is_among_them():
    own = EventRule(threshold_minutes=45)
    found = under_other_rules(material(records("10:00"), own), indicator(), own)
    assert [each.threshold_minutes for each in found] == [1, 15, 30, 45, 60] * 2
    assert {each.verdict for each in found} == {Verdict.COUNTS_ONLY}


@pytest.mark.parametrize("keys", [{"basis": "published_total"}, {"kind": "conflict_incidents"}])
def test_what_does_not_count_single_detections_hangs_on_no_rule(keys):
    made_from = material(records("10:00"), EventRule())
    assert under_other_rules(made_from, indicator(**keys), EventRule()) == ()


@pytest.mark.parametrize(
    ("own", "changed", "said"),
    [
        (Verdict.NO_CLEAR_CHANGE, {1, 15}, True),
        (Verdict.NO_CLEAR_CHANGE, {1, 60}, False),  # no shorter gap explains the longer one
        (Verdict.NO_CLEAR_CHANGE, set(), False),
        (Verdict.INCREASE, {1, 15, 30}, False),
    ],
)
def test_an_increase_under_shorter_gaps_alone_is_not_left_without_a_word_why(own, changed, said):
    view = view_of("example")  # 30 minutes since the previous record
    rules = tuple(
        UnderRule(minutes, "since_previous_record", 27, 12, None,
                  Verdict.INCREASE if minutes in changed else Verdict.NO_CLEAR_CHANGE)
        for minutes in (1, 15, 30, 60)
    )  # fmt: skip
    claim = replace(view.claim("glacier-detections"), verdict=own, under_rules=rules)
    text = under_rules(view, claim, words_in("en"))
    assert ("photographs of one visit" in text) == said
    assert ("rests on 30 min" in text) == said
