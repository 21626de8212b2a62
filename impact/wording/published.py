"""What the programme itself published about a claim, and how the records stand to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Agreement
from impact.model.messages import Sentence
from impact.wording.cause import by_others

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words

_OF_A_TOTAL = {
    Agreement.AGREES: Sentence(
        "The published total on file is the same as in the published statement."
    ),
    Agreement.DIFFERS: Sentence(
        "The published total on file differs from the published statement."
    ),
}
_BY_OTHERS = {
    Agreement.AGREES: Sentence(
        "Records made by others, not by the programme, give the same figures as the published "
        "statement."
    ),
    Agreement.DIFFERS: Sentence(
        "Records made by others, not by the programme, give different figures from the "
        "published statement."
    ),
}


def quoted(view: View, claim: Claim, words: Words) -> str:
    """The programme's own published sentence, as its own; empty where a claim answers to none."""
    if claim.held is None:
        return ""
    rows = view.records.statements
    row = rows[rows["statement_id"].astype("str") == claim.held.statement].iloc[0]
    return words._("The programme's own page says: “{sentence}”.").format(
        sentence=words.cell(row, "sentence")
    )


def published_words(view: View, claim: Claim, words: Words) -> list[str]:
    """The published statement, and how the records stand to it; empty where there is none.

    That nothing else confirms it stands among the limitations, and is not said twice.
    """
    rests = claim.held and claim.held.agreement is Agreement.RESTS_ON_THE_STATEMENT
    texts = [quoted(view, claim, words), "" if rests else agreement(claim, words)]
    return [text for text in texts if text]


def agreement(claim: Claim, words: Words) -> str:
    """How the claim stands to the published statement; empty where there is none."""
    if claim.held is None:
        return ""
    _ = words._
    total = claim.indicator.basis == "published_total" and not claim.contradicted
    kind = claim.held.agreement
    if total and kind in _OF_A_TOTAL:
        return words.said(_OF_A_TOTAL[kind])
    if by_others(claim) and kind in _BY_OTHERS:
        return words.said(_BY_OTHERS[kind])
    return {
        Agreement.AGREES: _("The records give the same figures as the published statement."),
        Agreement.DIFFERS: _("The records give different figures from the published statement."),
        Agreement.CANNOT_BE_COMPUTED: _(
            "The published statement cannot be checked with the records on file."
        ),
        Agreement.RESTS_ON_THE_STATEMENT: _(
            "This rests on the programme's own published statement. No other source confirms it "
            "yet."
        ),
    }[kind]
