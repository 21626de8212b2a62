"""Coexistence: conflict incidents, what was lost, and how sure a quiet month is."""

import streamlit as st

from impact.figures import page_figures
from pages.shared import filters
from pages.shared.claims import chosen
from pages.shared.figure import missing, show
from pages.shared.reader import current_style, current_words
from pages.shared.records import quiet, set_aside
from pages.shared.view import current_view

view = current_view()
words = current_words()
style = current_style()
_ = words._

st.title(_("Coexistence"), anchor=False)
selection = filters.choose(view, words)
chosen(view, words, selection, ("conflict_incidents",))
quiet(view, words, selection)
makers = page_figures.OF_INCIDENTS
shown = [show(make, view, selection, words, style) for make in makers]
missing(words, shown, selection, ask=view)
set_aside(view, words, selection)
for others in filters.context(selection, words):
    makers = page_figures.OF_INCIDENTS_BY_OTHERS
    shown = [show(make, view, others, words, style) for make in makers]
    missing(words, shown, others)
    set_aside(view, words, others)
