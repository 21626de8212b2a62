"""Two changes of one version, brought together: what each began with, and what each made of it.

Whatever is sent in, edited or undone while somebody else publishes comes through here. Changes
that do not touch are both kept; those that do stand side by side until one is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.changes.difference import rows_by_id
from impact.changes.programme_merge import merge_programmes
from impact.changes.table_merge import merge_tables
from impact.checking.written import written
from impact.model.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from impact.changes.conflicts import Conflict, Side
    from impact.model.records import Records


@dataclass(frozen=True)
class Content:
    """What a version is made of: its programme.toml and its tables."""

    programme_text: bytes
    records: Records


@dataclass(frozen=True)
class Merged:
    """Two changes together.

    Attributes
    ----------
    programme_text : bytes
    records : Records
        Each table that only one of them changed, as that one has it; the others as theirs.
    texts : dict of str to DataFrame
        Tables that both changed, as text: still to be checked and put in place.
    conflicts : tuple of Conflict
        The programme's first, chosen or not.
    """

    programme_text: bytes
    records: Records
    texts: dict[str, pd.DataFrame]
    conflicts: tuple[Conflict, ...]


def merge_versions(
    base: Content, mine: Content, theirs: Content, chosen: Mapping[Conflict, Side]
) -> Merged:
    """Bring two changes of a version together.

    Parameters
    ----------
    base : Content
        What both began with.
    mine, theirs : Content
        What each made of it; `theirs` is what is published now.
    chosen : mapping of Conflict to Side
        What stands where both touched the same; theirs where nothing is chosen.
    """
    programme, conflicts = merge_programmes(
        base.programme_text, mine.programme_text, theirs.programme_text, chosen
    )
    mine_alone, texts = {}, {}
    for name, old in base.records.items():
        here, there = mine.records.table(name), theirs.records.table(name)
        if _alike(here, old) or _alike(here, there):
            continue
        if _alike(there, old):
            mine_alone[name] = here
            continue
        key = list(schema(name).primary_key)
        was, made, published = (
            rows_by_id(written(one.records, name), key) for one in (base, mine, theirs)
        )
        rows, found = merge_tables(name, was, made, published, chosen)
        texts[name] = rows.reset_index(drop=True)
        conflicts = [*conflicts, *found]
    return Merged(programme, theirs.records.with_tables(**mine_alone), texts, tuple(conflicts))


def _alike(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two tables have the same rows in the same order."""
    if one is other:
        return True
    if len(one) != len(other) or set(one) != set(other):
        return False
    return (
        one.drop(columns="row")
        .astype("object")
        .equals(other.drop(columns="row")[[name for name in one if name != "row"]].astype("object"))
    )
