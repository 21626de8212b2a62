"""Text on a page: where its lines may not end."""

import pytest

from pages.shared.text import plain, told_apart


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("7–10 in 2019", "7–\u206010 in 2019"),
        ("285 (234–349)", "285 \\(234–\u2060349\\)"),
        ("18,077 km² of this", "18,077\xa0km² of this"),
        ("18 077 км², из них", "18 077\xa0км², из них"),
        ("about 15 by 15 m were", "about 15 by 15\xa0m were"),
        ("11, up from 5 in 2023", "11, up from\xa05 in 2023"),
        ("7 of 14 stations", "7\xa0of\xa014 stations"),
        ("7 из 14; в 2023 было 5", "7\xa0из\xa014; в 2023 было\xa05"),
        ("p = 0.031 of all", "p\xa0=\xa00\\.031 of all"),
        ("code QKBX-2XD2. Well-made", "code QKBX\\-\u20602XD2\\. Well\\-made"),
        (
            "doi 10.1016/S0167-7152(97)00043-6; no-go",
            "doi 10\\.1016/\u2060S0167\\-\u20607152\u2060\\(97\\)\u206000043\\-\u20606; no\\-go",
        ),
        ("2024 – 2025", "2024 – 2025"),
        ("11 men, 3 kmers", "11 men, 3 kmers"),
    ],
)
def test_no_line_ends_in_a_range_a_code_or_before_a_unit(written, shown):
    assert plain(written) == shown


def test_two_choices_called_the_same_have_their_ids_behind_and_others_nothing():
    assert told_apart({"a": "Ridge", "b": "Ridge", "c": "Canyon"}) == {
        "a": "Ridge (a)",
        "b": "Ridge (b)",
        "c": "Canyon",
    }
