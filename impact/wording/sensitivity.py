"""A claim under other rules of what one detection is, in words and as a small table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.wording.findings import finding
from impact.wording.sentences import comparison

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.claims.model import UnderRule
    from impact.disclosure import View
    from impact.wording import Words


def under_rules(claim: Claim, words: Words) -> str:
    """Whether the finding hangs on the choice; empty where nothing hangs on any."""
    _ = words._
    if not claim.under_rules:
        return ""
    found, alone = {each.verdict for each in claim.under_rules}, claim.baseline_period is None
    numbers = [each.value for each in claim.under_rules if each.value is not None]
    same = not numbers or min(numbers) == max(numbers)
    spread = (
        ""
        if same
        else _("The number goes from {low} to {high}.").format(
            low=words.number(min(numbers)), high=words.number(max(numbers))
        )
    )
    if alone and spread:  # one period has no finding to speak of
        return spread
    if found == {claim.verdict}:
        text = _("The finding is the same under every rule below.")
    else:
        text = _("The result depends on which counting rule is used (see below).")
    return f"{text} {spread}".strip()


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
