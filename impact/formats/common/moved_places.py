"""Places that were changed on purpose, where the file does not say by how far.

Publishers round, grid or move places of threatened species and say so (``informationWithheld``,
``dataGeneralizations``). With a number of metres (``coordinateUncertaintyInMeters``)
such a place is a circle; without one nothing is known but that it is not there.
"""

from __future__ import annotations

import pandas as pd

from impact.formats.common.package import nothing
from impact.model.errors import Problem
from impact.model.messages import Sentence

_OF_PLACES = (
    r"(?i)coordinat|locat|localit|place|position|latitude|longitude|georef|obscur|blur|grid|"
    r"round|degree|fuzz|centroid|координат|место|округл|сетк|градус"
)


_MOST_DEGREES = 10  # a larger number is none of degrees
_METRES = 157_000  # across one degree of latitude and one of longitude where it is widest


def within(rows: pd.DataFrame) -> pd.Series:
    """Metres within which each place is; by the last digit of its degrees where nothing else says.

    https://dwc.tdwg.org/terms/#dwc:coordinatePrecision

    Parameters
    ----------
    rows : DataFrame
        ``coordinate_uncertainty, coordinate_precision`` (degrees), as text.
    """
    degrees = pd.to_numeric(rows["coordinate_precision"].str.replace(",", "."), errors="coerce")
    degrees = degrees.where(degrees.between(0, _MOST_DEGREES, inclusive="right"))
    metres = (degrees * _METRES).round().astype("Int64").astype("str")
    return rows["coordinate_uncertainty"].fillna(metres)


def without_moved(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Rows without the coordinates that are known to be changed by nobody knows how much.

    Parameters
    ----------
    rows : DataFrame
        ``file, row, latitude, longitude, coordinate_uncertainty, withheld, generalized``, as text.

    Returns
    -------
    rows : DataFrame
    problems : list of Problem
        One warning a file.
    """
    said = [rows[c].str.contains(_OF_PLACES).fillna(False) for c in ("withheld", "generalized")]
    moved = (said[0] | said[1]).astype(bool) & rows["coordinate_uncertainty"].isna()
    moved &= rows["latitude"].notna() | rows["longitude"].notna()
    if not moved.any():
        return rows, []
    empty = {c: rows[c].mask(moved, nothing(rows)) for c in ("latitude", "longitude")}
    problems = [
        Problem(
            str(file),
            int(there["row"].iloc[0]),
            "latitude",
            "",
            "import.place_moved",
            Sentence(
                "{places} places were changed on purpose, and the file does not say by how far: "
                "they are read as not known.",
                places=len(there),
            ),
            Sentence(
                "Ask the publisher for coordinateUncertaintyInMeters, or for the exact places."
            ),
            "warning",
        )
        for file, there in rows[moved].groupby(rows["file"].astype("str"))
    ]
    return rows.assign(**empty), problems
