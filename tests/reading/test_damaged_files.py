"""Damaged files are read right, asked about or refused: never a crash, never a silent change."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.soak.damage import File
from benchmarks.soak.damaged_files import DAMAGE, MOST_SECONDS, outcome, silently_changed, sound
from impact.reading.uploads import read_upload


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_is_read_right_asked_about_or_refused(damage, seed):
    random = Random(seed)
    file = damage(sound(random), random)
    start = time.perf_counter()
    assert outcome(file) in ("read", "told of", "asked", "refused")
    assert time.perf_counter() - start < MOST_SECONDS


@pytest.mark.parametrize("seed", range(12))
def test_a_file_without_damage_is_read(seed):
    # Where nothing but a few letters tells the encoding, or the decimal sign, it may be asked.
    assert outcome(sound(Random(seed))) in ("read", "asked")


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.zip"]))
@settings(deadline=None, max_examples=100)  # a busy machine is no mistake
def test_any_bytes_are_a_table_or_a_file_error(content, name):
    assert outcome(File(name, content, None, [])) in ("read", "told of", "asked", "refused")


@given(st.text(st.characters(codec="utf-8"), max_size=200))
@settings(deadline=None, max_examples=100)
def test_any_text_below_headings_is_a_table_or_a_file_error(text):
    content = f"area_id,name,area_km2,established\n{text}".encode()
    assert outcome(File("a.csv", content, None, [])) in ("read", "told of", "asked", "refused")


def test_the_judge_sees_a_value_that_nobody_wrote():
    rows = [{"area_id": "a", "name": "Устюрт"}, {"area_id": "b", "name": "Балкан"}]
    upload = read_upload("area_id,name\na,Устюр\nb,Балкан\n".encode(), "areas.csv")
    assert silently_changed(upload, rows) == [(2, "name", "Устюр")]
