"""One row of a table, written by a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.edit import FIRST_ROW, table_rows
from impact.model.schemas import schema
from impact.reading.text_tables import TextTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.model.records import Records


def with_row(
    records: Records, table: str, kept: TextTable | None, cells: Mapping[str, str]
) -> TextTable:
    """The rows of a table that were edited so far, and one that is new or takes another's place.

    Parameters
    ----------
    records : Records
        Of the version that is edited.
    table : str
    kept : TextTable or None
        Rows that were edited or added before.
    cells : mapping of str to str
        Column → text, the key among them; what is empty is not known.
    """
    key = list(schema(table).primary_key)
    old = table_rows(records, table)
    edited = old[0:0] if kept is None else kept.frame
    values = [str(cells[name]).strip() for name in key]
    before = [rows[(rows[key] == values).all(axis="columns")] for rows in (edited, old)]
    likes = pd.concat(before, ignore_index=True)
    number = max([len(old) + FIRST_ROW, *(edited["row"] + 1)])
    row = likes.iloc[0].to_dict() if len(likes) else dict.fromkeys(old.columns) | {"row": number}
    row |= {name: str(text).strip() or pd.NA for name, text in cells.items()}
    new = pd.DataFrame([row]).astype({"row": "int64"})
    others = edited[edited["row"] != row["row"]]
    together = pd.concat([others.astype("object"), new], ignore_index=True)
    texts = together.columns.drop("row")
    together = together.astype(dict.fromkeys(texts, "str")).astype({"row": "int64"})
    return TextTable(f"{table}.csv", together.sort_values("row", ignore_index=True))
