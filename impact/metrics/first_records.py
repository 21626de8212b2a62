"""First records: the earliest record on file of a species in an area.

A record whose day is known counts from the moment at which it begins; any other from the last day
that its date allows, so that a record of 2019 comes after one of 30 December 2019. Where times are
of different time zones, the moments themselves are compared. A row without a date comes first only
where no row has a date. If an earlier record arrives later, the claim moves to it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from impact.metrics.dates import dated, last_days
from impact.metrics.events import presence
from impact.model import area_tree
from impact.model.offsets import minutes_ahead

COLUMNS = [
    "area_id",
    "scientific_name",
    "observation_id",
    "event_start",
    "event_end",
    "date_precision",
    "dated",
    "first_record",
    "first_record_note",
    "undated_records",
]


def first_records(detections: pd.DataFrame) -> pd.DataFrame:
    """The first record of each species in each area.

    Parameters
    ----------
    detections : DataFrame
        With ``area_id`` filled in. Unverified rows and published totals are left aside here.

    Returns
    -------
    DataFrame
        One row an area and species that has a record: ``area_id, scientific_name,
        observation_id, event_start, event_end, date_precision, dated`` (whether the row says
        when), ``first_record, first_record_note`` (what its source claims) and
        ``undated_records``: how many other records there have no date, any of which may be
        earlier.
    """
    rows = presence(detections[detections["area_id"].notna()])
    by = ["area_id", "scientific_name"]
    rows = rows.assign(**{column: rows[column].astype("str") for column in by})
    ranked = _ranked(rows, rows["area_id"])
    undated = (~ranked["dated"]).groupby([ranked[c] for c in by]).sum()
    firsts = ranked.drop_duplicates(by).set_index(by)
    others = undated.reindex(firsts.index) - ~firsts["dated"]
    return firsts.assign(undated_records=others.astype("int64")).sort_index().reset_index()[COLUMNS]


def first_record(
    detections: pd.DataFrame, area_ids: list[str], scientific_name: str
) -> pd.Series | None:
    """The first record of a species in areas taken together.

    Parameters
    ----------
    detections : DataFrame
        With ``area_id`` filled in.
    area_ids : list of str
        The areas.
    scientific_name : str
        The species.

    Returns
    -------
    Series or None
        As a row of `first_records`; None where there is no record.
    """
    there = detections["area_id"].isin(area_ids)
    rows = presence(detections[there & detections["scientific_name"].isin([scientific_name])])
    ranked = _ranked(rows, pd.Series("", rows.index))
    if ranked.empty:
        return None
    first = ranked.iloc[0].copy()
    first["undated_records"] = int((~ranked["dated"]).sum()) - int(not first["dated"])
    return first[COLUMNS]


def standing(firsts: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """First records without those of areas that another one contradicts.

    A record that names an area is not its first where one of a place in it comes earlier. Nor is
    it surely the first where an earlier one names only a larger area around: that may lie here.

    Parameters
    ----------
    firsts : DataFrame
        As from `first_records`, the dates as far as they may be shown.
    areas : DataFrame
        ``area_id, parent_id``.

    Returns
    -------
    DataFrame
        The rows that remain, in their order. One around counts only where its last day lies
        before the row's first; a row whose first day is not known remains.
    """
    above = area_tree.parents(areas)
    rows = firsts.assign(last=last_days(firsts))
    order = dict(zip(_ranked(rows, pd.Series("", rows.index)).index, range(len(rows)), strict=True))
    contradicted = set()
    for _species, some in rows.groupby(rows["scientific_name"].astype("str")):
        at = {str(row.area_id): row for row in some.itertuples()}
        for inner in at.values():
            for around in area_tree.line(str(inner.area_id), above)[1:]:
                outer = at.get(around)
                if outer is None:
                    continue
                if outer.last < inner.event_start:
                    contradicted.add(inner.Index)
                elif order[inner.Index] < order[outer.Index]:
                    contradicted.add(outer.Index)
    return firsts[~firsts.index.isin(list(contradicted))]


def _ranked(rows: pd.DataFrame, together: pd.Series) -> pd.DataFrame:
    """Rows with the earliest first; equal ones stay in the order of the file.

    `together` says which rows are compared with each other: those of one clock.

    Among rows without a date those that their source calls the first come before others, and
    those whose page is dated ("published-by") before those with nothing at all.
    """
    rows = rows.assign(dated=dated(rows).astype("bool"))
    last = last_days(rows).astype("datetime64[us]")
    # The last day of a longer period lasts to its midnight; an exact record begins.
    whole = ~rows["date_precision"].isin(["day"])
    last = last.dt.normalize() + pd.Timedelta(days=1)
    last = last.where(whole, _begins(rows, together))
    undated = ~rows["dated"].to_numpy("bool")
    unclaimed = undated & ~rows["first_record"].isin(["yes"]).to_numpy("bool")
    boundless = (rows["date_precision"].isin(["unknown"]) | last.isna()).to_numpy("bool") & undated
    when = np.where(boundless, 0, last.to_numpy("datetime64[us]").view("int64"))
    return rows.iloc[np.lexsort((when, boundless, unclaimed, undated))]


def _begins(rows: pd.DataFrame, together: pd.Series) -> pd.Series:
    """When each record begins, by the clock that most of those compared with it have."""
    begins = rows["event_start"]
    if "utc_offset" not in rows or rows["utc_offset"].nunique() < 2:
        return begins
    ahead = minutes_ahead(rows["utc_offset"])
    usual = ahead.groupby(together).transform(lambda some: some.mode().min())
    return begins - pd.to_timedelta((ahead - usual).fillna(0), unit="min")
