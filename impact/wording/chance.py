"""Whether a difference of two counts of unknown effort could be chance, in a line for a card."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.wording.language import Words


def chance_in_brief(claim: Claim, words: Words) -> str:
    """What chance alone could do, for a card; empty where the effort is known or nothing turns.

    `break_even_words` says the same with all its numbers.
    """
    turns = claim.break_even
    if turns is None or claim.ratio is not None:
        return ""
    more, fewer = turns.more_below, turns.fewer_above
    if more is None or fewer is None:
        return ""
    incidents = claim.kind == "conflict_incidents"
    if fewer <= 1:
        # Rounded as `break_even_words` does: rather called chance than not.
        share = words.percent(math.ceil(fewer * 100) / 100)
        return _fall(incidents, words).format(share=share)
    if more >= 1:
        return _rise(incidents, words).format(share=words.percent(math.floor(more * 100) / 100))
    return _same(incidents, words)


def chance_in_a_word(claim: Claim, words: Words) -> str:
    """The same where there is room for no more; empty where nothing is to be said."""
    return words._("Chance is not ruled out.") if chance_in_brief(claim, words) else ""


def _same(incidents: bool, words: Words) -> str:
    _ = words._
    if incidents:
        return _("Even with the same reporting, chance alone could give this difference.")
    return _("Even with the same camera work, chance alone could give this difference.")


def _fall(incidents: bool, words: Words) -> str:
    _ = words._
    if incidents:
        return _(
            "Chance alone could give this if all later reporting was under {share} of the earlier, "
            "or if incidents came in groups. Neither is known."
        )
    return _(
        "Chance alone could give this if all later camera work was under {share} of the earlier, "
        "or if visits came in groups. Neither is known."
    )


def _rise(incidents: bool, words: Words) -> str:
    _ = words._
    if incidents:
        return _(
            "Chance alone could give this if all later reporting was {share} of the earlier or "
            "more, or if incidents came in groups. Neither is known."
        )
    return _(
        "Chance alone could give this if all later camera work was {share} of the earlier or "
        "more, or if visits came in groups. Neither is known."
    )
