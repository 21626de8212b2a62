"""A few cells of a table, or parts of programme.toml, edited in place.

The comments of programme.toml, and everything in it that is not edited, stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import tomlkit
from tomlkit.items import InlineTable

from impact.checking.written import written
from impact.model.programme import read_programme
from impact.model.schemas import schema
from impact.reading.text_tables import TextTable

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from impact.changes.succession import Succession
    from impact.model.records import Records

FIRST_ROW = 2  # as a spreadsheet numbers it: the headings are row 1


def with_succession(programme_text: bytes, made: Succession) -> bytes:
    """The programme in which a new survey is the current one, and the current one the baseline.

    Words for the two periods that were written for the old ones are taken out: the dates of
    the surveys stand in their place.
    """
    document = _document(programme_text)
    for indicator in document["indicators"]:
        if indicator["id"] == made.indicator:
            indicator["current"] = _inline({"survey": made.new})
            indicator["baseline"] = _inline({"survey": made.current})
            indicator.pop("current_words", None)
            indicator.pop("baseline_words", None)
    return _checked(document)


def _document(programme_text: bytes) -> TOMLDocument:
    text = programme_text.decode("utf-8-sig")
    read_programme(text)  # a clear error where it is none
    return tomlkit.parse(text)


def _checked(document: TOMLDocument) -> bytes:
    text = tomlkit.dumps(document)
    read_programme(text)
    return text.encode()


def _inline(values: dict) -> InlineTable:
    made = tomlkit.inline_table()
    made.update(values)
    return made


def table_rows(records: Records, table: str, search: str = "") -> pd.DataFrame:
    """Rows of a table as text, with ``row``; those that hold the words searched for anywhere."""
    rows = written(records, table)
    names = [name for name in schema(table).names if name not in rows]
    rows = rows.reindex(columns=[*rows.columns, *names]).astype("str")
    rows = rows.assign(row=range(FIRST_ROW, len(rows) + FIRST_ROW))
    if search.strip():
        together = rows.drop(columns="row").fillna("").agg(" ".join, axis="columns")
        found = together.str.casefold().str.contains(search.strip().casefold(), regex=False)
        rows = rows[found]
    return rows


def with_edits(rows: pd.DataFrame, edited: TextTable | None) -> pd.DataFrame:
    """Rows with the edits that were kept before."""
    if edited is None:
        return rows
    kept = edited.frame.set_index("row")
    shown = rows.set_index("row")
    here = shown.index.intersection(kept.index)
    shown.loc[here, kept.columns] = kept.loc[here]
    return shown.reset_index()


def edits(
    table: str, before: pd.DataFrame, after: pd.DataFrame, kept: TextTable | None = None
) -> TextTable | None:
    """The rows that were changed, beside those kept before; None where there is none.

    Parameters
    ----------
    table : str
    before, after : DataFrame
        The same rows with the same ``row``, as from `table_rows`.
    kept : TextTable, optional
        From an earlier call.
    """
    old, new = (frame.set_index("row").fillna("") for frame in (before, after))
    new = new.astype("str").apply(lambda cells: cells.str.strip())
    changed = new[(old[new.columns] != new).any(axis="columns")]
    frames = [changed.replace("", pd.NA)]
    if kept is not None:
        earlier = kept.frame.set_index("row")
        frames.insert(0, earlier[~earlier.index.isin(changed.index)])
    together = pd.concat(frames).astype("str").sort_index()
    if together.empty:
        return None
    return TextTable(f"{table}.csv", together.reset_index())
