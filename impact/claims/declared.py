"""Since when a question stands as it stands: declared before its data, or chosen after.

A question that is chosen once its data are known finds more changes than chance should give: of
many questions some seem to show one. So a version keeps the day on which each question first
stood so in a published version.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from impact.claims.comparison import Declared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from impact.claims.model import Claim, Period
    from impact.model.programme import EventRule


def question_of(claim: Claim, rule: EventRule) -> str:
    """Everything that decides what a claim counts, as text that is equal for equal questions."""
    asked = claim.indicator
    windows = [
        one and (one.survey, str(one.start), str(one.end))
        for one in (asked.current, asked.baseline)
    ]
    periods = [_days(one) for one in (claim.current_period, claim.baseline_period)]
    parts: list[Any] = [asked.kind, asked.species, sorted(asked.areas), windows, asked.basis]
    if asked.kind != "first_record":  # its period is its answer
        parts.append(periods)
    return json.dumps([*parts, rule.threshold_minutes, rule.rule])


def asked_since(
    kept: Iterable[Mapping[str, Any]], before: Iterable[Mapping[str, Any]], today: dt.date
) -> list[dict[str, Any]]:
    """The claims of a new version, each with the day since when its question stands so.

    Parameters
    ----------
    kept : iterable of mapping
        Claims with ``id, question, periods``: made plain values here, as JSON has them.
    before : iterable of mapping
        Those of the version before; what has no ``question`` or ``asked_on`` was kept by an
        earlier program, and its question counts from today.
    today : date
        The day of publishing.

    Returns
    -------
    list of dict
        The same with ``asked_on`` (a day as text) and ``declared``; one without a question as
        it is.
    """
    known = {(one["id"], one.get("question")): one.get("asked_on") for one in before}
    found = []
    for one in json.loads(json.dumps(list(kept), allow_nan=False)):
        if "question" not in one:
            found.append({**one})
            continue
        day = known.get((one["id"], one["question"])) or today.isoformat()
        found.append({**one, "asked_on": day, "declared": _declared(one, day)})
    return found


def with_declared(claims: Iterable[Claim], kept: Iterable[Mapping[str, Any]]) -> tuple[Claim, ...]:
    """The claims of a version, each with what the version keeps of its question."""
    known = {one["id"]: Declared(one["declared"]) for one in kept if one.get("declared")}
    return tuple(replace(one, declared=known.get(one.id)) for one in claims)


def _declared(one: Mapping[str, Any], asked_on: str) -> str | None:
    """None where the first day of the current period is not known, or is the answer itself."""
    start = ((one.get("periods") or {}).get("current") or {}).get("start")
    if start is None or one["kind"] == "first_record":
        return None
    # A start that is a year or a month alone is its first day.
    first_day = dt.date.fromisoformat(f"{start}-01-01"[:10])
    before = dt.date.fromisoformat(asked_on) < first_day
    return str(Declared.BEFORE if before else Declared.AFTER)


def _days(period: Period | None) -> tuple[str, str] | None:
    return None if period is None else (str(period.start), str(period.end))
