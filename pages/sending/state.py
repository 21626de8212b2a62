"""What staff are sending in, as far as this session has come with it.

It lives in the session, so that a page that runs again, a conflict or a look at another page
loses neither a file nor a typed word. What follows from it is made once and remembered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, field

import streamlit as st

from impact.changes import publishing, submit
from impact.changes.apart import Readers
from impact.changes.conflicts import Conflict, Side
from impact.changes.edit import with_succession
from impact.changes.merge import Way
from impact.changes.rehearse import Rehearsal
from impact.changes.seen import Seen, edited_keys, seen_tables
from impact.changes.submit import Change, Checked
from impact.changes.succession import Succession
from impact.changes.together import Together, bring_together
from impact.formats.receiving import Received
from impact.reading.choices import Choices
from impact.reading.text_tables import TextTable
from impact.versions import Original, Reason
from impact.versions.version import Version
from pages.shared import versions
from pages.shared.cache import Same, SessionMemory

READERS = Readers()
"""Read what staff send in, for all sessions of this server."""


@dataclass
class Sending:
    """A change on its way to being published.

    Attributes
    ----------
    base : Base
        The version that it was begun on: what it changes is what is different from that.
    published_now : Base or None
        What was published since, as far as this session has seen.
    chosen : dict of Conflict to Side
        What was chosen where both changed the same.
    files : dict of str to bytes
        As received, by name.
    replaced : dict of str to (str, bytes)
        For a file that took another's place: the name and the content of that one.
    times : int
        How often files were given.
    choices : dict of str to Choices
        What was said about each file.
    edited : dict of str to TextTable
        Tables whose cells were edited in place.
    programme_text : bytes or None
        programme.toml, where it was edited.
    ways : dict of str to Way
    without_bad_rows : bool
    followed : tuple of Succession
        Surveys that become the current ones.
    confirmed : frozenset of str
        New photographs of which somebody has said that they do not tell the place.
    pictures : dict of str to bytes
        New photographs and logos, by name.
    note : str
    reason : Reason
        Why claims read otherwise, where they do.
    answers : dict of str to str
        What was chosen of a season, by the name of its field.
    step : int
        From 0.
    published : int or None
        The number that it got.
    draft : tuple of (Same, str) or None
        What a private link was made of, and its token.
    memory : SessionMemory
        What follows from all this.
    """

    base: versions.Base
    published_now: versions.Base | None = None
    chosen: dict[Conflict, Side] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    replaced: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    times: int = 0
    choices: dict[str, Choices] = field(default_factory=dict)
    edited: dict[str, TextTable] = field(default_factory=dict)
    programme_text: bytes | None = None
    ways: dict[str, Way] = field(default_factory=dict)
    without_bad_rows: bool = False
    followed: tuple[Succession, ...] = ()
    confirmed: frozenset[str] = frozenset()
    pictures: dict[str, bytes] = field(default_factory=dict)
    note: str = ""
    reason: Reason = Reason.NEW_DATA
    answers: dict[str, str] = field(default_factory=dict)
    step: int = 0
    published: int | None = None
    draft: tuple[Same, str] | None = None
    memory: SessionMemory = field(default_factory=SessionMemory)

    # --- what follows from it -----------------------------------------------------------------

    def reading(self) -> Received:
        """The files as they were read."""
        key = (self._files_key(), self._choices_key(), Same(self.base))
        return self.memory.once(
            "reading",
            key,
            lambda: READERS.read(self.files, self.choices, self.base.version),
        )

    def texts(self) -> dict[str, TextTable]:
        """The tables that came in files, and those edited in place."""
        return {**self.reading().texts, **self.edited}

    def checked(self) -> Checked:
        """What is wrong with the files, and what became of each of their rows."""
        reading = self.reading()
        text = self.programme_text or self.base.programme_text
        whole = self._change("change with all rows", text, without_bad_rows=False)
        return self.memory.once(
            "checked",
            (Same(reading), Same(whole)),
            lambda: submit.checked(reading, whole.prepared),
        )

    def change(self) -> Change:
        """What it would make of the version below, without the surveys that may follow."""
        text = self.programme_text or self.base.programme_text
        return self._change("change", text, without_bad_rows=self.without_bad_rows)

    @property
    def latest(self) -> versions.Base:
        """What is published now, as far as this session has seen."""
        return self.published_now or self.base

    @property
    def begun(self) -> bool:
        """Whether anything was sent or edited yet."""
        return bool(self.files or self.edited or self.programme_text is not None)

    def with_records(self) -> Version:
        """The version with the rows of the files, and the programme as it is published."""
        text = self.base.programme_text
        change = self._change("records alone", text, without_bad_rows=self.without_bad_rows)
        return self.memory.once("with records", Same(change), lambda: submit.version_with(change))

    def whole_change(self) -> Change:
        """What it would make of what is published now, brought together with that."""
        return self.together().change

    def together(self) -> Together:
        """The change, and where it touches what others have published since it was begun."""
        mine = self._mine()
        if self.published_now is None:
            return self.memory.once("together", Same(mine), lambda: Together(mine))
        now = self.published_now
        return self.memory.once(
            "together",
            (Same(mine), Same(now), tuple(self.chosen.items())),
            lambda: bring_together(
                self.base.content, mine, now.content, self.chosen, today=today()
            ),
        )

    def _mine(self) -> Change:
        """What it would make of the version it was begun on, with the surveys that follow."""
        text = self.programme_text or self.base.programme_text
        for one in self.followed:
            text = with_succession(text, one)
        return self._change("whole change", text, without_bad_rows=self.without_bad_rows)

    def after(self) -> Version:
        """The version as it would be."""
        change = self.whole_change()
        return self.memory.once(
            "after",
            (Same(change), Same(self.latest)),
            lambda: versions.beside_the_others(
                submit.version_with(change, self.all_pictures()), self.latest
            ),
        )

    def rehearsal(self) -> Rehearsal:
        """What the public would read otherwise."""
        after = self.after()
        return self.memory.once(
            "rehearsal",
            (Same(after), Same(self.latest)),
            lambda: submit.rehearsed(self.latest.version, after),
        )

    def seen(self) -> Seen:
        """Everything that would be different from what is published now."""
        change, now = self.whole_change(), self.latest
        return self.memory.once("seen", (Same(change), Same(now)), lambda: _seen(change, now))

    def seen_here(self) -> Seen:
        """Everything that is different from the version it was begun on."""
        change, base = self.change(), self.base
        return self.memory.once(
            "seen here", (Same(change), Same(base)), lambda: _seen(change, base)
        )

    def originals(self) -> list[Original]:
        """What is kept of the files: as received, but for columns that name people."""
        return [Original(one.name, one.content) for one in self.reading().originals]

    def look_again(self) -> None:
        """See what was published meanwhile; nothing that was sent or typed is lost.

        The version that the change was begun on stays what it is compared with: begun anew on
        the newest one, the cells of an older file would undo what others have changed.
        """
        if versions.latest_number() == self.latest.number:
            return
        if self.begun:
            self.published_now = versions.base()
        else:
            self.base = versions.base()

    def picture(self, name: str) -> bytes | None:
        """A photograph or logo as it would be published; None where there is none."""
        return self.all_pictures().get(name)

    def all_pictures(self) -> dict[str, bytes]:
        """The pictures of the versions that this is made of, and the new ones."""
        return {**self.base.version.pictures, **self.latest.version.pictures, **self.pictures}

    # --- memory -------------------------------------------------------------------------------

    def _change(self, name: str, text: bytes, *, without_bad_rows: bool) -> Change:
        texts = self.texts()
        key = (
            tuple((table, Same(one)) for table, one in texts.items()),
            self._ways_key(),
            without_bad_rows,
            text,
            Same(self.base),
        )
        return self.memory.once(
            name,
            key,
            lambda: submit.bring_in(
                self.base.version,
                text,
                texts,
                self.ways,
                today=today(),
                without_bad_rows=without_bad_rows,
            ),
            # Mostly no row is left out: then it is the change that the check was made of.
            same_as=("change with all rows", "change", "whole change"),
        )

    def _files_key(self) -> Hashable:
        return tuple((name, Same(content)) for name, content in self.files.items())

    def _choices_key(self) -> Hashable:
        return tuple((name, choices.as_json()) for name, choices in sorted(self.choices.items()))

    def _ways_key(self) -> Hashable:
        return tuple(sorted(self.ways.items()))


def _seen(change: Change, base: versions.Base) -> Seen:
    found, after = change.prepared.differences, change.prepared.records
    return Seen(
        edited_keys(base.programme_text, change.programme_text),
        seen_tables(found, base.version.records, after),
    )


def current(name: str) -> Sending:
    """The change that this session is sending in from a page; a new one where there is none."""
    key = f"sending-{name}"
    if key not in st.session_state:
        confirmed = publishing.kept_choices(versions.store())
        st.session_state[key] = Sending(versions.base(), choices=confirmed)
    change = st.session_state[key]
    if not change.begun and change.published is None:
        change.look_again()
    return change


def begin_anew(name: str) -> None:
    """Forget it all."""
    st.session_state.pop(f"sending-{name}", None)


def today() -> dt.date:
    """Today, in the records' sense: a date one day ahead is still possible somewhere."""
    return dt.datetime.now(dt.UTC).date()
