"""History: every version; compare any two, restore, withdraw."""

import streamlit as st

from pages.shared import history, people, versions
from pages.shared.reader import current_words

words = current_words()
_ = words._
people.require_staff()
st.title(_("History"), anchor=False)
history.notices(words)
found = versions.history()
if found:
    history.every_version(found, words)
    history.compare(found, words)
else:
    st.info(_("Nothing was published yet. The pages show the data folder."))
