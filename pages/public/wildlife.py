"""Wildlife: where and how often the cats are detected, and what others have estimated."""

import streamlit as st

from impact.figures import estimates, rates, reports, wildlife
from pages.shared import filters, session
from pages.shared.figure import show

view = session.current_view()
words = session.current_words()
style = session.current_style()
_ = words._

st.title(_("Wildlife"), anchor=False)
selection = filters.choose(view, words)
show(rates.detection_rates, view, selection, words, style)
show(rates.stations, view, selection, words, style)
show(wildlife.individuals, view, selection, words)
show(wildlife.first_records, view, selection, words)
show(reports.of_cats, view, selection, words, style)
show(estimates.estimates, view, selection, words, style)
