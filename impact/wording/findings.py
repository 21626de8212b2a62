"""What a verdict means, in a few words: the mark beside a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Reason, Verdict
from impact.wording.rate import alone_with_effort

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.wording.language import Words


def finding(claim: Claim, words: Words) -> str:
    """What the verdict means, in a few words; it stands beside the number as a mark."""
    _ = words._
    return {
        Verdict.INCREASE: _("Increase"),
        Verdict.DECREASE: _("Decrease"),
        Verdict.NO_CLEAR_CHANGE: _("No clear change"),
        Verdict.TOO_FEW_TO_TELL: _("Too few to tell"),
        Verdict.TOO_FEW_STATIONS: _too_few(claim, words),
        Verdict.NO_UNITS: _no_units(claim, words),
        Verdict.COUNTS_ONLY: (
            _("One period, nothing to compare with yet")
            if alone_with_effort(claim)
            else _("Counts only")
        ),
        Verdict.ZERO: _none_recorded(claim, words),
        Verdict.ZERO_EFFORT_UNKNOWN: _("None reported; effort unknown"),
        Verdict.FIRST_RECORD: _("First record"),
        Verdict.FIRST_AS_REPORTED: _("First, as reported"),
        Verdict.NOT_RECORDED: _("Not recorded"),
    }[claim.verdict]


def _none_recorded(claim: Claim, words: Words) -> str:
    _, asked = words._, claim.reporting
    if claim.kind != "conflict_incidents":
        return _("None recorded, with cameras out")
    if asked and asked.months_partly + asked.months_inactive + asked.months_unknown:
        return _("None recorded; reports were collected part of the time only")
    return _("None recorded, with reports collected")


def known_but_too_few(claim: Claim) -> bool:
    """Whether the stations (or villages) are on file, and are too few to reshuffle."""
    found, effort = claim.comparison, claim.effort
    of_areas = effort is None or effort.unit == "area-months"
    return found is not None and found.reason is Reason.TOO_FEW_UNITS and not of_areas


def _no_units(claim: Claim, words: Words) -> str:
    _ = words._
    if known_but_too_few(claim):
        return _too_few(claim, words)
    if claim.kind == "conflict_incidents":
        return _("No finding: villages not known")
    return _("No finding: stations not known")


def _too_few(claim: Claim, words: Words) -> str:
    _ = words._
    if claim.comparison is not None and claim.comparison.reason is Reason.TOO_UNLIKE:
        return _("Too unlike to tell")
    if claim.kind == "conflict_incidents":
        return _("Too few villages to tell")
    return _("Too few stations to tell")
