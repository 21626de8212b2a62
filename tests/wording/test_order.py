"""Names are listed by the alphabet of the reader's language, and foreign ones after them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.disclosure.selection import Selection
from impact.figures.maps import areas_on_file
from impact.figures.places import area_table
from impact.plain.figure_pages import places_page
from impact.wording import words_in
from impact.wording.language import NAMES
from impact.wording.order import ALPHABETS, alphabetical, area_names, in_order
from tests.tables import records, table
from tests.wording.situations import viewed

ORDERS = {
    "en": "Altyn-Emel Balkan Çandybil Dashoguz Örnek Zhabayushkan",
    "ru": "Еловка Ёлочка Ельня Жаркент Иссык Йолотань Каракум",
    "tk": "Bathyz Cebel Çandybil Daşoguz Esenguly Änew Farap Jebel Žemçužina Kiçi Nebitdag Ňoýun "
    "Oguzhan Örtedag Sarygamyş Şazada Uly Üstýurt Wepaly Yslam Ýagly Zeýnep",
    "ky": "Елка Ёлкин Жаңы-Жер Нарын Ңору Ойтал Өзгөн Панфилов Суусамыр Уч Үч-Терек Фрунзе "
    "Ысык-Көл",
    "kk": "Абай Әнет Гүлшат Ғарыш Есік Ёлка Жанатас Кеген Қаратау Нұра Ңөре Ойыл Өскемен "
    "Уәлиханов Ұзынағаш Үстірт Форт Хантау Һарын Цех Ындыбай Іле Эмба",
}


@pytest.mark.parametrize("language", NAMES)
def test_names_stand_in_the_order_of_the_alphabet(language):
    ordered = ORDERS[language].split()
    mixed = random.Random(0).sample(ordered, len(ordered))
    assert mixed != ordered
    assert in_order(mixed, words_in(language)) == ordered


def test_marks_do_not_count_and_a_hyphen_is_a_space():
    names = ["«Кызылсай»", "Кызылсай-2", "Кызылсай 10", "«Кызылсу»"]
    assert in_order(names, words_in("ru")) == [
        "«Кызылсай»",
        "Кызылсай 10",
        "Кызылсай-2",
        "«Кызылсу»",
    ]


@pytest.mark.parametrize("language", ["ru", "ky", "kk"])
def test_a_name_in_another_script_comes_after_all_that_have_a_letter_of_the_alphabet(language):
    assert in_order(["Jashyl-Oroon", "Яссы", "Арал"], words_in(language)) == [
        *("Арал", "Яссы", "Jashyl-Oroon"),
    ]


@given(st.sampled_from(sorted(ALPHABETS)), st.text(max_size=8), st.text(max_size=8))
def test_no_two_names_share_a_place_and_capitals_change_nothing_else(language, one, other):
    first, second = alphabetical(one, language), alphabetical(other, language)
    if first == second:
        assert first[1] == second[1]
    upper = one.upper()
    if upper.casefold() == one.casefold():
        assert alphabetical(upper, language)[0] == first[0]


AREAS = [
    {"area_id": "KZ", "name": "Kazakhstan", "name_kk": "Қазақстан", "country_code": "KZ",
     "area_type": "country", "status": "not designated"},
    *(
        {"area_id": f"a{number}", "parent_id": "KZ", "name": name, "name_kk": kazakh,
         "country_code": "KZ", "area_type": "protected area", "status": "established"}
        for number, (name, kazakh) in enumerate(
            [("Ustyurt", "Үстірт"), ("Karatau", "Қаратау"), ("Aksu", "Ақсу"), ("Kegen", "Кеген")]
        )
    ),
]  # fmt: skip


def test_every_list_of_places_is_in_the_readers_order():
    view = viewed(records(areas=table("areas", *AREAS)), audience="staff")
    for language, order in {
        "kk": ["Ақсу", "Кеген", "Қаратау", "Үстірт"],
        "en": ["Aksu", "Karatau", "Kegen", "Ustyurt"],
    }.items():
        words, everything = words_in(language), Selection()
        assert list(area_table(view, everything, words).iloc[:, 0]) == order
        assert list(areas_on_file(view, everything, words)["name"]) == order
        block = next(one for one in places_page(view, words).blocks if one.anchor == "all-places")
        assert [name for name, _page in block.links if name in order] == order
        assert [
            name for name in area_names(view.records.areas, words).values() if name in order
        ] == order
