"""What was made once is shown again: for all who see the same version in the same way."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from pages.shared.reader import current_style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from impact.disclosure import View
    from impact.wording import Words

Made = TypeVar("Made")

PATIENCE = 2.0  # seconds that a page waits for those before it


def cached_for_view(make: Callable[..., Made]) -> Callable[..., Made]:
    """Make and draw the same only once, for all who see it in one language and one theme.

    Parameters
    ----------
    make : callable
        Takes a view, words and what else it depends on: functions, and values that say all
        that they are in their ``repr``; by keyword, what follows from those. What it returns
        nobody may change; what it draws is drawn again from memory. It holds no widget, for
        those belong to one session, and nothing else cached that draws, for that would be drawn
        in the wrong place.

    Returns
    -------
    callable
        The same, from memory. What it is drawn into may differ from time to time.
    """

    @wraps(make)
    def from_memory(view: View, words: Words, *others: object, **following: object) -> Made:
        seen = (view.fingerprint, view.number, view.rules, words.language)
        key = (_name(make), *seen, current_style().name, *(_name(other) for other in others))
        with _making:
            return _once(repr(key), lambda: make(view, words, *others, **following))

    return from_memory


# One thread makes something at a time. Many that do would not be sooner ready, as there is one
# interpreter; they would take it from each other at every step, and all be late.
_making = threading.RLock()


@contextmanager
def turn() -> Iterator[None]:
    """Make a page at one go, so that it need not wait until all the others are made.

    Nobody waits for long behind one who reads from a slow store meanwhile.
    """
    mine = _making.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if mine:
            _making.release()


def _name(value: object) -> str:
    """A text that tells a value from all others, and a function from all others."""
    return f"{value.__module__}.{value.__qualname__}" if callable(value) else repr(value)


@st.cache_resource(max_entries=1000, show_spinner=False)
def _once(key: str, _make: Callable[[], Made]) -> Made:  # noqa: ARG001
    return _make()


def forget_caches() -> None:
    """Drop everything that was made of any version, in all sessions of this server."""
    st.cache_data.clear()
    st.cache_resource.clear()
