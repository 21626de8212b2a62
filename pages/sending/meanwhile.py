"""What others published while somebody was at work, and a choice where both changed the same."""

from __future__ import annotations

import streamlit as st

from impact.changes.together import authors_of
from impact.wording import Words
from pages.sending.state import Sending
from pages.shared import versions
from pages.shared.cache import Same
from pages.shared.conflicts import choose_sides, published_line
from pages.shared.text import heading, paragraph, plain


def show(sending: Sending, words: Words) -> int:
    """Who published what meanwhile, and what both changed.

    Returns
    -------
    int
        How many choices are still open.
    """
    if sending.published_now is None:
        return 0
    _ = words._
    found = sending.memory.once(
        "since", Same(sending.published_now), lambda: versions.since(sending.base.number)
    )
    heading(_("Published while you were at work"))
    for manifest, _content in found:
        st.markdown(f"- {plain(published_line(manifest, words))}: {plain(manifest.note)}")
    conflicts = sending.together().conflicts
    if not conflicts:
        paragraph(_("Your changes and theirs do not touch: both are kept."))
        return 0
    heading(_("You and somebody else changed the same"))
    paragraph(_("Everything else of both is kept. Choose here which of the two stands."))
    authors = authors_of(conflicts, sending.base.content, found)
    choose_sides(conflicts, sending.chosen, authors, words)
    return sum(conflict not in sending.chosen for conflict in conflicts)
