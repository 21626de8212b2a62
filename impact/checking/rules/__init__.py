"""What rows and tables demand of one another: a registry of small named rules.

- `dates`: starts and ends, the precision of dates, dates in the future.
- `deployments`: cameras, their failures and the records made while they stood.
- `levels`: media level and event level of one deployment.
- `places`: areas, what they lie in and what they overlap.
- `counts`: published totals and single records of detections and incidents.
- `links`: species, indicators, initiatives and lists of ids.
- `reporters`: villages and herders' groups that report of an area.
- `privacy`: what must not stand in a table at all.
"""

from __future__ import annotations

from impact.checking.rules import (
    counts,
    dates,
    deployments,
    levels,
    links,
    places,
    privacy,
    reporters,
)
from impact.checking.rules.registry import (
    PROGRAMME_FILE,
    Finding,
    Precisions,
    Rule,
    RuleInput,
    problems_of,
)
from impact.model.errors import Problem

RULES: tuple[Rule, ...] = (
    *dates.RULES,
    *deployments.RULES,
    *levels.RULES,
    *places.RULES,
    *counts.RULES,
    *links.RULES,
    *reporters.RULES,
    *privacy.RULES,
)
"""Every rule, in the order in which they are asked."""


def rule_problems(material: RuleInput, broken: set[tuple[str, int]]) -> list[Problem]:
    """What breaks any of `RULES`; rows in `broken` have errors of their own and are left out."""
    return problems_of(RULES, material, broken)


__all__ = ["PROGRAMME_FILE", "RULES", "Finding", "Precisions", "Rule", "RuleInput", "rule_problems"]
