"""What would turn a finding, in words and as a picture, in each language."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from impact.claims import Verdict
from impact.claims.comparison import BreakEven
from impact.figures.break_even import break_even_picture
from impact.figures.style import LIGHT
from impact.metrics.change import rate_ratio
from impact.wording import words_in
from impact.wording.break_even import break_even_words
from impact.wording.claims_json import claims_json
from tests.handouts.packs_of import view_of

EN, RU = words_in("en"), words_in("ru")


def claim_of(kind: str, **changes):
    found = next(one for one in view_of("wildcats").claims if one.kind == kind)
    return replace(found, **changes)


def test_a_fall_to_none_says_how_much_reporting_it_takes() -> None:
    turns = BreakEven(fewer_above=0.586, more_below=0.0, clustering=1.50)
    claim = claim_of("conflict_incidents", break_even=turns)
    assert break_even_words(claim, EN) == [
        (
            "The fall goes beyond chance only if at least 59% as much reporting stands behind the "
            "later period as behind the earlier."
        ),
        "If incidents come in groups of about 1.50, chance alone could give this difference.",
    ]
    assert "59" in break_even_words(claim, RU)[0]


def test_two_counts_without_effort_say_where_each_word_begins() -> None:
    turns = BreakEven(fewer_above=8.08, more_below=0.70)
    (text,) = break_even_words(claim_of("detections", break_even=turns), EN)
    assert "more detections only if less than 0.70 times the earlier camera work" in text
    assert "fewer only if more than 8.08 times as much" in text


def test_a_rise_from_none_never_means_fewer() -> None:
    turns = BreakEven(fewer_above=math.inf, more_below=1.71)
    (text,) = break_even_words(claim_of("detections", break_even=turns), EN)
    assert "less than 171% of the earlier camera work" in text


@pytest.mark.parametrize(
    ("verdict", "share", "words"),
    [
        (Verdict.DECREASE, 0.67, "if only 67% of the earlier share of incidents"),
        (Verdict.INCREASE, 1.35, "had risen to 1.35 times the earlier one"),
    ],
)
def test_with_known_effort_it_is_the_share_that_gets_recorded(verdict, share, words) -> None:
    claim = claim_of(
        "conflict_incidents",
        verdict=verdict,
        ratio=rate_ratio(8, 12, 27, 12) if share < 1 else rate_ratio(27, 12, 8, 12),
        break_even=BreakEven(recording=share, more_below=0.1, fewer_above=0.67),
    )
    (text,) = break_even_words(claim, EN)
    assert words in text


def test_nothing_is_said_where_nothing_is_compared() -> None:
    claim = claim_of("first_record", break_even=None)
    assert break_even_words(claim, EN) == []
    assert break_even_picture(claim, EN, LIGHT) is None
    assert break_even_words(replace(claim, break_even=BreakEven()), EN) == []


def test_the_picture_turns_where_the_sentence_does() -> None:
    turns = BreakEven(fewer_above=8.08, more_below=0.70)
    drawn = break_even_picture(claim_of("detections", break_even=turns), EN, LIGHT)
    assert [shape.x0 for shape in drawn.layout.shapes if shape.type == "line"] == [0.70, 8.08]
    assert [note.text for note in drawn.layout.annotations] == ["more", "could be chance", "fewer"]


def test_the_json_of_a_claim_has_its_dates_rule_break_even_and_attribution() -> None:
    view = view_of("example")
    for told, claim in zip(json.loads(claims_json(view, EN)), view.claims, strict=True):
        assert told["observed"].startswith("Observed")
        assert set(told["attribution"]) == {"programme", "others"}
        assert told["what_would_turn_it"] == break_even_words(claim, EN)
        single = claim.kind == "detections" and claim.indicator.basis == "records"
        assert (told["counting"]["threshold_minutes"] == 30) is single
        if claim.ratio is not None:
            assert told["periods"]["baseline"]["start"] is not None


@pytest.mark.parametrize(("share", "said"), [(0.003, "0.3%"), (0.0, "0%"), (0.25, "25%")])
def test_what_is_not_nothing_is_never_printed_as_0_percent(share: float, said: str) -> None:
    assert EN.percent(share) == said
