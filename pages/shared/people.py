"""Who this session belongs to, and how they sign in and out."""

from __future__ import annotations

import time
from html import escape

import streamlit as st

from impact.wording import Words
from pages.shared import url_state
from pages.shared.reader import current_words
from pages.shared.text import plain
from signin.opening import opened
from signin.people import Caller, Person, Refusal
from signin.provider import ProviderDesk
from signin.routes import LOGIN, LOGOUT

# As Streamlit's own fields and buttons look; its html takes no classes of theirs.
STYLE = """<style>
.sign-in { display: grid; gap: 0.25rem; max-width: 22rem; }
.sign-in label { font-size: 0.875rem; }
.sign-in input, .sign-in button { font: inherit; color: inherit; background: transparent;
  border: 1px solid color-mix(in srgb, currentColor 55%, transparent);
  border-radius: 0.375rem; padding: 0.5rem 0.75rem; min-height: 2.75rem; }
.sign-in input { margin-bottom: 0.75rem; width: 100%; box-sizing: border-box; }
.sign-in button { cursor: pointer; justify-self: start; }
.sign-in button:hover { border-color: currentColor; }
</style>"""


def current_person() -> Person | None:
    """Whoever is signed in here as staff, judged anew at every call; None for everybody else.

    A sign-out in another window, or an identity that has run out, counts at once.
    """
    office = opened()
    return office.person(caller(), time.time()) if office else None


def require_staff() -> Person:
    """Whoever is signed in here; for others the page ends with a sentence.

    Called at the top of every staff page, and again before every action of staff.
    """
    person = current_person()
    if person is None:
        st.warning(current_words()._("This page is for staff. Sign in to see it."))
        st.stop()
    return person


def staff_may_come() -> bool:
    """Whether there is a way for staff to sign in from where this visitor is."""
    office = opened()
    return office is not None and office.desk.serves(caller())


def caller() -> Caller:
    """This session as the office sees it: as it was when its page was loaded."""
    # Streamlit tells no address of a visitor at this machine.
    return Caller(st.context.ip_address or "127.0.0.1", st.context.headers, st.context.cookies)


def what_went_wrong(words: Words) -> str:
    """Why this session is not signed in, though somebody has tried; empty where nobody has."""
    _ = words._
    office = opened()
    judged = office.judge(caller(), time.time()) if office else None
    refusal = judged if isinstance(judged, Refusal) else Refusal("nothing")
    again = _("Your sign-in is no longer valid. Sign in again.")
    sentences = {
        "code": _("That is not the staff code of this run. The terminal shows it."),
        "wait": _("Too many wrong codes. Wait ten minutes."),
        "name": _("Write your name."),
        "elsewhere": _("The staff code works on the computer that runs the dashboard only."),
        "expired": again,
        "forged": again,
        "unverified": _("Your provider does not confirm your e-mail address."),
        "not_listed": _("{who} is not on the list of staff. Ask whoever runs this dashboard."),
        "unknown": _("The server cannot tell who is signed in. Its log says why."),
    }
    reason = st.query_params.get("refused", refusal.reason)
    return sentences.get(reason, "").format(who=plain(refusal.who))


def sign_in(words: Words) -> None:
    """The form for the code, or a button for each provider."""
    _ = words._
    office = opened()
    if office and isinstance(office.desk, ProviderDesk):
        for provider in office.desk.providers:
            label = _("Sign in with {provider}").format(provider=(provider or "").title())
            if st.button(label if provider else _("Sign in"), key=f"sign-in-{provider}"):
                st.login(provider)
        return
    st.caption(
        plain(
            _(
                "Whoever started this dashboard has the code: it stands in the window in which it "
                "was started, or in the file that is named there. It holds until the next start."
            )
        )
    )
    # A field called lang would be taken out as dangerous by what cleans the page in the browser
    st.html(
        f'{STYLE}<form class="sign-in" method="post" action="{url_state.home()}{LOGIN}">'
        f'<label for="who">{escape(_("Your name"))}</label>'
        '<input id="who" name="who" required maxlength="80" autocomplete="name">'
        f'<label for="code">{escape(_("Staff code"))}</label>'
        '<input id="code" name="code" required maxlength="40" autocomplete="off" '
        'autocapitalize="characters" spellcheck="false">'
        f'<input type="hidden" name="language" value="{escape(words.language)}">'
        f'<button type="submit">{escape(_("Sign in"))}</button></form>'
    )


def sign_out(words: Words) -> None:
    """A button that signs this person out, here and wherever else they are signed in."""
    label = words._("Sign out")
    office = opened()
    if office and isinstance(office.desk, ProviderDesk):
        # Streamlit's way out leads through /auth/logout, where the sign-out is noted.
        if st.button(label):
            st.logout()
        return
    st.html(
        f'{STYLE}<form class="sign-in" method="post" action="{url_state.home()}{LOGOUT}">'
        f'<button type="submit">{escape(label)}</button></form>'
    )
