"""What staff know of reporting, month by month: rows of the table that proves a zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.edit import FIRST_ROW
from impact.model.errors import ImpactError
from impact.model.messages import Sentence
from impact.model.schemas import schema
from impact.reading.text_tables import TextTable

if TYPE_CHECKING:
    import datetime as dt

    from impact.model.records import Records

MOST_MONTHS = 600


class ReportingError(ImpactError):
    """What was written of reporting is no period, or has no source."""


def with_months(
    records: Records,
    kept: TextTable | None,
    *,
    area_id: str,
    first: dt.date,
    last: dt.date,
    source: str,
    collected: bool = True,
    role: str = "",
    unit: str = "",
) -> TextTable:
    """The rows of reporting kept so far, and one for each month from the first to the last.

    Parameters
    ----------
    records : Records
        Of the version that is edited.
    kept : TextTable or None
        Rows of the reporting table that were edited or added before.
    area_id, unit : str
        The area, and the village or herders' group in it (empty: the whole area).
    first, last : date
        Any days of the first and the last month.
    source : str
        Who says so, or where it stands.
    collected : bool
        Whether reports were collected in these months.
    role : str
        Whose reports they are: "rangers".

    Returns
    -------
    TextTable
        ``row, area_id, month, active, reported_by_role, source`` (and ``unit``); a month that was
        added before is written anew.

    Raises
    ------
    ReportingError
        The last month lies before the first, there are more than 600, or no source is named.
    """
    months = _months(first, last)
    if not source.strip():
        raise ReportingError(
            Sentence("No source is named."),
            Sentence("Write who says so, or the address where it stands."),
        )
    rows = pd.DataFrame(
        {
            "area_id": area_id,
            "month": months.strftime("%Y-%m"),
            "active": "yes" if collected else "no",
            "reported_by_role": role.strip() or pd.NA,
            "source": source.strip(),
        }
    )
    if "unit" in schema("reporting").names:
        rows["unit"] = unit.strip() or pd.NA
    key = [name for name in ("area_id", "unit", "month") if name in rows]
    begins = len(records.reporting) + FIRST_ROW
    if kept is not None:
        begins = max(begins, int(kept.frame["row"].max()) + 1)
    rows = rows.astype("str").assign(row=range(begins, begins + len(rows)))
    frames = [rows] if kept is None else [kept.frame, rows]
    together = pd.concat(frames, ignore_index=True).drop_duplicates(key, keep="last")
    return TextTable("reporting.csv", together.reset_index(drop=True))


def _months(first: dt.date, last: dt.date) -> pd.PeriodIndex:
    months = pd.period_range(pd.Timestamp(first).to_period("M"), pd.Timestamp(last).to_period("M"))
    if not 0 < len(months) <= MOST_MONTHS:
        raise ReportingError(
            Sentence(
                "From {first} to {last} is no period of 1 to {most} months.",
                first=first.isoformat(),
                last=last.isoformat(),
                most=MOST_MONTHS,
            ),
            Sentence("Choose a last month that is not before the first."),
        )
    return months
