"""Places: conservancies and protected areas; and everything on file about one of them."""

import streamlit as st

from impact.figures import places
from impact.selection import ALL
from pages.shared import filters, session
from pages.shared.figure import show, table
from pages.shared.place import one_place

view = session.current_view()
words = session.current_words()
style = session.current_style()
_ = words._

selection = filters.choose(view, words, species=False, years=False)
if selection.area != ALL:
    one_place(view, selection, words)
else:
    st.title(_("Places"), anchor=False)
    show(view, places.by_status(view, selection, words), words)
    show(view, places.protected_by_year(view, selection, words, style), words)
    st.header(_("All places"), anchor="all-places")
    table(places.area_table(view, selection, words), words)
