"""A language's words go out to a native reader and come back."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from PIL import Image

from impact.commands.review_pages import ReviewPage, page_of, pages_in
from impact.commands.reviewing import COLUMNS, for_a_reader, taken_back
from impact.disclosure import for_audience
from impact.handouts.paper import browser, pictured
from impact.model.errors import UsageError
from impact.wording.catalogues import catalogues, updated, written
from impact.wording.reviewing import is_reviewed, unreviewed
from tests.folders import WILDCATS, version_of

PAGE = [("pages/public/map.py", None)]


def catalogue() -> Catalog:
    made = Catalog(locale="tk", fuzzy=False)
    made.add("Map", "Karta", locations=PAGE)
    made.add(("{n} cat", "{n} cats"), ("{n} pişik", "{n} pişik"), locations=PAGE)
    made.add("Rehearse", "Synag", locations=[("pages/staff/edit.py", None)])
    made.add("Places", "", locations=PAGE)
    return made


def sent_and_answered(tmp_path, made: Catalog, **answers: tuple[str, str]):
    """The workbook with a reader's answers: English → better words, and whether it is right."""
    rows = pd.read_excel(BytesIO(for_a_reader(made, made)), engine="calamine", dtype=str).fillna("")
    for english, (better, right) in answers.items():
        at = rows["English"].str.startswith(english)
        rows.loc[at, "Better words"], rows.loc[at, "Right? (yes)"] = better, right
    file = tmp_path / "words.xlsx"
    rows.to_excel(file, index=False)
    return file


def test_only_what_the_public_reads_and_is_translated_goes_out():
    rows = pd.read_excel(BytesIO(for_a_reader(catalogue(), catalogue())), engine="calamine")
    assert tuple(rows) == COLUMNS
    assert sorted(rows["English"]) == ["Map", "{n} cat"]


def sheets(pages: list[ReviewPage]) -> dict[str, pd.DataFrame]:
    book = BytesIO(for_a_reader(catalogue(), catalogue(), pages))
    return pd.read_excel(book, sheet_name=None, engine="calamine", dtype=str)


def test_a_message_stands_beside_the_page_that_it_was_found_on():
    pages = [
        ReviewPage("overview", "Baş sahypa", "Kartada 11 pişik bar", png()),
        ReviewPage("map", "Karta", "Karta: çäkler", png()),
    ]
    found = sheets(pages)
    where = dict(zip(found["Words"]["English"], found["Words"]["Page"], strict=True))
    assert where == {"{n} cat": "overview", "Map": "map"}  # Kartada is another word
    assert list(found) == ["Words", "Glossary", "Page overview", "Page map"]
    assert found["Page map"].columns[0] == "Karta (map)"


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


def test_a_message_on_no_page_says_where_else_it_is_read():
    assert list(sheets([])["Words"]["Page"]) == ["the interactive page"] * 2


def test_the_terms_of_the_glossary_go_along():
    terms = sheets([])["Glossary"].set_index("English")
    assert len(terms) > 150
    assert terms.loc["camera trap", "Term"] == "fotoduzak"
    assert terms.loc["trap-night", "How sure"] == "low"


@pytest.mark.parametrize("language", ["tk", "ky", "kk"])
def test_the_pages_of_a_language_are_read_without_their_markup(language):
    view = for_audience(version_of(WILDCATS), "public")
    pages = list(pages_in(view, language, pictures=False))
    assert {"overview", "wildlife", "methods"} <= {page.name for page in pages}
    assert len([page for page in pages if page.name.startswith("places/")]) == 1
    with catalogues()[language].open("rb") as file:
        known = read_po(file, locale=language)
    assert page_of(known.get("How to cite"), pages) == pages[0]
    assert "<" not in "".join(page.text for page in pages)


@pytest.mark.skipif(browser() is None, reason="there is no Chromium here")
def test_a_page_is_pictured():
    with Image.open(BytesIO(pictured("<p>Karta</p>", width=300, height=200))) as picture:
        assert picture.size == (300, 200)
        assert len(picture.convert("L").getcolors()) > 1


def test_what_is_right_or_better_is_reviewed_and_the_mark_goes(tmp_path):
    made = catalogue()
    file = sent_and_answered(tmp_path, made, Map=("", "hawa"))
    assert unreviewed(made, "tk")
    assert taken_back(made, file) == 1
    assert is_reviewed(made.get("Map"))
    assert unreviewed(made, "tk")
    file = sent_and_answered(tmp_path, made, **{"{n} cat": ("{n} haýwan", "")})
    assert taken_back(made, file) == 1
    assert made.get("{n} cat").string == ("{n} haýwan", "{n} haýwan")
    assert not unreviewed(made, "tk")


def test_a_review_outlives_an_update_and_ends_with_its_words(tmp_path):
    made = catalogue()
    taken_back(made, sent_and_answered(tmp_path, made, Map=("", "yes")))
    again = read_po(BytesIO(updated(written(made), "tk", catalogue())), locale="tk")
    assert is_reviewed(again.get("Map"))
    again.get("Map").string = "Haryta"
    assert not is_reviewed(again.get("Map"))


def test_words_that_changed_meanwhile_are_not_reviewed(tmp_path):
    made = catalogue()
    file = sent_and_answered(tmp_path, made, Map=("", "yes"))
    made.get("Map").string = "Haryta"
    assert taken_back(made, file) == 0
    assert not is_reviewed(made.get("Map"))


@pytest.mark.parametrize("better", ["haýwan", "{m} haýwan", "{n haýwan"])
def test_better_words_that_fill_in_something_else_are_refused(tmp_path, better):
    made = catalogue()
    file = sent_and_answered(tmp_path, made, **{"{n} cat": (better, "")})
    with pytest.raises(UsageError, match="row 3, column “Better words”"):
        taken_back(made, file)


def test_russian_and_english_bear_no_mark():
    assert not unreviewed(catalogue(), "ru")
