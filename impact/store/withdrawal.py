"""Withdrawing: the one thing that deletes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.errors import NoSuchVersion, StoreConflict
from impact.store.drafts import drop_drafts
from impact.store.entries import PROGRAMME, Gone, Manifest, Withdrawal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

    from impact.store.log import Log, Seen
    from impact.store.place import Place


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


def shared(doomed: Collection[Manifest], others: Iterable[Manifest]) -> dict[str, tuple[int, ...]]:
    """What the versions to be withdrawn have in common with versions that stay.

    Parameters
    ----------
    doomed, others : of Manifest
        The versions to be withdrawn, and those not.

    Returns
    -------
    dict of str to tuple of int
        Name of a table, of the programme or of an original → the versions that stay with the
        very same content, oldest first. A table without rows is not counted. A table that was
        changed in between is another content, whatever rows it has in common.
    """
    wanted = {content: name for version in doomed for content, name in _contents(version)}
    found: dict[str, set[int]] = {}
    for other in others:
        for content, _name in _contents(other):
            if content in wanted:
                found.setdefault(wanted[content], set()).add(other.number)
    return {name: tuple(sorted(numbers)) for name, numbers in sorted(found.items())}


def refuse_what_stays(
    doomed: Collection[Manifest],
    remaining: dict[str, tuple[int, ...]],
    harmless: Collection[str],
) -> None:
    """Refuse to withdraw content that first came with these versions and lives on in later ones.

    Raises
    ------
    StoreConflict
        Naming the tables, and the versions to be withdrawn as well.
    """
    first = min(version.number for version in doomed)
    later = {
        name: numbers
        for name, numbers in remaining.items()
        if name not in harmless and min(numbers) > first
    }
    if later:
        versions = ", ".join(str(n) for n in sorted({n for group in later.values() for n in group}))
        raise StoreConflict(
            f"Version {versions} still has the same {', '.join(later)}.",
            "Withdraw it too, or say that these are harmless and may stay.",
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
    kept = {file.path for version in others for file in version.files}
    files = {file.path for version in doomed for file in version.files}
    return Withdrawal(
        number=number,
        at=at,
        author=author,
        reason=reason,
        versions=tuple(
            Gone(number=gone.number, published=gone.published, author=gone.author)
            for gone in sorted(doomed, key=lambda version: version.number)
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
        *([((PROGRAMME, programme.sha256), PROGRAMME)] if programme else []),
    ]
