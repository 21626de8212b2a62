"""Which rows a question is about, and which of them belong to a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.model import Evidence, Period

if TYPE_CHECKING:
    from impact.model.programme import Indicator, Window
    from impact.model.records import Records


def period_of(records: Records, window: Window | None) -> Period:
    """The dates of an indicator's window, as far as they are published."""
    if window is None:
        return Period(precision="unknown")
    if window.survey is None:
        end = pd.Timestamp(window.end) if window.end else None
        return Period(start=pd.Timestamp(window.start), end=end)
    rows = records.surveys[records.surveys["survey_id"].astype("str") == window.survey]
    if rows.empty:
        return Period(survey=window.survey, precision="unknown")
    survey = rows.iloc[0]
    return Period(
        survey=window.survey,
        start=_or_none(survey["event_start"]),
        end=_or_none(survey["event_end"]),
        precision=str(survey["date_precision"]),
    )


def in_period(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows that belong to a period.

    A row that names a survey belongs to that one and to no other. Any other row belongs to the
    period in which it began, if its day is known, else to the one that holds its dates whole.
    """
    named = rows["survey_id"].astype("str")
    if period.start is None:
        dates = pd.Series(False, index=rows.index)
    else:
        # A visit over midnight began on one day and is counted once.
        begins = rows["date_precision"].astype("str").eq("day")
        ends = rows["event_end"].fillna(rows["event_start"]).mask(begins, rows["event_start"])
        dates = rows["event_start"] >= period.start
        if period.end is not None:  # without an end it is still going on
            dates &= ends < period.end.normalize() + pd.Timedelta(days=1)
    if period.survey is None:
        return rows[dates]
    return rows[(named == period.survey) | (named.isna() & dates)]


def of_question(rows: pd.DataFrame, indicator: Indicator, area_ids: list[str]) -> pd.DataFrame:
    """The rows about the indicator's species in its areas.

    A published total that names no species is about the species of the question; a single
    incident without one is another animal's, or nobody knows whose.
    """
    species = rows["scientific_name"].astype("str")
    there = rows["area_id"].astype("str").isin(area_ids)
    about = species == indicator.species
    if "count" in rows:
        about |= species.isna() & rows["count"].notna()
    return rows[there & about]


def total_of(rows: pd.DataFrame) -> int | None:
    return int(rows["count"].sum()) if len(rows) else None


def evidence_of(table: str, rows: pd.DataFrame) -> tuple[Evidence, ...]:
    key = {"detections": "observation_id", "conflicts": "incident_id"}[table]
    return tuple(Evidence(table, str(value)) for value in rows[key])


def _or_none(value):
    return None if pd.isna(value) else value
