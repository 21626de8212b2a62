"""Update data: choose, recognise, check, merge, rehearse, publish."""

import streamlit as st

from pages.sending import checking, choosing, rehearsing, state, steps
from pages.shared import people
from pages.shared.reader import current_words

NAME = "update"
words = current_words()
_ = words._
people.require_staff()
change = state.current(NAME)
names = [_("Choose files"), _("Recognise"), _("Check"), _("Merge"), _("Rehearse"), _("Publish")]
st.title(_("Update data"), anchor=False)
steps.show(change, names, words)

if change.step == 0:
    choosing.choose(change, words)
    missing = "" if change.files else _("Choose a file first.")
    steps.back_and_on(change, words, on=_("Read the files"), why_not=missing)
    choosing.offer_template(words)
elif change.step == 1:
    missing = choosing.recognise(change, words)
    steps.back_and_on(change, words, on=_("Check the rows"), why_not=missing)
elif change.step == 2:
    missing = checking.check(change, words)
    steps.back_and_on(change, words, on=_("Bring them into the tables"), why_not=missing)
elif change.step == 3:
    missing = checking.merge(change, words)
    steps.back_and_on(change, words, on=_("Rehearse"), why_not=missing)
elif change.step == 4:
    missing = rehearsing.rehearse(change, words)
    steps.back_and_on(change, words, on=_("Go on to publishing"), why_not=missing)
else:
    rehearsing.publish(change, NAME, words)
    if change.published is None:
        steps.back_and_on(change, words)
