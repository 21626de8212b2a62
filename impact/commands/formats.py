"""``formats``: which exports of other systems are read, and how each is recognised."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from impact.commands.shared import DONE
from impact.formats.recognition import FORMATS

if TYPE_CHECKING:
    import argparse


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    commands_of.add_parser("formats").set_defaults(run=_formats)


def _formats(options: argparse.Namespace) -> int:
    """Say of each format where it comes from and what it is recognised by."""
    if options.json:
        print(json.dumps(as_list(), ensure_ascii=False, indent=2))
    else:
        for one in as_list():
            print(f"{one['title']}\n  from: {one['comes_from']}\n  by: {one['recognised_by']}")
    return DONE


def as_list() -> list[dict[str, str]]:
    """The formats, each with what people are told of it."""
    abouts = [module.ABOUT for module in FORMATS.values()]
    return [
        {
            "id": about.id,
            "title": about.title,
            "comes_from": about.comes_from,
            "recognised_by": about.recognised_by,
        }
        for about in abouts
    ]
