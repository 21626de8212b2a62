"""That there is none of something: of a choice where one was made, and of whom it would come."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from impact.disclosure.selection import Selection
from impact.figures import map_words, maps, place_facts
from impact.figures.missing import missing_lines
from impact.figures.page_figures import every_figure
from impact.figures.style import LIGHT
from impact.wording import words_in
from impact.wording.chosen import of_choice
from impact.wording.lists import no_milestone, not_counted_words
from tests.handouts.packs_of import view_of

EN = words_in("en")
WHOLE, COUNTRY = Selection(whose="programme"), Selection(whose="programme", country="KZ")
OF_A_CHOICE = re.compile("this choice|what is chosen here")


@pytest.mark.parametrize(("selection", "told"), [(WHOLE, False), (COUNTRY, True)])
def test_no_figure_speaks_of_a_choice_that_nobody_has_made(selection, told):
    cards = every_figure(view_of("wildcats"), selection, EN, LIGHT)
    none = [one for one in cards if one.sentence.startswith("Not recorded")]
    assert none
    assert {bool(OF_A_CHOICE.search(one.sentence)) for one in none} == {told}
    lines = missing_lines(cards, selection, EN)
    assert bool(OF_A_CHOICE.search(lines[0])) == told


def test_whose_records_are_shown_is_no_choice_of_a_part():
    assert of_choice("None.", Selection(whose="others"), EN) == "None."
    assert of_choice("None.", Selection(last_year=2020), EN) != "None."


def test_the_lines_about_what_is_missing_are_whole_sentences():
    cards = every_figure(view_of("wildcats"), WHOLE, EN, LIGHT)
    lines = missing_lines(cards, WHOLE, EN)
    assert any("Such data come from those who run camera traps." in one for one in lines)
    assert all(line[:1].isupper() and line.endswith(".") for line in lines)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        (["unverified"] * 4 + ["rejected"] * 5, ": 9. Not verified: 4. Rejected: 5."),
        (["rejected", "confirmed"], ": 2. Not verified: 0. Rejected: 1. Without a type: 1."),
    ],
)
def test_what_is_not_counted_adds_up_by_its_reason(levels, said):
    rows = pd.DataFrame({"verification": pd.Categorical(levels)})
    assert not_counted_words(rows, EN).endswith(said)


def test_whether_an_area_is_linked_is_a_sentence_of_its_own():
    areas = maps.areas_on_file(view_of("wildcats"), WHOLE, EN)
    told = set(map_words.map_table(areas, WHOLE, EN)["Linked with the programme"])
    assert "No. Context, as snow leopards are recorded there." in told
    assert not [one for one in told if one.startswith(("no:", "yes:"))]


@pytest.mark.parametrize(
    ("area", "said"), [("TM-kopetdag", "none is on file"), ("A-KZ-03", "context"), ("TM", "")]
)
def test_a_place_says_where_nothing_links_it_with_the_programme(area, said):
    facts = dict(place_facts.facts(view_of("wildcats"), area, EN))
    told = facts.get("Relation to the programme", "")
    assert told.startswith(said)
    assert bool(told) == bool(said)


@pytest.mark.parametrize(("area", "told"), [("A-KG-06", "Kyrgyzstan."), ("KG", "this place.")])
def test_a_place_without_a_milestone_leads_to_those_that_name_only_its_country(area, told):
    """A seminar of rangers of four places stands under their country: one row has one area."""
    assert no_milestone(view_of("wildcats"), area, EN).endswith(told)
