"""What people ask about a claim in a meeting, with answers from its evidence alone.

Where the evidence has no answer, the answer says so: a presenter never has to invent one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Verdict
from impact.wording.break_even import break_even_words
from impact.wording.caveats import caveat
from impact.wording.evidence import (
    declared_words,
    effort_words,
    interval_rule,
    needed,
    other_basis,
    rule,
)
from impact.wording.periods import first_day, period_alone
from impact.wording.published import agreement
from impact.wording.rows import source_names
from impact.wording.sentences import comparison
from impact.wording.stops import capital, one_stop

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words


def questions(view: View, claim: Claim, words: Words) -> list[tuple[str, str]]:
    """Likely questions about a claim and their answers, in the order that they are asked."""
    _ = words._
    sources = ", ".join(source_names(view, claim, words))
    asked = [
        (_("How do you know?"), f"{rule(view, claim, words)} {_sources(sources, words)}"),
        (_("When was that?"), _periods(claim, words)),
        (_("How much monitoring is behind this number?"), effort_words(claim, words)),
    ]
    if claim.value is not None and claim.baseline is not None:
        asked.append((_("Is it a real change, or chance?"), _change(view, claim, words)))
    turns = break_even_words(claim, words)
    if turns:
        asked.append((_("What would change this finding?"), " ".join(turns)))
    if claim.kind == "detections":
        asked.append((_("How many animals is that?"), _animals(view, claim, words)))
    if claim.kind == "conflict_incidents" and claim.value == 0:
        asked.append((_("Does 0 mean that nothing happened?"), _zero(view, claim, words)))
    if claim.held is not None:
        asked.append((_("Does anybody confirm it?"), _confirmed(claim, words)))
    wanted = needed(claim, words)
    if wanted:
        asked.append((_("What would you need to say more?"), " ".join(wanted)))
    return [(question, answer.strip()) for question, answer in asked if answer.strip()]


def _sources(sources: str, words: Words) -> str:
    if not sources:
        return words._("No source is on file.")
    return words._("Sources: {sources}.").format(sources=sources)


def _periods(claim: Claim, words: Words) -> str:
    _, indicator = words._, claim.indicator
    current = (
        first_day(claim.first, words)
        if claim.first and claim.verdict is Verdict.FIRST_RECORD
        else period_alone(claim.current_period, indicator.current_words, words)
    )
    baseline = period_alone(claim.baseline_period, indicator.baseline_words, words)
    if not current and not baseline:
        return _("The dates have not been published.")
    said = current or _("not published")
    if claim.baseline is None:
        return one_stop(f"{capital(said)}.")
    both = _("{current}. For comparison: {baseline}.")
    told = both.format(current=capital(said), baseline=baseline or _("not published"))
    return one_stop(told)


def _change(view: View, claim: Claim, words: Words) -> str:
    if claim.value == claim.baseline == 0:
        return words._("None was counted in either period, so there is no change to judge.")
    if claim.ratio is None:
        outside = [one for one in claim.caveats if one.code == "outside_effort"]
        if outside and claim.effort_difference is not None:  # both efforts are on file
            return caveat(view, outside[0], words)
        return words._(
            "That cannot be said: effort is not on record for both periods, "
            "so only the counts are compared."
        )
    parts = comparison(claim, words), interval_rule(claim, words), declared_words(claim, words)
    return " ".join(part for part in parts if part)


def _animals(view: View, claim: Claim, words: Words) -> str:
    text = words._("That is not known from this number: one animal can be detected many times.")
    rows = view.records.caveats
    definitions = set(
        rows.loc[rows["kind"].astype("str") == "definition", "caveat_id"].astype("str")
    )
    more = [
        caveat(view, found, words)
        for found in claim.caveats
        if found.code == "data" and found.values["id"] in definitions
    ]
    return " ".join([text, *more])


def _zero(view: View, claim: Claim, words: Words) -> str:
    telling = {"no_reporting_on_file", "zero_upper_bound", "months_inactive", "months_unknown"}
    found = [caveat(view, one, words) for one in claim.caveats if one.code in telling]
    return " ".join(found) or words._(
        "It means that none was reported where reports were collected."
    )


def _confirmed(claim: Claim, words: Words) -> str:
    return f"{agreement(claim, words)} {other_basis(claim, words)}"
