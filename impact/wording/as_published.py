"""What a claim said when its version was published, where today's rules give another answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.wording.sentences import sentence
from impact.wording.stops import one_stop

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words


def as_published(view: View, claim: Claim, words: Words) -> str:
    """Both answers in one sentence; empty where they are the same, or nothing was kept."""
    then = next((one for one in view.as_published if one.id == claim.id), None)
    if then is None or not then.says_otherwise(claim):
        return ""
    text = words._("As published, by the rules of {program}: {then}; by today's: {now}.").format(
        program=then.program,
        then=then.sentences.get(words.language) or then.sentences["en"],
        now=sentence(view, claim, words),
    )
    return one_stop(text)
