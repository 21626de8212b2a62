"""How much others have on file of what a figure shows of the programme alone.

Without it a figure of the programme's own records would say that there was nothing before them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.disclosure.selection import ALL
from impact.metrics.dates import last_days
from impact.metrics.reports import published
from impact.model.attribution import OTHERS, PROGRAMME
from impact.wording.rows import row_date
from impact.wording.stops import one_stop

if TYPE_CHECKING:
    import pandas as pd

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.wording.language import Words


def cats_not_shown(view: View, selection: Selection, words: Words) -> str:
    """How many records of cats by others are left out, and the earliest; empty where none is."""
    _ = words._
    told = _("Records of cats by others, which are not shown: {n}; the earliest, {date}.")
    if selection.area != ALL:
        told = _("Records of cats here by others, which are not shown: {n}; the earliest, {date}.")
    return _counted(told, published(_theirs(view, selection, view.records.detections)), words)


def incidents_not_shown(
    view: View, selection: Selection, incidents: pd.DataFrame, words: Words
) -> str:
    """The same of these incidents."""
    told = words._("Incidents reported by others, which are not shown: {n}; the earliest, {date}.")
    return _counted(told, _theirs(view, selection, incidents), words)


def firsts_not_shown(view: View, selection: Selection, words: Words) -> str:
    """The same of the areas whose earliest record is by others."""
    told = words._(
        "Areas whose earliest record on file is by others, which are not shown: {n}; the earliest, "
        "{date}."
    )
    rows = _theirs(view, selection, view.summaries.first_records)
    return _counted(told, rows, words, n=rows["area_id"].nunique())


def _theirs(view: View, selection: Selection, rows: pd.DataFrame) -> pd.DataFrame:
    """Those of others in a choice that leaves them out; none in any other."""
    left = replace(selection, whose=OTHERS).of(view, rows)
    return left if selection.whose == PROGRAMME else left.head(0)


def _counted(told: str, rows: pd.DataFrame, words: Words, *, n: int | None = None) -> str:
    if rows.empty:
        return ""
    earliest = rows.loc[last_days(rows).sort_values().index[0]]
    count = words.number(len(rows) if n is None else n)
    return one_stop(told.format(n=count, date=row_date(earliest, words)))
