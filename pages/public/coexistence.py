"""Coexistence: conflict incidents, what was lost, and how sure a quiet month is."""

import streamlit as st

from impact.figures import coexistence, incident_months, reports
from pages.shared import filters
from pages.shared.claims import card
from pages.shared.figure import show
from pages.shared.reader import current_style, current_words
from pages.shared.records import quiet, set_aside
from pages.shared.view import current_view

view = current_view()
words = current_words()
style = current_style()
_ = words._

st.title(_("Coexistence"), anchor=False)
selection = filters.choose(view, words)
inside = set(selection.area_ids(view))
for claim in view.claims:
    if claim.kind == "conflict_incidents" and inside & set(claim.indicator.areas):
        card(view, words, claim.id)
quiet(view, words, selection)
show(incident_months.incidents_by_month, view, selection, words, style)
show(reports.of_incidents, view, selection, words, style)
show(coexistence.incidents_by_type, view, selection, words)
show(coexistence.losses, view, selection, words)
show(coexistence.outcomes, view, selection, words)
set_aside(view, words, selection)
for others in filters.context(selection, words):
    show(reports.of_incidents, view, others, words, style)
    set_aside(view, words, others)
