"""Every situation of a claim in every language: whole, in its own words, and by its rules."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from impact.claims.model import Verdict
from impact.disclosure import for_audience
from impact.wording import Words, words_in
from impact.wording.language import NAMES
from impact.wording.sentences import finding, sentence, title
from tests.claims.claim_tables import DETECTIONS, survey
from tests.wording.situations import HOLLOW, SITUATIONS, situation, viewed
from tests.wording.test_nothing_hollow import everything_said

if TYPE_CHECKING:
    from impact.disclosure import View

OTHERS = [code for code in NAMES if code != "en"]
# Names of methods and of measures stand in Latin letters in every language.
NAMED = re.compile(r"Holm|[pd] = |\bp\b|\bdata\b|v\d|impact|\b[0-9a-f]{6,}\b|The team|Test\w*")
LATIN, CYRILLIC = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[а-яёөүңәғқұһі]{2,}", re.IGNORECASE)
# A number takes its word in the singular; these would be a plural behind it.
PLURAL_AFTER_A_NUMBER = {
    "tk": re.compile(r"\d [a-zçäňöşüýž-]+(lar|ler)\b"),
    "ky": re.compile(r"\d [а-яөүң-]+(лар|лер|лор|лөр)\b"),
    "kk": re.compile(r"\d [а-яәғқңөұүһі-]+(лар|лер|дар|дер|тар|тер)\b"),
}
TURKMEN_YEAR = re.compile(r"\b(\d{4})(?!\d|-nj[iy]|[–-]\d)")
COUNTS = (0, 1, 2, 5, 11, 21, 101, 1000)


@pytest.fixture(params=OTHERS)
def words(request: pytest.FixtureRequest) -> Words:
    return words_in(request.param)


def foreign(text: str, language: str) -> list[str]:
    """Runs of letters that the language does not write."""
    return (CYRILLIC if language == "tk" else LATIN).findall(NAMED.sub("", text))


def broken(text: str, language: str) -> bool:
    plural = PLURAL_AFTER_A_NUMBER.get(language)
    return bool(
        HOLLOW.search(text)
        or ".." in text
        or "  " in text
        or text != text.strip()
        or foreign(text, language)
        or (plural and plural.search(text))
    )


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_claim_is_said_wholly_in_each_language(name):
    view = for_audience(situation(name), "public")  # made once for all languages: it costs most
    for words in map(words_in, OTHERS):
        for claim in view.claims:
            said = sentence(view, claim, words), title(view, claim, words), finding(claim, words)
            assert [text for text in said if broken(text, words.language)] == []
            assert all(text[0].isupper() or not text[0].isalpha() for text in said)


@pytest.fixture(scope="module")
def eleven() -> View:
    return viewed(survey(5, 11), DETECTIONS)


def test_all_that_is_said_of_a_comparison_is_in_the_language(eleven, words):
    _cited, _source, *texts = filter(None, everything_said(eleven, words))
    assert len(texts) > 10
    assert [text for text in texts if broken(text, words.language)] == []


def test_a_number_of_each_class_has_its_own_form(eleven, words):
    (claim,) = eleven.claims
    for count in COUNTS:
        counted = replace(claim, value=count, ratio=None, verdict=Verdict.COUNTS_ONLY)
        said = sentence(eleven, counted, words)
        assert words.number(count) in said
        assert not broken(said, words.language)


def test_a_year_in_a_turkmen_sentence_is_an_ordinal(eleven):
    said = sentence(eleven, eleven.claims[0], words_in("tk"))
    assert "2024-nji ýylda" in said
    assert not TURKMEN_YEAR.search(said)


def test_the_rules_find_what_they_are_for():
    assert broken("11 katalu {n}", "tk")
    assert broken("Seen in 2024..", "kk")
    assert broken("11 жолу on the ridge", "ky")
    assert broken("11 haýwanlar", "tk")
    assert not broken("Uly Balkan dagynda 11 gezek", "tk")
