"""Where two people changed the same: both sides, who and when, and the choice between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from impact.changes.conflicts import PROGRAMME, Cell, Conflict, Side
from impact.versions import Manifest
from impact.wording import Words
from impact.wording.lists import table_name
from pages.shared import people
from pages.shared.text import note, plain


def published_line(manifest: Manifest, words: Words) -> str:
    """Version, who and when, in one line."""
    day = words.date(pd.Timestamp(manifest.published.date()))
    return words._("Version {n}, by {person}, {day}, {time} UTC").format(
        n=manifest.number, person=manifest.author, day=day, time=f"{manifest.published:%H:%M}"
    )


def choose_sides(
    conflicts: Sequence[Conflict],
    chosen: dict[Conflict, Side],
    authors: Mapping[Conflict, Manifest],
    words: Words,
    mine: str = "",
) -> None:
    """Each conflict with its three sides; what is chosen is put into `chosen`.

    `mine` is what my own side is called, where it is not "Yours".
    """
    for number, conflict in enumerate(conflicts):
        _conflict(number, conflict, chosen, authors.get(conflict), words, mine)


def _conflict(
    number: int,
    conflict: Conflict,
    chosen: dict[Conflict, Side],
    author: Manifest | None,
    words: Words,
    mine: str,
) -> None:
    """Before, theirs and mine side by side, and the choice; nothing is chosen beforehand."""
    _ = words._
    theirs = _("Theirs") if author is None else published_line(author, words)
    with st.container(border=True, key=f"conflict-{number}"):
        st.markdown(f"**{plain(place_of(conflict, words))}**")
        columns = st.columns(3, gap="medium")
        titles = (_("Before both"), theirs, mine or _("Yours"))
        for place, (column, title) in enumerate(zip(columns, titles, strict=True)):
            with column:
                note(title)
                st.markdown(_side(conflict, place, words))
        options = {Side.THEIRS: _("Keep theirs"), Side.MINE: mine or _("Keep yours")}
        key = f"side-{number}-{hash(conflict)}"
        st.session_state.setdefault(key, chosen.get(conflict))

        def choose() -> None:
            people.require_staff()
            chosen[conflict] = st.session_state[key]

        st.radio(
            plain(place_of(conflict, words)),
            list(options),
            index=None,
            format_func=options.__getitem__,
            key=key,
            on_change=choose,
            label_visibility="collapsed",
            horizontal=True,
        )


def place_of(conflict: Conflict, words: Words) -> str:
    """Where it is: the table, the row and the columns; or the key of the programme."""
    if conflict.table == PROGRAMME:
        return f"{words._('The programme')} · {conflict.row}"
    parts = [table_name(conflict.table, words), conflict.row]
    return " · ".join(parts if conflict.removed_by else [*parts, conflict.columns])


def _side(conflict: Conflict, place: int, words: Words) -> str:
    """The cells of one side: before, theirs, mine."""
    removed = {Side.THEIRS: 1, Side.MINE: 2}
    if conflict.removed_by and removed[conflict.removed_by] == place:
        return f"*{plain(words._('taken out'))}*"
    lines = [_cell(conflict, cell, place, words) for cell in conflict.cells]
    return "\n".join(f"- {line}" for line in lines) if len(lines) > 1 else lines[0]


def _cell(conflict: Conflict, cell: Cell, place: int, words: Words) -> str:
    value = (cell.before, cell.theirs, cell.mine)[place]
    text = plain(value) if value else f"*{plain(words._('empty'))}*"
    return text if len(conflict.cells) == 1 else f"{plain(cell.column)}: {text}"
