"""``claims``: what the dashboard says, as sentences or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.commands.shared import DONE, add_source, view_of
from impact.wording import words_in
from impact.wording.cause import cause_not_shown
from impact.wording.caveats import caveat
from impact.wording.claims_json import claims_json
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    import argparse


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    claims = commands_of.add_parser("claims")
    claims.set_defaults(run=_claims)
    add_source(claims)
    claims.add_argument("--language", default="en", help="en, ru, ... (default en)")


def _claims(options: argparse.Namespace) -> int:
    view, words = view_of(options), words_in(options.language)
    if options.json:
        print(claims_json(view, words))
        return DONE
    for claim in view.claims:
        print(sentence(view, claim, words))
        print(f"  - {cause_not_shown([claim], words)}")
        for found in claim.caveats:
            print(f"  - {caveat(view, found, words)}")
    return DONE
