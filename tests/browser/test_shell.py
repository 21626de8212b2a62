"""The way to the plain page, where the app does not come."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import expect
from pypdf import PdfReader

SOCKETS = "**/_stcore/stream"
HINT = "#no-app"
LOST = "#lost"


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
    page.goto(f"{serve().url}/?lang=de")  # the app says it in English
    visited.settle()
    expect(page.locator("html")).to_have_attribute("lang", "en")
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


def test_a_lost_connection_is_named_in_the_readers_language_and_the_view_comes_back(page, serve):
    down, open_sockets = [], []

    def connect(socket) -> None:
        if down:
            socket.close()
        else:
            open_sockets.extend((socket, socket.connect_to_server()))

    page.route_web_socket(SOCKETS, connect)
    page.clock.install()
    page.goto(f"{serve().url}/wildlife?lang=ru&country=TM")
    page.locator("[data-testid=stApp] h1").wait_for()
    assert page.locator(LOST).is_hidden()
    down.append(True)
    for socket in open_sockets:
        socket.close()
    page.clock.fast_forward(20_000)
    expect(page.locator(LOST)).to_contain_text("Связь прервалась")
    down.clear()
    page.clock.fast_forward(20_000)
    expect(page.locator(LOST)).to_be_hidden()
    box = page.get_by_role("combobox", name="Страна")
    expect(box).to_have_value("Туркменистан", timeout=60_000)  # the page is made anew meanwhile
    assert page.url.endswith("/wildlife?lang=ru&country=TM")


def test_back_takes_one_choice_back_at_a_time_also_to_the_page_before(visit, serve):
    visited = visit(f"{serve().url}/wildlife")
    page = visited.page
    country = page.get_by_role("combobox", name=re.compile("Country|Страна"))

    def choose(name: re.Pattern, option: str) -> None:
        page.get_by_role("combobox", name=name).click()
        page.get_by_role("option", name=option).click()
        visited.settle()

    choose(re.compile("Language"), "Русский")
    choose(re.compile("Страна"), "Казахстан")
    page.get_by_role("link", name="Сосуществование").first.click()
    visited.settle()
    choose(re.compile("Страна"), "Туркменистан")
    for address, chosen in (
        ("/coexistence?lang=ru&country=KZ", "Казахстан"),
        ("/wildlife?lang=ru&country=KZ", "Казахстан"),
        ("/wildlife?lang=ru", "Все страны"),
        ("/wildlife", "All countries"),
    ):
        page.go_back()
        page.wait_for_url(f"**{address}")
        expect(country).to_have_value(chosen)
    assert not visited.errors


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light_and_has_what_the_page_says_and_none_of_its_choices(browser, serve, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(serve().url)
    page.get_by_text("Cite this").first.wait_for()
    text = "\n".join(one.extract_text() for one in PdfReader(BytesIO(page.pdf())).pages)
    assert "leopard detections on" in text
    assert "program 0." in text
    assert "Language" not in text
    page.emulate_media(media="print", color_scheme=scheme)
    picture = Image.open(BytesIO(page.screenshot())).convert("L")
    assert ImageStat.Stat(picture).median[0] > 240
    context.close()
