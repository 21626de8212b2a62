"""The files of two seasons become the comparison that was counted apart from the program."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from impact.changes.claim_preview import preview
from impact.changes.season import new_seasons
from impact.changes.season_claims import earlier_seasons, ways
from impact.changes.submit import bring_in, checked, questions_of, read_files, version_with
from impact.checking.folder import read_folder
from impact.model.programme import read_programme
from impact.reading.choices import ALL_FILES, Choices
from tests.season_files import ENGLISH, KAZAKH, KYRGYZ, RUSSIAN, TURKMEN, Language, season

WILDCATS = Path(__file__).parents[2] / "data" / "wildcats"
TEXT = (WILDCATS / "programme.toml").read_bytes()
PLACE = {"en": "on Kichi Balkan"}


@cache
def published():
    return read_folder(WILDCATS)


def sent(base, files: dict[str, bytes], answers: dict[str, str], text: bytes = TEXT):
    """The change that files make, everything confirmed that is suggested, and what was asked."""
    asked = {}
    for _ in range(3):
        choices = {ALL_FILES: Choices(answers={**answers, **asked})}
        received = read_files(files, choices, base)
        asked |= {question.id: question.suggested for _, question in questions_of(received)}
    change = bring_in(base, text, received.texts, {}, today=dt.date(2026, 11, 29))
    errors = [one for one in checked(received, change.prepared).problems if one.severity == "error"]
    assert errors == []
    return change, asked


def test_of_two_seasons_27_against_12_is_no_clear_change():
    first, asked = sent(published(), season(2025), {})
    assert len(asked) <= 4
    version = version_with(first)
    (one,) = new_seasons(first.prepared, version)
    (way,) = ways(one, version, TEXT, "", PLACE)
    base = SimpleNamespace(
        programme=read_programme(way.text.decode()), records=first.prepared.records
    )
    second, again = sent(base, season(2026), asked, way.text)
    assert again == {}  # what was confirmed is remembered
    version = version_with(second)
    (two,) = new_seasons(second.prepared, version)
    (earlier,) = earlier_seasons(two, version)
    (way,) = ways(two, version, way.text, earlier, PLACE)
    (claim,) = preview(version, way.text, way.indicator).claims
    assert (claim.value, claim.baseline, claim.verdict) == (27, 12, "no_clear_change")
    assert (claim.effort.current, claim.effort.baseline) == (1585, 1568)
    ends = (claim.ratio.estimate, claim.ratio.low, claim.ratio.high, claim.ratio.p_value)
    assert ends == pytest.approx((2.2259, 0.9937, 7.5570, 0.05762), abs=1e-4)


@pytest.mark.parametrize("words", [RUSSIAN, ENGLISH, KYRGYZ, KAZAKH, TURKMEN])
def test_a_season_in_five_languages_is_as_counted_by_hand(words: Language):
    change, asked = sent(published(), season(2025, words), {})
    assert len(asked) <= 6
    (found,) = new_seasons(change.prepared, version_with(change))
    assert (found.stations, found.trap_nights) == (14, 1568)
    assert (list(found.detections.values()), len(found.records)) == ([12], 18)
    assert sorted(found.incidents["verification"].astype(str)) == [
        "confirmed", "rejected", "unverified",
    ]  # fmt: skip
    assert (int(found.reporting["active"].sum()), len(found.reporting)) == (16, 17)
