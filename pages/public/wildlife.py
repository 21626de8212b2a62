"""Wildlife: where and how often the cats are detected, and what others have estimated."""

import streamlit as st

from impact.figures import by_area, estimates, rates, reports, wildlife
from pages.shared import filters
from pages.shared.claims import about, cards
from pages.shared.figure import missing, show
from pages.shared.reader import current_style, current_words
from pages.shared.view import current_view

view = current_view()
words = current_words()
style = current_style()
_ = words._

st.title(_("Wildlife"), anchor=False)
selection = filters.choose(view, words)
cards(view, words, about(view, selection, ("detections", "first_record")))
cameras = (
    rates.detection_rates,
    by_area.detections_by_area,
    rates.stations,
    wildlife.individuals,
)
published = (wildlife.first_records, reports.of_cats, estimates.estimates)
# What is on file comes first: where no camera stood, that is what others have published.
order = (cameras, published) if rates.cameras_on_file(view, selection) else (published, cameras)
missing(words, [show(make, view, selection, words, style) for make in (*order[0], *order[1])])
for others in filters.context(selection, words):
    makers = (wildlife.first_records, reports.of_cats)
    missing(words, [show(make, view, others, words, style) for make in makers])
