"""The data folders: every table and cell, by the program and by the independent calculation."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.folders import folder_of
from tests.independent.compare import table_differences
from tests.independent.program import Answer, tables_of
from tests.independent.rows import Survey, read_tables

DATA = Path(__file__).parents[2] / "data"


def both(name: str) -> tuple[Survey, Answer]:
    folder = DATA / name
    programme = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))
    read = folder_of(folder)
    # Whoever may not see a record does not see which one is the first: here all are shown.
    detections = read.records.detections.assign(published=True)
    records = read.records.with_tables(detections=detections)
    return Survey(read_tables(folder), programme), tables_of(read.programme, records)


@pytest.mark.parametrize("name", ["example", "wildcats"])
def test_every_cell_of_every_table_is_the_same(name):
    survey, answer = both(name)
    assert table_differences(survey, answer) == []
