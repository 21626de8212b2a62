"""What this session may see, and in which language. The only place with caches."""

from __future__ import annotations

import hashlib
import os
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd
import streamlit as st

from impact.disclosure import View, for_audience
from impact.figures.style import Style, style_for
from impact.intake.folder import read_folder
from impact.publishing import make_version
from impact.wording import Words, words_in
from impact.wording.language import NAMES
from pages.shared import linked

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "ru")


def data_folder() -> Path:
    """The folder that is served: $IMPACT_DATA, else the programme's own."""
    return ROOT / (os.environ.get("IMPACT_DATA") or "data/wildcats")


def current_view() -> View:
    """All that this session may see.

    Raises
    ------
    ImpactError
        The data is broken; nothing is shown then. A raised error is never cached, so that the
        page is right again as soon as the data is.
    """
    folder = data_folder()
    return _view(str(folder), _signature(folder), "public")


def current_words() -> Words:
    """The words of the language that this session has chosen."""
    return words_in(st.session_state.get("language", "en"))


def current_style() -> Style:
    """The colours of figures for the theme that this session shows, and its screen."""
    return style_for(st.context.theme.type, narrow=on_a_phone())


def on_a_phone() -> bool:
    """Whether the browser says that it is a phone's."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def kept(make: Callable[..., Made]) -> Callable[..., Made]:
    """Make and draw the same only once, for all who see it in one language and one theme.

    Parameters
    ----------
    make : callable
        Takes a view, words and what else it depends on: functions, and values that say all
        that they are in their ``repr``; by keyword, what follows from those. What it returns
        nobody may change; what it draws is drawn again from memory. It holds no widget, for
        those belong to one session, and nothing else kept that draws, for that would be drawn
        in the wrong place.

    Returns
    -------
    callable
        The same, from memory. What it is drawn into may differ from time to time.
    """

    @wraps(make)
    def from_memory(view: View, words: Words, *others: object, **following: object) -> Made:
        seen = (view.fingerprint, view.number, view.audience.id, words.language)
        key = (_name(make), *seen, current_style().name, *(_name(other) for other in others))
        return _once(repr(key), lambda: make(view, words, *others, **following))

    return from_memory


def _name(value: object) -> str:
    """A text that tells a value from all others, and a function from all others."""
    return f"{value.__module__}.{value.__qualname__}" if callable(value) else repr(value)


@st.cache_resource(max_entries=1000, show_spinner=False)
def _once(key: str, _make: Callable[[], Made]) -> Made:  # noqa: ARG001
    return _make()


@st.cache_resource(show_spinner=False)
def place_names() -> pd.DataFrame:
    """The names that stand on the map."""
    return pd.read_csv(ROOT / "data" / "geography" / "places.csv", keep_default_na=False)


def drawing(name: str) -> str:
    """The address of one of our drawings, in the colours of the theme."""
    dark = "-dark" if st.context.theme.type == "dark" else ""
    return f"/app/static/drawings/{name}{dark}.svg"


def choose_language() -> Words:
    """The language of the link (``?lang=``), which the switch in the sidebar changes."""
    language = linked.chosen("lang", LANGUAGES, "en")
    st.session_state["language"] = language
    if len(LANGUAGES) > 1:
        linked.select("Language · Язык", "lang", LANGUAGES, NAMES.get, place=st.sidebar)
    return current_words()


def mark_simulated(view: View, words: Words) -> None:
    """Say on every page that the data is simulated, where it is."""
    if view.programme.about.simulated:
        st.warning(words._("Simulated data: an example, not a survey. No animal stands behind it."))


def _signature(folder: Path) -> str:
    """Changes whenever a file of the folder does."""
    files = sorted(folder.glob("*.*")) if folder.is_dir() else []
    stats = [(f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in files]
    return hashlib.sha256(repr(stats).encode()).hexdigest()


@st.cache_resource(max_entries=4, show_spinner=False)
def _view(folder: str, signature: str, audience: str) -> View:  # noqa: ARG001
    # The signature is there for the cache alone: a changed file is a new view.
    found = read_folder(Path(folder))
    return for_audience(make_version(found.programme, found.records, found.hashes), audience)
