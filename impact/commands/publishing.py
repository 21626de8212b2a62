"""``publish``: files into a store, checked, with what they change shown first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from impact.changes import publishing
from impact.changes.merge import Way
from impact.changes.prepare import prepare
from impact.changes.publishing import keep_answers, kept_choices
from impact.changes.rehearse import rehearse
from impact.checking.folder import read_bytes, read_folder, sent_bytes, sent_name
from impact.commands.shared import (
    DONE,
    FAILED,
    add_answers,
    add_author,
    add_data,
    add_store,
    answers_of,
    say,
)
from impact.disclosure import for_audience
from impact.formats.common.known import known_to
from impact.formats.receiving import ALL_FILES, receive
from impact.model.errors import FileError, NothingPublished, RecordsError
from impact.model.messages import Sentence
from impact.reading.choices import Choices
from impact.versions import Original, Store
from impact.versions.opening import version_of
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    import argparse

    from impact.changes.rehearse import Rehearsal
    from impact.disclosure import View
    from impact.formats.receiving import Received
    from impact.reading.uploads import Upload
    from impact.versions.version import Version


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    publish = commands_of.add_parser("publish")
    publish.set_defaults(run=_publish)
    publish.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add_store(publish)
    add_data(publish)
    add_author(publish)
    add_answers(publish)
    publish.add_argument("--note", required=True, help="what is new")
    way = publish.add_mutually_exclusive_group()
    way.add_argument("--replace", action="store_true", help="each file is its whole table")
    way.add_argument("--add", action="store_true", help="only add rows; leave known ones alone")
    publish.add_argument("--yes", action="store_true", help="publish without asking")


def _publish(options: argparse.Namespace) -> int:
    """Check files, show what they would change, and publish them if that is wanted."""
    store, now = Store.at(options.store), dt.datetime.now(dt.UTC)
    expected, before, text = _base(store, options.data)
    received = _received(options, before, store)
    files = received.texts
    ways = dict.fromkeys(files, _way(options))
    found = prepare(before.programme, before.records, files, ways, today=now.date())
    if found.errors:
        raise RecordsError(received.told(found.problems))
    after = make_version(before.programme, found.records, {"draft": now.isoformat()})
    views = [for_audience(version, "public") for version in (before, after)]
    claims = _claims(rehearse(*views), *views)
    if not _wanted(options, claims):
        return FAILED
    if expected is None:
        expected = publishing.seed(store, options.data, now=now)
    number = publishing.publish(
        store,
        text,
        after,
        author=options.author,
        note=options.note,
        now=now,
        expected=expected,
        originals=[Original(each.name, each.content) for each in received.originals],
    )
    keep_answers(store, received.answers)
    say(options, f"Published version {number}.", {"claims": claims, "published": number})
    return DONE


def _received(options: argparse.Namespace, before: Version, store: Store) -> Received:
    """The files, and what each was taken for.

    Raises
    ------
    FileError
        One cannot be read, or is not recognised.
    RecordsError
        Two of them are one table, or something that they ask is not answered.
    """
    files = [(sent_name(path), sent_bytes(path)) for path in options.files]
    known = known_to(before.programme, before.records)
    kept = kept_choices(store).get(ALL_FILES, Choices()).answers
    said = Choices(answers={**kept, **answers_of(options).answers})
    received = receive(files, {ALL_FILES: said}, known)
    for _, error in received.refused:
        raise error
    if received.problems:
        raise RecordsError(received.problems)
    for upload in received.uploads:
        if not upload.texts:
            raise FileError(
                Sentence("{file} is not recognised as a table.", file=upload.file),
                Sentence("Name each file after its table."),
            )
        if not options.json:
            _print_account(upload)
    return received


def _print_account(upload: Upload) -> None:
    for said in upload.account.said:
        print(f"{upload.file}: {said.text}")


def _way(options: argparse.Namespace) -> Way:
    if options.replace:
        return Way.REPLACE_TABLE
    return Way.ADD if options.add else Way.REPLACE_ROWS


def _base(store: Store, data: Path) -> tuple[int | None, Version, bytes]:
    """What is changed: the latest version, or before the first publish the data folder."""
    number = store.latest()
    if number is not None:
        snapshot = store.open(number)
        return number, version_of(snapshot), snapshot.programme_text
    if store.started:
        raise NothingPublished("All versions are withdrawn.", "Begin a new store.")
    folder = read_folder(data)
    version = make_version(folder.programme, folder.records, folder.hashes)
    return None, version, read_bytes(data / "programme.toml")


def _wanted(options: argparse.Namespace, claims: list[dict]) -> bool:
    """Whether to publish: asked after the claims are shown, but for programs."""
    if options.json:
        if not options.yes:
            say(options, "", {"claims": claims, "published": None})
        return options.yes
    _print_claims(claims)
    return options.yes or input("Publish? [y/N] ").strip().lower() == "y"


def _claims(found: Rehearsal, before: View, after: View) -> list[dict]:
    words = words_in("en")
    return [
        {
            "id": change.id,
            "changed": change.changed,
            "before": change.before and sentence(before, change.before, words),
            "after": change.after and sentence(after, change.after, words),
        }
        for change in found.claims
    ]


def _print_claims(lines: list[dict]) -> None:
    for line in lines:
        mark = "changed" if line["changed"] else "as before"
        print(f"{mark}: {line['before'] or '(none)'}")
        if line["changed"]:
            print(f"     now: {line['after'] or '(none)'}")
