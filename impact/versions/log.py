"""The log of a store: numbered entries, each created once, the newest of which tells what is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.model.errors import NoSuchVersion, StoreConflict, StoreError, WithdrawnVersion
from impact.versions.entries import Manifest, Withdrawal, read_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.versions.entries import Entry, Withdrawn
    from impact.versions.object_store import Place

FOLDER = "versions"
TOGETHER = 64  # entries held in memory at a time: their claims can be long


def path_of(number: int) -> str:
    """The name of an entry."""
    return f"{FOLDER}/{number:08}.json"


@dataclass(frozen=True)
class Seen:
    """The log as it was last looked at.

    Attributes
    ----------
    top : int
        The number of the newest entry; 0 where there is none.
    latest : int or None
        The newest version that is not withdrawn.
    withdrawing : Withdrawal or None
        The newest entry, where it is a withdrawal: a kill may have left it unfinished. An
        older one is finished, since nothing is added before that.
    """

    top: int = 0
    latest: int | None = None
    withdrawing: Withdrawal | None = None


class Log:
    """Entries of a store. Looking again costs one listing, of what is new alone."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._seen: Seen | None = None

    def look(self) -> Seen:
        """The log as it is now.

        Raises
        ------
        StoreError
            The store cannot be read, or an entry that was there is gone: a disk or a bucket
            went away, and an empty store must not be taken for the truth.
        """
        before = self._seen
        numbers = self._numbers(before.top - 1 if before else 0)
        top = max(numbers, default=0)
        if before and before.top > 0 and before.top not in numbers:
            raise StoreError(
                f"Version {before.top} was in {self._place.address} and is gone.",
                "Bring the store back. If it was replaced on purpose, restart the program.",
            )
        if before is not None and top <= before.top:
            return before
        self._seen = self._looked_at(top)
        return self._seen

    def manifest(self, number: int) -> Manifest:
        """A version that is not withdrawn.

        Raises
        ------
        NoSuchVersion, WithdrawnVersion, StoreError
        """
        seen = self.look()
        entry = self._read(number) if 0 < number <= seen.top else None
        if not isinstance(entry, Manifest):
            newest = f"The newest is {seen.latest}." if seen.latest else "There is none yet."
            raise NoSuchVersion(f"There is no version {number}.", newest)
        entry = self._as_known(entry, seen)
        if entry.withdrawn is not None:
            raise withdrawn_version(number, entry.withdrawn)
        return entry

    def base(self, expected: int | None) -> Manifest | None:
        """The version that an author has changed, if any; the latest a moment ago.

        Raises
        ------
        StoreConflict
            It was withdrawn since.
        """
        try:
            return None if expected is None else self.manifest(expected)
        except WithdrawnVersion as error:
            raise self.conflict(expected) from error

    def entries(self, *, down_to: int = 1) -> Iterator[Entry]:
        """All entries, newest first, withdrawn versions as what is left of them."""
        seen = self.look()
        for first in range(seen.top, down_to - 1, -TOGETHER):
            numbers = range(first, max(first - TOGETHER, down_to - 1), -1)
            contents = self._place.read_all(path_of(number) for number in numbers)
            for number, content in zip(numbers, contents, strict=True):
                entry = self._parsed(number, content)
                yield self._as_known(entry, seen) if isinstance(entry, Manifest) else entry

    def versions(self) -> Iterator[Manifest]:
        """All versions, newest first, withdrawn ones too."""
        return (entry for entry in self.entries() if isinstance(entry, Manifest))

    def append(self, entry: Entry) -> int:
        """Add an entry: the atomic step of publishing.

        Raises
        ------
        StoreConflict
            Somebody else added one of that number first.
        """
        content = entry.model_dump_json(indent=1).encode()
        if not self._place.create(path_of(entry.log_number), content):
            there = self._read(entry.log_number)
            # A request whose answer was lost on the way is sent again and finds itself
            if there.id != entry.id:
                raise conflict_with(there)
        if isinstance(entry, Manifest):  # so that a store which goes away now is missed
            self._seen = Seen(entry.log_number, entry.log_number)
        return entry.log_number

    def bury(self, tombstone: Manifest) -> None:
        """Put what is left of a withdrawn version in its place."""
        content = tombstone.model_dump_json(indent=1).encode()
        self._place.replace(path_of(tombstone.log_number), content)

    def conflict(self, expected: int | None) -> StoreError:
        """Why a change of that version cannot be published."""
        top = self.look().top
        if expected is not None and not 0 < expected <= top:
            return NoSuchVersion(f"There is no version {expected}.", "Look at the history.")
        return conflict_with(self._read(top))

    def _numbers(self, after: int) -> set[int]:
        names = self._place.names(FOLDER, after=path_of(after) if after > 0 else None)
        stems = (name.removeprefix(f"{FOLDER}/").removesuffix(".json") for name in names)
        return {int(stem) for stem in stems if stem.isdecimal()}

    def _looked_at(self, top: int) -> Seen:
        newest = self._read(top) if top else None
        withdrawing = newest if isinstance(newest, Withdrawal) else None
        seen = Seen(top, None, withdrawing)
        for number in range(top, 0, -1):
            entry = newest if number == top else self._read(number)
            if isinstance(entry, Manifest) and not self._as_known(entry, seen).withdrawn:
                return Seen(top, number, withdrawing)
        return seen

    def _read(self, number: int) -> Entry:
        return self._parsed(number, self._place.read(path_of(number)))

    def _parsed(self, number: int, content: bytes | None) -> Entry:
        if content is None:
            raise StoreError(
                f"{path_of(number)} is missing from {self._place.address}.",
                "Get the store back from a backup.",
            )
        return read_entry(content, path_of(number))

    @staticmethod
    def _as_known(version: Manifest, seen: Seen) -> Manifest:
        """A version that is being withdrawn is withdrawn, whether or not that is finished."""
        if seen.withdrawing is not None and version.number in seen.withdrawing.numbers:
            left = {tombstone.log_number: tombstone for tombstone in seen.withdrawing.tombstones()}
            return left[version.log_number]
        return version


def withdrawn_version(number: int, why: Withdrawn) -> WithdrawnVersion:
    """The error that a reader of a withdrawn version gets."""
    return WithdrawnVersion(
        f"Version {number} was withdrawn on {why.at:%d %B %Y}: {why.reason}",
        "Open another version.",
        reason=why.reason,
    )


def conflict_with(entry: Entry) -> StoreConflict:
    """The error that somebody gets who published after somebody else: who, when and what."""
    if isinstance(entry, Withdrawal):
        numbers = ", ".join(str(number) for number in sorted(entry.numbers))
        done, when, words = f"withdrew version {numbers}", entry.at, entry.reason
    elif entry.withdrawn is not None:
        done, when, words = f"published version {entry.number}", entry.published, "withdrawn since"
    else:
        done, when, words = f"published version {entry.number}", entry.published, entry.note
    return StoreConflict(
        f"{entry.author} {done} meanwhile, on {when:%d %B %Y at %H:%M} UTC: {words.rstrip('.')}.",
        "Look at what is there now, then rehearse your change on it and publish again.",
    )
