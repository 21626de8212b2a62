"""Who reports of an area, in which months they were listed, and in which they did.

A reporter is a village or a herders' group; where an area has none, it is the area itself. The
rules are the programme's own: no field standard for incident reports has been published.
"""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from impact.metrics.dates import first_of_month
from impact.model.area_units import listed_units

WHOLE_AREA = ""
KEY = ["area_id", "unit", "month"]


class Reporters:
    """Who reports of some areas; each table is made once, when it is first asked for.

    Parameters
    ----------
    reporting : DataFrame
        ``area_id, unit, month, active``.
    areas : DataFrame
        As for `impact.model.area_units.listed_units`. A unit that reports and that its area does
        not list counts as listed as long as anything is on file for the area.
    area_ids : list of str
    """

    def __init__(self, reporting: pd.DataFrame, areas: pd.DataFrame, area_ids: list[str]) -> None:
        self.area_ids = area_ids
        self._areas = areas[areas["area_id"].isin(area_ids)]
        self.rows = _as_written(reporting, area_ids)

    @cached_property
    def units(self) -> pd.DataFrame:
        """Every reporter with the months in which it was listed.

        Returns
        -------
        DataFrame
            ``area_id, unit`` (empty: the area itself, which has no units), ``first, last``: a
            month that is not given is the first (last) on file for the area.
        """
        rows = self.rows
        listed = listed_units(self._areas).dropna(subset="unit")
        named = rows.loc[rows["unit"] != WHOLE_AREA, ["area_id", "unit"]].drop_duplicates()
        known = pd.MultiIndex.from_frame(listed[["area_id", "unit"]])
        others = named[~pd.MultiIndex.from_frame(named).isin(known)]
        alone = rows[["area_id"]].drop_duplicates().assign(unit=WHOLE_AREA)
        alone = alone[~alone["area_id"].isin([*listed["area_id"], *named["area_id"]])]
        found = pd.concat([listed, others, alone], ignore_index=True)
        months = rows.groupby("area_id")["month"].agg(["min", "max"]).reindex(found["area_id"])
        for end, on_file in (("first", "min"), ("last", "max")):
            found[end] = pd.to_datetime(found[end]).fillna(months[on_file].reset_index(drop=True))
        return found.dropna(subset=["first", "last"], ignore_index=True)

    @cached_property
    def reported(self) -> pd.DataFrame:
        """Who was asked for reports in which month, as far as it is known.

        A row without a unit speaks for the whole area: for all units then listed (for all it
        ever lists, where none was listed then), unless a row of the unit says otherwise.

        Returns
        -------
        DataFrame
            ``area_id, unit, month, active``: one row for each reporter and month.
        """
        rows = self.rows
        of_all = rows["unit"] == WHOLE_AREA
        spread = rows[of_all].drop(columns="unit").merge(self.units, on="area_id")
        then = spread["month"].between(spread["first"], spread["last"])
        some = then.groupby([spread["area_id"], spread["month"]]).transform("any")
        found = pd.concat([rows[~of_all], spread[then | ~some]])[[*KEY, "active"]]
        return found.drop_duplicates(KEY).sort_values(KEY, ignore_index=True)

    @cached_property
    def months(self) -> pd.DataFrame:
        """As `reported`, and the months in which a unit was listed and nothing is on file of it.

        Returns
        -------
        DataFrame
            ``area_id, unit, month, active`` (missing where nothing is on file).
        """
        units = self.units
        months = [
            pd.date_range(first, last, freq="MS", unit="us")
            for first, last in zip(units["first"], units["last"], strict=True)
        ]
        listed = units.assign(month=months).explode("month")[KEY]
        listed["month"] = listed["month"].astype("datetime64[us]")
        known = self.reported.astype({"active": "boolean"})
        return listed.drop_duplicates().merge(known, on=KEY, how="outer")


def units_of_incidents(incidents: pd.DataFrame, who: Reporters) -> pd.DataFrame:
    """Which unit each incident belongs to, and whether somebody was asking there and then.

    Parameters
    ----------
    incidents : DataFrame
        Of these areas: ``area_id, unit, event_start, date_precision``.
    who : Reporters
        Of these areas.

    Returns
    -------
    DataFrame
        With the index of `incidents`: ``area_id``, ``unit`` (empty where the area has none;
        missing where it has some and the row names none of them), ``asked``: whether its unit
        reported in its month, or anybody in the area where no unit is named. An incident whose
        month is not known was recorded outside all of them.
    """
    units = who.units
    named = incidents["unit"].astype("str").str.strip()
    found = pd.DataFrame(
        {
            "area_id": incidents["area_id"].astype("str"),
            "unit": named,
            "month": first_of_month(incidents["event_start"]),
        }
    )
    known = _among(found, units, ["area_id", "unit"])
    in_units = found["area_id"].isin(units.loc[units["unit"] != WHOLE_AREA, "area_id"])
    found["unit"] = named.where(known).mask(~in_units, WHOLE_AREA)
    active = who.reported.query("active")
    of_all = who.rows.query("active and unit == @WHOLE_AREA")
    asked = _among(found, active, KEY)
    asked |= ~known & named.notna() & _among(found, of_all, ["area_id", "month"])
    asked |= named.isna() & _among(found, active, ["area_id", "month"])
    exactly = incidents["date_precision"].astype("str").isin(["day", "month"])
    return found[["area_id", "unit"]].assign(asked=asked & exactly)


def _among(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Which rows stand, by these columns, in the other table too."""
    there = pd.MultiIndex.from_frame(others[columns])
    return pd.Series(pd.MultiIndex.from_frame(rows[columns]).isin(there), index=rows.index)


def _as_written(reporting: pd.DataFrame, area_ids: list[str]) -> pd.DataFrame:
    """One row an area, unit and month: ``active`` where any row of the three says so."""
    known = reporting["area_id"].isin(area_ids) & reporting["active"].notna()
    there = pd.DataFrame(
        {
            "area_id": reporting.loc[known, "area_id"].astype("str"),
            "unit": reporting.loc[known, "unit"].astype("str").fillna(WHOLE_AREA).str.strip(),
            "month": first_of_month(reporting.loc[known, "month"]),
            "active": reporting.loc[known, "active"].astype("bool"),
        }
    )
    return there.groupby(KEY)["active"].any().reset_index()
