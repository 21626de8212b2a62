"""Why does nothing change? Of the new rows: which count toward a claim, and why others do not."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from impact.changes.use_in_words import UseSaid, use_said
from impact.changes.use_of_rows import use_of_rows
from impact.disclosure import View
from impact.wording import Words
from pages.sending.state import Sending
from pages.shared.cache import Same
from pages.shared.text import heading, plain


def show_uses(sending: Sending, after: View, words: Words) -> None:
    """What becomes of every new row, table by table.

    Parameters
    ----------
    sending : Sending
    after : View
        As the public would see it.
    words : Words
    """
    version = sending.after()
    used = sending.memory.once(
        "use of rows",
        Same(version),
        lambda: use_of_rows(sending.whole_change().prepared.differences, version),
    )
    lines = use_said(used, after, words)
    if not lines:
        return
    heading(words._("What the new rows count toward"))
    by_table = sorted(lines, key=lambda line: line.table)
    for table, of_table in groupby(by_table, key=lambda line: line.table):
        _table(table, list(of_table))


def _table(table: str, lines: list[UseSaid]) -> None:
    listed = "\n".join(f"- {plain(line.text)}" for line in lines)
    st.markdown(f"**{plain(table)}**\n\n{listed}")
