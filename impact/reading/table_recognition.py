"""Which table a row of headings belongs to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from impact.model.schemas import TABLES, schema
from impact.reading.headings import bare_candidates, key_of, may_be_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def score(headings: Sequence[str], table: str, mapping: Mapping[str, str]) -> tuple[int, int, int]:
    """How well a row of headings fits a table: columns found, its key found, needed ones found."""
    found = set()
    for heading in filter(None, headings):
        said = mapping.get(heading)
        names = bare_candidates(heading, table) if said is None else [said]
        found |= {name for name in names if schema(table).knows(name)}
    required = [each.name for each in schema(table).fields if each.required]
    has_key = found.issuperset(schema(table).needed_key)
    return (len(found), int(has_key), sum(name in found for name in required))


def tables_of(headings: Sequence[str], mapping: Mapping[str, str], name: str = "") -> list[str]:
    """The tables that headings fit best: one, several where they fit alike, or none.

    Parameters
    ----------
    headings : sequence of str
    mapping : dict of str to str
    name : str
        Of the file or the sheet: it decides between tables whose keys are all there, and where
        headings alone leave several.
    """
    likely = [heading for heading in headings if heading in mapping or may_be_heading(heading)]
    scores = {table: score(likely, table, mapping) for table in TABLES}
    filled = len([heading for heading in headings if heading])
    fit = {t: s for t, s in scores.items() if s[0] >= min(2, max(filled, 1))}
    named = [table for table in TABLES if key_of(name) in _titles(table) and scores[table][0]]
    if named and (scores[named[0]][1] or fit.get(named[0]) == max(fit.values(), default=())):
        return named
    return [table for table in fit if fit[table] == max(fit.values())]


@cache
def _titles(table: str) -> frozenset[str]:
    return frozenset(map(key_of, (table, *schema(table).title.values())))
