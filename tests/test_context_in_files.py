"""The files of a figure say what its page says around it: that it is context, and whose it is."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from impact.disclosure.selection import Selection
from impact.figures import places, reports
from impact.figures.style import LIGHT
from impact.handouts.pictures import chart_picture, to_copy
from impact.handouts.tables import csv_of, xlsx_of
from impact.model.attribution import by_programme
from impact.plain.figure_pages import figure_block
from impact.wording import words_in
from impact.wording.cause import context_words
from tests.handouts.packs_of import view_of

EN = words_in("en")
PROGRAMMES, OTHERS = Selection(whose="programme"), Selection(whose="others")


@pytest.mark.parametrize(
    ("card", "context"),
    [
        (places.protected_by_year(view_of("wildcats"), PROGRAMMES, EN, LIGHT), True),
        (reports.of_cats(view_of("wildcats"), OTHERS, EN, LIGHT), True),
        (reports.of_cats(view_of("wildcats"), PROGRAMMES, EN, LIGHT), False),
    ],
    ids=lambda one: getattr(one, "id", ""),
)
def test_the_files_of_a_figure_say_whether_it_is_context(card, context):
    view, told = view_of("wildcats"), context_words(EN)
    picture = chart_picture(view, card, EN, PROGRAMMES)
    assert (told in picture.drawing.title) == context
    assert (told in to_copy(picture, view, EN)) == context
    assert (told in dict(figure_block(view, card, EN).notes)["Cite this"]) == context
    assert (told in csv_of(view, card, EN).decode("utf-8-sig")) == context
    book = load_workbook(io.BytesIO(xlsx_of(view, card, EN)))
    assert (told in [row[0] for row in book.worksheets[0].values]) == context


def test_the_picture_of_the_programmes_reports_says_who_recorded_what_it_draws():
    view = view_of("wildcats")
    card = reports.of_cats(view, PROGRAMMES, EN, LIGHT)
    said = chart_picture(view, card, EN, PROGRAMMES).drawing.title
    rows = view.records.detections
    rows = rows[by_programme(rows) & rows["published"] & rows["event_end"].notna()]
    assert len(rows) > 2
    for who in rows["recorded_by"]:
        assert who in said
