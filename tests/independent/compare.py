"""Where two calculations differ: the tables of the program against the independent ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.independent import claims, tables, verdicts
from tests.independent.effort import nights_by_month
from tests.independent.events import events_of

if TYPE_CHECKING:
    import pandas as pd

    from impact.claims import Claim
    from tests.independent.program import Answer
    from tests.independent.rows import Survey


def differences(survey: Survey, answer: Answer) -> list[str]:
    """Every cell of every table, and every claim, that is not the same."""
    found = table_differences(survey, answer)
    asked = {one["id"]: one for one in survey.programme["indicators"]}
    for claim in answer.claims:
        ours = expected(survey, asked[claim.id], claim)
        theirs = {name: one for name, one in _figures(claim).items() if name in ours}
        found += unlike(claim.id, theirs, ours)
    return found


def table_differences(survey: Survey, answer: Answer) -> list[str]:
    """Every cell of every table that is not the same."""
    events = events_of(survey)
    made, small = answer.cube, answer.summaries
    where = ["area_id", "scientific_name", "year"]
    pairs = {
        "cells": (
            _table(made.events, ["month", "area_id", "location_id", "scientific_name"],
                   ["detections", "in_effort", "records"]),
            tables.cells(survey, events),
        ),
        "effort": (
            _table(made.effort, ["area_id", "location_id", "month"], ["trap_nights"]),
            nights_by_month(survey),
        ),
        "detections by year": (
            _table(small.detections, where, ["detections", "in_effort", "stations_with_detection"]),
            tables.detections_by_year(survey, events),
        ),
        "effort by year": (
            _table(small.effort, ["area_id", "year"], ["trap_nights", "stations"]),
            tables.effort_by_year(survey),
        ),
        "individuals": (
            _table(small.individuals, where, ["animals", "unidentified_detections"]),
            tables.individuals_by_year(survey, events),
        ),
        "first records": (
            _table(small.first_records, ["area_id", "scientific_name"], ["observation_id"]),
            tables.first_records(survey),
        ),
    }  # fmt: skip
    return [line for name, (theirs, ours) in pairs.items() for line in unlike(name, theirs, ours)]


def unlike(name: str, theirs: dict, ours: dict) -> list[str]:
    """The keys at which two tables differ."""
    return [
        f"{name} {key}: program {theirs.get(key)}, independent {ours.get(key)}"
        for key in {**theirs, **ours}
        if not same(theirs.get(key), ours.get(key))
    ]


def same(a, b) -> bool:
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if a is None or b is None:
        return a is b
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a == b or math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9)
    return a == b


def _table(table: pd.DataFrame, keys: list[str], values: list[str]) -> dict:
    """Rows by their keys; one value alone, several as a list."""
    found = {}
    for row in table[[*keys, *values]].astype("object").itertuples(index=False):
        key = tuple("" if one != one or one is None else _plain(one) for one in row[: len(keys)])
        cells = [_plain(one) for one in row[len(keys) :]]
        found[key] = cells[0] if len(values) == 1 else cells
    return found


def _plain(value):
    return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value


def _figures(claim: Claim) -> dict:
    """What a claim says in numbers."""
    effort = claim.effort
    found = {
        "value": claim.value,
        "baseline": claim.baseline,
        "nights": effort.current if effort else None,
        "nights before": effort.baseline if effort else None,
    }
    if claim.ratio is not None:
        ratio = claim.ratio
        found |= {"estimate": ratio.estimate, "p": ratio.p_value}
        found["ratio"] = [ratio.estimate, ratio.low, ratio.high, ratio.p_value]
    found["verdict"] = claim.verdict.value
    for one in claim.under_rules:
        found[one.threshold_minutes, one.rule] = [one.value, one.baseline]
    return found


def expected(survey: Survey, indicator: dict, claim: Claim) -> dict:
    current, baseline = claims.both_periods(survey, indicator)
    found = {
        "value": current.value,
        "baseline": baseline.value,
        "nights": current.exposure,
        "nights before": baseline.exposure,
    }
    found |= verdicts.compared(current, baseline, claims.units(current, baseline))
    for one in claim.under_rules:
        rule = {"threshold": one.threshold_minutes, "rule": one.rule}
        now, before = claims.both_periods(survey, indicator, **rule)
        found[one.threshold_minutes, one.rule] = [now.value, before.value]
    return found
