"""Wildlife: where and how often the cats are detected, and what others have estimated."""

import streamlit as st

from impact.figures import by_area, estimates, rates, reports, wildlife
from pages.shared import filters
from pages.shared.figure import show
from pages.shared.reader import current_style, current_words
from pages.shared.view import current_view

view = current_view()
words = current_words()
style = current_style()
_ = words._

st.title(_("Wildlife"), anchor=False)
selection = filters.choose(view, words)
cameras = (
    (rates.detection_rates, style),
    (by_area.detections_by_area, style),
    (rates.stations, style),
    (wildlife.individuals,),
)
published = (
    (wildlife.first_records, style),
    (reports.of_cats, style),
    (estimates.estimates, style),
)
# What is on file comes first: where no camera stood, that is what others have published.
order = (cameras, published) if rates.cameras_on_file(view, selection) else (published, cameras)
for make, *with_style in (*order[0], *order[1]):
    show(make, view, selection, words, *with_style)
for others in filters.context(selection, words):
    show(wildlife.first_records, view, others, words, style)
    show(reports.of_cats, view, others, words, style)
