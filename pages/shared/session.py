"""What this session may see, and in which language. The only place with caches."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import threading
import uuid
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd
import streamlit as st

from impact.checking.folder import read_folder
from impact.disclosure import View, for_audience
from impact.figures.style import Style, style_for
from impact.model.errors import ImpactError, NoSuchVersion, NothingPublished, StaffOnly
from impact.versions.version import make_version
from impact.wording import Words, words_in
from impact.wording.language import NAMES, languages
from pages.shared import people, published, url_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Made = TypeVar("Made")

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = languages()
AUDIENCES = ("public", "staff")
ASKS_EVERY = (1.5, 2.0)  # seconds; with the look itself a new version is there within five
PATIENCE = 2.0  # seconds that a page waits for those before it
LONGEST_NUMBER = 8  # digits
LONGEST_LIST = 100  # versions to choose from


def current_view() -> View:
    """All that this session may see: a draft, an old version, or what is published now.

    Raises
    ------
    ImpactError
        The data is broken, or there is no such version; nothing is shown then. A raised error
        is never cached, so that the page is right again as soon as the data is.
    """
    token, number = url_state.asked("draft"), url_state.asked("version")
    if token:
        return _draft_view(token)
    return view_of(number) if number else live_view()


def live_view() -> View:
    """What is published now; before the first publish the data folder, as it lies there."""
    now = published.reader().look(forget_caches)
    if now.view is not None:
        return now.view
    if now.top:
        raise NothingPublished("All versions are withdrawn.", "Publish a new one.")
    folder = published.data_folder()
    return _folder_view(str(folder), signature(folder))


def view_of(number: str) -> View:
    """What the public may see of an old version, by its number in an address.

    Raises
    ------
    NoSuchVersion, WithdrawnVersion, StoreError
    """
    if not number.isascii() or not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise NoSuchVersion("There is no such version.", "Look at the number.")
    now = published.reader().look(forget_caches)
    if int(number) == now.number:
        return now.view
    return _old_view(published.address(), int(number), now.key)


def _draft_view(token: str) -> View:
    if people.current_person() is None:
        raise StaffOnly("This link shows a draft to staff.", "Sign in to see it.")
    now, moment = published.reader().look(forget_caches), dt.datetime.now(dt.UTC)
    if not published.reader().store.has_draft(token, now=moment):
        message = "There is no such draft, or it has expired."
        raise NoSuchVersion(message, "Rehearse the change again.")
    return _opened_draft(published.address(), token, seen_as(), now.key)


def seen_as() -> str:
    """As whom a draft is seen: ``public``, or ``staff`` with ``?see=staff``."""
    return url_state.chosen("see", AUDIENCES, AUDIENCES[0])


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


def shown_key() -> tuple:
    """Changes when this session has to show something else."""
    try:
        return published.reader().look(forget_caches).key
    except ImpactError:
        return ()


def forget_caches() -> None:
    """Drop everything that was made of any version, in all sessions of this server."""
    st.cache_data.clear()
    st.cache_resource.clear()


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
    language = url_state.chosen("lang", LANGUAGES, "en")
    st.session_state["language"] = language
    if len(LANGUAGES) > 1:
        names = {code: NAMES[code] for code in LANGUAGES}
        url_state.select("Language · Язык", "lang", names, place=st.sidebar)
    return current_words()


def kept_file(view: View, name: str) -> bytes | None:
    """A file that was made of a view's version and kept beside it; None where there is none."""
    return None if view.number is None else published.reader().store.kept(view.number, name)


def keep_file(view: View, name: str, content: bytes) -> None:
    """Keep a file beside the version it was made of: it goes when the version is withdrawn.

    What is made of a draft or of the data folder is not kept.
    """
    if view.number is not None:
        published.reader().store.keep(view.number, name, content)


def earlier_versions(view: View) -> list[int]:
    """The versions that came before a view's and can still be opened, the newest first."""
    if view.number is None:
        return []
    entries = published.reader().store.history()
    return [one.number for one in entries if one.withdrawn is None and one.number < view.number]


def is_old(view: View) -> bool:
    """Whether a view is of another version than the one that is published now."""
    return view.number != published.reader().look(forget_caches).number


def older_versions(view: View, words: Words) -> dict[str, str]:
    """The published versions before a view's own, newest first: the number, and its words.

    Empty where there is none, as before the first publish. Of a long history the last ones.
    """
    if view.number is None:
        return {}
    found = _published(published.address(), published.reader().look(forget_caches).key)
    text = words._("version {n} of {day}")
    return {
        str(number): text.format(n=words.number(number), day=words.date(day))
        for number, day in found
        if number < view.number
    }


def store_problem() -> ImpactError | None:
    """Why nothing newer than what is shown can be shown; None where all is well."""
    try:
        return published.reader().look(forget_caches).problem
    except ImpactError as error:
        return error


def data_folder() -> Path:
    """The folder that is served until something is published."""
    return published.data_folder()


def signature(folder: Path) -> str:
    """Changes whenever a file of the folder does."""
    files = sorted(folder.glob("*.*")) if folder.is_dir() else []
    stats = [(f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in files]
    return hashlib.sha256(repr(stats).encode()).hexdigest()


@st.cache_resource(max_entries=4, show_spinner=False)
def _folder_view(folder: str, signature: str) -> View:  # noqa: ARG001
    # The signature is there for the cache alone: a changed file is a new view.
    found = read_folder(Path(folder))
    programme = found.programme.gathered_by(dt.date.today())
    return for_audience(make_version(programme, found.records, found.hashes), "public")


@st.cache_resource(max_entries=4, show_spinner=False)
def _old_view(address: str, number: int, shown: tuple) -> View:  # noqa: ARG001
    reader = published.reader()
    return published.view_of(reader.store.open(number), reader.look(forget_caches), "public")


@st.cache_resource(max_entries=1, show_spinner=False)
def _published(address: str, shown: tuple) -> list[tuple[int, pd.Timestamp]]:  # noqa: ARG001
    """Number and day of the versions that can still be opened, newest first."""
    history = published.reader().store.history(limit=LONGEST_LIST)
    return [
        (one.number, pd.Timestamp(one.published.date())) for one in history if not one.withdrawn
    ]


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened_draft(address: str, token: str, audience: str, shown: tuple) -> View:  # noqa: ARG001
    reader = published.reader()
    snapshot = reader.store.open_draft(token, now=dt.datetime.now(dt.UTC))
    return published.view_of(snapshot, reader.look(forget_caches), audience)
