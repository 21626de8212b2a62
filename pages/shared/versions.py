"""Exact versions, and what changes them: for staff pages alone.

Whoever calls these is asked first whether they are staff. Public pages have no way here
(tests/test_layers.py). To publish a change: take `base`, make the new version of it, and hand it
to `publish` with the number that the base had; somebody who was quicker is a StoreConflict.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from impact.changes import difference, publishing
from impact.changes.seen import Seen, seen_between
from impact.changes.three_way import Content
from impact.checking.folder import ENDINGS, read_bytes, read_folder
from impact.disclosure import View, for_audience
from impact.model.errors import StaffOnly, StoreError
from impact.model.schemas import TABLES
from impact.versions import Manifest, Original, Reason, Store
from impact.versions.opening import version_of
from impact.versions.store import SEEDED_BY
from impact.versions.version import Version, make_version
from pages.shared import people, published
from signin import audit
from signin.opening import opened

FOLDER_FILES = ("programme.toml", *(f"*{ending}" for ending in ENDINGS))


@dataclass(frozen=True)
class Base:
    """What a change starts from.

    Attributes
    ----------
    number : int or None
        The latest version; None before the first publish, when it is the data folder.
    version : Version
        Exact records, with everything made of them.
    programme_text : bytes
        programme.toml.
    """

    number: int | None
    version: Version
    programme_text: bytes

    @property
    def content(self) -> Content:
        """Its programme and its tables, as two changes of it are brought together."""
        return Content(self.programme_text, self.version.records)


def store() -> Store:
    """The store that this server shows."""
    people.require_staff()
    return published.store()


def latest_number() -> int | None:
    """The newest version that is not withdrawn; None where there is none."""
    return store().latest()


def base() -> Base:
    """The latest version, or before the first publish the data folder.

    Raises
    ------
    StoreError
        The store cannot be read, or all of it is withdrawn.
    ImpactError
        The data folder cannot be used.
    """
    number = latest_number()
    if number is not None:
        return Base(number, *_opened(published.address(), number))
    if store().started:
        raise StoreError("All versions are withdrawn.", "Restore the store from a backup.")
    folder = published.data_folder()
    return Base(None, *_of_folder(str(folder), published.signature(folder)))


def version(number: int) -> Version:
    """Any version, exact.

    Raises
    ------
    NoSuchVersion, WithdrawnVersion, StoreError
    """
    store().manifest(number)  # whether it may still be opened, whatever is in memory
    return _opened(published.address(), number)[0]


def since(number: int | None) -> list[tuple[Manifest, Content]]:
    """The versions after one, oldest first; None is the data folder, which became the first.

    What is withdrawn is not among them.
    """
    newer = [one for one in history() if (one.number or 0) > (number or 1) and not one.withdrawn]
    opened_ones = [(one, *_opened(published.address(), one.log_number)) for one in reversed(newer)]
    return [(one, Content(text, version.records)) for one, version, text in opened_ones]


def view(number: int, audience: str = "staff") -> View:
    """What an audience may see of a version."""
    return for_audience(version(number), audience)


def history() -> list[Manifest]:
    """The versions, newest first; of a withdrawn one what is left."""
    return store().history()


def original(number: int, name: str) -> Callable[[], bytes]:
    """What reads a file as it was received, once it is asked for.

    It is asked for outside a run of the page, so whoever asks is judged by what they showed
    when the page was made for them.
    """
    people.require_staff()
    asking, place = people.caller(), published.store()

    def read() -> bytes:
        office = opened()
        if office is None or office.person(asking, time.time()) is None:
            raise StaffOnly("This file is for staff.", "Sign in again.")
        return place.original(number, name)

    return read


def seen(before: int, after: int) -> Seen:
    """Everything that is different between two versions."""
    first, second = store().manifest(before), store().manifest(after)
    tables = {*first.tables, *second.tables}
    same = {n for n in tables if first.tables.get(n) == second.tables.get(n)}
    return seen_between(content(before), content(after), [n for n in TABLES if n not in same])


def content(number: int) -> Content:
    """The programme and the tables of any version."""
    store().manifest(number)  # whether it may still be opened, whatever is in memory
    version, text = _opened(published.address(), number)
    return Content(text, version.records)


def rows_that_stay(number: int, also: Collection[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """Version → table → rows that came with a version and would live on if it were withdrawn."""
    alive = sorted(one.number for one in history() if one.withdrawn is None)
    before = [n for n in alive if n < number and n not in also]
    old = version(before[-1]).records if before else None
    later = [n for n in alive if n > number and n not in also]
    doomed = version(number).records
    rows = {n: difference.came_with(old, doomed, version(n).records) for n in later}
    return {n: tables for n, tables in rows.items() if tables}


def beside_the_others(new: Version, on: Base) -> Version:
    """A version with its figures as they may be shown beside all that can be opened."""
    now = dt.datetime.now(dt.UTC)
    return publishing.beside_the_others(store(), new, now=now, before=on.version)


def publish(
    programme_text: bytes,
    new: Version,
    *,
    note: str,
    expected: int | None,
    originals: Sequence[Original] = (),
    reason: Reason = Reason.NEW_DATA,
    undoes: int | None = None,
) -> int:
    """Publish a version in the name of whoever is signed in; its number.

    Before the first publish the data folder becomes version 1, and this version 2.

    Parameters
    ----------
    programme_text : bytes
    new : Version
        Made of what `base` gave.
    note : str
    expected : int or None
        The number that `base` gave.
    originals : sequence of Original
    reason : Reason
    undoes : int, optional
        The version whose change is taken back.

    Raises
    ------
    StoreConflict
        Somebody published meanwhile. Nothing is published: rehearse again on a new `base`.
    """
    person, now, place = people.require_staff(), dt.datetime.now(dt.UTC), store()
    if undoes is None:
        audit.record("publishes", person, {"note": note, "on": expected})
    else:
        audit.record("undoes", person, {"version": undoes, "note": note, "on": expected})
    if expected is None:
        expected = publishing.seed(place, published.data_folder(), now=now)
    number = publishing.publish(
        place,
        programme_text,
        new,
        author=str(person),
        note=note,
        now=now,
        expected=expected,
        originals=originals,
        reason=reason,
        undoes=undoes,
    )
    published.changed()
    return number


def save_draft(programme_text: bytes, new: Version) -> str:
    """Save a rehearsal; the token for ``?draft=TOKEN``. It lasts seven days, for staff alone."""
    person, now = people.require_staff(), dt.datetime.now(dt.UTC)
    return publishing.save_draft(store(), programme_text, new, author=str(person), now=now)


def restore(number: int, *, note: str, reason: Reason, expected: int | None) -> int:
    """Publish an old version anew; the number that it gets. Raises as `publish`."""
    person, now = people.require_staff(), dt.datetime.now(dt.UTC)
    audit.record("restores", person, {"version": number, "note": note})
    about = {"author": str(person), "note": note, "now": now, "reason": reason}
    new = publishing.restore(store(), number, expected=expected, **about)
    published.changed()
    return new


def withdraw(numbers: Sequence[int], *, reason: str, harmless: Collection[str] = ()) -> None:
    """Delete versions for good, here and in every cache of this server."""
    person, now = people.require_staff(), dt.datetime.now(dt.UTC)
    audit.record("withdraws", person, {"versions": list(numbers), "reason": reason})
    place = store()
    try:
        place.withdraw(numbers, reason=reason, author=str(person), now=now, harmless=harmless)
    finally:
        published.changed()


def changed_files() -> tuple[str, ...]:
    """Files of the data folder that are not as they were when the store was begun with them.

    Empty where nothing is published, or the version that they became is withdrawn.
    """
    place, folder = store(), published.data_folder()
    if not place.started:
        return ()
    first = next((one for one in place.history() if one.number == 1), None)
    if first is None or first.withdrawn or first.author != SEEDED_BY:
        return ()
    then = {file.name: file.sha256 for file in first.originals}
    now = _hashes(str(folder), published.signature(folder), tuple(then))
    return tuple(sorted(n for n in {*then, *now} if then.get(n) != now.get(n)))


@st.cache_resource(max_entries=3, show_spinner=False)
def _opened(address: str, number: int) -> tuple[Version, bytes]:  # noqa: ARG001
    snapshot = published.store().open(number)
    return version_of(snapshot), snapshot.programme_text


@st.cache_resource(max_entries=1, show_spinner=False)
def _of_folder(folder: str, signature: str) -> tuple[Version, bytes]:  # noqa: ARG001
    path = Path(folder)
    read = read_folder(path)
    version = make_version(read.programme, read.records, read.hashes, pictures=read.pictures)
    return version, read_bytes(path / "programme.toml")


@st.cache_data(max_entries=1, show_spinner=False)
def _hashes(folder: str, signature: str, known: tuple[str, ...]) -> dict[str, str]:  # noqa: ARG001
    path = Path(folder)
    existing = {file.name for pattern in FOLDER_FILES for file in path.glob(pattern)}
    wanted = sorted(name for name in existing | set(known) if (path / name).is_file())
    return {name: hashlib.sha256(read_bytes(path / name)).hexdigest() for name in wanted}
