"""Wildlife: where and how often the cats are detected, and what others have estimated."""

import streamlit as st

from impact.figures import wildlife
from pages.shared import filters, session
from pages.shared.figure import show

view = session.current_view()
words = session.current_words()
style = session.current_style()
_ = words._

st.title(_("Wildlife"), anchor=False)
selection = filters.choose(view, words)
show(view, wildlife.detection_rates(view, selection, words, style), words)
show(view, wildlife.stations(view, selection, words, style), words)
show(view, wildlife.individuals(view, selection, words), words)
show(view, wildlife.first_records(view, selection, words), words)
show(view, wildlife.reports(view, selection, words, style), words)
show(view, wildlife.estimates(view, selection, words, style), words)
