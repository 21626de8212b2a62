"""Who acted, and who recorded: in milestones, areas and published rows."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.model.attribution import at_work
from impact.wording import words_in
from impact.wording.lists import milestone_lines
from impact.wording.rows import row_count
from tests.handouts.packs_of import view_of


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
        ("en", "The Ministry and Bars Team meet", "2025. The Ministry and Bars Team meet."),
    ],
)
def test_a_milestone_says_who_acted_unless_it_names_them_all(language, title, ending):
    ((text, *_source),) = milestone_lines(_row(title), words_in(language))
    assert text.endswith(ending)


def test_what_a_source_says_of_who_recorded_stands_in_the_rows():
    rows = view_of("wildcats").records.detections.set_index("observation_id")
    # BRCC: colleagues of the park sent theirs; staff of the reserve collected the project's cards.
    assert rows.loc[["D-KZ-16", "D-KZ-17"], "attribution"].tolist() == ["others", "others"]
    assert rows.loc[["D-KZ-15", "D-KZ-18"], "attribution"].tolist() == ["programme", "programme"]


def test_the_programme_may_work_for_an_area_that_others_set_up():
    areas = pd.DataFrame(
        {
            "attribution": ["programme", "others", "others", "others"],
            "programme_since": [pd.NaT, pd.Timestamp("2024-03-01"), pd.NaT, pd.NaT],
            "initiative": [None, None, "protected-areas", None],
        }
    )
    assert at_work(areas).tolist() == [True, True, True, False]


@pytest.mark.parametrize(("count", "text"), [(0, "none reported"), (8, "8 incidents")])
def test_a_published_total_of_none_is_none_reported(count, text):
    assert row_count({"table": "conflicts", "count": count}, words_in("en")) == text
