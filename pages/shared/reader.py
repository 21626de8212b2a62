"""Whoever reads this session's page: in which language, in which theme, with how much room."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import streamlit as st

from impact.figures.style import Style, style_for
from impact.wording import Words, words_in
from impact.wording.language import NAMES
from pages.shared import url_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOMS = (286, 520, 780, 950)  # pixels of width; a window of 320 leaves 286 of them
WIDE = 780  # pixels: below, names stand above their lines and not beside them

_style: ContextVar[Style | None] = ContextVar("the style of this run of a page", default=None)


def choose_language(offered: Sequence[str]) -> Words:
    """The language of the link (``?lang=``), which the switch in the sidebar changes.

    Parameters
    ----------
    offered : sequence of str
        The languages to choose from.
    """
    if len(offered) > 1:
        names = {code: NAMES[code] for code in offered}
        language = url_state.select(
            "Language · Язык", "lang", names, default="en", place=st.sidebar
        )
    else:
        language = url_state.chosen("lang", offered, "en")
    st.session_state["language"] = language
    return current_words()


def current_words() -> Words:
    """The words of the language that this session has chosen."""
    return words_in(st.session_state.get("language", "en"))


def choose_room(words: Words) -> None:
    """Pixels of width to draw figures for.

    serving/page.js chooses by the width that they have, whatever the device, and look.css hides the
    choice; without them it is the reader's. Its label says for how many they are drawn: the choice
    shows as taken before the server has heard of it.
    """
    st.session_state["drawn-for"] = st.session_state.get("drawn-for", room())
    label = f"{words._('Width of charts and maps, in pixels')}: {st.session_state['drawn-for']}"
    chosen = st.segmented_control(label, ROOMS, key="drawn-for", required=True)
    # A page without figures does not ask, and what it does not ask Streamlit forgets.
    st.session_state["room"] = chosen


def room() -> int:
    """Pixels of width that figures are drawn for; until the page has said it, those of a device."""
    if "room" in st.session_state:
        return st.session_state["room"]
    mobile = "Mobi" in st.context.headers.get("User-Agent", "")
    return ROOMS[0] if mobile else ROOMS[-1]


def current_style() -> Style:
    """The colours of figures for the theme that this session shows, and its room."""
    return _style.get() or style_for(st.context.theme.type, narrow=room() < WIDE)


@contextmanager
def drawing_for(style: Style) -> Iterator[None]:
    """One style for all that is drawn in one run of a page: each thing that is drawn asks."""
    before = _style.set(style)
    try:
        yield
    finally:
        _style.reset(before)


def drawing(name: str) -> str:
    """The address of one of our drawings, in the colours of the theme."""
    dark = "-dark" if st.context.theme.type == "dark" else ""
    return f"{url_state.home()}/app/static/drawings/{name}{dark}.svg"
