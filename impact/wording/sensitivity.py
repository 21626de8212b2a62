"""A claim under other rules of what one detection is, in words and as a small table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims import Verdict
from impact.wording.findings import finding
from impact.wording.sentences import comparison

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.claims.model import UnderRule
    from impact.disclosure import View
    from impact.model.programme import EventRule
    from impact.wording import Words

CHANGED = (Verdict.INCREASE, Verdict.DECREASE)


def under_rules(view: View, claim: Claim, words: Words) -> str:
    """Whether the finding hangs on the choice, and why it may; empty where nothing hangs on any."""
    _ = words._
    if not claim.under_rules:
        return ""
    found, alone = {each.verdict for each in claim.under_rules}, claim.baseline_period is None
    numbers = [each.value for each in claim.under_rules if each.value is not None]
    same = not numbers or min(numbers) == max(numbers)
    spread = (
        ""
        if same
        else _("The number ranges from {low} to {high}.").format(
            low=words.number(min(numbers)), high=words.number(max(numbers))
        )
    )
    if alone and spread:  # one period has no finding to speak of
        return spread
    if found == {claim.verdict}:
        text = _("The finding is the same under every rule below.")
    else:
        text = _("The result depends on which counting rule is used (see below).")
    return " ".join(filter(None, (text, spread, _shorter_gap(view, claim, words))))


def _shorter_gap(view: View, claim: Claim, words: Words) -> str:
    """Why there is a change under shorter gaps alone, where the claim itself names none."""
    own: EventRule = view.programme.events
    changed = [one.threshold_minutes for one in claim.under_rules if one.verdict in CHANGED]
    if claim.verdict in CHANGED or not changed or max(changed) >= own.threshold_minutes:
        return ""
    return words._(
        "With a shorter gap, photographs of one visit count as several detections: one long visit "
        "may then look like a change. What is said above therefore rests on {minutes} min."
    ).format(minutes=words.number(own.threshold_minutes))


def rule_rows(view: View, claim: Claim, words: Words) -> pd.DataFrame:
    """One row a rule and threshold: the numbers, the finding, the comparison.

    Returns
    -------
    DataFrame
        In words of this language, its columns too; empty where nothing hangs on a rule.
    """
    _ = words._
    own = view.programme.events
    rows = []
    for each in claim.under_rules:
        mine = (each.threshold_minutes, each.rule) == (own.threshold_minutes, own.rule)
        name = _rule(each, words)
        other = replace(
            claim,
            value=each.value,
            baseline=each.baseline,
            ratio=each.ratio,
            verdict=each.verdict,
        )
        row = {
            _("Rule"): _("{rule} (used here)").format(rule=name) if mine else name,
            _("Number"): _number(each.value, words),
        }
        if claim.baseline_period is not None:
            row |= {
                _("Before"): _number(each.baseline, words),
                _("Finding"): finding(other, words),
                _("At equal effort"): comparison(other, words),
            }
        rows.append(row)
    return pd.DataFrame(rows)


def _rule(each: UnderRule, words: Words) -> str:
    _ = words._
    text = (
        _("{minutes} min since the previous record")
        if each.rule == "since_previous_record"
        else _("{minutes} min since the last one counted")
    )
    return text.format(minutes=words.number(each.threshold_minutes))


def _number(value: int | None, words: Words) -> str:
    return words._("not known") if value is None else words.number(value)
