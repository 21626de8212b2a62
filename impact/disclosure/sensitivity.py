"""How sensitive each row is. Everything at one location, and in one area, is treated alike.

A goat on the camera that shows a leopard gives the leopard's place away, and so does the camera.
Were it only the location that is treated alike, then the goat whose place is told in one version
and not in the next would say where the leopard came by; so the whole area changes, and no more
than the area is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from impact.disclosure.rules import Rules
    from impact.model.records import Records

TABLES = ("deployments", "detections", "conflicts")


def categories(records: Records, located: pd.DataFrame, rules: Rules) -> dict[str, pd.Series]:
    """The category of each row: the most sensitive of all that is known of its location.

    Parameters
    ----------
    records : Records
    located : DataFrame
        The detections with the location of their deployment filled in.
    rules : Rules

    Returns
    -------
    dict of str to Series
        By table, by the index of its rows. Rows belong together if they name one location or
        one area, or carry the same coordinates. Where no species of the programme is on record
        the most sensitive of them counts.
    """
    tables = {name: records.table(name) for name in TABLES} | {"detections": located}
    if len(set(rules.categories.values())) == 1:
        return {
            name: pd.Series(rules.unnamed, index=rows.index, dtype="int64")
            for name, rows in tables.items()
        }
    known = pd.concat([_known(rows, rules) for rows in tables.values()], keys=tables)
    found = _alike(known).fillna(rules.unnamed).astype("int64")
    table = found.index.get_level_values(0)
    return {name: found[table == name].set_axis(rows.index) for name, rows in tables.items()}


def _known(rows: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """The category that each row's own species has, and by what it is placed."""
    nothing = pd.Series(pd.NA, index=rows.index, dtype="str")
    species = rows["scientific_name"].astype("str") if "scientific_name" in rows else nothing
    point = rows["latitude"].astype("str") + " " + rows["longitude"].astype("str")
    has_point = rows["latitude"].notna() & rows["longitude"].notna()
    location = rows["location_id"].astype("str") if "location_id" in rows else nothing
    return pd.DataFrame(
        {
            "category": species.map(rules.categories).astype("float64"),
            "location": location,
            "area": rows["area_id"].astype("str"),
            "point": point.where(has_point),
        }
    )


def _alike(known: pd.DataFrame) -> pd.Series:
    """The lowest category of all that belongs together, handed on until nothing changes."""
    category = known["category"]
    while True:
        before = category
        for by in ("location", "point", "area"):
            lowest = category.groupby(known[by]).transform("min")
            category = lowest.fillna(category)
        if category.equals(before):
            return category
