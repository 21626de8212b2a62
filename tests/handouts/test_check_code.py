"""Everything handed out carries its code, and where it is seen one that a scanner reads."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from impact.disclosure.handout_id import Choices, handout_id, made_id, read_id
from impact.disclosure.selection import Selection
from impact.figures import page_figures
from impact.figures.painting import png, svg
from impact.figures.style import LIGHT
from impact.handouts.check_code import code_drawing, code_png
from impact.handouts.data_tables import csv_zip, excel
from impact.handouts.outline import outline
from impact.handouts.packs import Choice, make, map_names
from impact.handouts.pictures import content, drawn_pictures
from impact.wording import words_in
from impact.wording.citation import citation
from impact.wording.claims_json import claims_json
from tests.handouts.packs_of import view_of

SITE = "https://cats.example.org"
OWN = Selection(whose="programme")  # what a pack shows; the work of others is its context
BOTH = pytest.mark.parametrize("language", ["en", "ru"])


def scanned(picture: bytes) -> list[str]:
    """What a scanner that is not ours reads in a picture."""
    return [one.text for one in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]


@pytest.fixture(scope="module")
def sited():
    view = view_of("wildcats")
    about = view.programme.about.model_copy(update={"address": SITE})
    return replace(view, programme=view.programme.model_copy(update={"about": about}))


@BOTH
def test_each_slide_and_picture_carries_a_code_that_can_be_scanned(sited, language):
    words = words_in(language)
    slides = Presentation(BytesIO(make("slides", sited, words, Choice()))).slides
    code = handout_id(sited, language, OWN)
    for slide in slides:
        pictures = [shape.image.blob for shape in slide.shapes if hasattr(shape, "image")]
        assert [text for one in pictures for text in scanned(one)] == [f"{SITE}/holds/{code}"]
        assert any(code in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    for picture in drawn_pictures(sited, words, map_names()):
        assert scanned(content(picture, "png")) == [f"{SITE}/holds/{code}"]
        assert code in content(picture, "svg").decode()


def test_the_deck_and_the_report_show_the_code_on_every_slide_and_once(sited):
    words = words_in("en")
    deck = make("deck", sited, words, Choice()).decode()
    pages = len(outline(sited, words, selection=OWN))
    code, shown = handout_id(sited, "en", OWN), 'role="img" aria-label="Does this still hold?'
    assert deck.count(shown) == deck.count(f"Check code {code}") == pages
    report = make("report", sited, words, Choice()).decode()
    assert svg(code_drawing(sited, words, OWN), LIGHT) in report
    assert scanned(code_png(sited, words)) == [f"{SITE}/holds/{handout_id(sited, 'en')}"]


def test_without_an_address_there_is_the_code_in_words_alone():
    view, words = view_of("wildcats"), words_in("en")
    code = handout_id(view, "en", OWN)
    slides = Presentation(BytesIO(make("slides", view, words, Choice()))).slides
    said = [s.text_frame.text for s in slides[1].shapes if s.has_text_frame]
    assert any(code in text for text in said)
    for picture in drawn_pictures(view, words, map_names()):
        assert scanned(png(picture.drawing, LIGHT)) == []
    assert 'class="code"' not in make("deck", view, words, Choice()).decode()
    assert citation(view, words, OWN).endswith(f"Check code {code}.")


@BOTH
def test_tables_json_and_citation_say_where_to_look(sited, language):
    words = words_in(language)
    address = f"{SITE}/holds/{handout_id(sited, language)}"
    first = load_workbook(BytesIO(excel(sited, words))).worksheets[0]
    assert address in "\n".join(str(cell.value) for row in first for cell in row)
    assert address in citation(sited, words)
    assert {address in one["check"] for one in json.loads(claims_json(sited, words))} == {True}
    with zipfile.ZipFile(BytesIO(csv_zip(sited, words))) as tables:
        assert address in tables.read("README.txt").decode()


def test_an_id_is_read_as_it_is_typed_and_one_wrong_letter_is_noticed():
    made = made_id("cats", "version 3", "ru", "rules", "4Z")
    typed = str(made).lower().replace("0", "o").replace("1", "l").replace("-", " ")
    found = read_id(typed)
    assert found == made
    assert found.is_of("cats", "version 3", "ru")
    assert not found.is_of("cats", "version 4", "ru")
    assert not found.is_of("cats", "version 3", "en")
    assert not found.is_of("dogs", "version 3", "ru")
    text = str(made).replace("-", "")
    for place in range(len(text)):
        other = read_id(text[:place] + ("7" if text[place] != "7" else "8") + text[place + 1 :])
        assert not other.is_of("cats", "version 3", "ru"), place
    assert read_id("") is read_id("../../etc") is read_id("K" * 25) is read_id("<b>ABCDEFG") is None


@given(data=st.data())
def test_every_choice_is_read_back_from_its_letters(data):
    view = view_of("example")
    choices = Choices(view)
    drawn = {name: data.draw(st.sampled_from(known)) for name, known in choices.known.items()}
    assert choices.read(choices.written(Selection(**drawn))) == Selection(**drawn)
    assert choices.written(Selection()) == ""


@pytest.mark.parametrize("data", ["wildcats", "example"])
def test_a_chart_carries_the_code_of_what_was_chosen(data):
    view, words = view_of(data), words_in("en")
    chosen = Selection(whose="programme", first_year=2024)
    code = handout_id(view, "en", chosen)
    makers = page_figures.OF_INCIDENTS + page_figures.OF_CAMERAS + page_figures.OF_PUBLISHED_RECORDS
    cards = page_figures.figures(makers, view, chosen, words, LIGHT)
    drawn = [one.figure for one in cards if one.figure is not None]
    assert drawn
    assert all(code in one.layout.annotations[0].text.replace("<br>", " ") for one in drawn)
