"""What a page says in another language than its own says so to screen readers."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import pandas as pd
import pytest

from impact.disclosure.selection import Selection
from impact.figures.places import area_table
from impact.handouts.tables import inert_table
from impact.plain.addresses import InFolder
from impact.plain.site import html, plain_page
from impact.wording import words_in
from impact.wording.lists import milestone_lines
from impact.wording.other_language import InLanguage, marked
from impact.wording.unreviewed import in_russian
from tests.claims.claim_tables import DETECTIONS, survey
from tests.tables import records, table
from tests.wording.situations import viewed

MILESTONE = {
    "event_start": pd.Timestamp("2024-03-05"),
    "event_end": pd.Timestamp("2024-03-05"),
    "date_precision": "day",
    "title": "Cameras are set",
    "title_ru": "Поставлены фотоловушки",
    "title_tk": "",
    "source": "Field team",
    "source_name": "",
}


def test_a_text_keeps_its_language_in_a_copy_and_is_a_text_like_any_other():
    text = InLanguage("Прежде <5>", "ru")
    assert text == "Прежде <5>"
    assert [one.language for one in (copy.deepcopy(text), pickle.loads(pickle.dumps(text)))] == [
        *("ru", "ru"),
    ]
    assert marked(text) == '<span lang="ru">Прежде &lt;5&gt;</span>'
    assert marked("Öň") == "Öň"


@pytest.mark.parametrize(
    ("row", "said", "language"),
    [
        ({"name": "Range", "name_ru": "Хребет", "name_kk": "Жота"}, "Жота", None),
        ({"name": "Range", "name_ru": "Хребет", "name_kk": ""}, "Хребет", "ru"),
        ({"name": "Range", "name_ru": None}, "Range", "en"),
        ({"name": "7–10", "name_ru": ""}, "7–10", None),  # figures are in no language
        ({"name": "Conservation X Labs"}, "Conservation X Labs", None),  # a name in all languages
        ({}, "", None),
    ],
)
def test_a_cell_says_which_language_it_was_found_in(row, said, language):
    found = words_in("kk").cell(row, "name")
    assert (found, getattr(found, "language", None)) == (said, language)


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        ({"en": "Range", "ru": "Хребет", "kk": "Жота"}, "Жота", None),
        ({"en": "Range", "ru": "Хребет"}, "Хребет", "ru"),
        ({"en": "Range"}, "Range", "en"),
        ({}, "", None),
    ],
)
def test_a_text_of_the_programme_says_so_too(text, said, language):
    found = words_in("kk").of(text)
    assert (found, getattr(found, "language", None)) == (said, language)


def test_a_line_without_its_words_is_wholly_in_the_next_language():
    """Its date too: a Turkmen date before Russian words would be a sentence in neither."""
    rows = pd.DataFrame([MILESTONE])
    ((text, _name, _link),) = milestone_lines(rows, words_in("tk"))
    assert (text, text.language) == ("5 марта 2024\u00a0г. Поставлены фотоловушки.", "ru")
    ((own, *_),) = milestone_lines(rows, words_in("ru"))
    assert (own, hasattr(own, "language")) == (text, False)


def test_the_russian_beside_a_claim_is_said_to_be_russian():
    view, words = viewed(survey(5, 11), DETECTIONS), replace(words_in("tk"), unreviewed=True)
    assert in_russian(view, view.claims[0], words).language == "ru"


AREAS = [
    {"area_id": "KG", "name": "Kyrgyzstan", "name_ru": "Кыргызстан", "name_tk": "Gyrgyzystan"}
    | {"country_code": "KG", "area_type": "country"},
    {"area_id": "ridge", "parent_id": "KG", "name": "Ridge <5>", "name_ru": "Хребет <5>"}
    | {"country_code": "KG", "area_type": "conservancy", "status": "established"},
]


def test_a_cell_of_a_table_says_which_language_it_is_in():
    view, words = viewed(records(areas=table("areas", *AREAS)), DETECTIONS), words_in("tk")
    ((name, _kind, country, *_),) = inert_table(area_table(view, Selection(), words)).to_numpy()
    assert (name, name.language) == ("Хребет <5>", "ru")
    assert (country, hasattr(country, "language")) == ("Gyrgyzystan", False)
    page = html(view, plain_page(view, "places", words), words, InFolder("places"), ("tk",))
    assert '<td data-head="Ady"><span lang="ru">Хребет &lt;5&gt;</span></td>' in page
    assert '<td data-head="Ýurt">Gyrgyzystan</td>' in page
