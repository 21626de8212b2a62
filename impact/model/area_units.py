"""The villages and herders' groups that an area lists, as they are written in its row."""

from __future__ import annotations

import pandas as pd

_MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"
# "Yagly 2023-01/2024-06": a village with its first and its last month; either may be left out.
_LISTED = rf"^(?P<unit>[^/]*?)(?:\s+(?P<first>{_MONTH})?/(?P<last>{_MONTH})?)?$"


def listed_units(areas: pd.DataFrame) -> pd.DataFrame:
    """The villages and herders' groups that each area lists.

    Parameters
    ----------
    areas : DataFrame
        ``area_id, reporting_units``: names with semicolons between them, each with its months
        behind it (``Yagly 2023-01/2024-06``) or without.

    Returns
    -------
    DataFrame
        ``area_id, unit, first, last`` (first days of months, missing where none is given), in
        the order of the list; a unit that left and came back has a row for each time.
    """
    lists = areas[["area_id", "reporting_units"]].astype("str").dropna()
    names = lists["reporting_units"].str.split(";").explode().str.strip()
    names = names[names.fillna("") != ""]
    found = names.str.extract(_LISTED)
    months = {end: pd.to_datetime(found[end], format="%Y-%m") for end in ("first", "last")}
    ids = lists["area_id"].reindex(names.index)
    return found.assign(area_id=ids, **months)[["area_id", "unit", "first", "last"]].reset_index(
        drop=True
    )
