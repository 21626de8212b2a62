"""The cube: detections, effort and animals by month and place, made once when publishing.

Pages read it instead of the records, so they cost the same for a thousand rows and for ten
million. Events are made as in `events`, trap-nights as in `effort`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from impact.metrics.dates import first_of_month
from impact.metrics.effort import effort_by_month, last_records
from impact.metrics.events import countable, independent_events, presence, with_location

_CELL = ["month", "area_id", "location_id", "scientific_name"]
_ANIMAL = ["month", "area_id", "individual_id", "flank", "scientific_name"]


@dataclass(frozen=True)
class Cube:
    """Sums of everything that is counted. `month` is the first day of the month.

    Attributes
    ----------
    events : DataFrame
        ``month, area_id, location_id, scientific_name, detections, records``.
    effort : DataFrame
        ``area_id, location_id, month, trap_nights``. A month that is not there had no effort.
    individuals : DataFrame
        ``month, area_id, individual_id, flank, scientific_name``: each once, since animals of
        two cells do not add up. The month is missing where it is not known.
    undated : DataFrame
        ``area_id, scientific_name, detections``: those whose date is coarser than a month.
    """

    events: pd.DataFrame
    effort: pd.DataFrame
    individuals: pd.DataFrame
    undated: pd.DataFrame


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
    cells = found.assign(month=months)[months.notna()].groupby(_CELL, observed=True, dropna=False)
    rest = found[months.isna()].groupby(["area_id", "scientific_name"], observed=True, dropna=False)
    return Cube(
        events=cells["records"].agg(detections="size", records="sum").reset_index(),
        effort=effort_by_month(deployments, failures, last_records=last_records(detections)),
        individuals=_individuals(located),
        undated=rest.size().reset_index(name="detections"),
    )


def _individuals(located: pd.DataFrame) -> pd.DataFrame:
    rows = presence(located[located["individual_id"].notna()])
    animals = rows.assign(month=months_of(rows))[_ANIMAL].drop_duplicates()
    return animals.sort_values(_ANIMAL, ignore_index=True)


def months_of(rows: pd.DataFrame) -> pd.Series:
    """The first day of each row's month; missing where the date is coarser than that.

    Parameters
    ----------
    rows : DataFrame
        With ``event_start, date_precision``.
    """
    exact = rows["date_precision"].isin(["day", "month"])
    return first_of_month(rows["event_start"].where(exact))
