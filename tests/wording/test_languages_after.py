"""What a language lacks is said wholly in the next one; dates and years as each writes them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from impact.model.messages import Day, Sentence
from impact.wording import Words, words_in
from impact.wording.language import offered
from impact.wording.ordinals import turkmen_ordinal

PLACE = {"en": "on Uly Balkan", "ru": "на хребте Большой Балхан", "tk": "Uly Balkan dagynda"}
DAY = pd.Timestamp("2024-03-05")


class Said:
    """A catalogue of two messages."""

    def __init__(self, **messages: str) -> None:
        self.messages = messages

    def gettext(self, message: str) -> str:
        return self.messages.get(message, message)


def language(code: str, after: Words | None, **messages: str) -> Words:
    return Words(code, Said(**messages), frozenset(messages), after)  # type: ignore[arg-type]


@pytest.fixture
def turkmen() -> Words:
    russian = language("ru", words_in("en"), Seen="Видели {place}", None_="Никого {place}")
    return language("tk", russian, Seen="{place} görüldi")


def said(words: Words, message: str, place: dict[str, str]) -> str:
    return words._(message).format(place=words.of(place))


def test_a_sentence_that_a_language_has_is_said_in_it(turkmen):
    made = turkmen.whole_in(lambda words: said(words, "Seen", PLACE))
    assert made == ("Uly Balkan dagynda görüldi", "tk")


def test_without_its_message_all_of_a_sentence_is_in_the_next_language(turkmen):
    made = turkmen.whole_in(lambda words: said(words, "None_", PLACE))
    assert made == ("Никого на хребте Большой Балхан", "ru")


def test_without_the_name_of_a_place_all_of_it_is_in_the_next_language(turkmen):
    made = turkmen.whole_in(lambda words: said(words, "Seen", {"en": "here", "ru": "здесь"}))
    assert made == ("Видели здесь", "ru")
    made = turkmen.whole_in(lambda words: said(words, "Seen", {"en": "here"}))
    assert made == ("Seen", "en")


def test_a_sentence_of_the_core_takes_its_values_along(turkmen):
    russian = replace(turkmen.after, known=frozenset({"Since {day}"}))
    both = replace(turkmen, after=russian)
    assert both.said(Sentence("Since {day}", day=Day(DAY))) == "Since 5 мар. 2024"


def test_a_cell_is_taken_from_the_next_language_that_has_it(turkmen):
    assert turkmen.cell({"name": "Range", "name_ru": "Хребет", "name_tk": "Dag"}, "name") == "Dag"
    assert turkmen.cell({"name": "Range", "name_ru": "Хребет"}, "name") == "Хребет"
    assert turkmen.cell({"name": "Range", "name_ru": None}, "name") == "Range"


@pytest.mark.parametrize(
    ("year", "ordinal"),
    [
        (2024, "2024-nji"),
        (2026, "2026-njy"),
        (2019, "2019-njy"),
        (2010, "2010-njy"),
        (2020, "2020-nji"),
        (2030, "2030-njy"),
        (2040, "2040-njy"),
        (2000, "2000-nji"),
    ],
)
def test_a_turkmen_ordinal_ends_as_its_last_word_wants(year, ordinal):
    assert turkmen_ordinal(year) == ordinal


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", "5 Mar 2024"),
        ("tk", "5 mart 2024"),
        ("ky", "2024-ж. 5-мар."),
        ("kk", "2024\u00a0ж. 5 нау."),
    ],
)
def test_a_day_is_written_as_the_language_does(code, written):
    assert words_in(code).said(Day(DAY)) == written


def test_a_programme_offers_what_it_names_and_english(programme_of):
    assert offered(programme_of(["ru", "xx"])) == ("en", "ru")


@pytest.fixture
def programme_of():
    class Named:
        def __init__(self, languages):
            self.languages = languages

    return Named
