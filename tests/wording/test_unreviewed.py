"""Words that no native reader has reviewed say so; a claim has its Russian beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impact.wording import words_in
from impact.wording.citation import source_line
from impact.wording.sentences import sentence
from impact.wording.unreviewed import in_russian, review_note
from tests.claims.claim_tables import DETECTIONS, survey
from tests.wording.situations import EN, RU, viewed


@pytest.fixture(scope="module")
def view():
    return viewed(survey(5, 11), DETECTIONS)


@pytest.mark.parametrize("language", ["tk", "ky", "kk"])
def test_unreviewed_words_say_so_everywhere(view, language):
    words = replace(words_in(language), unreviewed=True)
    note = review_note(view, words)
    assert view.programme.about.contact_name["en"] in note
    assert note != review_note(view, replace(EN, unreviewed=True))
    assert len(source_line(view, words)) > len(source_line(view, replace(words, unreviewed=False)))
    assert in_russian(view, view.claims[0], words) == sentence(view, view.claims[0], RU)


@pytest.mark.parametrize("words", [EN, RU, replace(words_in("tk"), unreviewed=False)])
def test_reviewed_words_bear_no_mark(view, words):
    assert review_note(view, words) == ""
    assert in_russian(view, view.claims[0], words) == ""
