"""What stands above every page: whether the data is simulated, old, or a draft."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from impact.disclosure import View
from impact.wording import Words
from impact.wording.unreviewed import review_note
from pages.shared import url_state
from pages.shared.streamlit_compat import DARK_ON_YELLOW
from pages.shared.text import plain
from pages.shared.view import is_old, store_problem, undone_in
from signin.people import Person


def readable_choices() -> None:
    """Let what is chosen of many be read on the dark theme too."""
    if st.context.theme.type == "dark":
        st.html(DARK_ON_YELLOW)


def show(view: View, words: Words) -> None:
    """Say what state of the data this is, where it is not what is published now."""
    _ = words._
    if view.programme.about.simulated:
        st.warning(_("Simulated data: an example, not a survey. No real animal is behind it."))
    note = review_note(view, words)
    if note:
        st.container(key="review-note").caption(plain(note))
    if url_state.asked("draft"):
        _draft(words)
    elif url_state.asked("version") and view.number and is_old(view):
        day = words.date(pd.Timestamp(view.published.date()))
        number = words.number(view.number)
        text = _("Version {n} of {day}: not what is published now. Its numbers stay as they were.")
        parts = [text.format(n=number, day=day)]
        if undone := undone_in(view.number):
            text = _("What this version changed was undone in version {n}.")
            parts.append(text.format(n=words.number(undone)))
        st.info(" ".join(parts))
        back(words)


def tell_staff(person: Person | None, words: Words) -> None:
    """What is wrong with the store, for those who can do something about it."""
    problem, is_shown = store_problem() if person else (None, False)
    if problem is not None:
        message = (
            words._("The store cannot be read. The last good version is still shown.")
            if is_shown
            else words._("The store cannot be read. Nothing is shown until it can be.")
        )
        st.error(f"{plain(message)}  \n{plain(problem.message)}  \n{plain(problem.cure)}")


def _draft(words: Words) -> None:
    _ = words._
    st.warning(_("A draft: nothing of it is published. Only staff who have this link can see it."))
    names = {"public": _("The public"), "staff": _("Staff")}
    url_state.select(_("As seen by"), "see", names)
    back(words)


def back(words: Words) -> bool:
    """A way to what is published now; False, and no way, for those who are there already."""
    if not (url_state.asked("version") or url_state.asked("draft")):
        return False
    st.button(
        words._("Show what is published now"),
        key="back-to-now",
        on_click=url_state.forget,
        args=("version", "draft", "see"),
    )
    return True
