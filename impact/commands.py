"""The commands of the command line that read and write the store of versions."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from impact.disclosure import for_audience
from impact.errors import FileError, NoSuchVersion, RecordsError, StoreConflict
from impact.handouts.claims_json import claim_as_dict
from impact.intake.files import read_csv_text
from impact.intake.folder import read_bytes, read_folder, table_of
from impact.merging import Way
from impact.preparing import prepare
from impact.publishing import make_version
from impact.rehearsal import rehearse
from impact.store import Original, Store
from impact.wording import words_in
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from impact.disclosure import View
    from impact.publishing import Version
    from impact.rehearsal import Rehearsal
    from impact.store import Manifest, Snapshot


def opened(store: Store, number: int | None) -> Version:
    """A version of the store with its claims, the latest where no number is given.

    Raises
    ------
    NoSuchVersion
        Nothing was published yet.
    """
    number = store.latest() if number is None else number
    if number is None:
        raise NoSuchVersion("The store holds no version.", "Publish one first.")
    return version_of(store.open(number))


def version_of(snapshot: Snapshot) -> Version:
    """The claims and small tables of a snapshot."""
    manifest = snapshot.manifest
    return make_version(
        snapshot.programme,
        snapshot.records,
        manifest.hashes,
        number=manifest.number,
        published=manifest.published,
        author=manifest.author,
        note=manifest.note,
    )


def plain_claims(version: Version) -> list[dict]:
    """The claims as they are kept with a version: exact, in English."""
    view, words = for_audience(version, "staff"), words_in("en")
    return [claim_as_dict(view, claim, words) for claim in view.claims]


def publish(options: argparse.Namespace) -> int:
    """Check files, show what they would change, and publish them if that is wanted."""
    store, now = Store.at(options.store), dt.datetime.now(dt.UTC)
    expected, before, text = _base(store, options.data, now)
    originals = [Original(path.name, read_bytes(path)) for path in options.files]
    files = {}
    for one in originals:
        file = read_csv_text(one.content, one.name)
        table = table_of(one.name.rpartition(".")[0], list(file.frame.columns))
        if table is None or table in files:
            raise FileError(
                f"{one.name} is not recognised as a table of its own.",
                "Name each file after its table, and give one file for each.",
            )
        files[table] = file
    ways = dict.fromkeys(files, _way(options))
    found = prepare(before.programme, before.records, files, ways, today=now.date())
    if found.errors:
        raise RecordsError(found.problems)
    after = make_version(before.programme, found.records, {"draft": now.isoformat()})
    views = [for_audience(version, "public") for version in (before, after)]
    _print_rehearsal(rehearse(*views), *views, as_json=options.json)
    if not options.yes and input("Publish? [y/N] ").strip().lower() != "y":
        return 1
    number = store.publish(
        text,
        found.records,
        author=options.author,
        note=options.note,
        now=now,
        claims=plain_claims(after),
        expected=expected,
        originals=originals,
    )
    print(json.dumps({"published": number}) if options.json else f"Published version {number}.")
    return 0


def _way(options: argparse.Namespace) -> Way:
    if options.replace:
        return Way.REPLACE_TABLE
    return Way.ADD if options.add else Way.REPLACE_ROWS


def _base(store: Store, data: Path, now: dt.datetime) -> tuple[int, Version, bytes]:
    """What is changed: the latest version, or the data folder as version 1."""
    if store.latest() is None:
        folder = read_folder(data)
        version = make_version(folder.programme, folder.records, folder.hashes)
        files = [path for path in sorted(data.iterdir()) if path.name in folder.hashes]
        store.seed(
            read_bytes(data / "programme.toml"),
            folder.records,
            [Original(path.name, read_bytes(path)) for path in files],
            plain_claims(version),
            now=now,
        )
    number = store.latest()
    snapshot = store.open(number)
    return number, version_of(snapshot), snapshot.programme_text


def _print_rehearsal(found: Rehearsal, before: View, after: View, *, as_json: bool) -> None:
    words = words_in("en")
    lines = [
        {
            "id": change.id,
            "changed": change.changed,
            "before": change.before and sentence(before, change.before, words),
            "after": change.after and sentence(after, change.after, words),
        }
        for change in found.claims
    ]
    if as_json:
        print(json.dumps({"claims": lines}, ensure_ascii=False, indent=2))
        return
    for line in lines:
        mark = "changed" if line["changed"] else "as before"
        print(f"{mark}: {line['before'] or '(none)'}")
        if line["changed"]:
            print(f"     now: {line['after'] or '(none)'}")


def history(options: argparse.Namespace) -> int:
    """List the versions, newest first."""
    found = [_line(manifest) for manifest in Store.at(options.store).history()]
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for line in found:
        gone = f" (withdrawn: {line['withdrawn']})" if line["withdrawn"] else ""
        print(f"{line['number']}  {line['published']}  {line['author']}: {line['note']}{gone}")
    return 0


def _line(manifest: Manifest) -> dict:
    return {
        "number": manifest.number,
        "published": manifest.published.isoformat(timespec="seconds"),
        "author": manifest.author,
        "note": manifest.note,
        "files": [file.name for file in manifest.originals],
        "restored_from": manifest.restored_from,
        "withdrawn": manifest.withdrawn and manifest.withdrawn.reason,
    }


def restore(options: argparse.Namespace) -> int:
    """Publish an old version anew."""
    store = Store.at(options.store)
    note = options.note or f"Version {options.number} again"
    number = store.restore(
        options.number, author=options.author, note=note, now=dt.datetime.now(dt.UTC)
    )
    print(json.dumps({"published": number}) if options.json else f"Published version {number}.")
    return 0


def withdraw(options: argparse.Namespace) -> int:
    """Delete versions, leaving their number, author and the reason."""
    store = Store.at(options.store)
    store.withdraw(
        options.numbers, reason=options.reason, author=options.author, now=dt.datetime.now(dt.UTC)
    )
    named = ", ".join(str(number) for number in options.numbers)
    print(json.dumps({"withdrawn": options.numbers}) if options.json else f"Withdrawn: {named}.")
    return 0


def backup(options: argparse.Namespace) -> int:
    """Write the whole store into one file."""
    Store.at(options.store).backup(options.file)
    print(json.dumps({"backup": str(options.file)}) if options.json else f"Kept in {options.file}.")
    return 0


CONFLICT = 3


def status_of(error: Exception) -> int:
    """The exit status of an error: 3 where somebody else published meanwhile."""
    return CONFLICT if isinstance(error, StoreConflict) else 1
