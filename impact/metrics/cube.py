"""The cube: detections and effort by month and place, made once when publishing.

Pages read it instead of the records, so they cost the same for a thousand rows and for ten
million. Events are made as in `events`, trap-nights as in `effort`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from impact.metrics.dates import first_of_month
from impact.metrics.effort import effort_by_month, last_records
from impact.metrics.events import countable, independent_events, with_location
from impact.metrics.worked_days import within_effort, worked_days

_CELL = ["month", "area_id", "location_id", "scientific_name"]


@dataclass(frozen=True)
class Cube:
    """Sums of everything that is counted. `month` is the first day of the month.

    Attributes
    ----------
    events : DataFrame
        ``month, area_id, location_id, scientific_name, detections``, of these ``in_effort``
        (on a day on which a camera worked there), ``records``.
    effort : DataFrame
        ``area_id, location_id, month, trap_nights``. A month that is not there had no effort.
    """

    events: pd.DataFrame
    effort: pd.DataFrame


def sums_by_year(cube: Cube) -> pd.DataFrame:
    """A cube summed over stations and the months of each year.

    Returns
    -------
    DataFrame
        ``area_id, year, scientific_name, trap_nights, detections, in_effort``: lines of effort,
        whose species is missing, and lines of detections, whose trap-nights are.
    """
    lines = {}
    for table, names in (("effort", ["trap_nights"]), ("events", ["detections", "in_effort"])):
        rows = getattr(cube, table)
        keys = [rows["area_id"].astype("str"), rows["month"].dt.year.rename("year")]
        if table == "events":
            keys.append(rows["scientific_name"].astype("str"))
        lines[table] = rows.groupby(keys)[names].sum().reset_index()
    return pd.concat(lines.values(), ignore_index=True)


def build_cube(
    detections: pd.DataFrame,
    deployments: pd.DataFrame,
    failures: pd.DataFrame,
    *,
    threshold_minutes: int = 30,
    rule: str = "since_previous_record",
) -> Cube:
    """Make the cube of a data set.

    Parameters
    ----------
    detections, deployments, failures : DataFrame
        As in the schemas, with every kind of record: blanks say how long a camera worked.
    threshold_minutes, rule
        When two records are two detections, as for `independent_events`.

    Returns
    -------
    Cube

    Raises
    ------
    MetricError
        As `independent_events`.
    """
    located = with_location(detections, deployments)
    found = independent_events(countable(located), threshold_minutes=threshold_minutes, rule=rule)
    months = months_of(found)
    last = last_records(detections)
    days = worked_days(deployments, failures, last_records=last)
    found = found.assign(month=months, in_effort=within_effort(found, days))
    cells = found[months.notna()].groupby(_CELL, observed=True, dropna=False)
    return Cube(
        events=cells.agg(
            detections=("records", "size"),
            in_effort=("in_effort", "sum"),
            records=("records", "sum"),
        ).reset_index(),
        effort=effort_by_month(deployments, failures, last_records=last),
    )


def months_of(rows: pd.DataFrame) -> pd.Series:
    """The first day of each row's month; missing where the date is coarser than that.

    Parameters
    ----------
    rows : DataFrame
        With ``event_start, date_precision``.
    """
    exact = rows["date_precision"].isin(["day", "month"])
    return first_of_month(rows["event_start"].where(exact))
