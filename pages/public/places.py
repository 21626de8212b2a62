"""Places: conservancies and protected areas; and everything on file about one of them."""

from dataclasses import replace

import streamlit as st

from impact.disclosure.selection import ALL
from impact.figures import page_figures
from impact.model.attribution import OTHERS
from pages.shared import filters, first_screen
from pages.shared.figure import missing, show
from pages.shared.place import all_places, one_place
from pages.shared.reader import current_style, current_words
from pages.shared.view import current_view

view = current_view()
words = current_words()
style = current_style()
_ = words._

selection = filters.choose(view, words, species=False, years=False)
if selection.area != ALL:
    one_place(view, selection, words)
else:
    st.title(_("Places"), anchor=False)
    first_screen.head_of_places(view, words)
    for make in page_figures.OF_LAND_SET_UP:
        show(make, view, selection, words, style)
    filters.heading(replace(selection, whose=OTHERS), words)
    makers = page_figures.OF_LAND_OF_THE_REGION
    shown = [show(make, view, selection, words, style) for make in makers]
    missing(words, shown, selection)
    all_places(view, words, selection)
