"""No sentence has a hole where a figure is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.claims import Effort, caveats, verdicts
from impact.claims.model import Count, Counted
from impact.disclosure import for_audience
from impact.wording.caveats import caveat
from impact.wording.citation import citation, source_line
from impact.wording.evidence import (
    effort_words,
    interval_rule,
    needed,
    other_basis,
    rule,
    target_words,
)
from impact.wording.findings import finding
from impact.wording.published import agreement
from impact.wording.sentences import (
    change_words,
    comparison,
    counted_words,
    headline_number,
    sentence,
    title,
    unit_words,
)
from tests.claims.claim_tables import (
    DETECTIONS,
    survey,
)
from tests.wording.situations import EN, HOLLOW, RU, SITUATIONS, situation, viewed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.disclosure import View
    from impact.wording import Words


def everything_said(view: View, words: Words) -> Iterator[str]:
    yield from (citation(view, words), source_line(view, words))
    for claim in view.claims:
        yield from (wording(view, claim, words) for wording in (sentence, title, rule))
        yield from (wording(claim, words) for wording in OF_A_CLAIM)
        yield from (caveat(view, found, words) for found in claim.caveats)
        yield from needed(claim, words)


OF_A_CLAIM = (
    headline_number,
    finding,
    comparison,
    unit_words,
    counted_words,
    change_words,
    agreement,
    interval_rule,
    other_basis,
    target_words,
    effort_words,
)


def hollow(text: str) -> bool:
    """Whether a text has a gap, or shows how the program says that something is missing."""
    return bool(HOLLOW.search(text)) or "  " in text or text != text.strip() or " ," in text


@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
@pytest.mark.parametrize("name", SITUATIONS)
def test_nothing_that_is_said_is_hollow(name, words):
    for audience in ("staff", "public"):
        texts = list(everything_said(for_audience(situation(name), audience), words))
        assert len(texts) > 10
        assert [text for text in texts if hollow(text)] == []


@cache
def eleven() -> View:
    return viewed(survey(5, 11), DETECTIONS)


def eleven_but(now: Count, before: Count) -> View:
    """The view of 11 detections against 5, with other figures in their place."""
    (claim,) = eleven().claims
    ratio, comparison = verdicts.compared(Counted(now), Counted(before), 500)
    verdict = verdicts.of_counts(now, ratio, comparison)
    figures = {"current": now.exposure, "baseline": before.exposure}
    compared = {"compared": now.in_effort, "baseline_compared": before.in_effort}
    changed = replace(
        claim,
        value=now.value,
        baseline=before.value,
        ratio=ratio,
        comparison=comparison and replace(comparison, holm_p=comparison.exact.p_value),
        verdict=verdict,
        effort=Effort(**figures, unit="trap-nights", **compared),
        caveats=(
            *caveats.of_comparison(claim.indicator, now, before, comparison),
            *caveats.of_counts(claim.indicator, now, before, ratio, verdict),
        ),
    )
    return replace(eleven(), claims=(changed,))


@st.composite
def counts(draw: st.DrawFn, period: str) -> Count:
    """A count, known or not, some of it outside the effort, which is known or not."""
    value = draw(st.none() | st.integers(0, 2000))
    exposure = draw(st.none() | st.floats(0.1, 90000))
    compared = draw(st.none() | st.integers(0, value)) if value else None
    return Count(value, exposure, getattr(eleven().claims[0], period), compared=compared)


@given(now=counts("current_period"), before=counts("baseline_period"))
def test_no_count_and_no_effort_leave_a_hole_in_a_sentence(now, before):
    view = eleven_but(now, before)
    for words in (EN, RU):
        assert [text for text in everything_said(view, words) if hollow(text)] == []
    # Without stations there is neither word, however far the exact interval is from 1.
    assert not re.search("crease$", sentence(view, view.claims[0], EN))


def test_hollow_words_are_caught():
    gaps = [
        "None on the ridge",
        "nan nights",
        "None in 2023",
        "two  gaps",
        "{n} cats",
        " a",
        "a ,b",
    ]
    assert [text for text in gaps if not hollow(text)] == []
    words = ["None recorded, with cameras out", "None in 1,200 trap-nights: so", "nano", "info"]
    assert [text for text in words if hollow(text)] == []
