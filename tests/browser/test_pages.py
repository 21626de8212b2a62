"""Every page, in a real browser, at both sizes, by day and by night, in every language."""

from __future__ import annotations

import os
from itertools import product

import pytest

from walk import EXAMPLE, LANGUAGES, PAGES, SCHEMES, SIZES, WILDCATS

ALL = list(product(SIZES, SCHEMES, LANGUAGES, (WILDCATS, EXAMPLE)))
# Half of all sixteen: every three of the four things stand in every combination. The soak run
# walks through all of them.
HALF = [
    one
    for one in ALL
    if sum(
        (
            SIZES.index(one[0]),
            SCHEMES.index(one[1]),
            LANGUAGES.index(one[2]),
            one[3] is EXAMPLE,
        )
    )
    % 2
    == 0
]
WALKS = ALL if os.environ.get("WALK_ALL") else HALF


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("size", "scheme", "language", "data"),
    WALKS,
    ids=[f"{s[0]}-{c}-{language}-{d.name}" for s, c, language, d in WALKS],
)
def test_a_page_is_quiet_fits_and_shuts_nobody_out(
    serve, visit, path, size, scheme, language, data
):
    address = f"{serve(data).url}{path}?lang={language}"
    page = visit(address, width=size[0], height=size[1], scheme=scheme)
    assert page.errors == []
    assert page.failed == []
    assert page.foreign == []
    assert page.too_wide() == []
    assert page.barriers() == []


@pytest.mark.parametrize("path", PAGES[1:2])  # one stands for all: each needs a new server
def test_the_very_first_visitor_may_come_by_a_deep_link(serve, visit, path):
    server = serve(fresh=True)
    first = visit(server.url + path)
    second = visit(server.url + path)
    overview = visit(server.url + "/")
    # The list of pages is made by dashboard.py: without it the page would have been run alone.
    assert {"/", path} <= first.links()
    assert first.page.get_by_role("dialog").count() == 0
    assert "Page not found" not in first.page.content()
    assert first.text() == second.text() != overview.text()
    assert "Traceback" not in server.log.read_text()


def test_every_page_of_the_navigation_is_walked_through(serve, visit):
    assert visit(serve().url).links() == set(PAGES)


def test_an_address_that_does_not_exist_shows_the_overview_and_breaks_nothing(serve, visit):
    page = visit(serve().url + "/no-such-page")
    assert [error for error in page.errors if "does not seem to exist" not in error] == []
    assert page.foreign == []
    assert "Page not found" in page.page.get_by_role("dialog").inner_text()


def test_two_clicks_lead_from_the_overview_to_the_evidence_of_a_claim(serve, visit):
    start = visit(serve().url)
    start.page.get_by_role("link", name="How we know →").nth(1).click()
    start.page.wait_for_url("**/evidence?claim=turkmenistan-conflicts")
    start.settle()
    assert "0 human-leopard conflicts in Turkmenistan" in start.text()
    assert "C-TM-03" in start.text()


def test_a_copied_link_opens_the_same_view(serve, visit):
    chosen = visit(f"{serve(EXAMPLE).url}/wildlife?lang=ru")
    box = chosen.page.get_by_role("combobox", name="Страна")
    box.click()
    chosen.page.get_by_role("option", name="Кыргызстан").click()
    chosen.page.wait_for_url("**country=KG**")
    chosen.settle()
    copied = visit(chosen.page.url)
    assert copied.text() == chosen.text()


def test_the_keyboard_reaches_every_link_and_every_choice(serve, visit):
    page = visit(f"{serve().url}/wildlife").page
    wanted = page.locator("main a[href], main summary, main button, input[role=combobox]")
    names = {one.evaluate(NAME_OF) for one in wanted.all() if one.is_visible()}
    assert len(names) > 10
    reached = set()
    for _ in range(3 * len(names) + 40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(f"() => ({NAME_OF})(document.activeElement)"))
    assert names <= reached


NAME_OF = "e => [e.tagName, e.getAttribute('aria-label') || e.textContent, e.href || ''].join('|')"
