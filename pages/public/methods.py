"""Methods: how each figure is made, and in what state the data is."""

import streamlit as st

from impact.disclosure import View
from impact.wording import Words
from impact.wording.methods import METRICS, method
from impact.wording.state import contradictions, resting, species_status
from pages.shared.cache import cached_for_view
from pages.shared.reader import current_words
from pages.shared.text import bullets, link, paragraph, plain, subheading
from pages.shared.view import current_view


def metrics(_view: View, words: Words) -> None:
    _ = words._
    st.title(_("Methods"), anchor=False)
    paragraph(_("How each figure on these pages is made."))
    for metric in METRICS:
        described = method(metric, words)
        st.header(plain(described.heading), anchor=metric)
        for text in described.how:
            paragraph(text)


def state_of_the_data(view: View, words: Words) -> None:
    _ = words._
    st.header(_("State of the data"), anchor="data")
    paragraph(words.of(view.programme.about.data_note))
    st.subheader(_("How threatened the cats are"), anchor=False)
    for text, address in species_status(view, words):
        st.markdown(f"- {plain(text)} ({link(_('source'), address)})")
    st.subheader(_("Supported only by the programme's own statement"), anchor=False)
    for text in resting(view, words) or [_("Nothing.")]:
        st.markdown(f"- {plain(text)}")
    for title, lines in contradictions(view, words):
        subheading(title)
        bullets(lines)


view = current_view()
words = current_words()
cached_for_view(metrics)(view, words)
cached_for_view(state_of_the_data)(view, words)
