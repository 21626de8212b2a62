"""No corruption of a file changes a figure without a word, and every account adds up."""

from __future__ import annotations

import pytest

from tests.formats.corruptions import CORRUPTIONS, Corruption, as_text, verdict
from tests.formats.outcomes import outcome
from tests.formats.sample import Sample
from tests.formats.samples import SAMPLES

EVERY = [(name, corruption) for name in SAMPLES for corruption in CORRUPTIONS]
# One format for each corruption, another one for the next.
SOME = [(list(SAMPLES)[n % len(SAMPLES)], one) for n, one in enumerate(CORRUPTIONS) if n % 2]


def _holds(name: str, corruption: Corruption) -> None:
    found = verdict(SAMPLES[name], corruption)
    if found is None:
        return
    word, outcome = found
    assert outcome.adds_up
    assert word != "SILENT"


@pytest.mark.parametrize(("name", "corruption"), SOME, ids=lambda one: getattr(one, "name", one))
def test_a_corruption_is_noticed_or_changes_nothing(name: str, corruption: Corruption):
    _holds(name, corruption)


@pytest.mark.long
@pytest.mark.parametrize(("name", "corruption"), EVERY, ids=lambda one: getattr(one, "name", one))
def test_every_corruption_of_every_format_is_noticed_or_changes_nothing(name, corruption):
    _holds(name, corruption)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_every_sample_has_what_its_corruptions_need(sample: Sample):
    headings = sample.files[sample.target][0]
    assert set(sample.columns.values()) <= set(headings)
    assert all(len(row) == len(rows[0]) for rows in sample.files.values() for row in rows)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_sample_leaves_no_question_open(sample: Sample):
    files = {n: as_text(rows, sample.delimiter).encode() for n, rows in sample.files.items()}
    assert not outcome(files, sample).questions


def test_a_row_of_a_table_of_ours_with_a_cell_too_many_is_no_heading_of_a_field_season():
    (corruption,) = (one for one in CORRUPTIONS if one.name == "a row with a cell too many")
    assert verdict(SAMPLES["our own table"], corruption)[0] == "error"
