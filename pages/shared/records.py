"""What a page says of single incidents: the last one, and those that are not counted."""

from __future__ import annotations

import streamlit as st

from impact.disclosure import View
from impact.disclosure.selection import Selection
from impact.figures import coexistence
from impact.figures.context import id_of
from impact.wording import Words
from impact.wording.lists import incident_lines, not_counted_words
from pages.shared.cache import cached_for_view, shared_for_view
from pages.shared.text import link, paragraph, plain


@cached_for_view
def quiet(view: View, words: Words, selection: Selection) -> None:
    """How long it has been quiet, where that is known."""
    text = shared_for_view(coexistence.quiet, view, selection, words)
    if text:
        st.info(plain(text))


@cached_for_view
def set_aside(view: View, words: Words, selection: Selection) -> None:
    """What was reported and is not counted, each with the reason."""
    rows = coexistence.not_counted(view, selection)
    if rows.empty:
        return
    title = coexistence.not_counted_title(selection, words)
    st.header(title, anchor=id_of("set-aside", selection))
    paragraph(not_counted_words(rows, words))
    lines = [
        f"- {plain(text)} *{plain(why)}* ({link(name, address)})"
        for text, why, name, address in incident_lines(view, rows, words)
    ]
    st.markdown("\n".join(lines))
