"""Withdrawing: the one thing that deletes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.model.errors import NoSuchVersion, StoreConflict
from impact.versions.drafts import drop_drafts
from impact.versions.entries import PROGRAMME, Gone, Manifest, Withdrawal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

    from impact.versions.log import Log, Seen
    from impact.versions.object_store import Place


def parted(log: Log, numbers: int | Sequence[int]) -> tuple[list[Manifest], list[Manifest]]:
    """The versions of these numbers, and all others that are not withdrawn.

    Raises
    ------
    NoSuchVersion, WithdrawnVersion
    """
    chosen = {numbers} if isinstance(numbers, int) else set(numbers)
    if not chosen:
        raise NoSuchVersion("No version is named.", "Name the versions to withdraw.")
    doomed = [log.manifest(number) for number in sorted(chosen)]
    # Without their claims, which can be long
    others = [
        version.model_copy(update={"claims": []})
        for version in log.versions()
        if version.withdrawn is None and version.number not in chosen
    ]
    return doomed, others


@dataclass(frozen=True)
class Shared:
    """Content of versions to be withdrawn that versions which stay have too.

    `first` is the first of the versions to be withdrawn that has it; `versions` those that
    stay, oldest first.
    """

    name: str
    first: int
    versions: tuple[int, ...]

    @property
    def survives(self) -> bool:
        """Whether it came with the withdrawn versions, and later ones took it over."""
        return self.versions[0] > self.first


def shared(doomed: Iterable[Manifest], others: Iterable[Manifest]) -> list[Shared]:
    """What the versions to be withdrawn have in common with versions that stay.

    Parameters
    ----------
    doomed, others : of Manifest
        The versions to be withdrawn, oldest first, and those not.

    Returns
    -------
    list of Shared
        One for each table, programme, picture or original with the very same content. A table
        without rows is left out. A table that was changed in between is another content, whatever
        rows it has in common.
    """
    named: dict[tuple[str, str], tuple[str, int]] = {}
    for version in doomed:
        for content, name in _contents(version):
            named.setdefault(content, (name, version.log_number))
    found: dict[tuple[str, str], set[int]] = {}
    for other in others:
        for content, _name in _contents(other):
            if content in named:
                found.setdefault(content, set()).add(other.log_number)
    return [Shared(*named[content], tuple(sorted(found[content]))) for content in sorted(found)]


def by_name(contents: Iterable[Shared]) -> dict[str, tuple[int, ...]]:
    """Name → the versions that have the same, oldest first."""
    together: dict[str, set[int]] = {}
    for content in contents:
        together.setdefault(content.name, set()).update(content.versions)
    return {name: tuple(sorted(numbers)) for name, numbers in sorted(together.items())}


def refuse_what_stays(contents: Iterable[Shared], harmless: Collection[str]) -> None:
    """Refuse to withdraw content that first came with these versions and lives on in later ones.

    Raises
    ------
    StoreConflict
        Naming the tables, and the versions to be withdrawn as well.
    """
    later = by_name(c for c in contents if c.survives and c.name not in harmless)
    if later:
        versions = sorted({number for numbers in later.values() for number in numbers})
        raise StoreConflict(
            f"The same {', '.join(later)} is still in version {', '.join(map(str, versions))}.",
            "Withdraw it too, or say that this is harmless and may stay.",
        )


def withdrawal_of(
    doomed: Collection[Manifest],
    others: Iterable[Manifest],
    *,
    number: int,
    at: dt.datetime,
    author: str,
    reason: str,
) -> Withdrawal:
    """The entry of the log that withdraws some versions, with every file that goes."""
    others, gone = list(others), {version.number for version in doomed}
    # What came from these versions goes from later ones too
    taken_over = {f.path for v in others for source, f in v.older.items() if source in gone}
    kept = {file.path for version in others for file in version.all_files} - taken_over
    files = {file.path for version in doomed for file in version.all_files} | taken_over
    return Withdrawal(
        number=number,
        at=at,
        author=author,
        reason=reason,
        versions=tuple(
            Gone(number=gone.log_number, published=gone.published, author=gone.author)
            for gone in sorted(doomed, key=lambda version: version.log_number)
        ),
        files=tuple(sorted(files - kept)),
    )


def finished(place: Place, log: Log) -> Seen:
    """The log as it is, after finishing a withdrawal that a kill interrupted."""
    seen = log.look()
    if seen.withdrawing is not None:
        finish(place, log, seen.withdrawing)
    return seen


def finish(place: Place, log: Log, withdrawal: Withdrawal) -> None:
    """Delete what was withdrawn. Doing it twice, or by two at once, does no harm."""
    for tombstone in withdrawal.tombstones():
        log.bury(tombstone)
    place.delete(withdrawal.files)
    for number in withdrawal.numbers:
        place.delete(place.names(f"kept/{number:08}"))
    # Whatever was rehearsed on a withdrawn version may hold what was withdrawn
    drop_drafts(place, lambda draft: draft.after < withdrawal.number)


def _contents(version: Manifest) -> list[tuple[tuple[str, str], str]]:
    """What a version holds: kind and hash → its name."""
    tables = [((name, table.sha256), name) for name, table in version.tables.items() if table.rows]
    originals = [(("original", file.sha256), file.name) for file in version.originals]
    programme = version.programme
    return [
        *tables,
        *originals,
        *((("picture", file.sha256), name) for name, file in version.pictures.items()),
        *([((PROGRAMME, programme.sha256), PROGRAMME)] if programme else []),
    ]
