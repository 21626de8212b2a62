"""A claim in large type: its number, the rest of its sentence, and the one caveat that matters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.claims import Verdict
from impact.wording.as_published import as_published
from impact.wording.break_even import break_even_words
from impact.wording.cause import own_figure
from impact.wording.caveats import caveat
from impact.wording.findings import finding
from impact.wording.published import quoted
from impact.wording.rate import rate_words
from impact.wording.sentences import comparison, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words

# A number with its groups of three, its decimals and what is written onto it: 1,234 · 1.27 · 1st.
_NUMBER = re.compile(r"\d+(?:[ ,.\u00a0\u202f]\d{3})*(?:[.,]\d+)?[^\s:,]*")
_OPENING = (Verdict.ZERO_EFFORT_UNKNOWN, Verdict.NOT_RECORDED)


@dataclass(frozen=True)
class Headline:
    """The sentence of a claim in two parts, which together are the sentence.

    Attributes
    ----------
    number : str
        The number that it begins with; empty where it begins with a word.
    opening : str
        Words in place of a number: "None reported:".
    rest : str
    """

    number: str
    opening: str
    rest: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Its parts in their order, those that are empty left out."""
        return tuple(filter(None, (self.number, self.opening, self.rest)))


def headline(view: View, claim: Claim, words: Words) -> Headline:
    """Take the sentence of a claim apart, so that its number stands large and only once."""
    text = sentence(view, claim, words)
    number = _NUMBER.match(text)
    if number:
        return Headline(number[0], "", text[number.end() :].lstrip())
    opening, colon, rest = text.partition(": ")
    if colon and claim.verdict in _OPENING:
        return Headline("", f"{opening}:", rest)
    return Headline("", "", text)


def in_few_words(claim: Claim, words: Words) -> str:
    """How sure a claim is: the caveat that matters most, in the same few words everywhere.

    What the sentence says already is not repeated.
    """
    known = _few_words(words)
    if claim.verdict in (Verdict.INCREASE, Verdict.DECREASE):
        # Beside "an increase", "no trend" alone would seem to take it back.
        known["two_periods"] = words._("More than chance, but two periods are not yet a trend")
    return known.get(code_of_mark(claim, words)) or finding(claim, words)


def code_of_mark(claim: Claim, words: Words) -> str:
    """The caveat that the mark of a claim is; empty where its finding is."""
    codes = [one.code for one in claim.caveats]
    found = [code for code in _few_words(words) if code in codes]
    return found[0] if found and claim.verdict is not Verdict.NO_UNITS else ""


def _few_words(words: Words) -> dict[str, str]:
    """The caveats that have a short form, the heaviest first."""
    _ = words._
    return {
        "total_contradicted": _("Counted from records: a published total of 0 is contradicted"),
        "by_others": _("Recorded by others, not by the programme"),
        "effort_unknown": _("Counts only: we do not know how much monitoring was done"),
        "earlier_reporting_unknown": _("The two periods cannot be compared"),
        "earlier_effort_unknown": _("The two periods cannot be compared"),
        "no_reporting_on_file": _("We do not know whether reports were collected"),
        "cannot_be_computed": _("The records needed are not in this data"),
        "effort_in_vain": _("Cameras were out and saw none"),
        "first_undated": _("The date is not published"),
        "first_held_back": _("The date is withheld to protect the animal"),
        "first_published_by": _("The exact day is not published"),
        "first_in_the_data": _("The first in this data, not the first ever"),
        "zero_upper_bound": _("None seen does not prove none"),
        "few_with_detection": _("Too few stations to tell chance from change"),
        "few_with_effort": _("Too few stations to tell chance from change"),
        "too_unlike": _("The two periods are too unlike to compare"),
        "within_chance": _("Chance alone may explain the difference"),
        "effort_differs": _("Effort differs, so compare the rates"),
        "two_periods": _("Two periods alone show no trend"),
    }


def own_word(claim: Claim, words: Words) -> str:
    """The mark of a claim that nobody else confirms; empty where somebody does."""
    return words._("The programme's own figure; no second source yet") if own_figure(claim) else ""


def second_source(claims: Sequence[Claim], words: Words) -> str:
    """How many of the claims shown have no second source yet, in a sentence; empty where all do."""
    alone = sum(own_figure(claim) for claim in claims)
    if not alone:
        return ""
    if len(claims) == 1:
        return words._("This is the programme's own figure; no second source confirms it yet.")
    if alone == len(claims):
        return words._("These are the programme's own figures; no second source confirms them yet.")
    return words.ngettext(
        "{n} of these is the programme's own figure; no other source confirms it yet.",
        "{n} of these are the programme's own figures; no other source confirms them yet.",
        alone,
    ).format(n=words.number(alone))


def marks(claim: Claim, words: Words) -> list[str]:
    """How sure a claim is, in a few words, and that nobody else confirms it where nobody does."""
    return [one for one in (in_few_words(claim, words), own_word(claim, words)) if one]


def lead(view: View, claim: Claim, words: Words) -> list[str]:
    """How the periods compare, the heaviest caveat, and that no dates are known where none are."""
    heaviest, others = claim.caveats[:1], claim.caveats[1:]
    leading = [*heaviest, *(one for one in others if one.code == "no_period")]
    turns = [as_published(view, claim, words)]
    if claim.value == 0:
        turns.append(quoted(view, claim, words))
    if claim.value == 0 or claim.ratio is None:
        # Without effort nothing else says how little two counts show, whichever is larger.
        turns += break_even_words(claim, words)
    parts = [comparison(claim, words), rate_words(claim, words)]
    parts += [*(caveat(view, one, words) for one in leading), *turns]
    return [part for part in parts if part]
