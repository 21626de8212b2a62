"""The one memory: what was made once is shown to all who see the same version in the same way.

Every key holds the version or draft, the audience, the hash of the disclosure rules and the
language, the place of the function that makes it, and what it was given.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import wraps
from inspect import isfunction, unwrap
from typing import TypeVar

import streamlit as st

from impact.disclosure import View
from impact.wording import Words
from pages.shared import shelf
from pages.shared.making import MAKERS
from pages.shared.reader import current_style

Made = TypeVar("Made")

PATIENCE = 2.0  # seconds that a page waits for those before it
SIMPLE = (str, bytes, int, float, dt.date, type(None))


def cached_for_view(make: Callable[..., Made]) -> Callable[..., Made]:
    """Make and draw the same only once, for all who see it in one language, theme and width.

    Parameters
    ----------
    make : callable
        Takes a view, words and what else it depends on (see `_described`); by keyword, what
        follows from those. What it returns nobody may change; what it draws is drawn again from
        memory. It has no widget, for those belong to one session, and calls nothing else cached
        that draws, for that would be drawn in the wrong place.

    Returns
    -------
    callable
        The same, from memory. What it is drawn into may differ from time to time.

    Raises
    ------
    TypeError
        The function takes something from around it, which no key would hold.
    """
    _described(make)

    @wraps(make)
    def from_memory(view: View, words: Words, *others: object, **following: object) -> Made:
        style = current_style()
        key = key_of(make, view, words, style.name, style.narrow, *others)
        with _making:
            return _drawn(key=key, _make=lambda: make(view, words, *others, **following))

    return from_memory


def made_for_view(
    make: Callable[..., Made], view: View, words: Words, *others: object, **following: object
) -> Made:
    """The same for files and what they are made of, which are made outside of a page too.

    What `make` draws meanwhile, such as a bar that moves, is not drawn again. One is made at a
    time: files are made for anybody who asks, and a page must not wait for all of them.

    Raises
    ------
    BusyError
        As many wait already as may.
    """
    key = key_of(make, view, words, *others)
    try:
        return _file(key=key, _make=_nothing)
    except LookupError:
        with MAKERS.turn():
            return _made_in_turn(
                key,
                lambda: _shared(
                    shelf.MADE, key, view, lambda: make(view, words, *others, **following)
                ),
            )


def _made_in_turn(key: str, make: Callable[[], Made]) -> Made:
    """From memory where somebody made it while this one waited; else made now."""
    try:
        return _file(key=key, _make=_nothing)
    except LookupError:
        made = make()
        return _file(key=key, _make=lambda: made)


def shared_for_view(make: Callable[..., Made], view: View, *others: object) -> Made:
    """What costs most of a page, a figure above all: of several processes one makes it for all.

    Parameters
    ----------
    make : callable
        Takes the view, and what else it depends on; it draws nothing. The page around it keeps
        what it returns in memory.
    """
    key = repr([*map(_described, (make, view, *others))])
    return _shared(shelf.FIGURES, key, view, lambda: make(view, *others))


def page_for_view(make: Callable[..., Made], view: View, words: Words, *others: object) -> Made:
    """The same for plain pages, of which there are many small ones."""
    return _plain(key_of(make, view, words, *others), lambda: make(view, words, *others))


def key_of(made: object, view: View, words: Words, *others: object) -> str:
    """What tells something made of a view from everything else that is remembered.

    Parameters
    ----------
    made : callable or str
        The function that makes it, or a name.
    """
    return repr([words.language, *map(_described, (made, view, *others))])


def _described(value: object) -> object:
    """All that a value is, so that two values never share a key.

    A function is where it stands: pages are all called ``__main__``, and may have functions of
    one name.
    """
    if isfunction(value):
        code = unwrap(value).__code__
        if code.co_freevars:
            raise TypeError(f"{code.co_qualname} takes {code.co_freevars} from around it: no key.")
        return code.co_filename, code.co_firstlineno, code.co_qualname
    if isinstance(value, View):
        return value.number, value.fingerprint, value.audience.id, value.rules
    if isinstance(value, Words):
        return value.language
    if is_dataclass(value) and not isinstance(value, type):
        parts = (_described(getattr(value, one.name)) for one in fields(value))
        return type(value).__qualname__, *parts
    if isinstance(value, tuple):
        return tuple(_described(one) for one in value)
    if isinstance(value, SIMPLE):
        return value
    raise TypeError(f"A {type(value).__qualname__} does not say all that it is: no key.")


# One thread makes something at a time. Under the interpreter lock, several that make pages in
# parallel finish none sooner and delay all.
_making = threading.RLock()
_in_line: set[int] = set()  # the threads that have or wait for their turn


@contextmanager
def turn() -> Iterator[None]:
    """Make a page at one go, so that it need not wait until all the others are made.

    Nobody waits for long behind one who reads from a slow store meanwhile.
    """
    me = threading.get_ident()
    _in_line.add(me)
    mine = _making.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if mine:
            _making.release()
        _in_line.discard(me)


def pages_in_line() -> int:
    """How many pages are being made, or wait to be."""
    return len(_in_line)


@st.cache_resource(max_entries=1000, show_spinner=False)
def _drawn(key: str, _make: Callable[[], Made]) -> Made:  # noqa: ARG001
    return _make()


@st.cache_resource(max_entries=60, show_spinner=False)
def _file(key: str, _make: Callable[[], Made]) -> Made:  # noqa: ARG001
    return _make()


@st.cache_resource(max_entries=400, show_spinner=False)
def _plain(key: str, _make: Callable[[], Made]) -> Made:  # noqa: ARG001
    return _make()


def _shared(kind: str, key: str, view: View, make: Callable[[], Made]) -> Made:
    """From another process; a draft, what staff see, the data folder only this one may have."""
    public = view.audience.id == "public" and view.number is not None
    return shelf.kept(kind, key, make) if public else make()


def _nothing() -> None:
    raise LookupError


class Same:
    """Equal to nothing but the very same object, which stays alive as long as this does."""

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing

    def __hash__(self) -> int:
        return id(self.thing)


class SessionMemory:
    """The last of each thing that one session has made of what nobody else may see.

    It goes with the session. Its keys hold the objects themselves, by `Same`.
    """

    def __init__(self) -> None:
        self._made: dict[str, tuple[Hashable, object]] = {}

    def once(
        self, name: str, key: Hashable, make: Callable[[], Made], *, same_as: Sequence[str] = ()
    ) -> Made:
        """What follows from a key, made anew only when the key is another.

        Under the names `same_as` stands what would be the same, made of the same key.
        """
        for known in (name, *same_as):
            if self._made.get(known, (None,))[0] == key:
                return self._made[known][1]
        self._made[name] = (key, make())
        return self._made[name][1]


def forget_caches() -> None:
    """Drop everything that was made of any version, in all sessions of this server."""
    shelf.forget(shelf.MADE)
    shelf.forget(shelf.FIGURES)
    st.cache_data.clear()
    st.cache_resource.clear()
