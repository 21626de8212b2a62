"""Coordinates generalised to a cell, how uncertain that makes them, and ids that say nothing.

Coordinates are floored to the south-west corner of their cell, never moved at random, and drawn
as the cell (Chapman 2020, doi 10.15468/doc-5jp4-5g10).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from impact.model.records import Records

METRES_PER_DEGREE = 111_320.0  # of latitude, on a sphere of the Earth's equatorial radius
GPS = 30.0  # metres, where a row does not say how exact it is
COLUMNS = ["latitude", "longitude"]


def floored(degrees: pd.Series, size: pd.Series) -> pd.Series:
    """The south or west edge of the cell that each coordinate lies in.

    Parameters
    ----------
    degrees : Series
        Latitudes or longitudes.
    size : Series
        Of the cells, in degrees.
    """
    # 41.3 / 0.1 is a little less than 413: what lies on an edge belongs to the cell above it.
    return (np.floor((degrees / size).round(6)) * size).round(6)


def uncertainty(latitude: pd.Series, size: pd.Series, known: pd.Series) -> pd.Series:
    """How far the true place may lie from the corner of its cell, in metres.

    Parameters
    ----------
    latitude : Series
        Of the south edge of the cell.
    size : Series
        Of the cell, in degrees; 0 is a place told exactly.
    known : Series
        What was uncertain before, in metres; missing is 30 m of a handheld GPS.

    Returns
    -------
    Series
        The diagonal of the cell on its longer side, and what was uncertain before.
    """
    nearest_equator = np.minimum(latitude.abs(), (latitude + size).abs())
    across = size * np.cos(np.radians(nearest_equator))
    return np.hypot(size, across) * METRES_PER_DEGREE + known.fillna(GPS)


def of_each_location(records: Records, located: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """One place for all that belongs to a location, so that it lies in one cell.

    Two readings of one camera that lie on both sides of an edge would give the edge away.

    Returns
    -------
    dict of str to DataFrame
        ``latitude, longitude`` by the index of the table: those of the first deployment, else
        of the first row, that has any; a row without location has its own.
    """
    tables = {"deployments": records.deployments, "detections": located}
    known = pd.concat([rows[["location_id", *COLUMNS]] for rows in tables.values()], keys=tables)
    whole = known.dropna(subset=["location_id", *COLUMNS])
    first = whole.drop_duplicates("location_id").set_index("location_id")[COLUMNS]
    first.index = first.index.astype("str")
    found = {"conflicts": records.conflicts[COLUMNS]}
    for name, rows in tables.items():
        common = first.reindex(rows["location_id"].astype("str")).set_axis(rows.index)
        found[name] = common.where(rows[COLUMNS].notna() & common.notna(), rows[COLUMNS])
    return found


def opaque(ids: pd.Series, kind: str, key: str) -> pd.Series:
    """Ids that say nothing, the same in every version, made from a secret of the programme.

    Parameters
    ----------
    ids : Series
    kind : str
        What they are ids of; it stands before each.
    key : str
        Without the key nobody can try out which id was made from which.
    """
    text = ids.astype("str")
    made = {}
    for one in text.dropna().unique():
        secret = hashlib.blake2b(f"{kind} {one}".encode(), key=key.encode(), digest_size=8)
        made[one] = f"{kind}-{secret.hexdigest()}"
    return text.map(made).astype("str")
