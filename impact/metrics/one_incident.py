"""Which rows of the conflicts tell of one incident, and which of them stands for it.

Of rows about one day, place and species the verified one stands for all, the gravest type first.
The place is the locality, or else the coordinates; a row that lacks day, place or species is an
incident of its own. No field standard has been published: the rules are the programme's own.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from impact.model.schemas import choices

ENCOUNTER = "close encounter"
VERIFIED = ("confirmed", "probable")
VERIFICATIONS = list(choices("conflicts", "verification"))
# The gravest first: where several rows tell of one incident, that one says what it was.
TYPES = choices("conflicts", "incident_type")
# All that says which rows are one incident, and which of them stands for it.
_PLACE = ["locality", "latitude", "longitude"]
TELLS_APART = [
    *_PLACE,
    "incident_type",
    "verification",
    "event_start",
    "date_precision",
    "area_id",
    "scientific_name",
    "species_suspected",
]


def of_one(rows: pd.DataFrame) -> pd.Series:
    """Which rows tell of one incident: the others are a published number of them, or none."""
    return rows["count"].isna() & rows["incident_type"].notna()


def verified(rows: pd.DataFrame) -> pd.Series:
    """Which rows are confirmed or probable."""
    return rows["verification"].isin(VERIFIED)


def without_harm(rows: pd.DataFrame) -> pd.Series:
    """Which rows are a close encounter, and nothing was lost."""
    return rows["incident_type"].isin([ENCOUNTER])


def rows_of_incidents(conflicts: pd.DataFrame, chosen: pd.Series | None = None) -> np.ndarray:
    """Where in the table the rows are that stand for an incident.

    Parameters
    ----------
    conflicts : DataFrame
        As in the schema.
    chosen : Series of bool, optional
        Of each row, whether an incident that it stands for is asked for; all without it.

    Returns
    -------
    ndarray
        Positions, rising: one an incident.
    """
    single = np.flatnonzero(of_one(conflicts))
    found = single
    # Of rows without a place each is an incident of its own: a public view has no other.
    if any(conflicts[place].notna().any() for place in _PLACE):
        rows = conflicts[TELLS_APART].iloc[single]
        by_rank = np.argsort(_rank(rows), kind="stable")
        _, first = np.unique(event_numbers(rows).to_numpy()[by_rank], return_index=True)
        found = single[np.sort(by_rank[first])]
    return found if chosen is None else found[chosen.to_numpy("bool")[found]]


def event_numbers(rows: pd.DataFrame) -> pd.Series:
    """A number for each day, place and species; its own for a row that lacks one of them."""
    point = rows["latitude"].astype("str") + " " + rows["longitude"].astype("str")
    species = rows["scientific_name"].astype("str").fillna(rows["species_suspected"])
    place = rows["locality"].str.strip().str.casefold().fillna(point)
    day = rows["event_start"].dt.normalize().where(rows["date_precision"].isin(["day"]))
    codes = [pd.factorize(key)[0] for key in (day, rows["area_id"], place, species)]
    whole = np.logical_and.reduce([code >= 0 for code in (codes[0], *codes[2:])])
    sizes = [code.max(initial=0) + 2 for code in codes]
    number = np.ravel_multi_index([code + 1 for code in codes], sizes)
    return pd.Series(np.where(whole, number, -1 - np.arange(len(rows))), index=rows.index)


def _rank(rows: pd.DataFrame) -> np.ndarray:
    """Which of several rows about one incident stands for it: the lowest."""
    unsure = ~verified(rows).to_numpy("bool")
    gravity = pd.Index(TYPES).get_indexer(rows["incident_type"].astype("str"))
    checked = pd.Index(VERIFICATIONS).get_indexer(rows["verification"].astype("str"))
    return unsure * 100 + gravity * 10 + checked
