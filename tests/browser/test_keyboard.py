"""A reader without a mouse: where the keyboard is, where it goes, and what it can do."""

from __future__ import annotations

import pytest

from walk import EXAMPLE, SCHEMES

# The ring around what has the focus, and the ground that it stands on.
RING = """() => {
    const here = document.activeElement;
    const style = getComputedStyle(here);
    const seen = (e) => e && (/, 0\\)$|transparent/.test(getComputedStyle(e).backgroundColor)
        ? seen(e.parentElement) : getComputedStyle(e).backgroundColor);
    return {name: here.getAttribute("aria-label") || here.textContent.trim(),
        style: style.outlineStyle, width: parseFloat(style.outlineWidth),
        colour: style.outlineColor, ground: seen(here.parentElement)};
}"""
FEW = 8  # times that Tab is pressed


def light(colour: str) -> float:
    """The relative luminance of a colour as a browser writes it (WCAG 2.2)."""
    parts = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([light(one), light(other)])
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)") == pytest.approx(4.48, abs=0.01)


def test_the_evidence_of_the_first_claim_is_a_few_tabs_behind_the_skip_link(serve, visit):
    visited = visit(serve().url)
    page = visited.page
    page.keyboard.press("Tab")
    assert page.evaluate(RING)["name"] == "Skip to main content"
    page.keyboard.press("Enter")
    for _ in range(FEW):
        page.keyboard.press("Tab")
        if page.evaluate(RING)["name"] == "How we know →":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence*")
    visited.settle()
    # A screen reader goes on at the heading of the new page.
    page.wait_for_function("document.activeElement.tagName === 'H1'")
    assert page.evaluate(RING)["name"] == "How we know"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["/", "/wildlife"])
def test_what_has_the_focus_has_a_ring_that_stands_out(serve, visit, path, scheme):
    page = visit(f"{serve(EXAMPLE).url}{path}", scheme=scheme).page
    rings = []
    for _ in range(30):
        page.keyboard.press("Tab")
        rings.append(page.evaluate(RING))
    faint = [
        ring
        for ring in rings
        if ring["style"] == "none"
        or ring["width"] < 2
        or contrast(ring["colour"], ring["ground"]) < 3
    ]
    assert faint == []


def test_the_menu_of_a_figure_opens_saves_and_closes_by_keyboard(serve, visit):
    page = visit(f"{serve(EXAMPLE).url}/wildlife").page
    menu = page.locator("details.save").first
    for place, kind in ((3, "csv"), (4, "xlsx")):  # after PNG and SVG
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        for _ in range(place):
            page.keyboard.press("Tab")
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        assert waiting.value.suggested_filename == f"detection-rates.{kind}"
        page.keyboard.press("Escape")  # a link leaves the menu open
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert "Detections per 100 trap-nights" in page.evaluate(RING)["name"]


def test_a_link_to_the_plain_page_is_copied_with_its_words(serve, visit):
    page = visit(serve().url).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Share", exact=True).click()
    page.get_by_role("status").get_by_text("The link is copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("11 leopard detections on Uly Balkan, up from 5.")
    assert copied.endswith("/brief?lang=en")
