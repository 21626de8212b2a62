"""The way to the plain page, where the app does not come."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

SOCKETS = "**/_stcore/stream"
HINT = "#no-app"


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_where_the_app_comes_nothing_is_said_and_the_title_and_language_follow(visit, serve):
    visited = visit(f"{serve().url}/wildlife?lang=ru")
    page = visited.page
    assert page.title().startswith("Дикие кошки · ")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    assert not page.locator("#first-words").count()
    assert page.locator(HINT).is_hidden()
    page.get_by_role("link", name="Карта").first.click()
    visited.settle()
    assert page.title().startswith("Карта · ")
    assert not visited.errors


@pytest.mark.parametrize("refused", [True, False], ids=["refused", "hanging"])
def test_where_websockets_are_blocked_a_sentence_leads_to_the_plain_page(page, serve, refused):
    page.route_web_socket(SOCKETS, lambda socket: socket.close() if refused else None)
    page.clock.install()
    page.goto(f"{serve().url}/wildlife?lang=ru")
    page.clock.fast_forward(5_000)
    assert page.locator(HINT).is_hidden()
    page.clock.fast_forward(6_000)
    expect(page.locator(HINT)).to_be_visible()
    page.locator(f"{HINT} a").click()
    page.wait_for_url("**/plain/**?lang=ru")


def test_where_no_script_runs_the_first_words_and_the_plain_page_stand_there(browser, serve):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve().url)
    assert page.locator("#first-words li").count() == 3
    page.locator("noscript a").click()
    page.wait_for_url("**/plain/**?lang=en")
    context.close()


def test_below_a_path_every_page_finds_what_it_needs(visit, serve, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "cats")
    home = serve(fresh=True).url
    for path in ("/map", "/meeting-pack"):
        visited = visit(home + path)
        assert visited.page.locator("[data-testid=stApp] h1").count()
        assert visited.errors == visited.failed == []
    visited.page.get_by_role("link", name="Open the presentation").click()
    visited.page.context.wait_for_event("page").wait_for_url(f"{home}/deck?**")
