"""A milestone names who acted, in each language, and names nobody twice."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.wording import words_in
from impact.wording.lists import milestone_lines


def _row(title: str) -> pd.DataFrame:
    day = pd.Timestamp("2025-03-14")
    cells = {"event_start": day, "event_end": day, "date_precision": "day", "title": title}
    who = {"actors": "Ministry; Bars Team", "actors_ru": "министерство; Bars Team"}
    return pd.DataFrame([cells | who | {"note": None, "source": "a page", "source_name": None}])


@pytest.mark.parametrize(
    ("language", "title", "ending"),
    [
        ("en", "A training", "A training. By: Ministry; Bars Team."),
        ("ru", "A training", "Кто: министерство; Bars Team."),
        ("en", "The Ministry and Bars Team meet", "2025: The Ministry and Bars Team meet"),
    ],
)
def test_a_milestone_says_who_acted_unless_it_names_them_all(language, title, ending):
    ((text, *_source),) = milestone_lines(_row(title), words_in(language))
    assert text.endswith(ending)
