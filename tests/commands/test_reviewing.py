"""A language's words go out to a native reader and come back."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from impact.commands.reviewing import COLUMNS, for_a_reader, taken_back
from impact.model.errors import UsageError
from impact.wording.catalogues import updated, written
from impact.wording.reviewing import is_reviewed, unreviewed

PAGE = [("pages/public/map.py", None)]


def catalogue() -> Catalog:
    made = Catalog(locale="tk", fuzzy=False)
    made.add("Map", "Karta", locations=PAGE)
    made.add(("{n} cat", "{n} cats"), ("{n} pişik", "{n} pişik"), locations=PAGE)
    made.add("Rehearse", "Synag", locations=[("pages/staff/edit.py", None)])
    made.add("Places", "", locations=PAGE)
    return made


def sent_and_answered(tmp_path, made: Catalog, **answers: tuple[str, str]):
    """The workbook with a reader's answers: English → better words, and whether it is right."""
    rows = pd.read_excel(BytesIO(for_a_reader(made, made)), engine="calamine", dtype=str).fillna("")
    for english, (better, right) in answers.items():
        at = rows["English"].str.startswith(english)
        rows.loc[at, "Better words"], rows.loc[at, "Right? (yes)"] = better, right
    file = tmp_path / "words.xlsx"
    rows.to_excel(file, index=False)
    return file


def test_only_what_the_public_reads_and_is_translated_goes_out():
    rows = pd.read_excel(BytesIO(for_a_reader(catalogue(), catalogue())), engine="calamine")
    assert tuple(rows) == COLUMNS
    assert sorted(rows["English"]) == ["Map", "{n} cat"]


def test_what_is_right_or_better_is_reviewed_and_the_mark_goes(tmp_path):
    made = catalogue()
    file = sent_and_answered(tmp_path, made, Map=("", "hawa"))
    assert unreviewed(made, "tk")
    assert taken_back(made, file) == 1
    assert is_reviewed(made.get("Map"))
    assert unreviewed(made, "tk")
    file = sent_and_answered(tmp_path, made, **{"{n} cat": ("{n} haýwan", "")})
    assert taken_back(made, file) == 1
    assert made.get("{n} cat").string == ("{n} haýwan", "{n} haýwan")
    assert not unreviewed(made, "tk")


def test_a_review_outlives_an_update_and_ends_with_its_words(tmp_path):
    made = catalogue()
    taken_back(made, sent_and_answered(tmp_path, made, Map=("", "yes")))
    again = read_po(BytesIO(updated(written(made), "tk", catalogue())), locale="tk")
    assert is_reviewed(again.get("Map"))
    again.get("Map").string = "Haryta"
    assert not is_reviewed(again.get("Map"))


def test_words_that_changed_meanwhile_are_not_reviewed(tmp_path):
    made = catalogue()
    file = sent_and_answered(tmp_path, made, Map=("", "yes"))
    made.get("Map").string = "Haryta"
    assert taken_back(made, file) == 0
    assert not is_reviewed(made.get("Map"))


@pytest.mark.parametrize("better", ["haýwan", "{m} haýwan", "{n haýwan"])
def test_better_words_that_fill_in_something_else_are_refused(tmp_path, better):
    made = catalogue()
    file = sent_and_answered(tmp_path, made, **{"{n} cat": (better, "")})
    with pytest.raises(UsageError, match="row 3, column “Better words”"):
        taken_back(made, file)


def test_russian_and_english_bear_no_mark():
    assert not unreviewed(catalogue(), "ru")
