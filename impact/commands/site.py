"""``site``: the public pages as a folder that any web host, or a stick, can serve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from impact.commands.shared import DONE, add_source, chosen_version, say
from impact.commands.store_history import StoreHistory
from impact.disclosure import for_audience
from impact.model.errors import UsageError
from impact.plain.site import folder
from impact.versions import Store
from impact.wording.language import languages, offered

if TYPE_CHECKING:
    import argparse


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    site = commands_of.add_parser("site")
    site.set_defaults(run=_site)
    site.add_argument("out", type=Path, metavar="OUT", help="a folder that is not there yet")
    add_source(site, audience=False)
    site.add_argument(
        "--language", default="", help="en, ru, ... (default all that the programme offers)"
    )


def _site(options: argparse.Namespace) -> int:
    """Write the pages that the public may see.

    Raises
    ------
    UsageError
        Something is in the folder already, or there is no such language.
    """
    known = languages()
    if options.language and options.language not in known:
        raise UsageError(
            f"There is no language “{options.language}”.", f"Use one of: {', '.join(known)}."
        )
    if options.out.exists() and any(options.out.iterdir()):
        raise UsageError(f"{options.out} is not empty.", "Name a folder that is not there yet.")
    view = for_audience(chosen_version(options), "public")
    history = StoreHistory(Store.at(options.store), view) if options.store else None
    rules = history.rules() if history else ()
    size = count = 0
    chosen = (options.language,) if options.language else offered(view.programme)
    for name, content in folder(view, chosen, history, rules):
        path = options.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        size, count = size + len(content), count + 1
    plain = {"out": str(options.out), "files": count, "bytes": size}
    say(options, f"{options.out}: {count} files, {size} bytes. Begin with index.html.", plain)
    return DONE
