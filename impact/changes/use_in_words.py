"""What becomes of new rows, in sentences: counts toward a claim, is shown, or is not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from impact.changes.use_of_rows import Use
from impact.wording.lists import table_name
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.changes.use_of_rows import UsedRows
    from impact.disclosure import View
    from impact.wording import Words

CHANGED_IN_THE_CLAIM = ("published_total", "other_period", "undated_period")
"""Reasons that end when the claim asks otherwise."""
ANSWERED_BY_A_NEW_CLAIM = ("no_claim", "survey_not_named")


class UseSaid(NamedTuple):
    """Rows with one fate, in a sentence.

    Attributes
    ----------
    table : str
        Its name in the reader's language.
    text : str
    claim : str
        The id of the claim to change so that they count; empty where none would do.
    new_claim : bool
        Whether a new claim could ask about them.
    """

    table: str
    text: str
    claim: str = ""
    new_claim: bool = False


def use_said(used: Iterable[UsedRows], view: View, words: Words) -> list[UseSaid]:
    """Say what becomes of new rows.

    Parameters
    ----------
    used : iterable of UsedRows
    view : View
        As it would be after publishing: its claims are named by their sentences.
    words : Words
    """
    said = []
    for group in used:
        claim = view.claim(group.claim) if group.claim else None
        named = "" if claim is None else sentence(view, claim, words)
        n = len(group.rows)
        text = _why(group.why, n, words).format(n=words.number(n), claim=named)
        text = " ".join([text, *_shown(group, words)])
        said.append(
            UseSaid(
                table_name(group.table, words),
                text,
                claim=group.claim if group.why in CHANGED_IN_THE_CLAIM else "",
                new_claim=group.why in ANSWERED_BY_A_NEW_CLAIM,
            )
        )
    return said


def _shown(group: UsedRows, words: Words) -> list[str]:
    n = len(group.rows)
    if group.use is Use.LATER:
        return [
            words.ngettext(
                "The public sees it once it is old enough.",
                "The public sees them once they are old enough.",
                n,
            )
        ]
    if group.use is Use.SHOWN and group.table != "surveys":
        return [
            words.ngettext(
                "It is shown in the figures and lists of its area.",
                "They are shown in the figures and lists of their area.",
                n,
            )
        ]
    return []


def _why(code: str, n: int, words: Words) -> str:
    if code in ("counts", "survey_named", "survey_not_named", "no_claim", *CHANGED_IN_THE_CLAIM):
        return _of_claims(code, n, words)
    return _of_rows(code, n, words)


def _of_claims(code: str, n: int, words: Words) -> str:
    """Reasons that lie in what the claims ask."""
    return {
        "counts": words.ngettext(
            "{n} row counts toward the claim “{claim}”.",
            "{n} rows count toward the claim “{claim}”.",
            n,
        ),
        "published_total": words.ngettext(
            "{n} row counts toward no claim: it is a single record, and the claim “{claim}” uses "
            "a published total.",
            "{n} rows count toward no claim: they are single records, and the claim “{claim}” "
            "uses a published total.",
            n,
        ),
        "undated_period": words.ngettext(
            "{n} row counts toward no claim: the claim “{claim}” compares surveys whose dates are "
            "not known, and the row names neither.",
            "{n} rows count toward no claim: the claim “{claim}” compares surveys whose dates are "
            "not known, and the rows name neither.",
            n,
        ),
        "other_period": words.ngettext(
            "{n} row counts toward no claim: it lies outside the periods of the claim “{claim}”.",
            "{n} rows count toward no claim: they lie outside the periods of the claim “{claim}”.",
            n,
        ),
        "no_claim": words.ngettext(
            "{n} row counts toward no claim: no claim asks about this species in this area.",
            "{n} rows count toward no claim: no claim asks about this species in this area.",
            n,
        ),
        "survey_named": words.ngettext(
            "{n} survey is a period of the claim “{claim}”.",
            "{n} surveys are periods of the claim “{claim}”.",
            n,
        ),
        "survey_not_named": words.ngettext(
            "{n} survey is not a period of any claim.",
            "{n} surveys are not periods of any claim.",
            n,
        ),
    }[code]


def _of_rows(code: str, n: int, words: Words) -> str:
    """Reasons that lie in the rows."""
    return {
        "unverified": words.ngettext(
            "{n} row is counted nowhere: its species is not verified.",
            "{n} rows are counted nowhere: their species is not verified.",
            n,
        ),
        "no_animal": words.ngettext(
            "{n} row is counted nowhere: it records no animal.",
            "{n} rows are counted nowhere: they record no animal.",
            n,
        ),
        "no_area": words.ngettext(
            "{n} row is counted nowhere: it names no area.",
            "{n} rows are counted nowhere: they name no area.",
            n,
        ),
        "presence": words.ngettext(
            "{n} row counts toward no claim: it shows that the species was there, and is no "
            "detection by a camera.",
            "{n} rows count toward no claim: they show that the species was there, and are no "
            "detections by a camera.",
            n,
        ),
        "rejected": words.ngettext(
            "{n} report is counted nowhere: it was rejected or is about another animal.",
            "{n} reports are counted nowhere: they were rejected or are about another animal.",
            n,
        ),
        "unverified_report": words.ngettext(
            "{n} report counts toward no claim: it is not verified.",
            "{n} reports count toward no claim: they are not verified.",
            n,
        ),
        "encounter": words.ngettext(
            "{n} report counts toward no claim: it is a close encounter without harm.",
            "{n} reports count toward no claim: they are close encounters without harm.",
            n,
        ),
    }[code]
