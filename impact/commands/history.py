"""``history``, ``restore``, ``withdraw``, ``backup``, ``recover``: the versions of a store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from impact.changes import publishing
from impact.commands.shared import DONE, add_author, add_reason, add_store, say
from impact.versions import Reason, Store

if TYPE_CHECKING:
    import argparse

    from impact.versions import Manifest


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the commands."""
    history = commands_of.add_parser("history")
    history.set_defaults(run=_history)
    restore = commands_of.add_parser("restore")
    restore.set_defaults(run=_restore)
    restore.add_argument("number", type=int)
    restore.add_argument("--note", default="", help="why")
    add_reason(restore, Reason.MISTAKE_CORRECTED)
    withdraw = commands_of.add_parser("withdraw")
    withdraw.set_defaults(run=_withdraw)
    withdraw.add_argument("numbers", type=int, nargs="+", metavar="N")
    withdraw.add_argument("--reason", required=True, help="why; it stays in their place")
    backup = commands_of.add_parser("backup")
    backup.set_defaults(run=_backup)
    backup.add_argument("file", type=Path)
    recover = commands_of.add_parser("recover")
    recover.set_defaults(run=_recover)
    recover.add_argument("file", type=Path)
    for command in (history, restore, withdraw, backup, recover):
        add_store(command)
    for command in (restore, withdraw):
        add_author(command)


def _history(options: argparse.Namespace) -> int:
    found = [_line(manifest) for manifest in Store.at(options.store).history()]
    say(options, "\n".join(_said(line) for line in found) or "Nothing was published yet.", found)
    return DONE


def _line(manifest: Manifest) -> dict:
    return {
        "number": manifest.number,
        "published": manifest.published.isoformat(timespec="seconds"),
        "author": manifest.author,
        "note": manifest.note,
        "files": [file.name for file in manifest.originals],
        "restored_from": manifest.restored_from,
        "undoes": manifest.undoes,
        "reason": manifest.reason,
        "withdrawn": manifest.withdrawn and manifest.withdrawn.reason,
    }


def _said(line: dict) -> str:
    gone = f" (withdrawn: {line['withdrawn']})" if line["withdrawn"] else ""
    why = f" [{line['reason'].replace('_', ' ')}]" if line["reason"] else ""
    return f"{line['number']}  {line['published']}  {line['author']}: {line['note']}{why}{gone}"


def _restore(options: argparse.Namespace) -> int:
    note = options.note or f"Version {options.number} again"
    number = publishing.restore(
        Store.at(options.store),
        options.number,
        author=options.author,
        note=note,
        now=dt.datetime.now(dt.UTC),
        reason=options.reason,
    )
    say(options, f"Published version {number}.", {"published": number})
    return DONE


def _withdraw(options: argparse.Namespace) -> int:
    Store.at(options.store).withdraw(
        options.numbers, reason=options.reason, author=options.author, now=dt.datetime.now(dt.UTC)
    )
    named = ", ".join(str(number) for number in options.numbers)
    say(options, f"Withdrawn: {named}.", {"withdrawn": options.numbers})
    return DONE


def _backup(options: argparse.Namespace) -> int:
    Store.at(options.store).backup(options.file)
    say(options, f"Kept in {options.file}.", {"backup": str(options.file)})
    return DONE


def _recover(options: argparse.Namespace) -> int:
    store = Store.from_backup(options.file, options.store)
    numbers = [manifest.number for manifest in store.history()]
    said = ", ".join(str(number) for number in reversed(numbers))
    say(options, f"Brought back: {said}.", {"recovered": sorted(numbers)})
    return DONE
