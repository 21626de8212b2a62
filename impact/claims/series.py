"""The same question asked of each year on file: what the small chart of a claim shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from impact.claims.counting import count
from impact.claims.question_rows import of_question
from impact.model import area_tree
from impact.model.programme import Window

if TYPE_CHECKING:
    from impact.claims.counting import Material
    from impact.claims.model import Count
    from impact.model.programme import Indicator


def by_year(made_from: Material, indicator: Indicator) -> tuple[Count, ...]:
    """Count each calendar year from the first to the last with a dated row.

    Returns
    -------
    tuple of Count
        One a year, by the same counting path as the claim; empty where the claim rests on
        published totals, which are no series. A year with no record and no effort has the
        value None: it is a gap, not a 0.
    """
    if indicator.basis != "records":
        return ()
    records = made_from.records
    area_ids = area_tree.within(records.areas, indicator.areas)
    rows = made_from.events if indicator.kind == "detections" else records.conflicts
    years = of_question(rows, indicator, area_ids)["event_start"].dropna().dt.year
    if years.empty:
        return ()
    windows = [
        Window(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))
        for year in range(int(years.min()), int(years.max()) + 1)
    ]
    found = [count(made_from, indicator, window, "records") for window in windows]
    return tuple(replace(one, evidence=()) for one in found)
