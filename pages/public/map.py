"""Map: the areas, and what was recorded in them."""

import streamlit as st

from pages.shared import area_map, filters, session

view = session.current_view()
words = session.current_words()
_ = words._

st.title(_("Map"), anchor=False)
selection = filters.choose(view, words)
area_map.show(view, selection, words)
