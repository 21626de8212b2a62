"""What is needed next: what the programme asks for, and what its claims lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.wording.evidence import needed
from impact.wording.sentences import title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words


@dataclass(frozen=True)
class Ask:
    """Something that is needed: what, and what it would serve."""

    what: str
    why: str
    by: str = ""


def asks(view: View, claims: Iterable[Claim], words: Words) -> list[Ask]:
    """What the programme asks for in ``[[needs]]``, then what these claims lack, each once."""
    found = [
        Ask(words.of(one.what), words.of(one.why) if one.why else "", _by(one.by, words))
        for one in view.programme.needs
    ]
    lacking: dict[str, list[str]] = {}
    for claim in claims:
        for what in needed(claim, words):
            lacking.setdefault(what, []).append(title(view, claim, words))
    for what, titles in lacking.items():
        served = words._("For: {claims}").format(claims="; ".join(dict.fromkeys(titles)))
        found.append(Ask(what, served))
    return found


def _by(day: str, words: Words) -> str:
    """By when, as exactly as it is known; empty where no day is set."""
    if not day:
        return ""
    precision = "month" if "-" in day else "year"
    when = words.date(pd.Timestamp(day), precision)
    return words._("Needed by: {date}").format(date=when)
