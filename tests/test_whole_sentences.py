"""A sentence is one message of its case, and every case has one, in English and in Russian."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import pytest

from impact.metrics.change import RateRatio
from impact.wording import words_in
from impact.wording.counted import COUNTED
from impact.wording.counted_rates import RATES
from impact.wording.sentences import SAID, comparison
from tests.handouts.packs_of import view_of

EN, RU = words_in("en"), words_in("ru")
KINDS = ("detections", "conflict_incidents")


def test_every_kind_direction_and_finding_has_its_own_message() -> None:
    said = [*map(str, SAID), "too_unlike", "plain"]
    for kind, direction, finding in product(KINDS, ("up", "down", "same"), said):
        assert (kind, direction, finding) in COUNTED
        assert (kind, f"{direction}_undated", "plain") in COUNTED
        assert (kind, finding) in RATES
    assert len({*COUNTED.values()}) == len(COUNTED)
    assert len({*RATES.values()}) == len(RATES)


@pytest.mark.parametrize("number", [1, 2, 5])
def test_every_message_is_translated_whole(number: int) -> None:
    for one, many in COUNTED.values():
        text = RU.ngettext(one, many, number)
        assert text not in (one, many)
        assert "{n}" in text
    assert not {RU._(text) for text in RATES.values()} & {*RATES.values()}


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (RateRatio(2.34, 1.35, 4.06, 0.003), "anything from 1.35 to 4.06 times as many"),
        (RateRatio(40.0, 2.0, 4000.0, 0.003), "anything from 2.00 to over 1,000 times as many"),
        (RateRatio(4.0, 2.0, math.inf, 0.003), "the records fit 2.00 times as many or more"),
        (RateRatio(math.inf, 1.7, math.inf, 0.02), "None before, so there is no ratio"),
    ],
)
def test_an_interval_is_said_in_words(ratio: RateRatio, words: str) -> None:
    claim = replace(view_of("wildcats").claims[0], ratio=ratio)
    assert words in comparison(claim, EN)
    assert "95%" in comparison(claim, EN)
