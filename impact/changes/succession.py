"""A new survey that comes after the one that an indicator calls current."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.programme import read_programme

if TYPE_CHECKING:
    from impact.changes.submit import Change

ORDER = "survey_order"


@dataclass(frozen=True)
class Succession:
    """A new survey that may follow the one that an indicator calls current."""

    indicator: str
    current: str
    new: str


def successions(change: Change) -> list[Succession]:
    """For each indicator the latest of the surveys that came after its current one."""
    added = change.prepared.differences.get("surveys")
    if added is None:
        return []
    surveys = change.prepared.records.surveys
    rows = surveys.assign(id=surveys["survey_id"].astype("str")).set_index("id")
    programme = read_programme(change.programme_text.decode("utf-8-sig"))
    found = []
    for indicator in programme.indicators:
        now = indicator.current.survey if indicator.current else None
        if now is None or now not in rows.index:
            continue
        later = [one for one in added.added if _follows(rows.loc[one], rows.loc[now])]
        if later:
            newest = max(later, key=lambda one: _when(rows.loc[one]))
            found.append(Succession(indicator.id, now, newest))
    return found


def _follows(new: pd.Series, old: pd.Series) -> bool:
    """Whether a survey of the same area and kind is later; by its order where dates are unknown."""
    if any(str(new[column]) != str(old[column]) for column in ("area_id", "records")):
        return False
    by = "event_start" if pd.notna(new["event_start"]) and pd.notna(old["event_start"]) else ORDER
    return bool(pd.notna(new[by]) and pd.notna(old[by]) and new[by] > old[by])


def _when(survey: pd.Series) -> tuple[pd.Timestamp, int]:
    start, order = survey["event_start"], survey[ORDER]
    return pd.Timestamp.min if pd.isna(start) else start, -1 if pd.isna(order) else int(order)
