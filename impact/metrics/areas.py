"""Areas: how much land is protected.

1 hectare is 0.01 km². Only what is established counts as protected. The extent of an area that
nobody has published is unknown, never 0 km². Land that two areas share is flagged, because its
extent is not known and a sum would count it twice.
"""

from __future__ import annotations

import pandas as pd

from impact.model import area_tree
from impact.model.attribution import by_programme

PROTECTING = ("protected area", "conservancy")
STATUSES = ["established", "in creation", "proposed"]


def protecting(areas: pd.DataFrame) -> pd.DataFrame:
    """The protected areas and conservancies that are established, in creation or proposed."""
    return areas[areas["area_type"].isin(PROTECTING) & areas["status"].isin(STATUSES)]


def protected_by_status(areas: pd.DataFrame) -> pd.DataFrame:
    """Protected areas and conservancies of each country by status.

    Parameters
    ----------
    areas : DataFrame
        As in the schema.

    Returns
    -------
    DataFrame
        ``country_code, status`` (established, in creation, proposed), ``areas`` (how many),
        ``area_km2`` (of those whose extent is known; missing where none is),
        ``unknown_extent`` (how many have none). Land in two areas is in the sum twice:
        `overlapping` says which.
    """
    rows = protecting(areas)
    rows = rows.assign(
        country_code=rows["country_code"].astype("str"),
        status=pd.Categorical(rows["status"].astype("str"), STATUSES, ordered=True),
    )
    table = _sums(rows, ["country_code", "status"])
    table = table.assign(status=table["status"].astype("str"))
    return table[["country_code", "status", "areas", "area_km2", "unknown_extent"]]


def protected_by_year(areas: pd.DataFrame) -> pd.DataFrame:
    """Established land by the year in which it was set up.

    Parameters
    ----------
    areas : DataFrame
        As in the schema.

    Returns
    -------
    DataFrame
        One row a year in which an area was established, those of unknown year last: ``year``
        (Int64, missing where unknown), ``area_km2`` (missing where no extent is known),
        ``cumulative_km2`` (of all known so far), ``areas``, ``unknown_extent`` (how many of
        these have no known extent) and ``overlapping`` (whether one of them shares land with
        another established area, so that the sums may count land twice).
    """
    rows = areas[areas["area_type"].isin(PROTECTING) & areas["status"].isin(["established"])]
    shared = overlapping(areas)
    ids = set(rows["area_id"].astype("str"))
    shared = shared[shared["area_id"].isin(ids) & shared["overlaps_with"].isin(ids)]
    rows = rows.assign(
        year=rows["established"].dt.year.astype("Int64"),
        shares_land=rows["area_id"].astype("str").isin(shared["area_id"]),
    )
    table = _sums(rows, ["year"])
    table["cumulative_km2"] = table["area_km2"].cumsum().ffill()
    order = ["year", "area_km2", "cumulative_km2", "areas", "unknown_extent", "overlapping"]
    return table.rename(columns={"shares_land": "overlapping"})[order]


def set_up_since(areas: pd.DataFrame, began: pd.Timestamp) -> pd.DataFrame:
    """The protected areas and conservancies that the programme set up since it began.

    Parameters
    ----------
    areas : DataFrame
        As in the schema.
    began : Timestamp
        The first day of the programme.

    Returns
    -------
    DataFrame
        The established areas of the programme that are dated no earlier than it began, or not
        dated at all. The extent of an area may be unknown: it is missing, never 0.
    """
    established = areas["status"].astype("str").eq("established")
    rows = areas[areas["area_type"].astype("str").isin(PROTECTING) & established]
    dated = rows["established"]
    return rows[by_programme(rows) & (dated.isna() | dated.ge(began))]


def noted_extents(areas: pd.DataFrame) -> pd.DataFrame:
    """Established land whose extent bears a note: older, rounded, or of more than the area.

    Parameters
    ----------
    areas : DataFrame
        As in the schema.

    Returns
    -------
    DataFrame
        The rows of established areas with both an extent and a note on it.
    """
    rows = areas[areas["area_type"].isin(PROTECTING) & areas["status"].isin(["established"])]
    return rows[rows["area_km2"].notna() & rows["area_note"].notna()]


def overlapping(areas: pd.DataFrame) -> pd.DataFrame:
    """Areas that share land, each pair both ways.

    Parameters
    ----------
    areas : DataFrame
        ``area_id, parent_id, area_type, overlaps`` (ids separated by semicolons).

    Returns
    -------
    DataFrame
        ``area_id, overlaps_with``, sorted: pairs that the table names, and a protected area or
        conservancy with each one that it lies in.
    """
    ids, lists = areas["area_id"].astype("str"), areas["overlaps"].astype("str").str.split(";")
    named = pd.DataFrame({"area_id": ids, "overlaps_with": lists}).explode("overlaps_with")
    named["overlaps_with"] = named["overlaps_with"].astype("str").str.strip().fillna("")
    pairs = pd.concat([named[named["overlaps_with"] != ""], _nested(areas)])
    back = pairs.rename(columns={"area_id": "overlaps_with", "overlaps_with": "area_id"})
    both = pd.concat([pairs, back]).drop_duplicates()
    return both.sort_values(["area_id", "overlaps_with"], ignore_index=True)


def _nested(areas: pd.DataFrame) -> pd.DataFrame:
    """Protected areas that lie in another, at any depth."""
    ids = areas.loc[areas["area_type"].isin(PROTECTING), "area_id"].astype("str").tolist()
    pairs = [
        (inner, outer)
        for outer in ids
        for inner in area_tree.within(areas, [outer])
        if inner != outer and inner in ids
    ]
    return pd.DataFrame(pairs, columns=["area_id", "overlaps_with"], dtype="str")


def _sums(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums of each group in order, a missing key last."""
    rows = rows.assign(no_extent=rows["area_km2"].isna())
    grouped = rows.groupby(by, observed=True, dropna=False)
    table = grouped.agg(areas=("area_id", "size"), unknown_extent=("no_extent", "sum"))
    table["area_km2"] = grouped["area_km2"].sum(min_count=1)
    if "shares_land" in rows:
        table["shares_land"] = grouped["shares_land"].any()
    return table.reset_index()
