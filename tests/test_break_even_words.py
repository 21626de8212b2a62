"""What would turn a finding, in words and as a picture, in each language."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from impact.claims import Verdict
from impact.claims.comparison import BreakEven, Comparison, Reason
from impact.claims.model import Count, Period
from impact.claims.verdicts import break_even_of
from impact.figures.break_even import break_even_picture
from impact.figures.style import LIGHT
from impact.handouts.claim_slides import claim_slide
from impact.handouts.report import report_claim
from impact.handouts.report_parts import ReportCharts
from impact.metrics.change import rate_ratio
from impact.metrics.station_interval import StationInterval
from impact.plain import claim_pages
from impact.wording import words_in
from impact.wording.break_even import break_even_words, turning_question
from impact.wording.cause import cause_not_shown
from impact.wording.chance import chance_in_brief
from impact.wording.claims_json import claim_as_dict, claims_json
from impact.wording.headline import lead
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
            "If the later period had at least 59% of the earlier reporting, and every incident "
            "came alone, a fall would be unlikely to be chance. How much it had is not known."
        ),
        "If incidents come in groups of about 1.50, chance alone could give this difference.",
    ]
    assert "59" in break_even_words(claim, RU)[0]


def test_two_counts_without_effort_say_where_each_word_begins() -> None:
    turns = BreakEven(fewer_above=8.08, more_below=0.70)
    (text,) = break_even_words(claim_of("detections", break_even=turns), EN)
    assert text.startswith("Even with equal camera work, chance alone could explain the two counts")
    assert "a higher detection rate only if the later period had less than 0.70 times the" in text
    assert "a lower one only if it had more than 8.08 times as much" in text
    off = replace(turns, more_below=1.09)
    (text,) = break_even_words(claim_of("detections", break_even=off), EN)
    assert "Even with equal" not in text


def test_the_heading_asks_what_the_sentences_answer() -> None:
    asked = {
        (kind, now): turning_question(claim_of(kind, value=now, baseline=8), EN)
        for kind in ("detections", "conflict_incidents")
        for now in (0, 8, 12)
    }
    assert asked["detections", 12] == "With how much camera work would this be a real rise?"
    assert asked["conflict_incidents", 0] == "With how much reporting would this be a real fall?"
    assert asked["detections", 8] == asked["conflict_incidents", 8]
    known = claim_of("detections", value=12, baseline=8, ratio=rate_ratio(12, 12, 8, 12))
    assert turning_question(known, EN) == "What would change this finding?"


@pytest.mark.parametrize(
    ("kind", "more", "fewer", "text"),
    [
        # 5 and 11 of the same effort: within chance, whichever way it is looked at.
        ("detections", 0.70, 8.08, "Even with the same camera work, chance alone could give"),
        ("conflict_incidents", 0.0, 1.2, "Even with the same reporting, chance alone could give"),
        (
            "conflict_incidents",
            0.0,
            0.586,
            "Chance alone could give this if all later reporting was under 59%",
        ),
        (
            "detections",
            0.1,
            0.4,
            "Chance alone could give this if all later camera work was under 40%",
        ),
        (
            "detections",
            1.719,
            math.inf,
            "Chance alone could give this if all later camera work was 171%",
        ),
        (
            "conflict_incidents",
            1.5,
            9.0,
            "Chance alone could give this if all later reporting was 150%",
        ),
    ],
)
def test_a_card_says_in_a_line_when_chance_would_do(kind, more, fewer, text) -> None:
    claim = claim_of(kind, break_even=BreakEven(more_below=more, fewer_above=fewer))
    told = chance_in_brief(claim, EN)
    assert told.startswith(text)
    if "same" not in text:  # what it rests on stands with it, as in the long form
        assert " came in groups" in told
        assert told.endswith("Neither is known.")
    assert chance_in_brief(claim, RU) not in ("", chance_in_brief(claim, EN))
    known = replace(claim, ratio=rate_ratio(8, 12, 27, 12))
    assert chance_in_brief(known, EN) == chance_in_brief(replace(claim, break_even=None), EN) == ""


def test_a_rise_from_none_never_means_fewer() -> None:
    turns = BreakEven(fewer_above=math.inf, more_below=1.71)
    (text,) = break_even_words(claim_of("detections", break_even=turns), EN)
    assert "less than 171% of the earlier camera work" in text


@pytest.mark.parametrize(
    ("verdict", "share", "words"),
    [
        (Verdict.DECREASE, 0.67, "if the share of incidents that get reported were now only 67%"),
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


@pytest.mark.parametrize("language", ["ru", "tk", "ky", "kk"])
def test_on_a_phone_each_name_fits_its_stretch(language) -> None:
    turns = BreakEven(fewer_above=8.08, more_below=0.70)
    narrow = replace(LIGHT, narrow=True)
    drawn = break_even_picture(claim_of("detections", break_even=turns), words_in(language), narrow)
    _more, chance, fewer = drawn.layout.annotations
    assert max(map(len, chance.text.split("<br>"))) <= 18
    assert fewer.textangle == -90 or len(fewer.text) <= 5
    assert max(map(len, drawn.layout.xaxis.title.text.split("<br>"))) <= 36


def test_a_name_that_stands_upright_has_a_bar_as_high_as_its_longest_word() -> None:
    narrow = replace(LIGHT, narrow=True)
    wide, small = (
        break_even_picture(claim_of("detections", break_even=turns), RU, narrow)
        for turns in (BreakEven(8.08, 0.70), BreakEven(4.06, 1.06))
    )
    chance = small.layout.annotations[1]
    assert (chance.text, chance.textangle) == ("может быть<br>случайностью", -90)
    assert small.layout.height - wide.layout.height == 8 * len("случайностью") - 60


def test_the_json_of_a_claim_has_its_dates_rule_break_even_and_attribution() -> None:
    view = view_of("example")
    for told, claim in zip(json.loads(claims_json(view, EN)), view.claims, strict=True):
        assert told["observed"] == cause_not_shown([claim], EN)
        assert set(told["attribution"]) == {"programme", "others"}
        assert told["what_would_turn_it"] == break_even_words(claim, EN)
        single = claim.kind == "detections" and claim.indicator.basis == "records"
        assert (told["counting"]["threshold_minutes"] == 30) is single
        if claim.ratio is not None:
            assert told["periods"]["baseline"]["start"] is not None


def counted(now: int, before: int, months: float | None) -> dict:
    """What turns the finding of two counts, each in so many months of reporting."""
    ratio = months and rate_ratio(now, months, before, months)
    one, other = (Count(number, months, Period()) for number in (now, before))
    exact = Comparison(ratio) if ratio else None
    turns = break_even_of(one, other, ratio or None, exact)
    return {"value": now, "baseline": before, "ratio": ratio or None, "break_even": turns}


@pytest.mark.parametrize(("low", "high", "at"), [(0.994, 7.56, 1), (1.02, 7.56, 0)])
def test_the_mark_of_known_effort_stands_where_the_verdict_does(low, high, at) -> None:
    # 27 of 1,585 nights against 12 of 1,568: the stations give a wider interval than the counts
    now, before = Count(27, 1585, Period()), Count(12, 1568, Period())
    exact = rate_ratio(27, 1585, 12, 1568)
    shown = replace(exact, low=low, high=high)
    found = Comparison(
        exact, StationInterval(low, high, 0.05, 9, True), beyond_chance=not low < 1 < high
    )
    turns = break_even_of(now, before, shown, found)
    place = sum(end < 1585 / 1568 for end in (turns.more_below, turns.fewer_above))
    assert place == at
    assert (turns.clustering is None) == (low < 1 < high)  # chance could give that anyway
    too_few = replace(found, beyond_chance=False, reason=Reason.FEW_WITH_DETECTION)
    if not low < 1 < high:
        assert break_even_of(now, before, shown, too_few).more_below is None


# The counts, their effort (none: unknown), and the figures that the sentences say.
TURNING = [
    ("conflict_incidents", counted(0, 8, None), ["59%"]),
    ("conflict_incidents", counted(0, 8, 12), ["59%", "1.50"]),
    ("detections", counted(11, 5, None), ["0.70", "8.08"]),
    ("conflict_incidents", counted(8, 27, 12), ["67%", "2.17"]),
]


def carriers(view, claim, words) -> dict[str, str]:
    """The words of each thing that carries the break-even of a claim."""
    blocks = claim_pages.evidence(view, claim, words).blocks
    report = report_claim(view, claim, words, ReportCharts(paper=True))
    found = {
        "evidence": [text for block in blocks for text in block.texts],
        "notes of the deck": [text for _name, text in claim_slide(view, claim, words).notes],
        "report": [text for _name, text in report.facts],
        "JSON": claim_as_dict(view, claim, words)["what_would_turn_it"],
    }
    if claim.value == 0 or claim.ratio is None:
        found["card"] = lead(view, claim, words)
    return {name: " ".join(texts) for name, texts in found.items()}


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
@pytest.mark.parametrize(("kind", "changes", "figures"), TURNING)
def test_card_evidence_deck_report_and_json_say_it_in_each_language(
    language, kind, changes, figures
) -> None:
    words, view, claim = words_in(language), view_of("wildcats"), claim_of(kind, **changes)
    sentences = break_even_words(claim, words)
    for figure in figures:
        number = float(figure.rstrip("%"))
        said = words.percent(number / 100) if figure.endswith("%") else words.ratio(number)
        assert said in " ".join(sentences)
    if language != "en":
        assert not set(sentences) & set(break_even_words(claim, EN))
    for name, text in carriers(view, claim, words).items():
        assert all(one in text for one in sentences), name


def test_a_difference_that_nobody_may_call_a_rise_or_a_fall_is_called_neither() -> None:
    claim = claim_of("conflict_incidents", verdict=Verdict.NO_UNITS, **counted(8, 27, 12))
    text = " ".join(break_even_words(claim, EN))
    assert "The difference would vanish" in text
    assert "fall" not in text.lower()
