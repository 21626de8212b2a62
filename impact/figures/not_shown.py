"""How much others have on file of what a figure shows of the programme alone.

Without it a figure of the programme's own records would say that there was nothing before them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.disclosure.once import once
from impact.disclosure.selection import ALL
from impact.metrics.dates import DATED, last_days
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
    return _counted(told, view, selection, _published_records(view), words)


def incidents_not_shown(
    view: View, selection: Selection, incidents: pd.DataFrame, words: Words
) -> str:
    """The same of these incidents."""
    told = words._("Incidents reported by others, which are not shown: {n}; the earliest, {date}.")
    return _counted(told, view, selection, incidents, words)


def firsts_not_shown(view: View, selection: Selection, words: Words) -> str:
    """The same of the areas whose earliest record is by others."""
    told = words._(
        "Areas whose earliest record on file is by others, which are not shown: {n}; the earliest, "
        "{date}."
    )
    return _counted(told, view, selection, view.summaries.first_records, words, each="area_id")


@once
def _published_records(view: View) -> pd.DataFrame:
    return published(view.records.detections)


def _counted(
    told: str,
    view: View,
    selection: Selection,
    rows: pd.DataFrame,
    words: Words,
    *,
    each: str | None = None,
) -> str:
    """What a choice of the programme's leaves out, by rows or by what `each` names; else empty."""
    if selection.whose != PROGRAMME:
        return ""
    theirs = replace(selection, whose=OTHERS).of(view, rows)
    if theirs.empty:
        return ""
    days = last_days(theirs[DATED]).to_numpy()
    earliest = theirs.iloc[days.argsort(kind="stable")[0]]
    n = theirs[each].nunique() if each else len(theirs)
    return one_stop(told.format(n=words.number(n), date=row_date(earliest, words)))
