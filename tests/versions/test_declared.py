"""A question that was there before its data is told apart from one that was chosen after."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.claims.comparison import Declared
from impact.claims.declared import asked_since, question_of, with_declared
from impact.model.programme import EventRule
from impact.versions import Store
from tests.claims.claim_tables import DETECTIONS, FIRST, one, survey
from tests.versions.sample import NOW, cats, publish

RULE = EventRule()
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))


def kept(question: str = "q", start: str | None = "2024-01-01", **more) -> dict:
    periods = {"current": {"start": start}, "baseline": None}
    return {"id": "a", "kind": "detections", "question": question, "periods": periods, **more}


@given(published=DAYS, first_day=DAYS)
def test_declared_is_a_question_that_was_published_before_the_first_day(published, first_day):
    (found,) = asked_since([kept(start=first_day.isoformat())], [], published)
    assert found["declared"] == ("before" if published < first_day else "after")


@given(first=DAYS, later=st.lists(DAYS, max_size=4))
def test_a_question_counts_from_the_first_version_that_asked_it(first, later):
    versions = asked_since([kept()], [], first)
    for day in later:
        versions = asked_since([kept()], versions, day)
    assert versions[0]["asked_on"] == first.isoformat()


@pytest.mark.parametrize("changes", [{"question": "other"}, {"id": "b"}])
def test_another_question_counts_from_its_own_day(changes):
    before = asked_since([kept()], [], dt.date(2023, 5, 1))
    (found,) = asked_since([kept() | changes], before, dt.date(2024, 6, 1))
    assert (found["asked_on"], found["declared"]) == ("2024-06-01", "after")


def test_what_an_earlier_program_kept_has_no_question_and_counts_from_today():
    old = {"id": "a", "kind": "detections", "sentence": "5"}
    (found,) = asked_since([kept()], [old], dt.date(2024, 6, 1))
    assert found["asked_on"] == "2024-06-01"


@pytest.mark.parametrize("claim", [kept(start=None), kept(kind="first_record")])
def test_without_a_first_day_nothing_is_declared(claim):
    (found,) = asked_since([claim], [], dt.date(2020, 1, 1))
    assert found["declared"] is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('species = "Panthera uncia"', 'species = "Panthera pardus tulliana"'),
        ('areas = ["ridge"]', 'areas = ["KG"]'),
        ("end = 2024-12-31", "end = 2024-11-30"),
        ("start = 2023-01-01", "start = 2023-02-01"),
    ],
)
def test_whatever_decides_the_count_makes_another_question(old, new):
    data = survey(3, 9)
    changed = DETECTIONS.replace(old, new)
    assert changed != DETECTIONS
    assert question_of(one(data, changed), RULE) != question_of(one(data, DETECTIONS), RULE)


def test_words_and_records_do_not_make_another_question():
    reworded = DETECTIONS.replace('en = "on the ridge"', 'en = "up there"')
    assert question_of(one(survey(3, 9), reworded), RULE) == question_of(
        one(survey(1, 2), DETECTIONS), RULE
    )
    assert question_of(one(survey(3, 9), DETECTIONS), EventRule(threshold_minutes=60)) != (
        question_of(one(survey(3, 9), DETECTIONS), RULE)
    )


def test_a_first_record_asks_the_same_wherever_its_record_moves():
    assert question_of(one(survey(3, 9), FIRST), RULE) == question_of(
        one(survey(0, 1), FIRST), RULE
    )


def test_a_store_keeps_the_day_and_its_versions_say_it(tmp_path):
    store = Store.at(str(tmp_path / "store"))
    publish(store, cats("ridge"), claims=[kept(start="2026-06-01")])
    later = NOW + dt.timedelta(days=200)
    publish(store, cats("ridge", "pass"), claims=[kept(start="2026-06-01")], now=later)
    manifest = store.manifest(2)
    (claim,) = manifest.claims
    assert (claim["asked_on"], claim["declared"]) == (NOW.date().isoformat(), "before")
    asked = one(survey(3, 9), DETECTIONS.replace("ridge-detections", "a"))
    assert with_declared([asked], manifest.claims)[0].declared is Declared.BEFORE
    assert with_declared([asked], [])[0].declared is None
