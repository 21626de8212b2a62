"""Coexistence: conflict incidents, what was lost, and how sure a quiet month is."""

import streamlit as st

from impact.figures import coexistence
from pages.shared import filters, session
from pages.shared.claims import card
from pages.shared.figure import show
from pages.shared.records import set_aside
from pages.shared.text import plain

view = session.current_view()
words = session.current_words()
style = session.current_style()
_ = words._

st.title(_("Coexistence"), anchor=False)
selection = filters.choose(view, words)
for claim in view.claims:
    if claim.kind == "conflict_incidents" and set(claim.indicator.areas) & set(
        selection.area_ids(view)
    ):
        card(view, claim, words)
quiet = coexistence.quiet(view, selection, words)
if quiet:
    st.info(plain(quiet))
show(view, coexistence.incidents_by_month(view, selection, words, style), words)
show(view, coexistence.reports(view, selection, words, style), words)
show(view, coexistence.incidents_by_type(view, selection, words), words)
show(view, coexistence.losses(view, selection, words), words)
show(view, coexistence.outcomes(view, selection, words), words)
set_aside(view, selection, words)
