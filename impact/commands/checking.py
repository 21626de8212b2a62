"""``check``: what is wrong in files, before anybody publishes them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from impact.changes.submit import version_with
from impact.commands.sending import add_files, print_sent, print_uses, read_sent, refused
from impact.commands.shared import DONE, FAILED, add_data, base_of
from impact.disclosure import for_audience
from impact.versions import Store

if TYPE_CHECKING:
    import argparse


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    check = commands_of.add_parser("check")
    check.set_defaults(run=_check)
    add_files(check)
    add_data(check)
    check.add_argument("--store", help="check against what is published here, not a data folder")


def _check(options: argparse.Namespace) -> int:
    """Check files as ``publish`` does, and publish nothing."""
    store = Store.at(options.store) if options.store else None
    _number, base, text = base_of(store, options.data)
    sent = read_sent(options, base, text, today=dt.datetime.now(dt.UTC).date(), store=store)
    print_sent(options, sent)
    if sent.status == DONE and not options.json:
        after = version_with(sent.change)
        view = for_audience(after, "public")
        print_uses(sent.change, after, view)
        if refused(options, after, view):
            return FAILED
    return sent.status
