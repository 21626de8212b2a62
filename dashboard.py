"""The door: which pages there are, for whom, in which language, and what happens to broken data."""

from contextlib import nullcontext

import streamlit as st

from impact.model.errors import ImpactError
from pages.shared import banners, error_page, people
from pages.shared.cache import turn
from pages.shared.following import shown_key, watch
from pages.shared.reader import choose_language
from pages.shared.view import current_view

PUBLIC = "pages/public"
STAFF = "pages/staff"

st.set_page_config(page_title="Wildcats", page_icon="static/icon.png", layout="wide")
words = choose_language()
_ = words._
person = people.current_person()
quick = [
    st.Page(f"{PUBLIC}/overview.py", title=_("Overview"), default=True),
    st.Page(f"{PUBLIC}/evidence.py", title=_("How we know"), url_path="evidence"),
    st.Page(f"{PUBLIC}/wildlife.py", title=_("Wildlife"), url_path="wildlife"),
    st.Page(f"{PUBLIC}/coexistence.py", title=_("Coexistence"), url_path="coexistence"),
    st.Page(f"{PUBLIC}/places.py", title=_("Places"), url_path="places"),
    st.Page(f"{PUBLIC}/map.py", title=_("Map"), url_path="map"),
]
public = [
    *quick,
    st.Page(f"{PUBLIC}/changes.py", title=_("What changed"), url_path="changes"),
    st.Page(f"{PUBLIC}/methods.py", title=_("Methods"), url_path="methods"),
    st.Page(f"{PUBLIC}/meeting_pack.py", title=_("Meeting pack"), url_path="meeting-pack"),
    st.Page(f"{PUBLIC}/downloads.py", title=_("Downloads"), url_path="downloads"),
]
# For whom staff pages are none of their business there are none: Streamlit then knows neither
# their addresses nor their names, by link or by websocket. Each asks again by itself.
staff = [
    st.Page(f"{STAFF}/update.py", title=_("Update data"), url_path="update"),
    st.Page(f"{STAFF}/edit.py", title=_("Edit in place"), url_path="edit"),
    st.Page(f"{STAFF}/history.py", title=_("History"), url_path="history"),
]
# The way in; afterwards the way out.
sign_in = st.Page(
    f"{STAFF}/sign_in.py",
    title=_("Signed in") if person else _("Sign in"),
    url_path="sign-in",
    visibility="visible" if person else "hidden",
)
way_in = [sign_in] if people.staff_may_come() else []
# No sections: a screen reader is told of a list whose items are none.
listed = [*public, *staff, *way_in] if person else [*public, *way_in]
page = st.navigation(listed, expanded=True)
if way_in and not person:
    st.sidebar.page_link(sign_in, label=_("For staff: sign in"))
shown = shown_key()
banners.tell_staff(person, words)
try:
    view = current_view()
    # For the others, which make files, compare versions or do the work of staff, nobody waits.
    with turn() if page in quick else nullcontext():
        banners.show(view, words)
        page.run()
except ImpactError as error:
    error_page.show(error, words)
watch(shown)
