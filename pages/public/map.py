"""Map: the areas, and what was recorded in them."""

import streamlit as st

from pages.shared import area_map, filters
from pages.shared.reader import current_words
from pages.shared.view import current_view

view = current_view()
words = current_words()
_ = words._

st.title(_("Map"), anchor=False)
selection = filters.choose(view, words)
area_map.show(view, selection, words)
