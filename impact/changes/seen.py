"""Every difference between two versions as a person reads it: rows by cell, texts word by word.

The check, the rehearsal, the comparison of two versions, the history and the summary for an e-mail
all show what this finds, so that no change is seen in one place and hidden in another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.difference import differences, row_ids, rows_by_id
from impact.changes.programme_keys import keys_of
from impact.checking.written import written
from impact.model.schemas import LANGUAGES, TABLES, schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from impact.changes.difference import Difference
    from impact.changes.three_way import Content
    from impact.model.records import Records

SECRET = "id_key"
HIDDEN = "•••"
MOST = 200
"""Rows and cells of a table that are shown one by one."""


@dataclass(frozen=True)
class Edit:
    """A cell or a key that is another now.

    Attributes
    ----------
    table : str
        Empty for the programme.
    row, column : str
        Of the programme the key and nothing.
    before, after : str
        Empty where there was, or is, nothing.
    unchanged : tuple of str
        Other languages in which the same text stands, and stayed as it was.
    """

    table: str
    row: str
    column: str
    before: str
    after: str
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeenTable:
    """What is different in a table.

    Attributes
    ----------
    difference : Difference
        All of it.
    added, removed : DataFrame
        The first rows that came and went, as text.
    edits : tuple of Edit
        The first cells that are others now.
    """

    table: str
    difference: Difference
    added: pd.DataFrame
    removed: pd.DataFrame
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Seen:
    """Everything that is different between two versions."""

    keys: tuple[Edit, ...]
    tables: tuple[SeenTable, ...]

    @property
    def nothing(self) -> bool:
        return not (self.keys or self.tables)


def seen_between(before: Content, after: Content, tables: Collection[str] = TABLES) -> Seen:
    """Every difference between two versions.

    Parameters
    ----------
    before, after : Content
    tables : collection of str
        Those that may differ; the others are not compared.
    """
    changed = [n for n in tables if before.records.table(n) is not after.records.table(n)]
    found = differences(before.records, after.records, changed)
    return Seen(
        edited_keys(before.programme_text, after.programme_text),
        seen_tables(found, before.records, after.records),
    )


def seen_tables(
    found: Mapping[str, Difference], before: Records, after: Records
) -> tuple[SeenTable, ...]:
    """What is different in the tables, from differences that were found already."""
    return tuple(
        SeenTable(
            table=name,
            added=_rows(after, name, one.added),
            removed=_rows(before, name, one.removed),
            difference=one,
            edits=_edited_cells(name, one.changed, after),
        )
        for name, one in found.items()
        if not one.nothing or one.repeated
    )


def edited_keys(before: bytes, after: bytes) -> tuple[Edit, ...]:
    """The keys of programme.toml that are others now; of the secret one only that it is."""
    if before == after:
        return ()
    old, new = keys_of(before), keys_of(after)
    changed = [key for key in dict.fromkeys([*new, *old]) if old.get(key) != new.get(key)]
    return tuple(
        Edit("", key, "", HIDDEN, HIDDEN)
        if key == SECRET
        else Edit("", key, "", old.get(key, ""), new.get(key, ""), _unchanged(key, old, new))
        for key in changed
    )


def _unchanged(key: str, old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    stem, _, language = key.rpartition(".")
    if language not in LANGUAGES or not (old.get(key) and new.get(key)):
        return ()
    others = [(one, f"{stem}.{one}") for one in LANGUAGES if one != language]
    return tuple(one for one, at in others if at in new and new[at] == old.get(at))


def _rows(records: Records, table: str, ids: tuple[str, ...]) -> pd.DataFrame:
    """The first of these rows as text, with the columns that say anything in them."""
    if not ids:
        return pd.DataFrame()
    key = list(schema(table).primary_key)
    wanted = row_ids(written(records, table, key), key).isin(ids[:MOST])
    rows = records.table(table)[wanted.to_numpy()]
    text = written(records.with_tables(**{table: rows}), table)
    return text.dropna(axis="columns", how="all").reset_index(drop=True)


def _edited_cells(table: str, changed: pd.DataFrame, after: Records) -> tuple[Edit, ...]:
    """Each cell, with the languages in which the same text stayed as it was."""
    cells = list(changed.head(MOST).fillna("").itertuples(index=False, name=None))
    touched = {(row, column) for row, column, _was, _now in cells}
    rows = tuple(dict.fromkeys(row for row, _column, _was, _now in cells))
    if not rows:
        return ()
    texts = rows_by_id(_rows(after, table, rows), schema(table).primary_key)
    edits = []
    for row, column, was, now in cells:
        stayed = (
            language
            for language, name in _translations(column, list(texts)).items()
            if (row, name) not in touched and pd.notna(texts.at[row, name])
        )
        edits.append(Edit(table, row, column, was, now, tuple(stayed) if was and now else ()))
    return tuple(edits)


def _translations(column: str, names: list[str]) -> dict[str, str]:
    """Language → the column in which the same text stands in it."""
    stem, _, language = column.rpartition("_")
    if stem in names and language in LANGUAGES:
        columns = {"en": stem, **{one: f"{stem}_{one}" for one in LANGUAGES if one != "en"}}
    else:
        columns = {one: f"{column}_{one}" for one in LANGUAGES}
    return {one: name for one, name in columns.items() if name in names and name != column}


def words_between(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts word by word.

    Returns
    -------
    list of (str, str)
        ``same``, ``old`` or ``new``, and the words with the spaces after them.
    """
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(old[a:b])))
            continue
        parts += [(side, "".join(words)) for side, words in (("old", old[a:b]), ("new", new[c:d]))]
    return [(kind, words) for kind, words in parts if words]
