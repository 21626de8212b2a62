"""What disclosure has to say to staff before they publish: what may not be, and what stays."""

from __future__ import annotations

import streamlit as st

from impact.disclosure import View
from impact.wording import Words
from impact.wording.older_figures import older_figures
from impact.wording.refusals import refusals
from pages.sending.state import Sending
from pages.shared.cache import Same
from pages.shared.text import plain, subheading


def refused(change: Sending, after: View, words: Words) -> list[str]:
    """What may not be published, each with why and what to do."""
    version = change.after()
    lines = change.memory.once(
        "refused",
        (Same(version), words.language),
        lambda: refusals(version, after, words),
    )
    for line in lines:
        st.error(plain(line))
    return lines


def staying(change: Sending, after: View, words: Words) -> None:
    """The figures that the public goes on seeing as they were, until when, and why."""
    figures = change.after().figures.get(after.audience.id)
    lines = older_figures(figures, after, words) if figures is not None else []
    if lines:
        subheading(words._("Figures that do not move yet"))
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
