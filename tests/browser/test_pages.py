"""Every page, in a real browser, at both sizes, by day and by night, in every language."""

from __future__ import annotations

import os
from itertools import product

import pytest
from PIL import Image
from playwright.sync_api import expect

from cut_numbers import cut_numbers
from walk import EXAMPLE, LANGUAGES, PAGES, PATIENCE, SCHEMES, SIZES, WILDCATS

ALL = list(product(SIZES, SCHEMES, LANGUAGES, (WILDCATS, EXAMPLE)))
EVERYTHING = bool(os.environ.get("WALK_ALL"))  # for `make soak`: minutes of it
SOME = PAGES if EVERYTHING else ["/wildlife"]  # one page stands for all where all are made alike

FIGURES = ("/", "/evidence", "/wildlife", "/coexistence", "/places", "/map")
# A window's width, and the width that figures are then drawn for, on any device.
DRAWN_FOR = {320: 286, 390: 286, 640: 520, 911: 286, 1024: 520, 1280: 780, 1440: 950, 1920: 950}


def walks() -> list[tuple]:
    """Each page in two ways that differ in everything: both sizes, schemes, languages, data.

    From page to page they go on, so that each of the sixteen ways is walked once. With WALK_ALL
    every page is walked in all sixteen.
    """
    if EVERYTHING:
        return list(product(PAGES, ALL))
    opposite = len(ALL) - 1
    return [
        (page, ALL[way]) for number, page in enumerate(PAGES) for way in (number, opposite - number)
    ]


@pytest.mark.parametrize(
    ("path", "size", "scheme", "language", "data"),
    [(path, *way) for path, way in walks()],
    ids=[f"{path}-{s[0]}-{c}-{lang}-{d.name}" for path, (s, c, lang, d) in walks()],
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
    assert page.broken_words() == []
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
    assert "None reported: human–leopard conflicts in Turkmenistan" in start.text()
    assert "C-TM-03" in start.text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_the_first_screen_holds_picture_claims_charts_map_and_the_way_on(
    serve, visit, size, language
):
    page = visit(f"{serve().url}/?lang={language}", width=size[0], height=size[1]).page
    first = page.locator(".st-key-first-screen")
    images = [one for one in first.locator("img").all() if one.is_visible()]
    assert len(images) == 5  # the ridge, a chart for each claim, the map
    for image in images:
        assert image.evaluate("e => e.complete && e.naturalWidth > 0")
    claims = first.get_by_role("heading", level=2).all()
    assert len(claims) == 3
    for one in (*images, *claims, first.locator(".st-key-onward a").first):
        box = one.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1], one.inner_text() or one.get_attribute("alt")


@pytest.mark.parametrize("path", PAGES if EVERYTHING else ["/", "/map"])
def test_a_page_fits_every_width_of_a_window_and_cuts_no_number(serve, visit, path):
    visited = visit(f"{serve(EXAMPLE).url}{path}?lang=ru")
    for width, room in DRAWN_FOR.items():
        visited.page.set_viewport_size({"width": width, "height": 900})
        if path in FIGURES:
            chosen = visited.page.locator(".st-key-drawn-for [data-selected]")
            expect(chosen).to_have_text(str(room), timeout=PATIENCE * 1000)
        visited.settle()
        problems = visited.too_wide() + visited.broken_words() + cut_numbers(visited)
        assert problems == [], width
    assert visited.errors == []


def test_of_two_claims_called_the_same_the_one_asked_for_stays(serve, visit):
    asked = "claim=ridge-south-detections"  # one of two of that species on that ridge
    page = visit(f"{serve(EXAMPLE).url}/evidence?{asked}&lang=ru", width=390, height=844).page
    expect(page.locator(".st-key-drawn-for [data-selected]")).to_have_text("286")
    expect(page.locator(".st-key-claim-ridge-south-detections")).to_be_visible()
    assert asked in page.url


def test_when_night_falls_the_pictures_turn_dark_with_the_page(serve, visit):
    page = visit(serve().url).page
    dark = page.locator(".st-key-first-screen img[src*='-dark.svg']")
    expect(dark).to_have_count(0)
    page.emulate_media(color_scheme="dark")
    expect(dark).not_to_have_count(0, timeout=PATIENCE * 1000)
    page.emulate_media(color_scheme="light")
    expect(dark).to_have_count(0, timeout=PATIENCE * 1000)


def test_a_choice_that_is_longer_than_its_box_is_written_out_below(serve, visit):
    page = visit(f"{serve(EXAMPLE).url}/evidence?lang=ru", width=320, height=844).page
    box = page.get_by_test_id("stMain").get_by_test_id("stSelectbox")
    chosen = box.locator("input").input_value()
    expect(box.locator("[data-whole]")).to_have_attribute("data-whole", chosen)
    assert box.bounding_box()["height"] > 80  # two lines and the label
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(box.locator("[data-whole]")).to_have_count(0)


def test_a_label_is_read_out_without_the_backslashes_of_its_markdown(serve, visit):
    page = visit(serve().url).page
    page.evaluate("""() => {
        const one = document.createElement("div");
        one.setAttribute("aria-label", "Which table is this \\\\(a\\\\.csv\\\\)?");
        document.getElementById("root").append(one);
    }""")
    expect(page.locator("[aria-label='Which table is this (a.csv)?']")).to_have_count(1)


def test_letters_twice_as_large_break_nothing(serve, visit):
    page = visit(serve().url)
    page.page.evaluate("document.documentElement.style.fontSize = '34px'")
    assert page.too_wide() == []
    assert page.broken_words() == []


def test_a_saved_picture_has_its_title_its_source_and_its_day_in_it(serve, visit, tmp_path):
    page = visit(f"{serve(EXAMPLE).url}/wildlife").page
    chart = page.get_by_test_id("stPlotlyChart").first
    # The lines of a text follow each other without a blank.
    drawn = "".join("".join(chart.locator("svg text").all_text_contents()).split())
    for text in ("Detections per 100 trap-nights", "SIMULATED data", "31 January 2026"):
        assert text.replace(" ", "") in drawn
    menu = page.locator("details.save").first
    menu.locator("summary").click()
    with page.expect_download() as waiting:
        menu.get_by_role("link", name="Picture (PNG)").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "detection-rates.png"
    with Image.open(file) as picture:
        colours = picture.convert("RGBA").getcolors(maxcolors=1_000_000)
        assert picture.width > 1000
    assert min(colour[3] for _n, colour in colours) == 255  # it has a ground of its own
    assert len(colours) > 20  # and something on it


CHOOSES = [path for path in SOME if path in ("/wildlife", "/coexistence", "/places", "/map")]


@pytest.mark.parametrize("path", CHOOSES)
def test_a_copied_link_opens_the_same_view(serve, visit, path):
    chosen = visit(f"{serve(EXAMPLE).url}{path}?lang=ru")
    box = chosen.page.get_by_role("combobox", name="Страна")
    box.click()
    chosen.page.get_by_role("option", name="Кыргызстан").click()
    chosen.page.wait_for_url("**country=KG**")
    chosen.settle()
    copied = visit(chosen.page.url)
    assert copied.text() == chosen.text()


@pytest.mark.parametrize("path", SOME)
def test_the_keyboard_reaches_every_link_and_every_choice(serve, visit, path):
    page = visit(f"{serve().url}{path}").page
    # What opens a list or takes a choice out of it has keys of its own in the box beside it.
    of_box = ":is([data-testid=stSelectbox], [data-testid=stMultiSelect]) button"
    buttons = f"main button:not({of_box})"
    wanted = page.locator(f"main a[href], main summary, {buttons}, input[role=combobox]")
    names = {one.evaluate(NAME_OF) for one in wanted.all() if one.is_visible()}
    assert len(names) >= 2
    reached = set()
    for _ in range(3 * len(names) + 40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(f"() => ({NAME_OF})(document.activeElement)"))
    assert names <= reached


NAME_OF = "e => [e.tagName, e.getAttribute('aria-label') || e.textContent, e.href || ''].join('|')"
