"""``export``: the data in forms that others read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from impact.commands.shared import DONE, add_source, say, view_of
from impact.handouts.exports import EXPORTS, export_named
from impact.handouts.iati import iati_results
from impact.wording import words_in

if TYPE_CHECKING:
    import argparse


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    export = commands_of.add_parser("export")
    export.set_defaults(run=_export)
    export.add_argument("format", choices=[one.id for one in EXPORTS], metavar="FORMAT")
    export.add_argument("out", type=Path, metavar="OUT", help="the file to write")
    add_source(export)
    export.add_argument("--language", default="en", help="en, ru, ... (default en)")
    export.add_argument(
        "--organisation", default="", help="iati: the publisher's identifier, such as US-EIN-1"
    )


def _export(options: argparse.Namespace) -> int:
    """Make the file of what the audience may see, and write it."""
    view, words = view_of(options), words_in(options.language)
    if options.format == "iati":
        content = iati_results(view, words, options.organisation)
    else:
        content = export_named(options.format).make(view, words)
    options.out.write_bytes(content)
    plain = {"out": str(options.out), "bytes": len(content), "audience": view.audience.id}
    say(options, f"{options.out}: {len(content)} bytes, for {view.audience.id}.", plain)
    return DONE
