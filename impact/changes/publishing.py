"""A version into the store, with everything that was made of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from impact.checking.folder import read_bytes, read_folder
from impact.disclosure import for_audience
from impact.disclosure.comparing import audiences_compared, figures_beside, shown_to
from impact.reading.choices import ALL_FILES, Choices
from impact.versions import Original, Reason, figures
from impact.versions.derived import pack
from impact.versions.opening import version_of
from impact.versions.version import make_version, under_rules_of
from impact.wording.claims_json import kept_claims

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from impact.checking.folder import DataFolder
    from impact.model.programme import Programme
    from impact.versions import Store
    from impact.versions.figures import Figures, Shown
    from impact.versions.version import Version


EXPORTS = "Exports of other systems"
"""The name under which the store keeps what was confirmed for exports."""


def kept_choices(store: Store) -> dict[str, Choices]:
    """What was confirmed for exports before, as `impact.formats.receiving.receive` takes it."""
    text = store.mappings().get(EXPORTS)
    return {} if text is None else {ALL_FILES: Choices(answers=Choices.from_json(text).answers)}


def keep_answers(store: Store, answers: Mapping[str, str]) -> None:
    """Keep what was confirmed for exports, so that the next file asks only for what is new."""
    before = kept_choices(store).get(ALL_FILES, Choices()).answers
    together = {**before, **answers}
    if together != before:
        store.save_mapping(EXPORTS, Choices(answers=together).as_json())


def publish(
    store: Store,
    programme_text: bytes,
    version: Version,
    *,
    author: str,
    note: str,
    now: dt.datetime,
    expected: int | None,
    originals: Sequence[Original] = (),
    reason: Reason = Reason.NEW_DATA,
    undoes: int | None = None,
    rehearsed: dict[str, Figures] | None = None,
) -> int:
    """Publish what was rehearsed.

    Parameters
    ----------
    store : Store
    programme_text : bytes
        programme.toml, from which the version's programme was read.
    version : Version
        From `impact.versions.version.make_version`.
    reason : Reason
        Why claims read otherwise, for the public; kept only where one does.
    rehearsed : dict of str to Figures, optional
        The figures that `beside_the_others` gave at `now`, if nothing was published or withdrawn
        since. Without them they are made here.
    author, note, now, expected, originals, undoes
        As for `impact.versions.Store.publish`, which says what it raises.

    Returns
    -------
    int
        The number of the new version.
    """
    claims = kept_claims(for_audience(version, "staff"))
    before = None if expected is None else store.manifest(expected)
    shown = rehearsed or beside_the_others(store, version, now=now).figures
    return store.publish(
        programme_text,
        version.records,
        author=author,
        note=note,
        now=now,
        claims=claims,
        expected=expected,
        originals=originals,
        made=pack(version),
        reason=reason if before and claims_differ(before.claims, claims) else None,
        undoes=undoes,
        figures=figures.pack(shown),
        pictures=version.pictures,
    )


def beside_the_others(
    store: Store, version: Version, *, now: dt.datetime, before: Version | None = None
) -> Version:
    """A version with its figures as they may be shown beside all that can be opened.

    Parameters
    ----------
    store : Store
    version : Version
        To be published on top of the latest.
    now : datetime
    before : Version, optional
        The latest, where it is open already; or, where nothing was published yet, the data
        folder, which becomes version 1.

    Returns
    -------
    Version
        The same with `figures`: some may stay as an older version has them.
    """
    opened = _Opened(store, version.programme, now, before)
    dated = replace(version, published=now)
    found = {
        audience: figures_beside(dated, audience, opened.shown_to(audience), opened.latest)
        for audience in audiences_compared(version)
    }
    return replace(version, figures=found)


class _Opened:
    """The versions that can be opened, under the rules of the programme to be published."""

    def __init__(
        self, store: Store, programme: Programme, now: dt.datetime, before: Version | None
    ) -> None:
        self._store, self._programme, self._now = store, programme, now
        self._kept = {
            n: figures.unpack(text, {}, programme) for n, text in store.shown_figures().items()
        }
        self.latest: Version | None = None
        newest = max(self._kept, default=None)
        if newest is not None:
            if before is not None and before.number == newest:
                self.latest = under_rules_of(before, programme)
            else:
                self.latest = self._version(newest)
        elif before is not None and before.number is None:
            self.latest, self._kept = replace(before, published=now), {1: {}}

    def _version(self, number: int) -> Version:
        version = version_of(self._store.open(number), now=self._now)
        return under_rules_of(version, self._programme)

    def shown_to(self, audience: str) -> list[tuple[int, Shown]]:
        """What each version shows to an audience, made again where that was not kept."""
        found = []
        for number, known in self._kept.items():
            if audience in known:
                found.append((number, known[audience].shown))
                continue
            version = self.latest
            if version is None or number != max(self._kept):
                version = self._version(number)
            found.append((number, shown_to(version, audience)))
        return found


def restore(
    store: Store,
    number: int,
    *,
    author: str,
    note: str,
    now: dt.datetime,
    reason: Reason = Reason.MISTAKE_CORRECTED,
    expected: int | None = None,
) -> int:
    """Publish an old version anew, with the reason where a claim reads otherwise by it.

    Raises
    ------
    StoreConflict
        `expected` is given, and somebody published since that version was the newest.
    """
    latest = store.latest()
    before = None if latest is None else store.manifest(latest)
    differ = before is not None and claims_differ(before.claims, store.manifest(number).claims)
    why = reason if differ else None
    version = replace(version_of(store.open(number)), figures={})
    shown = figures.pack(beside_the_others(store, version, now=now).figures)
    about: dict[str, Any] = {"author": author, "note": note, "now": now, "expected": expected}
    return store.restore(number, reason=why, figures=shown, **about)


def claims_differ(before: Sequence[Mapping], after: Sequence[Mapping]) -> bool:
    """Whether a claim says anything else than in the version before, by what both kept."""
    said = ("sentence", "value", "baseline", "verdict", "statement")
    then, now = (
        {one["id"]: [one.get(part) for part in said] for one in claims}
        for claims in (before, after)
    )
    return then != now


def seed(
    store: Store,
    data: Path,
    *,
    now: dt.datetime,
    known: tuple[DataFolder, Version] | None = None,
) -> int:
    """Publish the data folder as version 1, before the first change becomes version 2.

    Parameters
    ----------
    known : (DataFolder, Version), optional
        The folder as it was read before, and its version: taken if its files are still the same.

    Raises
    ------
    StoreConflict
        Something was published before.
    RecordsError, FileError, ProgrammeError
        The folder cannot be used.
    """
    folder, version = known if known and _unchanged(data, known[0]) else _read_anew(data)
    shown = beside_the_others(store, version, now=now)
    return store.seed(
        read_bytes(data / "programme.toml"),
        folder.records,
        [Original(name, read_bytes(data / name)) for name in sorted(folder.hashes)],
        kept_claims(for_audience(version, "staff")),
        now=now,
        made=pack(version),
        figures=figures.pack(shown.figures),
        pictures=version.pictures,
    )


def _read_anew(data: Path) -> tuple[DataFolder, Version]:
    folder = read_folder(data)
    return folder, make_version(
        folder.programme, folder.records, folder.hashes, pictures=folder.pictures
    )


def _unchanged(data: Path, folder: DataFolder) -> bool:
    """Whether every file of a folder is as it was when the folder was read."""
    return all(
        (data / name).is_file() and hashlib.sha256(read_bytes(data / name)).hexdigest() == before
        for name, before in folder.hashes.items()
    )


def save_draft(
    store: Store, programme_text: bytes, version: Version, *, author: str, now: dt.datetime
) -> str:
    """Save a rehearsal for seven days; the token opens it as ``?draft=TOKEN``, for staff only."""
    shown = beside_the_others(store, version, now=now)
    return store.save_draft(
        programme_text,
        version.records,
        author=author,
        now=now,
        made=pack(version),
        figures=figures.pack(shown.figures),
        pictures=version.pictures,
    )
