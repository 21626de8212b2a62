"""Names of partners and sources in each language, and of areas that no map can show."""

from __future__ import annotations

import pytest

from impact.disclosure.selection import Selection
from impact.figures import map_words, maps
from impact.wording import words_in
from impact.wording.labels import partner_name
from impact.wording.rows import reporters
from impact.wording.state import contradictions
from tests.handouts.packs_of import view_of

EN, RU = words_in("en"), words_in("ru")


def test_a_partner_has_its_name_in_each_language_or_the_one_it_writes_itself():
    ministry, *others = view_of("wildcats").programme.partners
    assert partner_name(ministry, RU) == "Министерство охраны окружающей среды Туркменистана"
    assert partner_name(ministry, EN) == ministry.name
    assert [partner_name(one, RU) for one in others] == [one.name for one in others]


@pytest.mark.parametrize("language", ["ru", "tk", "ky", "kk"])
def test_a_search_that_found_nothing_is_named_in_the_language_of_the_page(language):
    found = contradictions(view_of("wildcats"), words_in(language))
    names = {name for _heading, lines in found for _text, name, _link in lines}
    assert not [name for name in names if name.startswith("Search of")]


def test_only_an_area_that_must_not_be_placed_says_that_its_place_is_not_published():
    view = view_of("wildcats")
    areas = maps.areas_on_file(view, Selection(), EN)
    beside = areas[areas["latitude"].isna()]
    assert "Ile-Alatau National Park" in set(beside["name"])
    why = map_words.why_beside(view, beside, EN)
    assert "Jashyl-Oroon conservancy: the place is not published, so no point is placed." in why
    assert not [text for text in why if text.startswith("Ile-Alatau")]


def test_where_only_totals_are_published_the_map_says_so_and_no_zero():
    view = view_of("wildcats")
    for area, said in (
        ("TM", "Of conflict incidents, only published totals and reports by others are on file."),
        ("A-KG-01", "No report of a conflict incident is on file."),
        ("KZ", "Of conflict incidents, only reports by others are on file."),
    ):
        selection = Selection(area=area, whose="programme")
        table = maps.areas_on_file(view, selection, EN)
        of_choice = f"{said} This is said only of what is chosen here."
        assert of_choice in map_words.map_counts(view, selection, table, EN)


@pytest.mark.parametrize(
    ("language", "first"), [("en", "Aul 1"), ("ru", "Аул 1"), ("tk", "1-nji oba"), ("kk", "1-ауыл")]
)
def test_villages_that_report_have_their_names_in_the_language_of_the_page(language, first):
    areas = view_of("example").records.areas
    asked = areas.loc[areas["reporting_units"].notna()].iloc[0]
    listed = reporters(asked, words_in(language)).split("; ")
    assert (listed[0], len(listed)) == (first, 8)
