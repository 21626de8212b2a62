"""Why the mark of a claim is what it is, in words that the mark itself does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Agreement
from impact.wording.cause import cause_not_shown, own_figure
from impact.wording.caveat_order import in_order
from impact.wording.caveats import caveat, figures_of
from impact.wording.chance import chance_in_brief
from impact.wording.evidence import effort_words
from impact.wording.headline import code_of_mark
from impact.wording.sentences import comparison
from impact.wording.stops import one_stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims import Caveat, Claim
    from impact.disclosure import View
    from impact.wording.language import Words

# Their marks say all of it.
_SAID_WHOLE = {"by_others", "first_undated", "first_in_the_data", "within_chance"}
_SAID_IN_PART = {
    "effort_unknown",
    "no_reporting_on_file",
    "first_published_by",
    "cannot_be_computed",
    "effort_in_vain",
}


def beside_mark(view: View, claim: Claim, words: Words) -> list[str]:
    """What stands beside the mark of a claim, the heaviest first: nothing that the mark says.

    How its periods compare, what is left to say of the caveat that is its mark, then the others.
    """
    left = not_in_mark(claim, words)
    heaviest = [one for one in claim.caveats if one in left][:1]
    ordered = [*heaviest, *(one for one in in_order(view, claim) if one in left)]
    found = [comparison(claim, words), *_rest_of_mark(claim, words)]
    found += [caveat(view, one, words) for one in ordered]
    return list(dict.fromkeys(filter(None, found)))


def not_in_mark(claim: Claim, words: Words) -> list[Caveat]:
    """The caveats of a claim but those that its marks, and what stands beside them, say."""
    said = {code_of_mark(claim, words)} & (_SAID_WHOLE | _SAID_IN_PART)
    if own_figure(claim):
        said |= {Agreement.RESTS_ON_THE_STATEMENT.value, "own_total"}
    return [one for one in claim.caveats if one.code not in said]


def cause_beside(claims: Sequence[Claim], words: Words) -> str:
    """That no cause is shown; empty where the marks of all say that others recorded them."""
    if claims and all(code_of_mark(one, words) == "by_others" for one in claims):
        return ""
    return cause_not_shown(claims, words)


def _rest_of_mark(claim: Claim, words: Words) -> list[str]:
    """What the caveat says that its short form does not."""
    _, code = words._, code_of_mark(claim, words)
    if code == "effort_unknown":
        rest = _("More or less monitoring could explain the difference.")
        return [f"{rest} {chance_in_brief(claim, words)}".strip()]
    if code == "no_reporting_on_file":
        return [_("No reports does not mean no incidents.")]
    if code == "effort_in_vain":
        return [effort_words(claim, words)]
    if code not in ("cannot_be_computed", "first_published_by"):
        return []
    (found,) = (one for one in claim.caveats if one.code == code)
    if code == "cannot_be_computed":
        return [
            _("The programme has published {figures}.").format(figures=figures_of(found, words))
        ]
    text = _("It was no later than {date}.")
    return [one_stop(text.format(date=words.date(found.values["date"])))]
