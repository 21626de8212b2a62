"""``compare``: two versions, the claims first, then every row and text that is different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.changes.rehearse import rehearse
from impact.changes.seen import seen_between
from impact.changes.seen_in_words import lines_of
from impact.changes.three_way import Content
from impact.commands.shared import DONE, add_store, say
from impact.disclosure import for_audience
from impact.versions import Store
from impact.versions.opening import version_of
from impact.wording import words_in
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    import argparse

    from impact.changes.rehearse import Rehearsal
    from impact.disclosure import View


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    compare = commands_of.add_parser("compare")
    compare.set_defaults(run=_compare)
    compare.add_argument("first", type=int, help="a version")
    compare.add_argument("second", type=int, help="another version")
    add_store(compare)


def _compare(options: argparse.Namespace) -> int:
    store = Store.at(options.store)
    old, new = (store.open(number) for number in (options.first, options.second))
    before, after = (for_audience(version_of(one), "staff") for one in (old, new))
    claims = claim_lines(rehearse(before, after), before, after)
    seen = seen_between(
        Content(old.programme_text, old.records), Content(new.programme_text, new.records)
    )
    lines = list(lines_of(seen, words_in("en")))
    if not options.json:
        print_claims(claims)
    text = "\n".join(lines) or "No table and no text is different."
    say(options, text, {"claims": claims, "changes": lines})
    return DONE


def claim_lines(found: Rehearsal, before: View, after: View) -> list[dict]:
    """Each claim before and after, as plain values."""
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


def print_claims(lines: list[dict]) -> None:
    """Each claim before, and after where it reads otherwise."""
    for line in lines:
        mark = "changed" if line["changed"] else "as before"
        print(f"{mark}: {line['before'] or '(none)'}")
        if line["changed"]:
            print(f"     now: {line['after'] or '(none)'}")
