"""Timelines of published reports: which mark is whose."""

from __future__ import annotations

from impact.disclosure.selection import Selection
from impact.figures import reports
from impact.figures.style import LIGHT
from impact.wording import words_in
from tests.handouts.packs_of import view_of


def marks(language: str) -> set[tuple]:
    """Day, colour and shape of each mark on the timeline of incidents."""
    shown = reports.of_incidents(view_of("wildcats"), Selection(), words_in(language), LIGHT)
    return {
        (day, one.marker.color, symbol)
        for one in shown.figure.data
        if one.mode == "markers"
        for day, symbol in zip(one.x, one.marker.symbol, strict=True)
    }


def test_a_report_has_the_same_colour_and_shape_in_every_language():
    english = marks("en")
    assert len({colour for _day, colour, _symbol in english}) == 3
    assert english == marks("ru")
