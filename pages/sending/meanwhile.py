"""What others published while somebody was at work, and a choice where both changed the same."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from impact.changes.conflicts import PROGRAMME, Cell, Conflict, Side
from impact.changes.together import authors_of
from impact.versions import Manifest
from impact.wording import Words
from impact.wording.lists import table_name
from pages.sending.state import Sending
from pages.shared import people, versions
from pages.shared.cache import Same
from pages.shared.text import heading, note, paragraph, plain


def show(sending: Sending, words: Words) -> int:
    """Who published what meanwhile, and what both changed.

    Returns
    -------
    int
        How many choices are still open.
    """
    if sending.published_now is None:
        return 0
    _ = words._
    found = sending.memory.once(
        "since", Same(sending.published_now), lambda: versions.since(sending.base.number)
    )
    heading(_("Published while you were at work"))
    for manifest, _content in found:
        st.markdown(f"- {plain(_published(manifest, words))}: {plain(manifest.note)}")
    conflicts = sending.together().conflicts
    if not conflicts:
        paragraph(_("Your changes and theirs do not touch: both are kept."))
        return 0
    heading(_("You and somebody else changed the same"))
    paragraph(_("Everything else of both is kept. Choose here which of the two stands."))
    authors = authors_of(conflicts, sending.base.content, found)
    for number, conflict in enumerate(conflicts):
        _conflict(sending, number, conflict, authors.get(conflict), words)
    return sum(conflict not in sending.chosen for conflict in conflicts)


def _published(manifest: Manifest, words: Words) -> str:
    """Version, who and when, in one line."""
    day = words.date(pd.Timestamp(manifest.published.date()))
    return words._("Version {n}, by {person}, {day}, {time} UTC").format(
        n=manifest.number, person=manifest.author, day=day, time=f"{manifest.published:%H:%M}"
    )


def _conflict(
    sending: Sending, number: int, conflict: Conflict, author: Manifest | None, words: Words
) -> None:
    """Before, theirs and mine side by side, and the choice; nothing is chosen beforehand."""
    _ = words._
    theirs = _("Theirs") if author is None else _published(author, words)
    with st.container(border=True, key=f"conflict-{number}"):
        st.markdown(f"**{plain(place_of(conflict, words))}**")
        columns = st.columns(3, gap="medium")
        titles = (_("Before both"), theirs, _("Yours"))
        for place, (column, title) in enumerate(zip(columns, titles, strict=True)):
            with column:
                note(title)
                st.markdown(_side(conflict, place, words))
        options = {Side.THEIRS: _("Keep theirs"), Side.MINE: _("Keep yours")}
        key = f"side-{number}-{hash(conflict)}"
        chosen = sending.chosen.get(conflict)
        st.session_state.setdefault(key, chosen)

        def choose() -> None:
            people.require_staff()
            sending.chosen[conflict] = st.session_state[key]

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
