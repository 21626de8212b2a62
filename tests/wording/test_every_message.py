"""Every public message in every language, filled in with made-up figures of each class."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from babel.messages.pofile import read_po

from impact.wording import Words, words_in
from impact.wording.catalogues import catalogues
from impact.wording.language import NAMES
from impact.wording.reviewing import forms, is_public
from impact.wording.stops import one_stop
from tests.wording.rules import broken

if TYPE_CHECKING:
    from babel.messages.catalog import Message

OTHERS = [code for code in NAMES if code != "en"]
NUMBERS = (0, 1, 2, 5, 11, 21, 101, 1000, 1.5)
DAY = pd.Timestamp("2024-03-05")
SPECIES = {
    "ru": ("леопард", "леопарда"),
    "tk": ("alajagaplaň", "alajagaplaňyň"),
    "ky": ("кабылан", "кабыландын"),
    "kk": ("қабылан", "қабыланның"),
}
THINGS = {"ru": "Хребет", "tk": "Dag gerşi", "ky": "Тоо кыркасы", "kk": "Тау жотасы"}
# What is filled in, by its name in braces: a date, a year, a name or a phrase; else a number.
DAYS = {"date", "day", "end", "start"}
MONTHS = {"month", "first_month", "last_month"}
YEARS = {"year", "first_year", "last_year", "target_year", "baseline_year", "years"}
NAMED = set(
    re.findall(
        r"\w+",
        "area areas audience category choice claim claims columns country figures incidents label "
        "language name needed newest one other place programme reason reports rule sentence source "
        "sources state states text then title unit value version what when baseline_when who why "
        "before after now p adjusted contact address citation size",
    )
)
# An ending that these languages hang on a number itself is one of an ordinal. A share is read as
# so many "пайыз" in Kyrgyz and Kazakh, so that its ending is the same behind any number.
HUNG = {
    "ru": r"(?!)",
    "tk": r"(?!)",
    "ky": r"(?:-(?:версия|жыл|сап)\w*|(?<=\{share\})(?:га|ы|ын|ына|ынан)\b)",
    "kk": r"(?:-(?:нұсқа|жол)\w*|(?<=\{share\})-(?:ға|ы|ына|ынан)\b)",
}


def filled(name: str, number: float, words: Words) -> str:
    """What stands for a name in braces."""
    if name in ("species", "species_of"):
        return SPECIES[words.language][name == "species_of"]
    if name in DAYS or name in MONTHS:
        return words.date(DAY, "day" if name in DAYS else "month")
    if name == "month_name":
        return words.month(DAY)["month_name"]
    if name in YEARS:
        return words.year(2024)
    if name == "share":
        return words.percent(number / 100)
    return THINGS[words.language] if name in NAMED else words.number(number, 1)


def said(message: Message, number: float, words: Words) -> str:
    """A message in a language, with figures of one class."""
    text = (
        words._(message.id) if isinstance(message.id, str) else words.ngettext(*message.id, number)
    )
    names = {name for _text, name, _spec, _as in Formatter().parse(text) if name}
    return text.format_map({name: filled(name, number, words) for name in names})


@pytest.fixture(scope="module", params=OTHERS)
def public(request: pytest.FixtureRequest) -> tuple[Words, list[Message]]:
    with catalogues()[request.param].open("rb") as file:
        catalogue = read_po(file, locale=request.param)
    return words_in(request.param), [one for one in catalogue if one.id and is_public(one)]


def test_no_figure_of_any_class_breaks_a_message(public):
    words, messages = public
    assert len(messages) > 800
    texts = {one_stop(said(one, number, words)) for number in NUMBERS for one in messages}
    assert {text: wrong for text in texts if (wrong := broken(text, words.language))} == {}


def test_nothing_is_hung_on_what_is_filled_in(public):
    """An ending depends on the last sound of a name or a number, so none is computed."""
    words, messages = public
    hung = re.compile(r"\}[-–’']?[^\W\d_]\w*")
    allowed = re.compile(rf"\}}{HUNG[words.language]}")
    found = {text for one in messages for text in forms(one) if hung.search(allowed.sub("", text))}
    assert found == set()


def test_a_form_for_each_class_of_number_bends_the_word_that_is_counted(public):
    """Behind one of a thing Russian has the singular and behind five of them the plural of many;
    Turkmen, Kyrgyz and Kazakh say the same word behind any number."""
    words, messages = public
    for message in messages:
        behind = [re.findall(r"\{n\} (\w{3,})", text) for text in forms(message)]
        if words.language == "ru" and len(behind) > 1 and behind[0]:
            assert behind[0] != behind[-1], message.string
        elif words.language != "ru":
            assert all(one == behind[0] for one in behind), message.string


@pytest.mark.parametrize(
    ("number", "russian"),
    [
        *((0, "0 случаев"), (1, "1 случай"), (2, "2 случая"), (5, "5 случаев")),
        *((11, "11 случаев"), (21, "21 случай"), (101, "101 случай"), (1000, "1 000 случаев")),
        (1.5, "1,5 случая"),
    ],
)
def test_a_number_of_each_class_has_its_word(number, russian):
    for language, text in {
        "ru": russian,
        "tk": f"{words_in('tk').number(number, 1)} ýagdaý",
        "ky": f"{words_in('ky').number(number, 1)} окуя",
        "kk": f"{words_in('kk').number(number, 1)} жағдай",
        "en": f"{words_in('en').number(number, 1)} incident{'' if number == 1 else 's'}",
    }.items():
        words = words_in(language)
        form = words.ngettext("{n} incident", "{n} incidents", number)
        assert form.format(n=words.number(number, 1)).replace("\u00a0", " ") == text.replace(
            "\u00a0", " "
        )


@pytest.mark.parametrize("language", ["ru", "ky", "kk"])
def test_a_date_that_ends_with_a_point_ends_its_sentence_too(language):
    """As "5 марта 2024 г." does; other stops stay as they are."""
    words = words_in(language)
    text = one_stop(f"{words.date(DAY)}. {words.date(DAY)}.")
    assert ".." not in text
    assert text.endswith(".")
    assert one_stop("Wait... Now.") == "Wait... Now."


def test_a_name_of_several_words_is_joined_by_a_dash():
    """A "human-snow leopard conflict" would be one of a leopard of human snow."""
    with catalogues()["ru"].open("rb") as file:
        asked = [str(message.id) for message in read_po(file, locale="ru")]
    assert [text for text in asked if re.search(r"\w-\{species", text)] == []
