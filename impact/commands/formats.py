"""``formats``: which exports of other systems are read, and how each is recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.commands.shared import DONE, say
from impact.formats.recognition import FORMATS

if TYPE_CHECKING:
    import argparse


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    commands_of.add_parser("formats").set_defaults(run=_formats)


def _formats(options: argparse.Namespace) -> int:
    """Say of each format where it comes from and what it is recognised by."""
    for module in FORMATS.values():
        about = module.ABOUT
        plain = {
            "id": about.id,
            "title": about.title,
            "comes_from": about.comes_from,
            "recognised_by": about.recognised_by,
        }
        text = f"{about.title}\n  from: {about.comes_from}\n  by: {about.recognised_by}"
        say(options, text, plain)
    return DONE
