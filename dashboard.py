"""The door: which pages there are, in which language, and what happens when data is broken."""

import streamlit as st

from impact.errors import ImpactError
from pages.shared import mend, session

PUBLIC = "pages/public"

st.set_page_config(page_title="Wildcats", page_icon="static/icon.png", layout="wide")
words = session.choose_language()
_ = words._
page = st.navigation(
    [
        st.Page(f"{PUBLIC}/overview.py", title=_("Overview"), default=True),
        st.Page(f"{PUBLIC}/evidence.py", title=_("How we know"), url_path="evidence"),
        st.Page(f"{PUBLIC}/wildlife.py", title=_("Wildlife"), url_path="wildlife"),
        st.Page(f"{PUBLIC}/coexistence.py", title=_("Coexistence"), url_path="coexistence"),
        st.Page(f"{PUBLIC}/places.py", title=_("Places"), url_path="places"),
        st.Page(f"{PUBLIC}/map.py", title=_("Map"), url_path="map"),
        st.Page(f"{PUBLIC}/changes.py", title=_("What changed"), url_path="changes"),
        st.Page(f"{PUBLIC}/methods.py", title=_("Methods"), url_path="methods"),
    ]
)
try:
    session.mark_simulated(session.current_view(), words)
    page.run()
except ImpactError as error:
    mend.show(error, words)
