"""Text on a page: where its lines may not end."""

import pytest

from pages.shared.text import plain


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("7–10 in 2019", "7–\u206010 in 2019"),
        ("285 (234–349)", "285 \\(234–\u2060349\\)"),
        ("18,077 km² of this", "18,077\xa0km² of this"),
        ("18 077 км², из них", "18 077\xa0км², из них"),
        ("about 15 by 15 m were", "about 15 by 15\xa0m were"),
        ("2024 – 2025", "2024 – 2025"),
        ("11 men, 3 kmers", "11 men, 3 kmers"),
    ],
)
def test_no_line_ends_in_a_range_or_before_a_unit(written, shown):
    assert plain(written) == shown
