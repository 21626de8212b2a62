"""Two versions, subtracted, place no record. The attacker is in `subtracting`."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from impact.changes import publishing
from impact.disclosure import for_audience
from impact.versions import Store
from impact.versions.opening import version_of
from tests.disclosure.changing_survey import (
    BEGAN,
    STEPS,
    programme_text,
    stages,
    truth,
    version,
)
from tests.disclosure.subtracting import subtracted


def publish(store: Store, stage: list, *, expected: int | None, weeks: int) -> int:
    about = {"author": "Aida", "note": "n", "now": BEGAN + dt.timedelta(weeks=weeks)}
    text = programme_text().encode()
    return publishing.publish(store, text, version(stage), expected=expected, **about)


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    """Every stage of the survey, published a week after the one before."""
    made = Store.at(str(tmp_path_factory.mktemp("store")))
    for number, stage in enumerate(stages()):
        publish(made, stage, expected=number or None, weeks=number)
    return made


@pytest.fixture(scope="module")
def opened(store):
    return {number: version_of(store.open(number)) for number in range(1, len(STEPS) + 2)}


@pytest.fixture(scope="module")
def views(opened):
    return {number: for_audience(one, "public") for number, one in opened.items()}


@pytest.fixture(scope="module")
def truths():
    return {number: truth(stage) for number, stage in enumerate(stages(), start=1)}


def test_two_versions_subtracted_place_no_record(views, truths):
    assert subtracted(views, truths) == []


def test_without_the_rule_each_change_is_placed(opened, truths):
    bare = {
        number: for_audience(dataclasses.replace(one, figures={}), "public")
        for number, one in opened.items()
    }
    found = subtracted(bare, truths)
    for number, place in enumerate(
        ["glacier-0", "meadow-1", "canyon-2", "pass-2", "glacier-3", "meadow-2"], start=1
    ):
        after = f"of version {number + 1}"
        assert any(after in line and f"at ['{place}']" in line for line in found), place
    for kind in ("nights", "detections", "series", "evidence", "effort", "animals"):
        assert any(line.startswith(kind) for line in found), kind


def test_an_area_keeps_its_figures_until_three_stations_have_changed(views):
    first, late, last = views[1], views[2], views[len(STEPS) + 1]
    assert nights(late, "glacier") == nights(first, "glacier") < nights(last, "glacier")
    assert source(late, "glacier") == source(views[5], "glacier") == 1
    assert source(last, "glacier") is None
    assert len(first.summaries.effort) == len(last.summaries.effort) > 4


def test_the_count_of_a_claim_moves_at_once_and_says_of_when_its_effort_is(views):
    first, late, last = (views[n].claim("glacier") for n in (1, 2, len(STEPS) + 1))
    assert late.value == first.value + 2
    assert late.effort.current == first.effort.current
    assert [one.values for one in late.caveats if one.code == "effort_as_of"] == [{"version": 1}]
    assert last.effort.current > first.effort.current
    assert "effort_as_of" not in {one.code for one in last.caveats}


def nights(view, area: str) -> float:
    rows = view.summaries.effort
    there = (rows["area_id"].astype("str") == area) & (rows["year"] == 2025)
    return float(rows.loc[there, "trap_nights"].sum())


def source(view, area: str) -> int | None:
    rows = view.older[(view.older["area_id"] == area) & (view.older["year"] == 2025)]
    return int(rows["as_of"].iloc[0]) if len(rows) else None


@pytest.fixture
def two(tmp_path) -> Store:
    """The survey, and then the same with a card that came late."""
    made = Store.at(str(tmp_path / "two"))
    for number, stage in enumerate(stages()[:2]):
        publish(made, stage, expected=number or None, weeks=number)
    return made


def seen(store: Store, number: int):
    return for_audience(version_of(store.open(number)), "public")


def test_what_stays_of_a_withdrawn_version_goes_from_later_ones_too(two, tmp_path):
    assert source(seen(two, 2), "glacier") == 1
    (stays,) = two.manifest(2).older.values()
    harmless = {"areas", "programme.toml"}
    two.withdraw(1, reason="A name", author="Aida", now=BEGAN, harmless=harmless)
    assert not (tmp_path / "two" / stays.path).exists()
    after = seen(two, 2)
    assert nights(after, "glacier") == 0
    assert nights(after, "meadow") > 0
    assert after.claim("glacier").effort is None
    two.backup(tmp_path / "copy.zip")
    again = Store.from_backup(tmp_path / "copy.zip", str(tmp_path / "again"))
    assert nights(seen(again, 2), "glacier") == 0


def test_a_store_of_an_earlier_program_opens_and_is_compared_with(tmp_path):
    store, made = Store.at(str(tmp_path)), version(stages()[0])
    about = {"author": "Aida", "note": "n", "now": BEGAN, "claims": [], "expected": None}
    store.publish(programme_text().encode(), made.records, **about)
    assert store.manifest(1).figures is None
    publish(store, stages()[1], expected=1, weeks=1)
    views = {number: seen(store, number) for number in (1, 2)}
    assert nights(views[1], "glacier") > 0
    assert source(views[2], "glacier") == 1
    truths = {number: truth(stage) for number, stage in enumerate(stages()[:2], start=1)}
    assert subtracted(views, truths) == []


def test_a_version_restored_is_compared_with_all_others(two):
    number = publishing.restore(two, 1, author="Aida", note="n", now=BEGAN + dt.timedelta(weeks=9))
    again = seen(two, number)
    assert nights(again, "glacier") == nights(seen(two, 1), "glacier")
    assert again.claim("glacier").value == seen(two, 1).claim("glacier").value
