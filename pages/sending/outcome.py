"""What was published: the ways to it, and the way back."""

from __future__ import annotations

import streamlit as st

from impact.changes.announcement import summary
from impact.changes.difference import differences
from impact.changes.seen import Seen, seen_tables
from impact.disclosure import View
from impact.figures.first_screen import ABREAST
from impact.wording import Words
from impact.wording.sentences import sentence, title
from pages.sending import disclosed, state
from pages.sending.state import Sending
from pages.shared import history
from pages.shared.text import note, plain

OVERVIEW = "pages/public/overview.py"
EVIDENCE = "pages/public/evidence.py"
HISTORY = "pages/staff/history.py"
MOST = 5  # claims with a way of their own
SHOWN = "outcome-shown"


def show(change: Sending, name: str, words: Words) -> None:
    """That it is public, where it can be read, how to take it back, and what to write of it."""
    _, number = words._, change.published
    if number is None:
        return
    st.success(plain(_("Published as version {n}.").format(n=number)))
    before, after = disclosed.views(change)
    with st.container(key="ways"):
        _ways(change, after, words)
    with st.container(horizontal=True):
        st.button(_("Send in something else"), key=f"anew-{name}", on_click=_anew, args=(name,))
        back = st.button(
            _("Undo what was just published"), key=f"take-back-{name}", type="tertiary",
            help=_("Nothing happens yet: you see first what it would change."),
        )  # fmt: skip
        if back:
            history.ask("undo", number)
            st.switch_page(HISTORY)
    st.session_state[f"{SHOWN}-{name}"] = number  # after the buttons: a run may end before them
    keys = change.seen().keys
    seen = Seen(keys, seen_tables(differences(before.records, after.records),
                                  before.records, after.records))  # fmt: skip
    text = summary(change.rehearsal(), before, after, words, number, change.note, seen)
    # It is long: opened, it would push out of sight what was done.
    with st.expander(_("A summary, to be copied into an e-mail")):
        st.code(text, language=None, wrap_lines=True)


def _ways(change: Sending, after: View, words: Words) -> None:
    """To each claim that reads otherwise now, the new ones first, and to the overview."""
    _ = words._
    claims = change.rehearsal().read_otherwise
    if claims:
        note(_("Claims that read otherwise now, each with how we know it:"))
    for one in claims[:MOST]:
        said = plain(sentence(after, one, words))
        st.page_link(EVIDENCE, label=f":primary[{said} →]", query_params={"claim": one.id})
    first = {one.id for one in after.claims[:ABREAST]}
    if behind := [one for one in claims if one.id not in first]:
        text = words.ngettext(
            "On the overview, the claim “{title}” stands below the map, under “More figures”: the "
            "first screen has room for three claims. Their order is changed with “Change claims "
            "here” when something is sent in.",
            "On the overview, {n} of them stand below the map, under “More figures”: the first "
            "screen has room for three claims. Their order is changed with “Change claims here” "
            "when something is sent in.",
            len(behind),
        )
        note(text.format(n=words.number(len(behind)), title=title(after, behind[0], words)))
    st.page_link(OVERVIEW, label=f":primary[**{plain(_('See the overview'))} →**]")


def leave_behind(change: Sending, name: str) -> None:
    """Begin anew for whoever comes back to the page after they have seen that it is public."""
    # A look at another page makes Streamlit forget the buttons of this one
    seen = st.session_state.get(f"{SHOWN}-{name}")
    if seen and seen == change.published and f"anew-{name}" not in st.session_state:
        _anew(name)


def _anew(name: str) -> None:
    state.begin_anew(name)
    st.session_state.pop(f"note-{name}", None)
