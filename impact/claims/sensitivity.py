"""Whether a finding hangs on the choice of what one detection is.

The threshold and the rule that tell events apart are a choice (30 minutes is custom, not law).
The same question is asked under other choices, and the reader sees the answers side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import counting, verdicts
from impact.claims.model import UnderRule
from impact.metrics import events

if TYPE_CHECKING:
    from impact.claims.counting import Material
    from impact.model.programme import EventRule, Indicator

THRESHOLDS = (1, 15, 30, 60)  # minutes


def under_other_rules(
    made_from: Material, indicator: Indicator, own: EventRule
) -> tuple[UnderRule, ...]:
    """Ask one indicator under each threshold and each rule, the programme's own among them.

    Parameters
    ----------
    made_from : Material
    indicator : Indicator
    own : EventRule
        As programme.toml sets it.

    Returns
    -------
    tuple of UnderRule
        By rule, then by threshold. Empty where the claim does not rest on single records of
        detections: published totals and incidents know no threshold.
    """
    if indicator.kind != "detections" or indicator.basis != "records":
        return ()
    return tuple(
        _under(made_from.under(minutes, rule), indicator, minutes, rule)
        for rule in events.RULES
        for minutes in sorted({*THRESHOLDS, own.threshold_minutes})
    )


def _under(material: Material, indicator: Indicator, minutes: int, rule: str) -> UnderRule:
    current = counting.counted(material, indicator, indicator.current, "records")
    before = None
    if indicator.baseline is not None:
        before = counting.counted(material, indicator, indicator.baseline, "records")
    ratio, comparison = verdicts.compared(current, before, material.moved_metres)
    return UnderRule(
        threshold_minutes=minutes,
        rule=rule,
        value=current.count.value,
        baseline=before.count.value if before else None,
        ratio=ratio,
        verdict=verdicts.of_counts(current.count, ratio, comparison),
    )
