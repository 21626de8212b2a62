"""Two changes of programme.toml, brought together: nothing lost, comments kept."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.changes.conflicts import Side
from impact.changes.programme_keys import keys_of, rewritten
from impact.changes.programme_merge import merge_programmes

TOML = (Path(__file__).parents[2] / "data" / "wildcats" / "programme.toml").read_bytes()
PLAIN = tomllib.loads(TOML.decode())
SMALL = b"""
languages = ["en", "ru"]

[about]
id = "small"  # for tests
as_of = 2024-12-31
story = [{ en = "One." }, { en = "Two.", ru = "2" }]

[[partners]]
name = "A"
role = { en = "Partner", ru = "R" }

[[partners]]
name = "B"

[[reports]]
title = { en = "First" }
year = "2020"

[[reports]]
title = { en = "Second" }

[events]
threshold_minutes = 30
"""


def with_(old: str, new: str, text: bytes = TOML) -> bytes:
    assert text.decode().count(old) == 1
    return text.replace(old.encode(), new.encode())


ENGLISH = with_('on Uly Balkan"', 'on the Uly Balkan range"')
RUSSIAN = with_("на хребте Большой Балхан", "на Большом Балхане")


def test_two_languages_of_one_text_are_both_kept():
    merged, conflicts = merge_programmes(TOML, ENGLISH, RUSSIAN, {})
    assert conflicts == []
    assert merged == with_('on Uly Balkan"', 'on the Uly Balkan range"', RUSSIAN)


def test_comments_of_what_is_published_stay():
    noted = with_('kind = "first_record"', 'kind = "first_record"  # the only one of its kind')
    merged, _ = merge_programmes(TOML, ENGLISH, noted, {})
    assert b"# the only one of its kind" in merged
    assert b"on the Uly Balkan range" in merged


def test_the_same_key_stands_side_by_side_and_one_is_chosen():
    other = with_('on Uly Balkan"', 'in the Uly Balkan"')
    merged, (conflict,) = merge_programmes(TOML, ENGLISH, other, {})
    assert conflict.row == "indicators.uly-balkan-detections.place.en"
    (cell,) = conflict.cells
    assert (cell.before, cell.mine, cell.theirs) == (
        "on Uly Balkan",
        "on the Uly Balkan range",
        "in the Uly Balkan",
    )
    assert merged == other
    merged, (again,) = merge_programmes(TOML, ENGLISH, other, {conflict: Side.MINE})
    assert again == conflict
    assert merged == ENGLISH


def test_a_thing_taken_out_by_one_and_changed_by_the_other_is_a_conflict():
    plain = copy.deepcopy(PLAIN)
    del plain["indicators"][0]
    without = rewritten(TOML, plain)
    merged, (conflict,) = merge_programmes(TOML, without, ENGLISH, {})
    assert (conflict.row, conflict.removed_by) == ("indicators.uly-balkan-detections", Side.MINE)
    assert merged == ENGLISH
    chosen, _ = merge_programmes(TOML, without, ENGLISH, {conflict: Side.MINE})
    assert tomllib.loads(chosen.decode()) == plain


def test_a_target_is_one_thing():
    parts = "baseline = 3, baseline_year = 2020, target = 9, target_year = 2030"
    statement = 'statement = "turkmenistan-conflicts"\n'
    base = with_(statement, f'{statement}target = {{ {parts}, source = "x" }}\n')
    mine, theirs = (
        with_("target = 9", "target = 8", base),
        with_("year = 2030", "year = 2035", base),
    )
    _, (conflict,) = merge_programmes(base, mine, theirs, {})
    assert conflict.row == "indicators.turkmenistan-conflicts.target"


@st.composite
def edited(draw) -> dict:
    """The programme with one to three keys changed, taken out or added, or things moved."""
    plain = tomllib.loads(SMALL.decode())
    for _ in range(draw(st.integers(1, 3))):
        inner, path = plain, []
        while True:
            keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            key = draw(st.sampled_from(keys))
            path.append(key)
            if isinstance(inner[key], dict | list) and inner[key] and draw(st.integers(0, 3)):
                inner = inner[key]
            else:
                break
        _edit(draw, inner, key)
    return plain


def _edit(draw, inner: dict | list, key: str | int) -> None:
    words = draw(st.sampled_from(["new", "other words", "третье"]))
    way = draw(st.sampled_from(["set", "remove", "add", "move"]))
    value = inner[key]
    if key == "name":
        return  # or the thing would be told apart by its place
    if way == "remove" and len(inner) > 1:
        del inner[key]
    elif way == "move" and isinstance(inner, list):
        inner.insert(0, inner.pop(key))
    elif way == "add" and isinstance(inner, dict):
        inner[f"added_{words[:3]}"] = draw(st.sampled_from([words, 7, {"en": words}, [words]]))
    elif way == "add" and isinstance(value, dict):
        inner.append({**copy.deepcopy(value), "id": words, "scientific_name": words, "name": words})
    elif not isinstance(value, dict | list):
        inner[key] = words


@settings(max_examples=50)
@given(edited())
def test_every_change_is_written(wanted):
    assert tomllib.loads(rewritten(SMALL, wanted).decode()) == wanted


@settings(max_examples=50)
@given(edited(), edited())
def test_laws_of_the_merge(one, other):
    mine, theirs = rewritten(SMALL, one), rewritten(SMALL, other)
    assert merge_programmes(SMALL, mine, mine, {}) == (mine, [])
    assert merge_programmes(SMALL, mine, SMALL, {}) == (mine, [])
    assert merge_programmes(SMALL, SMALL, theirs, {}) == (theirs, [])
    there, conflicts = merge_programmes(SMALL, mine, theirs, {})
    back, again = merge_programmes(SMALL, theirs, mine, {})
    assert {one.row for one in conflicts} == {one.row for one in again}
    if not conflicts:
        assert _unordered(keys_of(there)) == _unordered(keys_of(back))
    # Nobody's change is gone without being shown
    merged, was = keys_of(there), keys_of(SMALL)
    shown = tuple(conflict.row for conflict in conflicts)
    for keys in (keys_of(mine), keys_of(theirs)):
        for key in {*keys, *was}:
            if keys.get(key) != was.get(key) and not key.endswith("order"):
                assert merged.get(key) == keys.get(key) or key.startswith(shown), key


def _unordered(keys: dict[str, str]) -> dict[str, object]:
    return {k: sorted(v.split(", ")) if k.endswith("order") else v for k, v in keys.items()}


STORY = 'story = [{ en = "One." }, { en = "Two.", ru = "2" }]'
OWN = {
    "a word in the first": ('{ en = "One." }', '{ en = "One!" }'),
    "a third paragraph": ('ru = "2" }]', 'ru = "2" }, { en = "Three." }]'),
    "one before all": ("story = [", 'story = [{ en = "None." }, '),
}


@pytest.mark.parametrize("own", OWN)
def test_a_paragraph_of_mine_and_a_word_of_theirs_in_another_are_both_kept(own):
    mine = with_(*OWN[own], SMALL)
    theirs = with_('ru = "2"', 'ru = "two"', SMALL)
    merged, conflicts = merge_programmes(SMALL, mine, theirs, {})
    together = with_('ru = "2"', 'ru = "two"', mine)
    assert (tomllib.loads(merged.decode()), conflicts) == (tomllib.loads(together.decode()), [])


def test_a_comment_in_what_is_moved_or_removed_is_kept():
    wanted = tomllib.loads(SMALL.decode())
    noted = with_('name = "A"', 'name = "A"  # the first of all', SMALL)
    for partners in (wanted["partners"][::-1], wanted["partners"][1:]):
        made = rewritten(noted, {**wanted, "partners": partners})
        assert made.count(b"# the first of all") == 1
        assert tomllib.loads(made.decode())["partners"] == partners
