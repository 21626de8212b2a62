"""Whether a finding hangs on the choice of what one detection is.

The threshold and the rule that tell events apart are a choice (30 minutes is custom, not law).
The same question is asked under other choices, and the reader sees the answers side by side.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.claims import counting, verdicts
from impact.claims.model import UnderRule
from impact.metrics import events
from impact.model import area_tree

if TYPE_CHECKING:
    import pandas as pd

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
    area_ids = area_tree.within(made_from.records.areas, indicator.areas)
    found: list[tuple[pd.DataFrame, UnderRule]] = []
    for rule in events.RULES:
        for minutes in sorted({*THRESHOLDS, own.threshold_minutes}):
            material = made_from.under(minutes, rule)
            asked = material.events_of(indicator, area_ids)
            # Of the same events every count is the same: it is not made again.
            known = next((one for rows, one in found if rows.equals(asked)), None)
            one = known or _under(material, indicator, minutes, rule)
            found.append((asked, replace(one, threshold_minutes=minutes, rule=rule)))
    return tuple(one for _, one in found)


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
