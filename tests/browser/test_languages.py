"""Turkmen, Kyrgyz and Kazakh pages in a real browser: whole, marked, and open to everybody."""

from __future__ import annotations

from itertools import product

import pytest

from impact.wording import words_in
from walk import PAGES, SCHEMES, SIZES, WILDCATS

LANGUAGES = ["tk", "ky", "kk"]
# Each language once, and with it each size, each theme and another page.
SOME = [
    ("/", SIZES[1], SCHEMES[0], "tk"),
    ("/evidence", SIZES[0], SCHEMES[1], "ky"),
    ("/wildlife", SIZES[1], SCHEMES[1], "kk"),
]
ALL = list(product(PAGES, SIZES, SCHEMES, LANGUAGES))
# Words that are cut off at the edge of their own box, in what is no table to scroll in.
CUT = """() => [...document.querySelectorAll(
        "[data-testid=stMain] :is(h1, h2, h3, p, li, button, summary, label, a)")]
    .filter((e) => e.innerText?.trim() && e.clientWidth > 0
        && getComputedStyle(e).overflowX !== "visible"
        && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2))
    .map((e) => e.innerText)"""


def named(walks: list[tuple]) -> list[str]:
    return [f"{page}-{size[0]}-{scheme}-{lang}" for page, size, scheme, lang in walks]


def walked(serve, visit, path, size, scheme, language) -> None:
    address = f"{serve(WILDCATS).url}{path}?lang={language}"
    page = visit(address, width=size[0], height=size[1], scheme=scheme)
    assert (page.errors, page.failed, page.foreign) == ([], [], [])
    assert page.too_wide() == []
    assert page.broken_words() == []
    assert page.page.evaluate(CUT) == []
    assert page.barriers() == []
    words = words_in(language)
    assert page.page.evaluate("document.documentElement.lang") == language
    mark = words._(
        "This translation has not been reviewed by a native reader yet. Report a mistake: {contact}"
    ).partition(":")[0]
    assert (mark in page.page.locator("body").inner_text()) == words.unreviewed
    if path in ("/", "/evidence") and words.unreviewed:  # a claim has its Russian beside it
        assert page.page.locator("[data-testid=stMain] [lang=ru]").count() > 0


@pytest.mark.parametrize(("path", "size", "scheme", "language"), SOME, ids=named(SOME))
def test_a_page_in_each_language_is_whole_and_marked(serve, visit, path, size, scheme, language):
    walked(serve, visit, path, size, scheme, language)


def test_on_a_phone_the_chart_of_a_claim_stays_beside_its_words_in_two_languages(serve, visit):
    (width, height) = SIZES[1]
    page = visit(f"{serve(WILDCATS).url}/?lang=tk", width=width, height=height).page
    for card in page.locator("[class*=st-key-claim-]").all():
        assert card.locator("[lang=ru]").count() == 1
        words = card.locator("h2").bounding_box()
        chart = card.locator("img.on-a-phone").bounding_box()
        assert chart["x"] >= words["x"] + words["width"]
        assert chart["y"] < words["y"] + words["height"]


@pytest.mark.long
@pytest.mark.parametrize(("path", "size", "scheme", "language"), ALL, ids=named(ALL))
def test_every_page_in_every_language_is_whole_and_marked(
    serve, visit, path, size, scheme, language
):
    walked(serve, visit, path, size, scheme, language)
