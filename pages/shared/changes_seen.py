"""Every difference between two versions on a page: rows by cell, texts word by word."""

from __future__ import annotations

import streamlit as st

from impact.changes.seen import MOST, Edit, Seen, SeenTable
from impact.changes.seen_in_words import change_of, counted, place_of
from impact.wording import Words
from impact.wording.lists import table_name
from pages.shared.reader import current_style
from pages.shared.text import grid, note, paragraph, plain, reading_table, subheading


def show_changes(seen: Seen, words: Words) -> None:
    """The keys of the programme and the tables; a sentence where nothing is different."""
    _ = words._
    if seen.nothing:
        paragraph(_("No table and no text is different."))
        return
    note(_("What was taken out is struck through, what is new is bold."))
    if seen.keys:
        subheading(_("The programme"))
        _edits(seen.keys, words)
    for table in seen.tables:
        subheading(table_name(table.table, words))
        _table(table, words)


def _table(table: SeenTable, words: Words) -> None:
    _ = words._
    paragraph(counted(table, words))
    _edits(table.edits, words)
    cells = table.difference.changed
    if len(cells) > MOST:
        titles = [_("Row id"), _("Column"), _("Before"), _("After")]
        grid(cells.fillna("").set_axis(titles, axis="columns"), hide_index=True)
    for title, rows, ids in (
        (_("New"), table.added, table.difference.added),
        (_("Removed"), table.removed, table.difference.removed),
    ):
        if ids:
            note(title)  # their ids stand in the rows
            reading_table(rows.fillna(""), title, current_style())


def _edits(edits: tuple[Edit, ...], words: Words) -> None:
    lines = [
        f"- **{plain(place_of(one, words))}**: {change_of(one, words, _marked)}" for one in edits
    ]
    if lines:
        st.markdown("\n".join(lines))


def _marked(kind: str, text: str) -> str:
    """Struck through, bold or plain: not by colour alone. Green is for what is beyond chance."""
    words, space = plain(text.rstrip()), " " if text != text.rstrip() else ""
    if kind == "old":
        return f":red[~~{words}~~] "
    return f":blue[**{words}**] " if kind == "new" else f"{words}{space}"
