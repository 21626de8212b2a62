"""Every figure of the pages has room for its legend above it, on a phone too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impact.disclosure.selection import Selection
from impact.figures import page_figures
from impact.figures.frame import NARROW_WIDTH
from impact.figures.style import LIGHT
from impact.model.attribution import OTHERS, PROGRAMME
from impact.wording import words_in
from tests.handouts.packs_of import view_of


@pytest.mark.parametrize("name", ["wildcats", "example"])
@pytest.mark.parametrize("whose", [PROGRAMME, OTHERS])
def test_a_legend_of_several_rows_has_room_for_each_of_them(name, whose):
    view, words, narrow = view_of(name), words_in("ru"), replace(LIGHT, narrow=True)
    chosen = Selection(whose=whose)
    makers = (
        *page_figures.of_wildlife(view, chosen),
        *page_figures.OF_INCIDENTS,
        *page_figures.OF_LAND_SET_UP,
        *page_figures.OF_LAND_OF_THE_REGION,
    )
    for card in page_figures.figures(makers, view, chosen, words, narrow):
        layout = card.figure and card.figure.layout
        if not layout or layout.showlegend is False:
            continue
        named = [one.name for one in card.figure.data if one.name and one.showlegend is not False]
        if len(named) > 1 and sum(map(len, named)) * 7 + 48 * len(named) > NARROW_WIDTH:
            assert layout.margin.t >= 72 + 20, card.id


def test_months_of_many_kinds_have_room_for_their_legend_on_a_desk_too():
    view, words = view_of("example"), words_in("tk")
    chosen = Selection(whose=PROGRAMME)
    cards = page_figures.figures(page_figures.OF_INCIDENTS, view, chosen, words, LIGHT)
    (months,) = [one for one in cards if one.id == "incidents-by-month"]
    # Its longest name leaves room for two in a row of a desk: six names are three rows.
    assert len(months.figure.data) == 6
    assert months.figure.layout.margin.t >= 72 + 2 * 20
