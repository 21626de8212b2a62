"""Every caveat that can be made has words, with its figures."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from impact.claims import Agreement, Caveat
from impact.wording.caveats import caveat
from tests.claims.claim_tables import (
    FIRST,
)
from tests.tables import records, table
from tests.wording.situations import EN, HOLLOW, RU, viewed

if TYPE_CHECKING:
    from impact.disclosure import View


CLAIMS = Path(__file__).parents[2] / "impact" / "claims"
# The figures of the caveats that need some.
FIGURES = {
    "effort_differs": {"share": -0.5},
    "zero_upper_bound": {"exposure": 100.0, "kind": "detections"},
    "months_inactive": {"months": 1},
    "months_partly": {"months": 1},
    "months_unknown": {"months": 3},
    "reported_until": {"month": pd.Timestamp("2025-06-01")},
    "outside_effort": {"rows": 2},
    "cameras_still_out": {"cameras": 1},
    "effort_in_vain": {"trap_nights": 61.0},
    "effort_before": {"trap_nights": 10.0},
    "first_published_by": {"date": pd.Timestamp("2024-09-12")},
    "differs": {"value": 11.0, "baseline": 5.0},
    "cannot_be_computed": {"value": 11.0, "baseline": None},
    "rests_on_the_statement": {"value": None, "baseline": None},
    "data": {"id": "told"},
    "lost_at_event_level": {"records": 2},
    "total_contradicted": {"records": 2},
    "months_differ": {"share": 0.5},
    "stations_differ": {"share": 0.5, "moved": 2, "kind": "detections"},
    "one_station": {"share": 0.5, "kind": "detections"},
    "effort_partly_unknown": {"cameras": 2},
    "few_with_detection": {"number": 3, "kind": "detections"},
    "few_with_effort": {"number": 3, "kind": "detections"},
    "too_unlike": {"current": 20, "baseline": 8, "kind": "detections"},
}


def codes(source: str) -> set[str]:
    """The codes of the caveats that a module can make.

    A code that is worked out is looked for among the texts of its function: the keys of its
    dictionaries, or the kinds of agreement. One that cannot be told at all is an error.
    """
    found: set[str] = set()
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        nodes = list(ast.walk(function))
        calls = [
            n for n in nodes if isinstance(n, ast.Call) and ast.unparse(n.func)[-6:] == "Caveat"
        ]
        figures = {id(part) for call in calls for part in call.args[1:]}
        keys = {
            key.value
            for node in nodes
            if isinstance(node, ast.Dict) and id(node) not in figures
            for key in node.keys
            if isinstance(key, ast.Constant)
        }
        found |= {code for call in calls for code in _codes_of(call.args[0], keys)}
    return found


def _codes_of(code: ast.expr, keys: set[str]) -> set[str]:
    if isinstance(code, ast.Constant):
        return {code.value}
    if isinstance(code, ast.IfExp):
        return _codes_of(code.body, keys) | _codes_of(code.orelse, keys)
    if "agreement" in ast.unparse(code):
        return {str(one) for one in Agreement if one is not Agreement.AGREES}
    if not isinstance(code, ast.Name) or not keys:
        raise AssertionError(f"It cannot be told which codes these are: {ast.unparse(code)}")
    return keys


MADE = set().union(*(codes(path.read_text(encoding="utf-8")) for path in CLAIMS.glob("*.py")))


@cache
def with_a_caveat() -> View:
    told = {
        "caveat_id": "told",
        "kind": "gap",
        "about": "first",
        "sentence": "It is told.",
        "sentence_ru": "Это сказано.",
    }
    return viewed(records(caveats=table("caveats", told)), FIRST)


def test_the_codes_are_found_wherever_they_are_made():
    source = """
def f(known):
    found = [Caveat("plain"), model.Caveat("if" if known else "else", {"months": 1})]
    codes = {"one": 1, "two": 2}
    return found

def g(held):
    return [Caveat(str(held.agreement))]

def h():
    many = {"one": 1, "two": 2}
    return [Caveat(code, number) for code, number in many.items()]
"""
    agreements = {"differs", "cannot_be_computed", "rests_on_the_statement"}
    assert codes(source) == {"plain", "if", "else", "one", "two"} | agreements
    assert {"within_chance", "no_reporting_on_file", "months_unknown", "differs", "data"} <= MADE
    assert len(MADE) > 15
    with pytest.raises(AssertionError):
        codes("def f(code):\n    return Caveat(code())")


@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
@pytest.mark.parametrize("code", sorted(MADE))
def test_every_caveat_has_words(code, words):
    view = with_a_caveat()
    text = caveat(view, Caveat(code, FIGURES.get(code, {})), words)
    assert text.endswith(".")
    assert len(text.split()) >= 2
    assert not HOLLOW.search(text)
    if words is RU:
        assert text != caveat(view, Caveat(code, FIGURES.get(code, {})), EN)


def test_a_caveat_without_words_is_no_silence():
    with pytest.raises(KeyError):
        caveat(with_a_caveat(), Caveat("no_such_code"), EN)
    with pytest.raises(ValueError, match="no_such_code"):
        caveat(with_a_caveat(), Caveat("no_such_code", {"value": 1, "baseline": 2}), EN)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "zero_upper_bound",
            (
                "None in 100 trap-nights: if visits come singly, the true average may still be as "
                "high as 3.69 detections in that effort. Next time, with as much effort, up to 5 "
                "would be no surprise."
            ),
        ),
        (
            "effort_differs",
            (
                "There was 50% less monitoring than in the comparison period, so we give the "
                "rate first."
            ),
        ),
        (
            "months_inactive",
            (
                "No reports were collected in 1 month of this period, so we do not know whether "
                "anything happened."
            ),
        ),
        (
            "months_unknown",
            "We have no information for 3 months of this period.",
        ),
        ("effort_before", "Cameras ran for 10 trap-nights there before this record."),
        ("first_published_by", "The day is not published; it was no later than 12 September 2024."),
        (
            "differs",
            "The programme has published different figures: 11, compared with 5. Both are shown.",
        ),
        ("data", "It is told."),
    ],
)
def test_a_caveat_says_its_figures(code, text):
    assert caveat(with_a_caveat(), Caveat(code, FIGURES[code]), EN) == text
