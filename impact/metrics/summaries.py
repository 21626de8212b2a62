"""The small tables that pages draw from, made once from exact records.

A page costs the same for a thousand records and for ten million, because it reads these and
nothing else. They hold areas and years (incidents: areas and months), never locations or days.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.metrics import conflicts
from impact.metrics.events import with_events
from impact.metrics.first_records import first_records
from impact.metrics.individuals import minimum_individuals
from impact.metrics.rates import rate
from impact.model.attribution import OTHERS, PROGRAMME, by_programme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.metrics.cube import Cube
    from impact.model.programme import EventRule
    from impact.model.records import Records

# What tells where, exactly when, or in whose words an incident happened.
TELLING = [
    "latitude",
    "longitude",
    "locality",
    "summary",
    "date_note",
    "verification_note",
    "survey_id",
    "row",
]

RATE = ["detections", "trap_nights", "rate", "low", "high"]
BY_YEAR = ["scientific_name", "year", *RATE, "stations", "stations_with_detection", "share"]
BY_AREA = ["scientific_name", "area_id", "first_year", "last_year", *RATE]


@dataclass(frozen=True)
class Summaries:
    """Tables by area and year.

    Attributes
    ----------
    detections : DataFrame
        ``area_id, scientific_name, year, detections``; of these ``in_effort``, on a day on
        which a camera worked there, and ``stations_with_detection`` among such stations.
    effort : DataFrame
        ``area_id, year, trap_nights, stations``: missing rows are unknown effort, not none.
    individuals : DataFrame
        ``area_id, scientific_name, year, animals, unidentified_detections``.
    first_records : DataFrame
        ``area_id, scientific_name, event_start, event_end, date_precision, dated,
        first_record, attribution, recorded_by, observation_id``; a row that is not public has no
        id, no word of who recorded it, and no more than its month.
    incidents : DataFrame
        One row an incident, with the columns of the conflicts table, so that the same metrics
        apply; no place, no words, and no date finer than a month.
    """

    detections: pd.DataFrame
    effort: pd.DataFrame
    individuals: pd.DataFrame
    first_records: pd.DataFrame
    incidents: pd.DataFrame


def summarise(records: Records, located: pd.DataFrame, cube: Cube, rule: EventRule) -> Summaries:
    """Make the small tables of a version.

    Parameters
    ----------
    records : Records
    located : DataFrame
        The detections with the area and location of their deployment filled in.
    cube : Cube
    rule : EventRule
        The programme's own: when two records are two detections.
    """
    of_events = with_events(located, threshold_minutes=rule.threshold_minutes, rule=rule.rule)
    return Summaries(
        detections=detections_by_year(cube.events, cube.effort),
        effort=effort_by_year(cube.effort),
        individuals=individuals_by_year(of_events),
        first_records=first_records_by_area(located),
        incidents=_incidents(records.conflicts),
    )


def _year(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(year=table["month"].dt.year.astype("Int64"))


def detections_by_year(events: pd.DataFrame, effort: pd.DataFrame) -> pd.DataFrame:
    """`Summaries.detections` of the events and the effort of a cube."""
    # A report in the press names no station: it belongs on the timeline of reports, and its
    # number over time shows how much was written, not how many cats there were.
    surveyed = _year(events[events["location_id"].notna()])
    worked = _year(effort[effort["trap_nights"] > 0])
    station = ["area_id", "location_id", "year"]
    known = set(worked[station].astype("str").itertuples(index=False, name=None))
    stations = surveyed[station].astype("str").itertuples(index=False, name=None)
    inside = pd.Series([one in known for one in stations], index=surveyed.index, dtype=bool)
    in_effort = surveyed["in_effort"].where(inside, 0)
    counted = surveyed.assign(
        in_effort=in_effort, station=surveyed["location_id"].astype("str").where(in_effort > 0)
    )
    by = counted.groupby(["area_id", "scientific_name", "year"], observed=True)
    return by.agg(
        detections=("detections", "sum"),
        in_effort=("in_effort", "sum"),
        stations_with_detection=("station", "nunique"),
    ).reset_index()


def effort_by_year(effort: pd.DataFrame) -> pd.DataFrame:
    """`Summaries.effort` of the effort of a cube."""
    worked = _year(effort[effort["trap_nights"] > 0])
    by = worked.groupby(["area_id", "year"], observed=True)
    return by.agg(
        trap_nights=("trap_nights", "sum"), stations=("location_id", "nunique")
    ).reset_index()


def individuals_by_year(records: pd.DataFrame) -> pd.DataFrame:
    """Minimum individuals of each area and year with an identified animal.

    Parameters
    ----------
    records : DataFrame
        As from `impact.metrics.events.with_events`. A record belongs to the year in which its
        event began, one that is in no event to its own.
    """
    begins = records["event_begins"].fillna(records["event_start"])
    dated = records.assign(year=begins.dt.year.astype("Int64"))
    dated = dated[dated["year"].notna() & dated["area_id"].notna()]
    found = minimum_individuals(dated, ["area_id", "scientific_name", "year"])
    return found.drop(columns=["both", "left_only", "right_only"])


def first_records_by_area(located: pd.DataFrame) -> pd.DataFrame:
    """The first record of each species in each area, to the month where it is not public."""
    found = first_records(located)
    public = located.set_index("observation_id")["published"].fillna(False).astype(bool)
    hidden = ~found["observation_id"].map(public).astype(bool)
    exactly = found["date_precision"].astype("str").eq("day")
    # A visit over midnight, or over new year, is of the day on which it began.
    ends = found["event_end"].mask(exactly & found["event_start"].notna(), found["event_start"])
    keyed = located.drop_duplicates("observation_id").set_index("observation_id")
    return found.assign(
        attribution=found["observation_id"].map(_whose(keyed)),
        recorded_by=found["observation_id"].map(keyed["recorded_by"].astype("str")).mask(hidden),
        event_start=found["event_start"].mask(hidden, _month(found["event_start"])),
        event_end=ends.mask(hidden, _end_of_month(ends)),
        date_precision=found["date_precision"].astype("str").mask(hidden & exactly, "month"),
        observation_id=found["observation_id"].mask(hidden),
    )


def _whose(rows: pd.DataFrame) -> pd.Series:
    return by_programme(rows).map({True: PROGRAMME, False: OTHERS}).astype("str")


def _month(dates: pd.Series) -> pd.Series:
    """The first day of the month of each date."""
    return dates.dt.to_period("M").dt.to_timestamp().astype(dates.dtype)


def _end_of_month(dates: pd.Series) -> pd.Series:
    """The last day of the month of each date."""
    return dates.dt.to_period("M").dt.end_time.dt.normalize().astype(dates.dtype)


def _incidents(table: pd.DataFrame) -> pd.DataFrame:
    """Single incidents to the month, numbered anew in the order of the table."""
    single = conflicts.incidents(table)
    daily = single["date_precision"].astype("str").eq("day")
    first = single["event_start"].dt.to_period("M")
    bare = single.drop(columns=[c for c in single if _starts_with(c, TELLING)])
    return bare.assign(
        incident_id=[f"incident-{number}" for number in range(1, len(single) + 1)],
        event_start=single["event_start"].mask(daily, first.dt.start_time.astype("datetime64[us]")),
        event_end=single["event_end"].mask(
            daily, first.dt.end_time.dt.normalize().astype("datetime64[us]")
        ),
        date_precision=single["date_precision"].astype("str").mask(daily, "month"),
        locality=pd.Series(pd.NA, index=single.index, dtype="str"),
        latitude=float("nan"),
        longitude=float("nan"),
    ).reset_index(drop=True)


def _starts_with(column: str, names: list[str]) -> bool:
    """Whether a column is one of the names, or a translation of one."""
    return any(column == name or column.startswith(f"{name}_") for name in names)


def rates_by_year(
    detections: pd.DataFrame, effort: pd.DataFrame, species: Sequence[str] = ()
) -> pd.DataFrame:
    """Pooled detection rates by species and year.

    Parameters
    ----------
    detections, effort : DataFrame
        Rows of `Summaries.detections` and `Summaries.effort`, those that were chosen.
    species : sequence of str
        The species asked for, each in the table even if it was never detected; without any,
        those that were.

    Returns
    -------
    DataFrame
        ``scientific_name, year, detections, trap_nights, rate, low, high, stations,
        stations_with_detection, share``: rates per 100 trap-nights with their 95% interval. A
        year with effort and no detection is a 0; areas and stations without effort in a year are
        left out of it; years without any effort are not in the table.
    """
    worked = _totals(effort, ["year"], ["trap_nights", "stations"])
    there = _with_effort(detections, effort)
    counted = ["in_effort", "stations_with_detection"]
    seen = _totals(there, ["scientific_name", "year"], counted)
    rows = []
    for name in species or there["scientific_name"].unique():
        for (year,), (nights, stations) in sorted(worked.items()):
            count, found = seen.get((name, year), (0, 0))
            share = found / stations if stations else math.nan
            rows.append([name, year, *_rated(count, nights), stations, found, share])
    return pd.DataFrame(rows, columns=BY_YEAR)


def rates_by_area(
    detections: pd.DataFrame, effort: pd.DataFrame, species: Sequence[str] = ()
) -> pd.DataFrame:
    """Detection rates by species and area, pooled over the years with effort.

    Parameters
    ----------
    detections, effort, species
        As for `rates_by_year`.

    Returns
    -------
    DataFrame
        ``scientific_name, area_id, first_year, last_year, detections, trap_nights, rate, low,
        high``: rates per 100 trap-nights with their 95% interval. An area with effort and no
        detection is a 0; areas without any effort are not in the table.
    """
    worked = _totals(effort, ["area_id"], ["trap_nights"])
    years: dict[str, list[int]] = {area: [] for (area,) in worked}
    for area, year in zip(effort["area_id"], effort["year"], strict=True):
        years[area].append(year)
    there = _with_effort(detections, effort)
    seen = _totals(there, ["scientific_name", "area_id"], ["in_effort"])
    rows = []
    for name in sorted(species or there["scientific_name"].unique()):
        for (area,), (nights,) in sorted(worked.items()):
            (count,) = seen.get((name, area), (0,))
            rows.append([name, area, min(years[area]), max(years[area]), *_rated(count, nights)])
    return pd.DataFrame(rows, columns=BY_AREA)


def _rated(count: int, nights: float) -> list[float]:
    """A count, the trap-nights in which it was made, and its rate with the ends of its interval."""
    found = rate(count, nights)
    return [count, nights, found.estimate, found.low, found.high]


def _totals(rows: pd.DataFrame, keys: list[str], values: list[str]) -> dict[tuple, list]:
    """The sums of columns for each key. There are few rows, of which a groupby takes long."""
    found: dict[tuple, list[tuple]] = {}
    named = zip(*(rows[name].tolist() for name in keys), strict=True)
    cells = zip(*(rows[name].tolist() for name in values), strict=True)
    for key, some in zip(named, cells, strict=True):
        found.setdefault(key, []).append(some)
    return {
        key: [_total(column) for column in zip(*some, strict=True)] for key, some in found.items()
    }


def _total(cells: tuple[float, ...]) -> float:
    """The sum, whole where all of it is; in whatever order the rows come it is the same."""
    return sum(cells) if all(isinstance(cell, int) for cell in cells) else math.fsum(cells)


def _with_effort(detections: pd.DataFrame, effort: pd.DataFrame) -> pd.DataFrame:
    """The rows of areas and years in which cameras worked."""
    worked = set(zip(effort["area_id"], effort["year"], strict=True))
    pairs = zip(detections["area_id"], detections["year"], strict=True)
    return detections[np.array([one in worked for one in pairs], dtype=bool)]
