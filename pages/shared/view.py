"""What this session may see: a draft, an old version, or what is published now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import pandas as pd
import streamlit as st

from impact.checking.folder import read_folder
from impact.disclosure import View, for_audience
from impact.disclosure.publication import Publication
from impact.disclosure.publication import publications as of_history
from impact.model.errors import ImpactError, NoSuchVersion, NothingPublished, StaffOnly
from impact.versions.version import make_version
from impact.wording import Words
from impact.wording.language import languages, offered
from impact.wording.reasons import reasons
from pages.shared import people, published, url_state

AUDIENCES = ("public", "staff")
LONGEST_NUMBER = 8  # digits
LONGEST_LIST = 100  # versions to choose from

_shown: ContextVar[View | None] = ContextVar("the view of this run of a page", default=None)


def current_view() -> View:
    """All that this session may see: a draft, an old version, or what is published now.

    Within `showing` that which is shown: a page does not ask again what its door has asked.

    Raises
    ------
    ImpactError
        The data is broken, or there is no such version; nothing is shown then. A raised error
        is never cached, so that the page is right again as soon as the data is.
    """
    if (view := _shown.get()) is not None:
        return view
    token, number = url_state.asked("draft"), url_state.asked("version")
    if token:
        return _draft_view(token)
    return view_of(number) if number else live_view()


@contextmanager
def showing(view: View) -> Iterator[None]:
    """One view for all that is made of it in one run of a page."""
    before = _shown.set(view)
    try:
        yield
    finally:
        _shown.reset(before)


def live_view() -> View:
    """What is published now; before the first publish the data folder, as it lies there."""
    now = published.now()
    if now.view is not None:
        return now.view
    if now.top:
        raise NothingPublished("All versions are withdrawn.", "Publish a new one.")
    folder = data_folder()
    # By name: of arguments without a name Streamlit looks the names up, each time.
    return _folder_view(folder=str(folder), signature=published.signature(folder))


def offered_languages() -> tuple[str, ...]:
    """The languages to choose from; all there are while nothing can be shown."""
    try:
        return offered(live_view().programme)
    except ImpactError:
        return languages()


def view_of(number: str) -> View:
    """What the public may see of an old version, by its number in an address.

    Raises
    ------
    NoSuchVersion, WithdrawnVersion, StoreError
    """
    if not number.isascii() or not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise NoSuchVersion("There is no such version.", "Look at the number.")
    now = published.now()
    if int(number) == now.number:
        return now.view
    return _old_view(published.address(), int(number), now.key)


def _draft_view(token: str) -> View:
    if people.current_person() is None:
        raise StaffOnly("This link shows a draft to staff.", "Sign in to see it.")
    now, moment = published.now(), dt.datetime.now(dt.UTC)
    if not published.store().has_draft(token, now=moment):
        message = "There is no such draft, or it has expired."
        raise NoSuchVersion(message, "Rehearse the change again.")
    return _opened_draft(published.address(), token, seen_as(), now.key)


def seen_as() -> str:
    """As whom a draft is seen: ``public``, or ``staff`` with ``?see=staff``."""
    return url_state.chosen("see", AUDIENCES, AUDIENCES[0])


def is_old(view: View) -> bool:
    """Whether a view is of another version than the one that is published now."""
    return view.number != published.now().number


def undone_in(number: int) -> int | None:
    """The version in which the change of another was taken back; None where that stands."""
    undoing = {
        one.undoes: one.number
        for one in reversed(published.store().history(limit=LONGEST_LIST))
        if one.undoes and not one.withdrawn
    }
    found = undoing.get(number)
    return found if found not in undoing else None


def older_versions(view: View, words: Words) -> dict[str, str]:
    """The published versions before a view's own, newest first: the number, and its words.

    Empty where there is none, as before the first publish. Of a long history the last ones.
    """
    if view.number is None:
        return {}
    versions = _history(published.address(), published.now().key)
    text = words._("version {n} of {day}")
    return {
        str(number): text.format(n=words.number(number), day=words.date(day))
        for number, day in versions
        if number < view.number
    }


def reasons_since(view: View, number: int, words: Words) -> list[str]:
    """For each version after one in which a claim reads otherwise: which, when and why."""
    named = reasons(words)
    text = words._("Version {n} of {day}: {reason}")
    entries = published.store().history(limit=LONGEST_LIST) if view.number else []
    return [
        text.format(
            n=words.number(one.log_number),
            day=words.date(pd.Timestamp(one.published.date())),
            reason=named[one.reason],
        )
        for one in entries
        if one.reason and number < one.log_number <= (view.number or 0)
    ]


def earlier_versions(view: View) -> list[int]:
    """The versions that came before a view's and can still be opened, the newest first."""
    if view.number is None:
        return []
    entries = published.store().history()
    return [one.number for one in entries if one.withdrawn is None and one.number < view.number]


def publications() -> tuple[Publication, ...]:
    """What everybody may know of all versions, the oldest first; none before the first publish."""
    return _publications(published.address(), published.now().key)


def address() -> str:
    """The store that is shown: by it a number means a version."""
    return published.address()


def kept_of(number: int, name: str) -> bytes | None:
    """A file that was kept beside a version, without opening that."""
    return published.store().kept(number, name)


def kept_file(view: View, name: str) -> bytes | None:
    """A file that was made of a view's version and kept beside it; None where there is none."""
    return None if view.number is None else published.store().kept(view.number, name)


def keep_file(view: View, name: str, content: bytes) -> None:
    """Keep a file beside the version it was made of: it goes when the version is withdrawn.

    What is made of a draft or of the data folder is not kept.
    """
    if view.number is not None:
        published.store().keep(view.number, name, content)


def store_problem() -> tuple[ImpactError | None, bool]:
    """Why nothing newer can be shown, or None, and whether a version is shown all the same."""
    try:
        return published.now().problem, True
    except ImpactError as error:
        return error, False


def data_folder() -> Path:
    """The folder that is served until something is published."""
    return published.data_folder()


@st.cache_resource(max_entries=4, show_spinner=False)
def _folder_view(folder: str, signature: str) -> View:  # noqa: ARG001
    # The signature is there for the cache alone: a changed file is a new view.
    folder_records = read_folder(Path(folder))
    programme = folder_records.programme.gathered_by(dt.date.today())
    return for_audience(
        make_version(
            programme,
            folder_records.records,
            folder_records.hashes,
            pictures=folder_records.pictures,
        ),
        "public",
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _old_view(address: str, number: int, shown: tuple) -> View:  # noqa: ARG001
    return published.view_of(published.store().open(number), published.now(), "public")


@st.cache_resource(max_entries=1, show_spinner=False)
def _history(address: str, shown: tuple) -> list[tuple[int, pd.Timestamp]]:  # noqa: ARG001
    """Number and day of the versions that can still be opened, newest first."""
    history = published.store().history(limit=LONGEST_LIST)
    return [
        (one.number, pd.Timestamp(one.published.date())) for one in history if not one.withdrawn
    ]


@st.cache_resource(max_entries=1, show_spinner=False)
def _publications(address: str, shown: tuple) -> tuple[Publication, ...]:  # noqa: ARG001
    return of_history(published.store().history())


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened_draft(address: str, token: str, audience: str, shown: tuple) -> View:  # noqa: ARG001
    snapshot = published.store().open_draft(token, now=dt.datetime.now(dt.UTC))
    return published.view_of(snapshot, published.now(), audience)
