"""Whoever reads this session's page: in which language, in which theme, on what screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from impact.figures.style import Style, style_for
from impact.wording import Words, words_in
from impact.wording.language import NAMES
from pages.shared import url_state

if TYPE_CHECKING:
    from collections.abc import Sequence


def choose_language(offered: Sequence[str]) -> Words:
    """The language of the link (``?lang=``), which the switch in the sidebar changes.

    Parameters
    ----------
    offered : sequence of str
        The languages to choose from.
    """
    language = url_state.chosen("lang", offered, "en")
    st.session_state["language"] = language
    if len(offered) > 1:
        names = {code: NAMES[code] for code in offered}
        url_state.select("Language · Язык", "lang", names, place=st.sidebar)
    return current_words()


def current_words() -> Words:
    """The words of the language that this session has chosen."""
    return words_in(st.session_state.get("language", "en"))


def current_style() -> Style:
    """The colours of figures for the theme that this session shows, and its screen."""
    return style_for(st.context.theme.type, narrow=on_a_phone())


def on_a_phone() -> bool:
    """Whether the browser says that it is a phone's."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def drawing(name: str) -> str:
    """The address of one of our drawings, in the colours of the theme."""
    dark = "-dark" if st.context.theme.type == "dark" else ""
    return f"{url_state.home()}/app/static/drawings/{name}{dark}.svg"
