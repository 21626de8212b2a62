"""What is needed next: what the programme asks for, and what its claims lack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.wording.evidence import needed
from impact.wording.rows import source_names
from impact.wording.sentences import title_within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words


@dataclass(frozen=True)
class Ask:
    """Something that is needed: what, what it would serve, who can help with it, and by when."""

    what: str
    why: str
    who: str = ""
    by: str = ""

    @property
    def terms(self) -> str:
        """Who can help and by when, in one line."""
        return " · ".join(text for text in (self.who, self.by) if text)


def asks(view: View, claims: Iterable[Claim], words: Words) -> list[Ask]:
    """What the programme asks for in ``[[needs]]``, then what these claims lack, each once."""
    own = [
        Ask(words.of(one.what), words.of(one.why), _who([words.of(one.who)], words),
            _by(one.by, words))
        for one in view.programme.needs
    ]  # fmt: skip
    return own + lacking(view, claims, words)


def lacking(view: View, claims: Iterable[Claim], words: Words) -> list[Ask]:
    """What these claims lack, each once, with those whose figures they rest on."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for what in needed(claim, words):
            found.setdefault(what, []).append(claim)
    return [
        Ask(
            what,
            words._("For: {claims}").format(
                claims="; ".join(dict.fromkeys(title_within(view, one, words) for one in served))
            ),
            _who([name for one in served for name in _holders(view, one, words)], words),
        )
        for what, served in found.items()
    ]


def who_once(asked: list[Ask]) -> tuple[list[Ask], str]:
    """The asks without who can help, and that, where it is the same for all of them."""
    named = {one.who for one in asked}
    if len(asked) < 2 or len(named) > 1:
        return asked, ""
    return [replace(one, who="") for one in asked], named.pop()


def of_others(view: View, asked: list[Ask], words: Words) -> list[Ask]:
    """The asks, without who can help where it is the contact that stands beside them anyway."""
    own = _who([words.of(view.programme.about.contact_name)], words)
    return [replace(one, who="") if one.who == own else one for one in asked]


def with_reply(view: View, asked: list[Ask], words: Words) -> tuple[list[Ask], str]:
    """The asks, and the line below them: who can help, once, and whom to answer."""
    bare, who = who_once(asked)
    contact = reply_to(view, words)
    if who and who == _who([words.of(view.programme.about.contact_name)], words):
        return bare, _who([contact], words)
    reply = words._("Can you help? Write to: {contact}").format(contact=contact)
    return (bare, f"{who}. {reply}") if who else (of_others(view, bare, words), reply)


def reply_to(view: View, words: Words) -> str:
    """Whom to answer: a name, and an address where there is one."""
    about = view.programme.about
    return " · ".join(text for text in (words.of(about.contact_name), about.contact) if text)


def _holders(view: View, claim: Claim, words: Words) -> list[str]:
    """Who has more about a claim: those who published its rows, else the programme itself."""
    named = source_names(view, claim, words)
    own = not named or not view.evidence[claim.id].grouped.empty
    return [words.of(view.programme.about.contact_name)] if own else named


def _who(names: list[str], words: Words) -> str:
    """Who can help with it; empty where nobody is named."""
    named = ", ".join(dict.fromkeys(filter(None, names)))
    return words._("Who can help with this: {who}").format(who=named) if named else ""


def _by(day: str, words: Words) -> str:
    """By when, as exactly as it is known; empty where no day is set."""
    if not day:
        return ""
    precision = "month" if "-" in day else "year"
    when = words.date(pd.Timestamp(day), precision)
    return words._("Needed by: {date}").format(date=when)
