"""Sweeping what nobody names any more, and the whole store in one file."""

from __future__ import annotations

import datetime as dt
import errno
import re
import secrets
import zipfile
import zlib
from typing import TYPE_CHECKING

from impact.model.errors import StoreConflict, StoreError
from impact.versions.drafts import all_drafts, drop_drafts, expired
from impact.versions.entries import Manifest, Withdrawal, read_entry
from impact.versions.log import FOLDER as VERSIONS
from impact.versions.log import path_of
from impact.versions.mappings import FOLDER as MAPPINGS
from impact.versions.writing import FOLDER as FILES
from impact.versions.writing import written_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from impact.versions.log import Log
    from impact.versions.object_store import Place

KEPT = "kept"
ORPHAN_AFTER = dt.timedelta(days=1)
_MEMBER = re.compile(
    r"versions/\d{8}\.json|files/[\w.-]+|kept/\d{8}/[\w.-]+|drafts/[0-9a-f]{64}\.json"
    r"|mappings/[0-9a-f]{32}\.json",
    re.ASCII,
)


def sweep(place: Place, log: Log, *, now: dt.datetime) -> list[str]:
    """Delete expired drafts, and files older than a day that no version and no draft names.

    Returns
    -------
    list of str
        The names of what was deleted.
    """
    # Listed before the log is read: what is published in between is named there
    begun = {path: written_at(path) for path in place.names(FILES)}
    old = [path for path, at in begun.items() if at is not None and now - at > ORPHAN_AFTER]
    kept = place.names(KEPT)
    named, alive, newest_withdrawal = set(), set(), 0
    for entry in log.entries():
        if isinstance(entry, Withdrawal):
            newest_withdrawal = max(newest_withdrawal, entry.number)
        elif entry.withdrawn is None:
            alive.add(f"{entry.number:08}")
            named |= {file.path for file in entry.all_files}
    gone = drop_drafts(place, lambda d: expired(d, now) or d.after < newest_withdrawal)
    for draft in all_drafts(place).values():
        named |= {file.path for file in draft.manifest.all_files}
    orphans = [path for path in old if path not in named and path not in gone]
    orphans += [path for path in kept if path.split("/")[1] not in alive]
    place.delete(orphans)
    limit = (now - ORPHAN_AFTER).timestamp()
    unfinished = [path for path, when in place.unfinished().items() if when < limit]
    place.delete_unfinished(unfinished)
    return sorted([*gone, *orphans, *unfinished])


def backup(place: Place, log: Log, path: Path) -> None:
    """Write everything that the store holds into one zip file."""
    entries = {path_of(entry.log_number): entry for entry in log.entries()}
    drafts = all_drafts(place)
    versions = [entry for entry in entries.values() if isinstance(entry, Manifest)]
    versions += [draft.manifest for draft in drafts.values()]
    named = {file.path for version in versions for file in version.all_files}
    # Those that came from a version which was withdrawn went with it
    may_be_gone = {file.path for version in versions for file in version.older.values()}
    contents = {name: e.model_dump_json(indent=1) for name, e in (entries | drafts).items()}
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        if path.exists():
            raise FileExistsError(errno.EEXIST, "there is a file of that name")
        with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as archive:
            for name, content in contents.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            for name in sorted({*named, *place.names(KEPT), *place.names(MAPPINGS)}):
                kept = place.read(name)
                if kept is None and name in may_be_gone:
                    continue
                if kept is None:
                    raise StoreConflict(
                        "Something was deleted from the store meanwhile.", "Make the backup again."
                    )
                archive.writestr(zipfile.ZipInfo(name), kept, zipfile.ZIP_DEFLATED)
        part.rename(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(f"{path} cannot be written ({reason}).", "Choose another name.") from error
    finally:
        part.unlink(missing_ok=True)


def unpack(place: Place, path: Path, *, empty: bool) -> None:
    """Write a backup into an empty store. Nobody may use that store until it is finished."""
    if not empty:
        raise StoreConflict(f"{place.address} has versions already.", "Choose an empty place.")
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            _refuse_strangers(names, archive, path)
            # Entries last and in their order, so that a kill leaves whole versions behind
            for name in sorted(names, key=lambda name: (name.startswith(VERSIONS), name)):
                if not place.create(name, archive.read(name)):
                    raise StoreConflict(f"{name} is there already.", "Choose an empty place.")
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        raise StoreError(f"{path} cannot be read as a backup.", "Check the file.") from error


def _refuse_strangers(names: Iterable[str], archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse a zip file that is no backup, or lacks a file that a version names."""
    entries = [name for name in names if name.startswith(f"{VERSIONS}/")]
    whole = all(_MEMBER.fullmatch(name) for name in names)
    for name in entries if whole else ():
        entry = read_entry(archive.read(name), name)
        files = entry.files if isinstance(entry, Manifest) else ()
        whole = whole and {file.path for file in files} <= set(names)
    if not whole:
        raise StoreError(f"{path} is not a whole backup of a store.", "Choose another file.")
