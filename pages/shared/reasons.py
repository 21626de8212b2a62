"""The reason that the public reads beside a claim that reads otherwise."""

from __future__ import annotations

import streamlit as st

from impact.versions import Reason
from impact.wording import Words
from impact.wording.reasons import reasons


def ask_reason(key: str, now: Reason, words: Words) -> Reason:
    """A choice of one reason; `now` is chosen until another is."""
    named = reasons(words)
    st.session_state.setdefault(key, now)
    chosen = st.radio(
        words._("Why claims changed: everybody can read this"),
        list(Reason),
        format_func=named.__getitem__,
        key=key,
        horizontal=True,
    )
    return chosen or now
