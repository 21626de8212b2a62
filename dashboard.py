"""The door: the list of pages, for whom each is, the language, and what is shown of broken data."""

from contextlib import nullcontext

import streamlit as st

from impact.model.errors import ImpactError
from pages.shared import banners, error_page, people, url_state
from pages.shared.cache import turn
from pages.shared.following import begin, shown_key, watch
from pages.shared.page_list import QUICK, page_of, public_pages, staff_pages
from pages.shared.reader import choose_language, choose_room, current_style, drawing_for
from pages.shared.view import current_view, offered_languages, showing

PUBLIC = "pages/public"
STAFF = "pages/staff"
ICON = "/app/static/icon.png"

begin()
url_state.arrive()
words = choose_language(offered_languages())
_ = words._
person = people.current_person()
public = {
    path: page_of(f"{PUBLIC}/{path.replace('-', '_') or 'overview'}.py", title, path)
    for path, title in public_pages(words).items()
}
# Streamlit is given the pages of staff for staff alone: nobody else can open them, by link or by
# websocket. Each page checks again by itself.
staff = [page_of(f"{STAFF}/{path}.py", title, path) for path, title in staff_pages(words).items()]
# The way in; afterwards the way out.
sign_in = page_of(
    f"{STAFF}/sign_in.py",
    _("Signed in") if person else _("Sign in"),
    "sign-in",
    hidden=not person,
)
way_in = [sign_in] if people.staff_may_come() else []
# No sections: screen readers would announce an empty list.
listed = [*public.values(), *(staff if person else ()), *way_in]
page = st.navigation(listed, expanded=True)
if way_in and not person:
    st.sidebar.page_link(sign_in, label=_("For staff: sign in"))
shown = shown_key()
if page.url_path in QUICK:
    choose_room(words)
banners.tell_staff(person, words)
try:
    view = current_view()
    name = words.of(view.programme.about.name)
    title = f"{page.title} · {name}" if page.url_path else name
    st.set_page_config(page_title=title, page_icon=ICON, layout="wide")
    # For the others, which make files, compare versions or do the work of staff, nobody waits.
    in_turn = turn() if page.url_path in QUICK else nullcontext()
    with showing(view), drawing_for(current_style()), in_turn:
        banners.show(view, words)
        page.run()
except ImpactError as error:
    st.set_page_config(page_icon=ICON, layout="wide")
    error_page.show(error, words)
watch(shown)
