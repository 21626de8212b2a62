"""Follow what is published: an open page shows a new version without a reload."""

from __future__ import annotations

import random

import streamlit as st

from impact.model.errors import ImpactError
from pages.shared import published
from pages.shared.streamlit_compat import follow

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

    # Not all look at the same moment, which they would after each publish.
    follow(look, random.uniform(*ASKS_EVERY))
