"""Reading a store: what every page asks of it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from impact.model.errors import NoSuchVersion, StoreError
from impact.versions.drafts import find_draft
from impact.versions.entries import Withdrawal, in_utc
from impact.versions.log import Log
from impact.versions.mappings import all_mappings
from impact.versions.upkeep import KEPT
from impact.versions.withdrawal import by_name, parted, shared
from impact.versions.writing import read_file, read_snapshot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from impact.versions.entries import Manifest, Snapshot
    from impact.versions.object_store import Place

_KEPT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class StoreReader:
    """The half of a store that changes nothing. Every method raises StoreError where it fails."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._log = Log(place)

    @property
    def started(self) -> bool:
        """Whether anything was ever published: from then on a data folder is not served."""
        return self._log.look().top > 0

    def top(self) -> int:
        """The number of the newest entry: it goes up with whatever changes what can be shown."""
        return self._log.look().top

    def latest(self) -> int | None:
        """The newest version that is not withdrawn. One listing, however many there are."""
        return self._log.look().latest

    def history(self, *, limit: int | None = None) -> list[Manifest]:
        """The versions, newest first; of a withdrawn one who, when and why is left."""
        return list(islice(self._log.versions(), limit))

    def manifest(self, number: int) -> Manifest:
        """What is known of a version.

        Raises
        ------
        NoSuchVersion, WithdrawnVersion
        """
        return self._log.manifest(number)

    def open(self, number: int) -> Snapshot:
        """A version with its tables, exactly as they were published.

        Raises
        ------
        NoSuchVersion, WithdrawnVersion
        """
        manifest = self._log.manifest(number)
        snapshot = read_snapshot(self._place, manifest)
        if snapshot is None:
            raise self._missing(number)
        return snapshot

    def shown_figures(self) -> dict[int, bytes | None]:
        """Number → which figures are shown of it, of all versions that can be opened, oldest first.

        None where an earlier program published it. Not the tables, so that this stays cheap.
        """
        alive = [one for one in self._log.versions() if one.withdrawn is None]
        return {
            one.log_number: None if one.figures is None else read_file(self._place, one.figures)
            for one in reversed(alive)
        }

    def original(self, number: int, name: str) -> bytes:
        """A file as it was received for a version.

        Raises
        ------
        NoSuchVersion, WithdrawnVersion
        """
        found = {file.name: file for file in self._log.manifest(number).originals}
        if name not in found:
            raise NoSuchVersion(f"Version {number} has no file {name}.", "Look at the history.")
        content = read_file(self._place, found[name])
        if content is None:
            raise self._missing(number)
        return content

    def kept(self, number: int, name: str) -> bytes | None:
        """A file that `keep` was given; None where there is none.

        Raises
        ------
        NoSuchVersion, WithdrawnVersion
        """
        return self._place.read(self._kept_path(number, name))

    def open_draft(self, token: str, *, now: dt.datetime) -> Snapshot:
        """A rehearsal; its manifest has no number, and neither note nor claims.

        Raises
        ------
        NoSuchVersion
            There is none, it has expired, or something was withdrawn since it was saved.
        """
        draft = find_draft(self._place, token, now=in_utc(now))
        later = self._log.entries(down_to=draft.after + 1)
        withdrawn = any(isinstance(entry, Withdrawal) for entry in later)
        snapshot = None if withdrawn else read_snapshot(self._place, draft.manifest)
        if snapshot is None:
            message = "Something was withdrawn since this draft was made."
            raise NoSuchVersion(message, "Rehearse the change again.")
        return snapshot

    def has_draft(self, token: str, *, now: dt.datetime) -> bool:
        """Whether a draft may still be opened, without reading its tables."""
        try:
            draft = find_draft(self._place, token, now=in_utc(now))
        except NoSuchVersion:
            return False
        later = self._log.entries(down_to=draft.after + 1)
        return not any(isinstance(entry, Withdrawal) for entry in later)

    def mappings(self) -> dict[str, str]:
        """Name → how a file was read, as `Store.save_mapping` was given it."""
        return all_mappings(self._place)

    def shared(self, numbers: int | Sequence[int]) -> dict[str, tuple[int, ...]]:
        """What a withdrawal would leave: name → other versions with the very same content."""
        doomed, others = parted(self._log, numbers)
        return by_name(shared(doomed, others))

    def _kept_path(self, number: int, name: str) -> str:
        self._log.manifest(number)
        if not _KEPT_NAME.fullmatch(name):
            raise StoreError(f"A file cannot be kept as {name!r}.", "Use letters, digits, . _ -")
        return f"{KEPT}/{number:08}/{name}"

    def _missing(self, number: int) -> StoreError:
        """Why a file that a version names is not there."""
        self._log.manifest(number)  # raises if it was withdrawn at this moment
        return StoreError(
            f"A file of version {number} is missing.", "Get the store back from a backup."
        )
