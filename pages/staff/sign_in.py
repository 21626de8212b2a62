"""Sign in: with the code in the terminal, or at a provider."""

import streamlit as st

from pages.shared import people
from pages.shared.reader import current_words
from pages.shared.text import plain

words = current_words()
_ = words._
person = people.current_person()
st.title(_("Staff"))
if not people.staff_may_come():
    st.warning(_("Staff cannot sign in here."))
elif person:
    st.success(_("You are signed in as {person}.").format(person=plain(str(person))))
    st.page_link("pages/staff/update.py", label=f":primary[**{plain(_('Update data'))} →**]")
    people.sign_out(words)
else:
    if sentence := people.what_went_wrong(words):
        st.warning(sentence)
    people.sign_in(words)
