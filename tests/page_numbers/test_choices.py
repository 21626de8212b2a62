"""Empty, tiny and huge choices, and links that carry a choice along."""

from __future__ import annotations

import pytest

from tests.page_numbers.compare import Differences
from tests.page_numbers.expected import ALL, Choice
from tests.page_numbers.grid import EXAMPLE, WILDCATS, opened, screens
from tests.page_numbers.screen import (
    PUBLIC,
    Screen,
    address_of,
    go,
    look,
    open_app,
    run,
)
from tests.page_numbers.sections import LEOPARD, NO_REPORTS, NOT_RECORDED, SNOW_LEOPARD, both

PAGES = ("wildlife", "coexistence", "places", "map")
EXTREMES = {
    EXAMPLE: {
        "empty": Choice(area="far-valley", species=LEOPARD, first=2025, last=2022),
        "tiny": Choice("TM", "ridge-north", LEOPARD, "programme", 2023, 2023),
        "huge": Choice(),
    },
    WILDCATS: {
        "empty": Choice(area="A-KG-01", species=LEOPARD, first=2025, last=2022),
        "tiny": Choice("KZ", "A-KZ-01", LEOPARD, "programme", 2024, 2024),
        "huge": Choice(),
    },
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", ["empty", "tiny", "huge"])
@both
def test_an_empty_a_tiny_and_a_huge_choice_say_why_where_nothing_is_drawn(data, size, page):
    screen = opened(data, page, EXTREMES[data][size])
    assert screen.raised == []
    assert unexplained(screen) == []


@pytest.mark.parametrize("page", PAGES)
@both
def test_no_choice_raises(data, page):
    raised = [(str(choice), screen.raised) for choice, screen in screens(data, page)]
    assert [one for one in raised if one[1]] == []


@pytest.mark.parametrize("page", PAGES)
@both
def test_no_chart_is_empty_without_a_reason(data, page):
    found = [(str(choice), unexplained(screen)) for choice, screen in screens(data, page)]
    assert [one for one in found if one[1]] == []


@pytest.mark.parametrize("page", ["wildlife", "coexistence", "places"])
@both
def test_the_sentence_of_every_chart_is_its_alt_text_too(data, page):
    found = Differences()
    for choice, screen in screens(data, page):
        for section in screen.sections.values():
            for chart in section.charts:
                said = [*section.lines, *captions(screen)]
                found.same(choice, section.name, chart.alt in said, True)
    found.assert_none()


def captions(screen: Screen) -> list[str]:
    return [one.removeprefix("caption: ") for one in screen.said if one.startswith("caption: ")]


def unexplained(screen: Screen) -> list[str]:
    """Sections in which nothing is drawn or listed, and no sentence says why."""
    found = []
    for section in screen.sections.values():
        reason = section.sentence.startswith((NOT_RECORDED, NO_REPORTS, "Nothing", "0 "))
        drawn = bool(section.charts) and all(chart.points() for chart in section.charts)
        told = drawn or any(len(table) for table in section.tables) or not section.charts
        if section.name and not (section.lines or section.tables):
            found.append(f"{section.name}: nothing at all")
        elif not (told or reason):
            found.append(f"{section.name}: {section.sentence}")
    return found


CHOSEN = {
    EXAMPLE: Choice(country="KG", species=SNOW_LEOPARD, first=2023, last=2024),
    WILDCATS: Choice("KZ", "A-KZ-01", ALL, "others", 2020),
}
UNASKED_OF_PLACES = ("species", "from", "to")


@pytest.mark.parametrize("page", PAGES)
@both
def test_a_copied_link_opens_what_was_chosen_in_the_widgets(data, page):
    """Choose one thing after another; then open the address in a session of its own."""
    asked = {k: v for k, v in CHOSEN[data].address().items() if v != ALL and k != "lang"}
    if page == "places":
        asked = {k: v for k, v in asked.items() if k not in UNASKED_OF_PLACES}
    app = open_app(data)
    app.switch_page(f"{PUBLIC}/{page}.py")
    before = look(run(app, data))
    for name, value in asked.items():
        app.selectbox(key=f"choose-{name}").set_value(value)
        run(app, data)
    chosen, address = look(app), address_of(app)
    assert {name: address.get(name) for name in asked} == asked
    linked = go(open_app(data), data, page, address)
    assert linked.raised == chosen.raised == []
    assert linked.said == chosen.said
    assert linked.said != before.said
