"""The store of versions: what the rest of the program asks of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from impact.claims.declared import asked_since
from impact.model.errors import StoreError, WithdrawnVersion
from impact.model.programme import read_programme
from impact.versions import upkeep
from impact.versions.drafts import write_draft
from impact.versions.entries import Draft, in_utc, require
from impact.versions.mappings import save_mapping
from impact.versions.object_store import Place
from impact.versions.pictures import pictures_of
from impact.versions.reading import StoreReader
from impact.versions.withdrawal import (
    by_name,
    finish,
    finished,
    parted,
    refuse_what_stays,
    shared,
    withdrawal_of,
)
from impact.versions.writing import write_figures, write_version

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from impact.model.records import Records
    from impact.versions.entries import Original, Reason
    from impact.versions.figures import Packed

# A sweep leaves files of the last day alone, so a publish must be over long before.
LONGEST_PUBLISH = 6 * 3600  # seconds
SEEDED_BY = "data folder"
SEEDED = "The data folder, as it was before the first publish"


class Store(StoreReader):
    """Numbered versions of all tables. Every method raises StoreError where the place fails.

    Numbers go up by one with every publish, restore and withdrawal, so a withdrawal leaves a
    gap. `now` is the present, with its zone.
    """

    @classmethod
    def at(cls, address: str) -> Store:
        """The store at a folder, or at ``s3://bucket/prefix`` with keys from the environment.

        Other URLs that obstore knows (``gs://``, ``az://``) are untested. A bucket must not keep
        old versions of its objects: what is withdrawn would stay in it.
        """
        return cls(Place(address))

    @classmethod
    def from_backup(cls, path: Path, address: str) -> Store:
        """Unpack a backup into an empty place; nobody may use it until that is finished."""
        place = Place(address)
        store = cls(place)
        upkeep.unpack(place, path, empty=not store.started)
        return store

    def publish(
        self,
        programme_text: bytes,
        records: Records,
        *,
        author: str,
        note: str,
        now: dt.datetime,
        claims: list[dict],
        expected: int | None,
        originals: Sequence[Original] = (),
        made: bytes | None = None,
        reason: Reason | None = None,
        undoes: int | None = None,
        figures: Packed | None = None,
        pictures: Mapping[str, bytes] | None = None,
    ) -> int:
        """Publish a new version, whole or not at all; its number.

        Parameters
        ----------
        programme_text : bytes
        records : Records
            Checked.
        author, note : str
            Who publishes, and what is new in it. Neither may be empty.
        claims : list of dict
            As they were computed, as plain JSON.
        expected : int or None
            What `latest` was when the author looked.
        originals : sequence of Original
        made : bytes, optional
            Cube, summaries and claims, packed by `impact.versions.derived.pack`. Without it they
            are made again whenever the version is opened.
        reason, undoes : optional
            Why a claim reads otherwise, for the public; the version whose change it takes back.
        figures : Packed, optional
            What is shown of it; without it all that the records say.
        pictures : mapping of str to bytes, optional
            Photographs and logos that the programme names and no earlier version has.

        Raises
        ------
        StoreConflict
            Somebody published or withdrew meanwhile. Nothing is published.
        ProgrammeError
            programme.toml cannot be read.
        """
        started = time.monotonic()
        require(author=author, note=note)
        programme = read_programme(programme_text.decode("utf-8-sig"))
        seen = finished(self._place, self._log)
        if seen.latest != expected:
            raise self._log.conflict(expected)
        base, published = self._log.base(expected), in_utc(now)
        manifest = write_version(
            self._place,
            programme_text,
            records,
            originals,
            made=made,
            figures=figures,
            base=base,
            pictures=pictures_of(self._log, programme, pictures or {}),
            number=seen.top + 1,
            published=published,
            author=author,
            note=note,
            claims=asked_since(claims, base.claims if base else (), published.date()),
            reason=reason,
            undoes=undoes,
        )
        if time.monotonic() - started > LONGEST_PUBLISH:
            raise StoreError("Writing the files took too long.", "Try again on a faster line.")
        return self._log.append(manifest)

    def seed(
        self,
        programme_text: bytes,
        records: Records,
        originals: Sequence[Original],
        claims: list[dict],
        *,
        now: dt.datetime,
        **made: Any,
    ) -> int:
        """Publish the data folder as version 1, before the first change becomes version 2.

        What was made of it, its figures and its pictures are as for `publish`.

        Raises StoreConflict where anything was published before, even if all of it is withdrawn:
        the folder may hold what was withdrawn.
        """
        if self.started:
            raise self._log.conflict(None)
        return self.publish(
            programme_text,
            records,
            author=SEEDED_BY,
            note=SEEDED,
            now=now,
            claims=claims,
            expected=None,
            originals=originals,
            **made,
        )

    def restore(
        self,
        number: int,
        *,
        author: str,
        note: str,
        now: dt.datetime,
        reason: Reason | None = None,
        figures: Packed | None = None,
        expected: int | None = None,
    ) -> int:
        """Publish an old version anew, with the same files; originals stay with the old one.

        Without `figures` it shows what the old one showed; `expected` is as for `publish`.
        """
        require(author=author, note=note)
        seen = finished(self._place, self._log)
        if expected not in (None, seen.latest):
            raise self._log.conflict(expected)
        old = self._log.manifest(number)
        about: dict[str, Any] = {"published": in_utc(now), "author": author, "note": note}
        about |= {"number": seen.top + 1, "restored_from": number, "reason": reason}
        if figures is not None:
            about |= write_figures(self._place, figures, published=about["published"])
        return self._log.append(old.again(**about))

    def withdraw(
        self,
        numbers: int | Sequence[int],
        *,
        reason: str,
        author: str,
        now: dt.datetime,
        harmless: Collection[str] = (),
    ) -> dict[str, tuple[int, ...]]:
        """Delete versions: tables, programme, originals, claims, note, kept files, all drafts.

        What an earlier version holds too was public before and stays. What first came with
        these versions and is in a later one must not survive there unnoticed, so that is
        refused. The store compares whole tables: a later version whose table was changed may
        still hold a bad row, so withdraw every version that had it. Backups made elsewhere
        are not touched.

        Parameters
        ----------
        numbers : int or sequence of int
        reason : str
            Stays in their place; must not repeat what is withdrawn.
        harmless : collection of str
            Names of what may stay in later versions.

        Returns
        -------
        dict of str to tuple of int
            What stays, as of `shared`.

        Raises
        ------
        StoreConflict
            A later version has the same, or somebody published meanwhile.
        NoSuchVersion, WithdrawnVersion
        """
        require(author=author, reason=reason)
        seen = finished(self._place, self._log)
        doomed, others = parted(self._log, numbers)
        remaining = shared(doomed, others)
        refuse_what_stays(remaining, harmless)
        withdrawal = withdrawal_of(
            doomed, others, number=seen.top + 1, at=in_utc(now), author=author, reason=reason
        )
        self._log.append(withdrawal)
        finish(self._place, self._log, withdrawal)
        return by_name(remaining)

    def keep(self, number: int, name: str, content: bytes) -> None:
        """Keep a small file made from a version, such as a handout; the first of a name stays."""
        path = self._kept_path(number, name)
        self._place.create(path, content)
        try:
            self._log.manifest(number)
        except WithdrawnVersion:  # while it was written
            self._place.delete([path])
            raise

    def save_draft(
        self,
        programme_text: bytes,
        records: Records,
        *,
        author: str,
        now: dt.datetime,
        pictures: Mapping[str, bytes] | None = None,
        **made: Any,
    ) -> str:
        """Save a rehearsal for seven days; the token opens it, and cannot be guessed.

        What was made of it and its figures are as for `publish`.
        """
        programme = read_programme(programme_text.decode("utf-8-sig"))
        after = self._log.look().top
        manifest = write_version(
            self._place,
            programme_text,
            records,
            pictures=pictures_of(self._log, programme, pictures or {}),
            number=None,
            published=in_utc(now),
            author=author,
            **made,
        )
        return write_draft(self._place, Draft(after=after, manifest=manifest))

    def save_mapping(self, name: str, choices: str) -> None:
        """Keep how a file was read under a name, in place of what had that name."""
        save_mapping(self._place, name, choices)

    def sweep(self, *, now: dt.datetime) -> list[str]:
        """Delete expired drafts and what no version and no draft names, if older than a day."""
        finished(self._place, self._log)
        return upkeep.sweep(self._place, self._log, now=in_utc(now))

    def backup(self, path: Path) -> None:
        """Write the whole store into one new zip file."""
        upkeep.backup(self._place, self._log, path)
