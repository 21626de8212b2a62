"""Wildlife: where and how often the cats are detected, and what others have estimated."""

import streamlit as st

from impact.figures import page_figures
from pages.shared import filters
from pages.shared.claims import chosen
from pages.shared.figure import missing, show
from pages.shared.reader import current_style, current_words
from pages.shared.view import current_view

view = current_view()
words = current_words()
style = current_style()
_ = words._

st.title(_("Wildlife"), anchor=False)
selection = filters.choose(view, words)
chosen(view, words, selection, ("detections", "first_record"))
makers = page_figures.of_wildlife(view, selection)
shown = [show(make, view, selection, words, style) for make in makers]
missing(words, shown, selection, ask=view)
for others in filters.context(selection, words):
    makers = page_figures.of_cats_by_others(selection)
    shown = [show(make, view, others, words, style) for make in makers]
    missing(words, shown, others)
