"""The way to the plain page, where the app does not come."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import expect
from pypdf import PdfReader

from hindrances import TRANSLATED
from impact import __version__
from walk import PATIENCE

SOCKETS = "**/_stcore/stream"
HINT = "#no-app"
LOST = "#lost"


@pytest.fixture
def page(browser):
    context = browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
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
    # The page is made anew meanwhile.
    expect(box).to_have_value("Туркменистан")
    assert page.url.endswith("/wildlife?lang=ru&country=TM")


def test_a_translated_number_never_stands_beside_the_words_of_another_claim(visit, serve):
    visited = visit(f"{serve().url}/evidence")
    page = visited.page
    page.evaluate(TRANSLATED)
    assert "LEOPARD DETECTIONS ON ULY BALKAN" in visited.text()
    page.get_by_role("combobox", name="Claim").click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**claim=turkmenistan-conflicts")
    visited.settle()
    heading = page.locator("[class*=st-key-claim-] h2").inner_text()
    assert " ".join(heading.split()).startswith("None reported: human–leopard conflicts")
    assert "ULY BALKAN" not in visited.text()


def test_a_link_as_a_chat_sends_it_opens_what_was_meant_or_says_what_is_not_here(visit, serve):
    home = serve().url
    visited = visit(f"{home}/Evidence?claim=Turkmenistan-Conflicts&amp;lang=RU-ru).")
    page = visited.page
    assert page.url == f"{home}/evidence?claim=turkmenistan-conflicts&lang=ru"
    assert "C-TM-03" in visited.text()
    page.goto(f"{home}/places?area=atlantis.&lang=en")
    visited.settle()
    assert "atlantis" in page.get_by_test_id("stAlert").inner_text().replace("\u2060", "")


NO_WEBGL = """(() => {
    const of = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return /webgl/.test(kind) ? null : of.call(this, kind, ...more);
    };
})()"""


def test_without_webgl_the_drawn_map_stands_there_and_the_other_does_not(page, serve):
    page.add_init_script(NO_WEBGL)
    page.goto(f"{serve().url}/map")
    drawn = page.locator(".drawn-map")
    drawn.scroll_into_view_if_needed()
    expect(drawn).to_be_visible()
    page.wait_for_function("() => document.querySelector('.drawn-map').naturalWidth > 500")
    expect(page.locator(".st-key-map")).to_be_hidden()


def test_back_takes_one_choice_back_at_a_time_also_to_the_page_before_and_on_a_slow_line(
    visit, serve
):
    visited = visit(f"{serve().url}/wildlife", late=400)
    page = visited.page
    country = page.get_by_role("combobox", name=re.compile("Country|Страна"))

    def choose(name: re.Pattern, option: str, address: str) -> None:
        page.get_by_role("combobox", name=name).click()
        page.get_by_role("option", name=option).click()
        page.wait_for_url(f"**{address}")
        visited.settle()

    choose(re.compile("Language"), "Русский", "/wildlife?lang=ru")
    choose(re.compile("Страна"), "Казахстан", "/wildlife?lang=ru&country=KZ")
    page.get_by_role("link", name="Сосуществование").first.click()
    page.wait_for_url("**/coexistence?lang=ru&country=KZ")
    visited.settle()
    choose(re.compile("Страна"), "Туркменистан", "/coexistence?lang=ru&country=TM")
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
    pages = PdfReader(BytesIO(page.pdf())).pages
    text = " ".join(" ".join(one.extract_text() for one in pages).split())
    assert "leopard detections on" in text
    assert "dashboard version 0." in text
    assert "Language" not in text
    page.emulate_media(media="print", color_scheme=scheme)
    picture = Image.open(BytesIO(page.screenshot())).convert("L")
    assert ImageStat.Stat(picture).median[0] > 240
    context.close()


def test_charts_and_tables_are_whole_on_paper_and_each_sheet_says_where_it_is_from(page, serve):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{serve().url}/places")
    table = page.get_by_role("region", name="All places")
    table.wait_for()
    names = table.locator("td:first-child").all_inner_texts()
    assert len(names) > 20
    page.locator(".js-plotly-plot .xtick").last.wait_for()
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, format="A4"))).pages
    printed, ends = "", []
    for sheet in sheets:
        text = sheet.extract_text(
            visitor_text=lambda text, base, at, *_font: ends.append(
                (base[0] * at[4] + base[4], text)
            )
        )
        assert "/places" in text
        printed += "".join(text.split())
    assert [name for name in names if "".join(name.split()) not in printed] == []
    # The line below each chart ends with the program's version, at the chart's right edge.
    edges = [x for x, text in ends if text.strip() == f"{__version__}."]
    assert edges and max(edges) < sheets[0].mediabox.right - 20
