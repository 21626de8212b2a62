"""Conflict incidents: one event on one day at one place with one species, whatever was lost.

Incidents that are confirmed or probable are counted. Close encounters without harm are counted
apart, unverified reports are shown apart, and rejected ones stay in the data with their reason.
No field standard for incident records has been published: the rules are those of this dashboard.
"""

# Functions that take `area_ids` look at these areas alone; the others at all rows given.

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from impact.metrics.dates import DATED, first_of_month, last_days
from impact.metrics.one_incident import (
    TELLS_APART,
    TYPES,
    VERIFICATIONS,
    event_numbers,
    of_one,
    rows_of_incidents,
    verified,
    without_harm,
)
from impact.metrics.zero import reporting_months
from impact.model.cells import each_row

if TYPE_CHECKING:
    import numpy as np

    from impact.metrics.reporters import Reporters

LIVESTOCK = ["livestock_killed", "livestock_injured"]
PEOPLE = ["people_injured", "people_killed"]


def published_totals(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Rows that are a published number of incidents, and no single incident."""
    return conflicts[conflicts["count"].notna()]


def incidents(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Single incidents of any verification, close encounters among them.

    Parameters
    ----------
    conflicts : DataFrame
        As in the schema.

    Returns
    -------
    DataFrame
        One row an incident, as it stands in the table and in its order. Of rows about one day,
        place and species the verified one stands for all, the gravest type first. The place is
        the locality, or else the coordinates; a row that lacks day, place or species is an
        incident of its own.
    """
    return conflicts.iloc[rows_of_incidents(conflicts)]


def counted(conflicts: pd.DataFrame) -> pd.DataFrame:
    """The incidents that are counted: confirmed or probable, and with harm."""
    return conflicts.iloc[rows_of_counted(conflicts)]


def rows_of_counted(conflicts: pd.DataFrame) -> np.ndarray:
    """Where in the table those are: to cut so wide a table takes most of the time."""
    return rows_of_incidents(conflicts, verified(conflicts) & ~without_harm(conflicts))


def encounters(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Close encounters without harm, confirmed or probable."""
    harmless = verified(conflicts) & without_harm(conflicts)
    return conflicts.iloc[rows_of_incidents(conflicts, harmless)]


def set_aside(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Single rows that are not counted: unverified, rejected, or no incident at all."""
    an_incident = verified(conflicts) & conflicts["incident_type"].notna()
    return conflicts[conflicts["count"].isna() & ~an_incident]


def incidents_by_month(
    conflicts: pd.DataFrame, who: Reporters, start: pd.Timestamp, end: pd.Timestamp
) -> pd.DataFrame:
    """Counted incidents of each calendar month, beside whether reports were collected.

    Parameters
    ----------
    conflicts : DataFrame
        As in the schema.
    who : Reporters
        Of the areas that are asked for.
    start, end : Timestamp
        The period ``[start, end)``.

    Returns
    -------
    DataFrame
        ``month, state`` (as from `reporting_months`), ``incidents, encounters`` (Int64). Where
        reports were not collected, or not from everybody, or nothing is known of it, a month
        without an incident is missing, not 0. Incidents known only by season or year are in no
        month.
    """
    there = conflicts["area_id"].isin(who.area_ids) & verified(conflicts)
    found = rows_of_incidents(conflicts, there & conflicts["date_precision"].isin(["day", "month"]))
    days, harmless = conflicts["event_start"].iloc[found], without_harm(conflicts).iloc[found]
    within = (days >= start) & (days < end)
    months = first_of_month(days)
    table = reporting_months(who, start, end)
    asked = table["state"] == "collected"
    for name, rows in (("incidents", within & ~harmless), ("encounters", within & harmless)):
        number = table["month"].map(months[rows].value_counts()).astype("Int64")
        table[name] = number.mask(number.isna() & asked, 0)
    return table


def incidents_by_type(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Incidents of each type by how far they are verified.

    Returns
    -------
    DataFrame
        ``incident_type, confirmed, probable, unverified, rejected``: a row for each type that
        occurs, the gravest first.
    """
    rows = conflicts[["incident_type", "verification"]].iloc[rows_of_incidents(conflicts)]
    found = Counter(rows.itertuples(index=False, name=None))
    table = pd.DataFrame(
        [[kind, *(found[kind, checked] for checked in VERIFICATIONS)] for kind in TYPES],
        columns=["incident_type", *VERIFICATIONS],
    )
    return table[table[VERIFICATIONS].any(axis=1)].reset_index(drop=True)


def losses(conflicts: pd.DataFrame) -> pd.DataFrame:
    """What was lost in the counted incidents, by kind of livestock.

    Parameters
    ----------
    conflicts : DataFrame
        As in the schema.

    Returns
    -------
    DataFrame
        ``livestock_type`` (missing where none is named, last), ``livestock_killed,
        livestock_injured`` (animals), ``people_injured, people_killed`` (people): missing
        where no row states it, never 0 for that; ``known`` (rows that state any of them) and
        ``unknown`` (rows that state none). Where several rows tell of one incident, the
        largest figure for each kind of livestock is taken, and people count once.
    """
    wanted = list(dict.fromkeys([*TELLS_APART, "livestock_type", *LIVESTOCK, *PEOPLE]))
    rows = conflicts[wanted][of_one(conflicts) & verified(conflicts)]
    rows = rows.assign(event=event_numbers(rows), livestock_type=rows["livestock_type"].fillna(""))
    harmful = set(rows.loc[~without_harm(rows), "event"])
    of_kinds: dict[str, dict[int, dict[str, int]]] = {}
    first: dict[int, str] = {}  # the kind of livestock beside which people count
    for row in each_row(rows[["event", "livestock_type", *LIVESTOCK, *PEOPLE]]):
        event, kind = row["event"], row["livestock_type"]
        if event not in harmful:
            continue
        for name in [*LIVESTOCK, *PEOPLE]:
            beside = kind if name in LIVESTOCK else first.setdefault(event, kind)
            largest = of_kinds.setdefault(beside, {}).setdefault(event, {})
            if pd.notna(row[name]):
                largest[name] = max(row[name], largest.get(name, row[name]))
    return _summed(of_kinds)


def _summed(of_kinds: dict[str, dict[int, dict[str, int]]]) -> pd.DataFrame:
    """A row for each kind of livestock; last where none is named."""
    table = []
    for kind in sorted(of_kinds, key=lambda name: (not name, name)):
        events = of_kinds[kind].values()
        stated = {
            name: [told[name] for told in events if name in told] for name in LIVESTOCK + PEOPLE
        }
        known = sum(1 for told in events if told)
        sums = [sum(figures) if figures else None for figures in stated.values()]
        table.append([kind or None, *sums, known, len(events) - known])
    names = ["livestock_type", *LIVESTOCK, *PEOPLE, "known", "unknown"]
    dtypes = {"livestock_type": "str", **dict.fromkeys(names[1:], "Int64")}
    return pd.DataFrame(table, columns=names).astype(dtypes)


def outcomes(conflicts: pd.DataFrame) -> pd.DataFrame:
    """What became of the cats in the counted incidents.

    Returns
    -------
    DataFrame
        ``outcome_for_cat`` (missing, last, where the row does not say) and ``incidents``.
    """
    outcome = conflicts["outcome_for_cat"].iloc[rows_of_counted(conflicts)].astype("str")
    found = outcome.groupby(outcome, dropna=False).size()
    return found.rename_axis("outcome_for_cat").reset_index(name="incidents")


def quiet_days(
    conflicts: pd.DataFrame,
    who: Reporters,
    first_year: int | None = None,
    last_year: int | None = None,
) -> int | None:
    """Days from the last counted incident to the end of the last reported month.

    Parameters
    ----------
    conflicts : DataFrame
        As in the schema.
    who : Reporters
        Of the areas that are asked for.
    first_year, last_year : int, optional
        Whose months of reporting are looked at; all without them.

    Returns
    -------
    int or None
        From the day after the incident to the last day of the last month in which reports
        were collected, and never to today; 0 where the incident is later than that. None
        without reporting, without an incident to count from, or where an incident has no date
        and may have been later. Months without reporting in between are not taken out: show
        the reporting effort beside it.
    """
    rows = conflicts[["area_id", *DATED]].iloc[rows_of_counted(conflicts)]
    days = last_days(rows[rows["area_id"].isin(who.area_ids)])
    if days.empty or days.isna().any():
        return None
    months = who.reported.loc[who.reported["active"].astype("bool"), "month"]
    asked = months[months.dt.year.between(first_year or 0, last_year or 9999)]
    if asked.empty:
        return None
    end = asked.max() + pd.offsets.MonthEnd(1)
    return max(0, (end - days.max().normalize()).days)
