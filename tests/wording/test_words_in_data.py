"""Words of the tables in each language: how numbers are written, and what stands behind a label."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pandas as pd
import pytest

from tests.folders import DATA

FOLDERS = [DATA / "wildcats", DATA / "example"]
LANGUAGES = ["ru", "tk", "ky", "kk"]
# Thousands stand apart, as where a number is counted: "2 750", never beside "2822".
UNGROUPED = re.compile(r"(?<![\d–,])\d{4,}(?=[ \xa0]?(?:[kк]?[mм]²?\b|[kк][mм]²|manat|манат))")
MAY_BREAK = re.compile(r"\d \d{3}(?!\d)")
# The page puts these behind a label, or a date, and a colon.
LABELLED = {("areas", "set_up_by"), ("areas", "role"), ("milestones", "title")}


@cache
def cells(language: str) -> set[tuple[str, str, str]]:
    """Every table, column and text in a language."""
    found = set()
    for path in (path for folder in FOLDERS for path in folder.glob("*.csv")):
        table = pd.read_csv(path, dtype=str)
        for column in [name for name in table if name.endswith(f"_{language}")]:
            name = column.removesuffix(f"_{language}")
            found |= {(path.stem, name, text) for text in table[column].dropna()}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_in_a_text_is_grouped_as_a_number_that_is_counted(language):
    texts = {text for _table, _column, text in cells(language)}
    assert [text for text in texts if UNGROUPED.search(text)] == []
    assert [text for text in texts if MAY_BREAK.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_second_colon_stands_behind_a_label(language):
    texts = {text for table, column, text in cells(language) if (table, column) in LABELLED}
    for folder in FOLDERS:
        with (folder / "programme.toml").open("rb") as file:
            begun = tomllib.load(file).get("initiatives", [])
        texts |= {one["status"][language] for one in begun if language in one.get("status", {})}
    assert [text for text in texts if re.search(r"\w: ", text)] == []
