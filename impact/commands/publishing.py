"""``publish``: files into a store, checked, with what they change shown first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from impact.changes import publishing
from impact.changes.rehearse import rehearse
from impact.changes.submit import version_with, with_accounts
from impact.changes.three_way import Content
from impact.commands.comparing import claim_lines, print_claims
from impact.commands.older_base import on_what_is_published, print_conflicts
from impact.commands.sending import (
    add_files,
    print_changes,
    print_sent,
    print_uses,
    read_sent,
    refused,
)
from impact.commands.shared import (
    CONFLICT,
    DONE,
    FAILED,
    add_author,
    add_data,
    add_reason,
    add_store,
    base_of,
    folder_version,
    print_problems,
    say,
    wanted,
)
from impact.disclosure import for_audience
from impact.versions import Original, Reason, Store
from impact.versions.version import Version
from impact.wording import words_in
from impact.wording.older_figures import older_figures

if TYPE_CHECKING:
    import argparse

    from impact.changes.submit import Change
    from impact.checking.folder import DataFolder
    from impact.commands.sending import SentFiles
    from impact.disclosure import View


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    publish = commands_of.add_parser("publish")
    publish.set_defaults(run=_publish)
    add_files(publish)
    add_store(publish)
    add_data(publish)
    add_author(publish)
    publish.add_argument("--note", required=True, help="what is new")
    add_reason(publish, Reason.NEW_DATA)
    publish.add_argument(
        "--base",
        type=int,
        metavar="N",
        help="the version that the files were made from (default the latest); what was changed "
        "since is kept, and where both changed the same, the cells are listed and nothing is "
        "published",
    )
    publish.add_argument("--yes", action="store_true", help="publish without asking")


def _publish(options: argparse.Namespace) -> int:
    """Check files, show what they would change, and publish them if that is wanted."""
    store, now = Store.at(options.store), dt.datetime.now(dt.UTC)
    expected, published, text = base_of(store, options.data)
    begun = None if options.base in (None, expected) else store.open(options.base)
    sent = read_sent(
        options,
        begun or published,
        begun.programme_text if begun else text,
        today=now.date(),
        store=store,
    )
    if sent.status != DONE or not options.json:
        print_sent(options, sent)
    if sent.status != DONE:
        return sent.status
    if not sent.received.texts:
        return FAILED  # nothing was taken, as the account above says
    change = sent.change
    if begun is not None:
        found, authors = on_what_is_published(store, begun, change, today=now.date())
        if found.conflicts:
            print_conflicts(options, found.conflicts, authors)
            return CONFLICT
        change = found.change
        if change.prepared.errors:
            print_problems(change.prepared.errors, as_json=options.json)
            return FAILED
    before = published if isinstance(published, Version) else folder_version(published)
    top = store.top()
    after = publishing.beside_the_others(store, version_with(change), now=now, before=before)
    views = [for_audience(version, "public") for version in (before, after)]
    claims = claim_lines(rehearse(*views), *views)
    if not options.json:
        print_uses(change, after, views[1])
        print_staying(after, views[1])
        print_changes(Content(text, before.records), change)
    if refused(options, after, views[1]):
        return FAILED
    if not _wanted(options, claims):
        return FAILED
    known = None if isinstance(published, Version) else (published, before)
    number = _put(options, store, expected, change, after, sent, now=now, known=known, top=top)
    say(options, f"Published version {number}.", {"claims": claims, "published": number})
    return DONE


def _put(
    options: argparse.Namespace,
    store: Store,
    expected: int | None,
    change: Change,
    after: Version,
    sent: SentFiles,
    *,
    now: dt.datetime,
    known: tuple[DataFolder, Version] | None,
    top: int,
) -> int:
    """Publish it; the number that it gets."""
    if expected is None:
        expected = publishing.seed(store, options.data, now=now, known=known)
    number = publishing.publish(
        store,
        change.programme_text,
        after,
        author=options.author,
        note=with_accounts(options.note, [str(a.said[0].text) for a in sent.checked.accounts]),
        now=now,
        expected=expected,
        originals=[Original(each.name, each.content) for each in sent.received.originals],
        reason=options.reason,
        rehearsed=after.figures if store.top() == top else None,
    )
    publishing.keep_answers(store, sent.received.answers)
    return number


def print_staying(after: Version, view: View) -> None:
    """Print which figures the public goes on seeing as they were."""
    figures = after.figures.get(view.audience.id)
    for line in older_figures(figures, view, words_in("en")) if figures is not None else []:
        print(f"note: {line}")


def _wanted(options: argparse.Namespace, claims: list[dict]) -> bool:
    """Whether to publish: asked after the claims are shown, but for programs."""
    if options.json:
        if not options.yes:
            say(options, "", {"claims": claims, "published": None})
        return options.yes
    print_claims(claims)
    return options.yes or wanted()
