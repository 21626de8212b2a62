"""``digest``: a mail for donors and partners about what was published since a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from impact.commands.shared import DONE, add_source, chosen_version, say
from impact.commands.store_history import StoreHistory
from impact.disclosure import for_audience
from impact.model.errors import UsageError
from impact.plain.digest import digest
from impact.plain.standing import NoHistory
from impact.versions import Store
from impact.wording import words_in
from impact.wording.language import languages

if TYPE_CHECKING:
    import argparse


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    command = commands_of.add_parser("digest")
    command.set_defaults(run=_digest)
    command.add_argument("out", type=Path, metavar="OUT.eml")
    add_source(command, audience=False)
    command.add_argument(
        "--since", required=True, type=dt.date.fromisoformat, help="the first day, as 2026-01-31"
    )
    command.add_argument("--language", default="en", help="en, ru, ... (default en)")


def _digest(options: argparse.Namespace) -> int:
    """Write what the public may know.

    Raises
    ------
    UsageError
        The file is not called .eml, the day is to come, or there is no such language.
    """
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    if options.out.suffix != ".eml":
        raise UsageError(f"{options.out.name} does not end in .eml.", "Name the file so.")
    if options.since > now.date():
        raise UsageError(f"{options.since} is still to come.", "Name an earlier day.")
    if options.language not in languages():
        raise UsageError(
            f"There is no language “{options.language}”.", f"Use one of: {', '.join(languages())}."
        )
    view = for_audience(chosen_version(options), "public")
    history = StoreHistory(Store.at(options.store), view) if options.store else NoHistory()
    mail = digest(view, history, words_in(options.language), since=options.since, now=now)
    options.out.write_bytes(mail)
    say(options, f"Written: {options.out}", {"written": str(options.out), "bytes": len(mail)})
    return DONE
