"""Why does nothing change? Of the new rows: which count toward a claim, and why others do not."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from impact.changes.use_in_words import UseSaid, use_said
from impact.changes.use_of_rows import use_of_rows
from impact.disclosure import View
from impact.wording import Words
from pages.sending.claims import NEXT, edit_claims
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.cache import Same
from pages.shared.text import heading, plain

OPEN = "claims-open"


def show_uses(sending: Sending, after: View, words: Words, *, folded: bool) -> None:
    """What becomes of every new row, table by table.

    Parameters
    ----------
    sending : Sending
    after : View
        As the public would see it.
    words : Words
    folded : bool
        Whether it stands in a box that opens.
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
    title = words._("What the new rows count toward")
    if not folded:
        heading(title)
    by_table = sorted(lines, key=lambda line: line.table)
    with st.expander(plain(title)) if folded else st.container():
        for table, of_table in groupby(by_table, key=lambda line: line.table):
            _table(table, list(of_table), words)
    meant = [one.id for one in sending.rehearsal().read_otherwise]
    label = words._("Change claims here")
    if st.toggle(label, key=OPEN, on_change=_open_at, args=(meant,)):
        edit_claims(sending, words)


def _table(table: str, lines: list[UseSaid], words: Words) -> None:
    """What becomes of the rows of a table, each with the button that would let them count."""
    _ = words._
    st.markdown(f"**{plain(table)}**")
    for place, line in enumerate(lines):
        st.markdown(f"- {plain(line.text)}")
        if line.claim or line.new_claim:
            label = _("Change this claim") if line.claim else _("Make a claim of them")
            st.button(label, key=f"claim-of-{table}-{place}", on_click=_open, args=(line.claim,))


def _open_at(meant: list[str]) -> None:
    """Begin with the claim that the new rows change, where there is one."""
    if st.session_state[OPEN] and meant:
        _open(meant[0])


def _open(claim: str) -> None:
    """Open the form of a claim, or of a new one, below."""
    people.require_staff()
    st.session_state[OPEN] = True
    st.session_state[NEXT] = claim
