"""Every wall sheet of our data folders is on one page, in the language that needs most room."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import pytest

from impact.handouts.packs import map_names
from impact.handouts.sheet import sheet_html
from impact.handouts.sheet_places import says_something
from impact.wording import words_in
from impact.wording.language import languages
from impact.wording.sentences import sentence
from tests.handouts.packs_of import view_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from impact.disclosure import View
    from impact.wording.language import Words

# Of a page at 96 dots to the inch, as `sheet.css` takes it.
HIGH = {"A4": 297 / 25.4 * 96, "A3": 420 / 25.4 * 96}
HEIGHT = "document.querySelector('main').scrollHeight"


def longest(view: View) -> Words:
    """The language whose claims have most letters."""
    return max(
        map(words_in, languages()),
        key=lambda words: sum(len(sentence(view, one, words)) for one in view.claims),
    )


@pytest.mark.parametrize("paper", HIGH)
@pytest.mark.parametrize("folder", ["wildcats", "example"])
def test_every_sheet_is_on_one_page_in_the_longest_language(browser: Browser, folder, paper):
    view = view_of(folder)
    words, page = longest(view), browser.new_page()
    pages = {}
    for area in view.records.areas["area_id"].astype("str"):
        if says_something(view, area, words):
            page.set_content(sheet_html(view, words, area, map_names(), size=paper))
            page.evaluate("document.fonts.ready.then(() => 0)")
            pages[area] = ceil((page.evaluate(HEIGHT) - 1) / HIGH[paper])
    page.close()
    assert len(pages) > 10
    assert {area: count for area, count in pages.items() if count != 1} == {}
