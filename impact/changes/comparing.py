"""Two versions side by side: which rows and which claims are different."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.merge import Way, merge
from impact.checking.written import written
from impact.model.schemas import TABLES, schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from impact.changes.merge import Difference
    from impact.model.records import Records


def differences(
    before: Records, after: Records, tables: Collection[str] = TABLES
) -> dict[str, Difference]:
    """What is different in each table; tables that are the same are not there.

    Parameters
    ----------
    before, after : Records
    tables : collection of str
        Only these are compared.
    """
    found = {}
    for name in (each for each in TABLES if each in tables):
        texts = (written(before, name), written(after, name))
        _, found[name] = merge(name, *texts, Way.REPLACE_TABLE)
    return {name: one for name, one in found.items() if not one.nothing}


def changed_claims(before: list[dict], after: list[dict]) -> list[tuple[str, str]]:
    """The sentences of claims that read otherwise, as they were kept with two versions.

    Returns
    -------
    list of tuple
        Before and after; empty where there was or is no such claim.
    """
    then, now = ({one["id"]: one.get("sentence", "") for one in side} for side in (before, after))
    pairs = [(then.get(one, ""), now.get(one, "")) for one in dict.fromkeys([*now, *then])]
    return [(old, new) for old, new in pairs if old != new]


def came_with(
    before: Records | None, doomed: Records, later: Records
) -> dict[str, tuple[str, ...]]:
    """Rows that first came with a version and stand in a later one, word for word.

    Parameters
    ----------
    before : Records or None
        The version before; None where there was none.
    doomed, later : Records
        The version that is to be withdrawn, and one that stays.

    Returns
    -------
    dict of str to tuple of str
        Table → the ids of such rows; tables without any are not there.
    """
    found = {}
    for name in TABLES:
        rows = _lines(doomed, name)
        there = set(_lines(later, name).values())
        old = set() if before is None else set(_lines(before, name).values())
        ids = tuple(one for one, line in rows.items() if line in there and line not in old)
        if ids:
            found[name] = ids
    return found


def _lines(records: Records, name: str) -> Mapping[str, tuple]:
    """Id → the row's words, in the order of the columns' names."""
    text = written(records, name)
    key = list(schema(name).primary_key)
    ids = text[key].astype("str").agg(" ".join, axis="columns") if len(text) else pd.Series()
    cells = [
        tuple((column, value) for column, value in row.items() if not pd.isna(value))
        for row in text.sort_index(axis="columns").to_dict("records")
    ]
    return dict(zip(ids, cells, strict=True))
