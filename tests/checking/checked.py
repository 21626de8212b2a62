"""The problems of the sample with some rows changed."""

from __future__ import annotations

import datetime as dt

from impact.checking.checks import check_tables
from impact.model.errors import Problem
from tests.reading.sample import PROGRAMME, as_texts, with_spare

TODAY = dt.date(2024, 12, 31)


def check(tables, **how) -> list[Problem]:
    return check_tables(as_texts(tables), **{"programme": PROGRAMME, "today": TODAY} | how)[1]


def only(tables, **how) -> Problem:
    (problem,) = check(tables, **how)
    return problem


def detection(**cells: str):
    """The data set with one more camera record in it."""
    base = {"count": "", "count_unit": "", "count_text": "", "event_end": ""}
    return with_spare("detections", **base | cells)


def incident(**cells: str):
    return with_spare("conflicts", **cells)
