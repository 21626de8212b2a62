"""Follow what is published: an open page shows a new version without a reload."""

from __future__ import annotations

import random
import uuid

import streamlit as st

from impact.model.errors import ImpactError
from pages.shared import published

ASKS_EVERY = (1.5, 2.0)  # seconds; with the look itself a new version is there within five


def shown_key() -> tuple:
    """Changes when this session has to show something else."""
    try:
        return published.now().key
    except ImpactError:
        return ()


def watch(shown: tuple) -> None:
    """Follow what is published, without a reload. It draws nothing and takes no focus.

    It stands at the end of a page: the browser begins to ask when it has the rest.

    Parameters
    ----------
    shown : tuple
        The key of what was shown when this run of the page began.
    """

    def look() -> None:
        if shown_key() != shown:
            st.rerun()

    # Each run looks under a name of its own, so that Streamlit passes over a look that an earlier
    # run has asked for. It would begin it at once, and drop what it has not yet handed on of this.
    look.__qualname__ = f"watch {uuid.uuid4()}"
    # Nor do all look at the same moment, which they would after each publish.
    st.fragment(look, run_every=random.uniform(*ASKS_EVERY))()
