"""Rows of the tables on a page: incidents that were reported and are not counted."""

from __future__ import annotations

import streamlit as st

from impact.disclosure import View
from impact.figures.coexistence import not_counted
from impact.selection import Selection
from impact.wording import Words
from impact.wording.lists import incident_lines
from pages.shared.text import link, plain


def set_aside(view: View, selection: Selection, words: Words) -> None:
    """What was reported and is not counted, each with the reason."""
    _ = words._
    rows = not_counted(view, selection)
    st.header(_("Reported, and not counted"), anchor="set-aside")
    st.markdown(
        plain(_("Look-alikes, open causes and unverified reports stay on file with their reason."))
    )
    for text, why, name, address in incident_lines(view, rows, words):
        st.markdown(f"- {plain(text)} *{plain(why)}* ({link(name, address)})")
    if rows.empty:
        st.markdown(plain(_("Nothing that may be shown.")))
