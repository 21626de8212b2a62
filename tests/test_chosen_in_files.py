"""A file of a figure says of which part of all its numbers are, and what its picture leaves out."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from impact.disclosure.selection import Selection
from impact.figures import coexistence, map_words, maps, places, reports
from impact.figures.style import LIGHT
from impact.handouts.outline import outline
from impact.handouts.packs import map_names
from impact.handouts.pictures import chart_picture, drawn_picture, to_copy
from impact.handouts.tables import csv_of, xlsx_of
from impact.wording import words_in
from impact.wording.chosen import chosen_parts, chosen_words
from tests.handouts.packs_of import view_of

EN, ALL_TOGETHER = words_in("en"), Selection()
LEOPARD = "Panthera pardus tulliana"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (Selection(country="TM"), "Only this country: Turkmenistan."),
        (Selection(area="A-TM-02"), "Only this area and what lies in it: Uly Balkan"),
        (Selection(species=LEOPARD), "Only this species: Persian leopard."),
        (Selection(first_year=2015, last_year=2020), "Only these years: 2015 to 2020."),
    ],
    ids=str,
)
def test_every_file_of_a_part_says_of_which_part_it_is(chosen, said):
    view = view_of("wildcats")
    card = reports.of_cats(view, chosen, EN, LIGHT)
    picture = chart_picture(view, card, EN, chosen)
    read_me = load_workbook(io.BytesIO(xlsx_of(view, card, EN, chosen))).worksheets[0]
    drawn = drawn_picture(view, EN, map_names(), "map", chosen)
    for text in (
        csv_of(view, card, EN, chosen).decode("utf-8-sig").splitlines()[-1],
        " ".join(str(row[0]) for row in read_me.values),
        picture.drawing.title,
        to_copy(picture, view, EN, chosen),
        drawn.drawing.title,
    ):
        assert said in text


@pytest.mark.parametrize("whose", ["all", "programme", "others"])
def test_nothing_is_said_to_be_a_part_where_all_is_chosen(whose):
    view, chosen = view_of("wildcats"), Selection(whose=whose)
    assert chosen_parts(view, chosen, EN) == []
    assert chosen_words(view, None, EN) == ""
    card = places.protected_by_year(view, chosen, EN, LIGHT)
    assert "Only this" not in csv_of(view, card, EN, chosen).decode("utf-8-sig")


@pytest.mark.parametrize(
    "make", [reports.of_cats, coexistence.losses, coexistence.incidents_by_type]
)
def test_a_picture_alone_says_what_it_does_not_draw(make):
    """Undated reports and losses that nobody has stated have no mark: a picture is no count."""
    view = view_of("wildcats")
    card = make(view, ALL_TOGETHER, EN, LIGHT)
    assert any(word in card.sentence for word in ("without a date", "do not", "not here"))
    assert card.sentence in chart_picture(view, card, EN, ALL_TOGETHER).drawing.title


def test_the_numbers_of_the_map_of_a_part_say_so_too():
    view, chosen = view_of("wildcats"), Selection(country="KG")
    card = map_words.map_in_words(view, chosen, maps.areas_on_file(view, chosen, EN), EN)
    assert "Only this country: Kyrgyzstan." in csv_of(view, card, EN, chosen).decode("utf-8-sig")


def test_the_slides_of_an_area_begin_with_its_name_and_those_of_all_with_none():
    view, said = (
        view_of("wildcats"),
        "Only this area and what lies in it: Ustyurt State Nature Reserve.",
    )
    of_area = outline(view, EN, selection=Selection(area="A-KZ-01", whose="programme"))
    of_all = outline(view, EN, selection=Selection(whose="programme"))
    assert said in of_area[0].body.lines
    assert not any("Only this" in line for line in of_all[0].body.lines)
