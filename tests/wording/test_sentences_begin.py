"""Lines of lists and cells of reasons begin and end as sentences do, however they are joined."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.figures.reports import incident_table
from impact.wording import words_in
from impact.wording.language import NAMES
from impact.wording.lists import area_lines, detection_lines, incident_lines, milestone_lines
from tests.claims.claim_tables import DETECTIONS, survey
from tests.tables import table
from tests.wording.situations import viewed

# By precision: what a line of that date begins with is a date, a month or a phrase.
DATES = [
    {"date_precision": precision, "event_start": start, "event_end": end}
    for precision, start, end in (
        ("day", "2024-05-03", "2024-05-03"),
        ("month", "2024-05-01", "2024-05-31"),
        ("published-by", None, "2024-05-03"),
        ("range", "2024-05-03", None),
        ("unknown", None, None),
    )
]
TOLD = {
    f"{name}{ending}": "An animal was seen"
    for name in ("summary", "title", "verification_note")
    for ending in ("", *(f"_{code}" for code in NAMES if code != "en"))
}
CELLS = TOLD | {"area_id": "ridge", "scientific_name": "Panthera uncia", "verification": "probable"}


def rows_of(name: str) -> pd.DataFrame:
    """A row for each precision of a date."""
    columns = table(name).columns
    told = {key: value for key, value in CELLS.items() if key in columns}
    return table(name, *(told | one for one in DATES))


@pytest.mark.parametrize("language", NAMES)
def test_a_sentence_that_is_joined_begins_with_a_capital(language):
    view, words = viewed(survey(5, 11), DETECTIONS), words_in(language)
    told = [text for text, *_ in milestone_lines(rows_of("milestones"), words)]
    told += [text for text, *_ in detection_lines(view, rows_of("detections"), words)]
    told += [text for text, *_ in incident_lines(view, rows_of("conflicts"), words)]
    told += incident_table(view, rows_of("conflicts"), words).iloc[:, 5].to_list()
    set_up = {"name": "Ridge", "established": "2024-05-01", "established_precision": "month"}
    told += [text for text, *_ in area_lines(table("areas", set_up), words)]
    assert len(told) == 4 * len(DATES) + 1
    assert [text for text in told if text[0].islower()] == []


@pytest.mark.parametrize("language", NAMES)
def test_a_milestone_ends_as_a_sentence_whether_or_not_somebody_is_named(language):
    rows, words = rows_of("milestones"), words_in(language)
    somebody = rows.assign(actors="Ministry", **{f"actors_{code}": "Ministry" for code in NAMES})
    told = [text for each in (rows, somebody) for text, *_ in milestone_lines(each, words)]
    assert [text for text in told if not text.endswith(".") or text.endswith("..")] == []
