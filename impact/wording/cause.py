"""What stands beneath claims: how they came about, and that no cause is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Agreement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims import Claim
    from impact.wording.language import Words


def own_figure(claim: Claim) -> bool:
    """Whether a claim rests on the programme's own published figure alone."""
    rests = claim.held is not None and claim.held.agreement is Agreement.RESTS_ON_THE_STATEMENT
    return rests or any(one.code == "own_total" for one in claim.caveats)


def by_others(claim: Claim) -> bool:
    """Whether nothing that a claim rests on is the programme's own work."""
    return any(one.code == "by_others" for one in claim.caveats)


def cause_not_shown(claims: Sequence[Claim], words: Words) -> str:
    """That the programme is not shown to be the cause, beneath one or more claims.

    "Recorded" stands only where claims are counted from records: of a published figure nobody
    here knows whether it was observed.
    """
    _ = words._
    theirs = [by_others(claim) for claim in claims]
    if any(theirs):
        return (
            _("The work of others, not of the programme; not shown to be caused by it.")
            if all(theirs)
            else _(
                "Recorded or reported, in part by others; not shown to be caused by the programme."
            )
        )
    if claims and all(own_figure(claim) for claim in claims):
        return _("Reported by the programme; not shown to be caused by it.")
    if claims and not any(_published(claim) for claim in claims):
        return _("Recorded; not shown to be caused by the programme.")
    return _("Recorded or reported; not shown to be caused by the programme.")


def context_words(words: Words) -> str:
    """What stands above, or with, whatever is no work of the programme."""
    return words._(
        "Not a result of the programme: what others did, and what is published about the region."
    )


def _published(claim: Claim) -> bool:
    return own_figure(claim) or claim.indicator.basis == "published_total"
