"""Edit in place: a few cells or a part of the programme, then rehearse and publish."""

import streamlit as st

from pages.sending import cells, checking, rehearsing, state, steps
from pages.shared import people
from pages.shared.reader import current_words

NAME = "edit"
words = current_words()
_ = words._
people.require_staff()
change = state.current(NAME)
names = [_("Edit"), _("Check"), _("Rehearse"), _("Publish")]
st.title(_("Edit in place"), anchor=False)
steps.show(change, names, words)

if change.step == 0:
    missing = cells.edit_cells(change, words)
    steps.back_and_on(change, words, on=_("Check the rows"), why_not=missing)
elif change.step == 1:
    missing = checking.check_edits(change, words)
    steps.back_and_on(change, words, on=_("Rehearse"), why_not=missing)
elif change.step == 2:
    missing = rehearsing.rehearse(change, words)
    steps.back_and_on(change, words, on=_("Go on to publishing"), why_not=missing)
else:
    rehearsing.publish(change, NAME, words)
    if change.published is None:
        steps.back_and_on(change, words)
