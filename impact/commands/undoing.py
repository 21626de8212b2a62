"""``revert``: one published change taken back, on top of what came later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from impact.changes import publishing
from impact.changes.submit import version_with
from impact.changes.three_way import Content
from impact.changes.together import authors_of
from impact.changes.undo import undone, version_before
from impact.commands.older_base import print_conflicts
from impact.commands.sending import print_changes
from impact.commands.shared import (
    CONFLICT,
    DONE,
    FAILED,
    add_author,
    add_reason,
    add_store,
    print_problems,
    say,
    wanted,
)
from impact.model.errors import NothingPublished
from impact.versions import Reason, Store

if TYPE_CHECKING:
    import argparse

    from impact.changes.together import Together
    from impact.versions import Manifest


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    revert = commands_of.add_parser("revert")
    revert.set_defaults(run=_revert)
    revert.add_argument("number", type=int, help="the version whose change is taken back")
    revert.add_argument("--note", default="", help="why")
    revert.add_argument("--yes", action="store_true", help="publish without asking")
    add_reason(revert, Reason.MISTAKE_CORRECTED)
    add_store(revert)
    add_author(revert)


def _revert(options: argparse.Namespace) -> int:
    """Take one change back; where a later version changed the same again, list it and stop."""
    store, now = Store.at(options.store), dt.datetime.now(dt.UTC)
    latest = store.latest()
    if latest is None:
        raise NothingPublished("No version is published.", "Publish one first.")
    published = _content(store, latest)
    found, newer = _undone(store, options.number, published, latest, today=now.date())
    if found.conflicts:
        begun = _content(store, options.number)
        print_conflicts(options, found.conflicts, authors_of(found.conflicts, begun, newer))
        return CONFLICT
    if found.change.prepared.errors:
        print_problems(found.change.prepared.errors, as_json=options.json)
        return FAILED
    if not options.json:
        print_changes(published, found.change)
    if not options.yes and (options.json or not wanted()):
        return FAILED
    number = publishing.publish(
        store,
        found.change.programme_text,
        version_with(found.change),
        author=options.author,
        note=options.note or f"Version {options.number} undone",
        now=now,
        expected=latest,
        reason=options.reason,
        undoes=options.number,
    )
    say(options, f"Published version {number}.", {"published": number})
    return DONE


def _undone(
    store: Store, number: int, published: Content, latest: int, *, today: dt.date
) -> tuple[Together, list[tuple[Manifest, Content]]]:
    history = store.history()
    before = _content(store, version_before(history, number))
    found = undone(before, _content(store, number), published, {}, today=today)
    later = [one for one in reversed(history) if number < one.log_number <= latest]
    newer = [(one, _content(store, one.log_number)) for one in later if one.withdrawn is None]
    return found, newer


def _content(store: Store, number: int) -> Content:
    snapshot = store.open(number)
    return Content(snapshot.programme_text, snapshot.records)
