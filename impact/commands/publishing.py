"""``publish``: files into a store, checked, with what they change shown first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from impact.changes import publishing
from impact.changes.submit import rehearsed, version_with, with_accounts
from impact.commands.sending import add_files, print_sent, print_uses, read_sent
from impact.commands.shared import (
    DONE,
    FAILED,
    add_author,
    add_data,
    add_store,
    base_of,
    folder_version,
    say,
)
from impact.disclosure import for_audience
from impact.versions import Original, Store
from impact.versions.version import Version
from impact.wording import words_in
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    import argparse

    from impact.changes.rehearse import Rehearsal
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
    publish.add_argument("--yes", action="store_true", help="publish without asking")


def _publish(options: argparse.Namespace) -> int:
    """Check files, show what they would change, and publish them if that is wanted."""
    store, now = Store.at(options.store), dt.datetime.now(dt.UTC)
    expected, base, text = base_of(store, options.data)
    sent = read_sent(options, base, text, today=now.date(), store=store)
    if sent.status != DONE or not options.json:
        print_sent(options, sent)
    if sent.status != DONE:
        return sent.status
    if not sent.received.texts:
        return FAILED  # nothing was taken, as the account above says
    before = base if isinstance(base, Version) else folder_version(base)
    after = version_with(sent.change)
    views = [for_audience(version, "public") for version in (before, after)]
    claims = _claims(rehearsed(before, after), *views)
    if not options.json:
        print_uses(sent.change, after, views[1])
    if not _wanted(options, claims):
        return FAILED
    if expected is None:
        expected = publishing.seed(store, options.data, now=now)
    number = publishing.publish(
        store,
        text,
        after,
        author=options.author,
        note=with_accounts(options.note, [str(a.said[0].text) for a in sent.checked.accounts]),
        now=now,
        expected=expected,
        originals=[Original(each.name, each.content) for each in sent.received.originals],
    )
    publishing.keep_answers(store, sent.received.answers)
    say(options, f"Published version {number}.", {"claims": claims, "published": number})
    return DONE


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
