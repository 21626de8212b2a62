"""The presentation and the report, opened from a file as from a USB stick, with no line at all."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from impact.handouts.packs import Choice, make, map_names
from impact.handouts.paper import printed
from impact.handouts.report import PAPER, report_html
from impact.wording import words_in
from impact.wording.sentences import sentence
from tests.handouts.packs_of import pack, view_of
from walk import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

LARGEST_PDF = 3_000_000
FEWEST_LINES = 10  # of a page of the printed report
SMALLEST = 18  # pixels at 1280 × 720: what can be read from the last row
SIZES = [(1280, 720), (1920, 1080)]
OF_EACH_KIND = (1, 3, 6, 7, 8, 11)  # of data/wildcats: cover, claim, map, table, timeline, cards
SHOW = """(number) => document.querySelectorAll(".slide").forEach((one, n) =>
  one.classList.toggle("present", n === number))"""
READY = "() => document.querySelector('.slide.present') && document.fonts.status === 'loaded'"
SHOWN = "[...document.querySelectorAll('.slide')].findIndex((one) => one.checkVisibility()) + 1"

# Text that is too small, outside the screen, cut by its box, or on the line below the slide.
WRONG = """(smallest) => {
  const slide = document.querySelector(".slide.present"), wrong = [];
  const scale = slide.getBoundingClientRect().width / 1280;
  for (const e of slide.querySelectorAll("*")) {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (style.display === "none" || !box.width) continue;
    const words = e.textContent.trim().slice(0, 40);
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (own && e.tagName !== "title") {
      const svg = e.closest("svg");
      const grown = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : scale;
      const size = parseFloat(style.fontSize) * grown / scale;
      if (size < smallest - 0.1) wrong.push(`small: ${size} ${words}`);
      const below = box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
      if (box.left < -1 || box.top < -1 || below)
        wrong.push(`outside: ${words}`);
      const foot = slide.querySelector(".footer");
      if (!foot.contains(e) && box.bottom > foot.getBoundingClientRect().top + 1)
        wrong.push(`on the footer: ${words}`);
    }
    const clips = style.overflow !== "visible" && e.clientHeight > 0;
    if (clips && (e.scrollHeight > e.clientHeight + 3 || e.scrollWidth > e.clientWidth + 3))
      wrong.push(`cut: ${e.tagName}.${e.className} ${words}`);
  }
  return wrong;
}"""


def opened(browser: Browser, file: Path, size: tuple[int, int]) -> tuple[Page, list[str]]:
    """A file in a browser without a line, and a list of what goes wrong from now on."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True)
    page, wrong = context.new_page(), []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            wrong.append(asked.url)
            if not asked.url.startswith(("file:", "data:", "blob:"))
            else None
        ),
    )
    page.goto(file.as_uri(), timeout=PATIENCE * 1000)
    return page, wrong


def barriers(page: Page) -> list[str]:
    return [
        f"{rule['id']} at {node['target']}: {node['failureSummary']}"
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(
    ("name", "language", "size"),
    [
        ("wildcats", "ru", SIZES[0]),
        ("example", "en", SIZES[0]),
        pytest.param("wildcats", "en", SIZES[1], marks=pytest.mark.long),
        pytest.param("example", "ru", SIZES[1], marks=pytest.mark.long),
    ],
)
def test_the_deck_is_presented_by_keyboard(browser, tmp_path, name, language, size):
    file = tmp_path / "deck.html"
    file.write_bytes(pack("deck", name, language))
    page, wrong = opened(browser, file, size)
    page.wait_for_function(READY)
    total = page.locator(".slide").count()
    found = []
    for number in range(1, total + 1):
        assert page.evaluate(SHOWN) == number
        found += [f"{number}: {one}" for one in page.evaluate(WRONG, SMALLEST)]
        if (name, language) == ("wildcats", "ru") and number in OF_EACH_KIND:
            found += [f"{number}: {one}" for one in barriers(page)]
        page.keyboard.press("ArrowRight" if number % 2 else "Space")
    assert found == []
    assert page.url.endswith(f"#/{total}")
    page.keyboard.press("d")
    assert "dark" in page.evaluate("document.documentElement.className").split()
    assert barriers(page) == []
    page.keyboard.press("Home")
    assert page.evaluate(SHOWN) == 1
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(SHOWN) == total - 1
    assert wrong == []
    page.context.close()


def test_no_text_of_a_slide_is_cut_in_a_language_of_longer_words(browser, tmp_path):
    file = tmp_path / "deck.html"
    file.write_bytes(pack("deck", "example", "ru"))
    page, wrong = opened(browser, file, SIZES[0])
    page.wait_for_function(READY)
    found = []
    for number in range(page.locator(".slide").count()):
        page.evaluate(SHOW, number)
        found += [f"{number + 1}: {one}" for one in page.evaluate(WRONG, SMALLEST)]
    assert found == []
    assert wrong == []
    page.context.close()


def test_the_speaker_sees_notes_and_likely_questions_and_moves_the_slides(browser, tmp_path):
    file = tmp_path / "deck.html"
    view, words = view_of("wildcats"), words_in("ru")
    file.write_bytes(make("deck", view, words, Choice(sections=("claims", "map"))))
    page, wrong = opened(browser, file, SIZES[0])
    page.wait_for_function(READY)
    with page.expect_popup() as opening:
        page.keyboard.press("s")
    speaker = opening.value
    speaker.locator(".notes-of").get_by_text("Откуда это известно?").wait_for()
    titles = page.locator(".slide .title").all_text_contents()
    assert speaker.locator(".now-slide .title").text_content() == titles[0]
    assert speaker.locator(".next-slide .title").text_content() == titles[1]
    assert re.fullmatch(r"\d+:\d\d", speaker.locator(".since").text_content())
    speaker.keyboard.press("ArrowRight")
    assert page.evaluate(SHOWN) == 2
    assert speaker.locator(".now-slide .title").text_content() == titles[1]
    assert barriers(speaker) == []
    assert wrong == []
    page.context.close()


def test_a_slide_is_chosen_by_its_number_among_all_of_them_and_by_its_address(browser, tmp_path):
    file = tmp_path / "deck.html"
    file.write_bytes(pack("deck"))
    page, wrong = opened(browser, file, SIZES[0])
    page.wait_for_function(READY)
    page.keyboard.type("4\n")
    assert page.evaluate(SHOWN) == 4
    page.keyboard.press("o")
    assert all(one.is_visible() for one in page.locator(".slide").all())
    page.locator(".slide").nth(1).click()
    assert page.url.endswith("#/2")
    assert page.evaluate(SHOWN) == 2
    page.keyboard.press("b")
    assert not page.locator(".slides").is_visible()
    page.keyboard.press("b")
    page.goto(f"{file.as_uri()}#/3")
    page.wait_for_function(f"() => {SHOWN} === 3")
    assert wrong == []
    page.context.close()


def test_without_script_the_slides_and_their_notes_stand_one_below_the_other(browser, tmp_path):
    file = tmp_path / "deck.html"
    file.write_bytes(pack("deck"))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri(), timeout=PATIENCE * 1000)
    tops = [one.bounding_box()["y"] for one in page.locator(".slide").all()]
    assert all(later - above >= 720 for above, later in pairwise(tops))
    assert page.get_by_text("How many animals is that?").first.is_visible()
    context.close()


def test_the_deck_is_printed_a_slide_a_page():
    html = pack("deck").decode()
    pdf = PdfReader(BytesIO(printed(html)))
    assert len(pdf.pages) == html.count('<section class="slide')
    titles = re.findall(r'class="title[^"]*">([^<]+)<', html)
    for page, title in zip(pdf.pages, titles, strict=True):
        assert unescape(title).split()[0] in page.extract_text()


@pytest.mark.parametrize(
    ("language", "size"),
    [pytest.param("en", (1280, 900), marks=pytest.mark.long), ("ru", (390, 844))],
)
def test_the_report_opens_from_a_file(browser, tmp_path, language, size):
    file = tmp_path / "report.html"
    file.write_bytes(pack("report", "example", language))
    page, wrong = opened(browser, file, size)
    plots = page.locator(".plot")
    page.wait_for_function("() => document.querySelectorAll('.plot .main-svg').length > 0")
    assert plots.count() > 10
    assert page.locator(".plot:not(:has(.main-svg))").count() == 0
    assert page.locator(".picture svg circle").count() > 5
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth + 1")
    assert barriers(page) == []
    assert wrong == []
    page.context.close()


@pytest.mark.parametrize(
    ("name", "language"),
    [("wildcats", "en"), ("wildcats", "ru"), pytest.param("example", "en", marks=pytest.mark.long)],
)
def test_the_report_is_printed_with_two_pages_that_stand_alone(name, language):
    view, words = view_of(name), words_in(language)
    made = make("paper", view, words, Choice())
    pdf = PdfReader(BytesIO(made))
    titles = [entry.title for entry in _flat(pdf.outline)]
    told = unescape(pack("report", name, language).decode())
    assert set(re.findall(r"<h2>([^<]+)</h2>", told)) <= set(titles)
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert f"2 / {len(pages)}" in pages[1]
    for claim in view.claims[:3]:
        assert _letters(sentence(view, claim, words)) in _letters(pages[0])
    assert _letters(words._("What is needed next")) in _letters(pages[1])
    assert _letters(words._("Contents of the annex")) in _letters(pages[2])
    for claim in view.claims:
        told = r"\s*".join(map(re.escape, _letters(sentence(view, claim, words))))
        found = re.search(rf"{told}\s*(\d+)\b", pages[2])
        assert _letters(sentence(view, claim, words)) in _letters(pages[int(found[1]) - 1])
    assert len(made) < LARGEST_PDF
    assert min(len(page.extract_text().splitlines()) for page in pdf.pages) >= FEWEST_LINES


def test_nothing_on_paper_is_wider_than_the_page_or_all_of_it_would_be_set_smaller(
    browser, tmp_path
):
    file = tmp_path / "paper.html"
    html = report_html(view_of("wildcats"), words_in("ru"), map_names(), paper=True)
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(viewport={"width": PAPER, "height": 900}, offline=True)
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(file.as_uri(), timeout=PATIENCE * 1000)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PAPER
    context.close()


def _letters(text: str) -> str:
    """A text without its spaces, which a PDF sets as it likes."""
    return re.sub(r"\s", "", text)


def _flat(entries: list) -> list:
    return [
        one for entry in entries for one in (_flat(entry) if isinstance(entry, list) else [entry])
    ]
