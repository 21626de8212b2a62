"""Places written with their zone: ``43T EG 50123 39000`` (MGRS), ``43T 450123 4639000`` (UTM).

The squares and bands are those of NGA.STND.0037 (Universal Grids, 2014), chapter 3; degrees are
made of the metres by pyproj.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Transformer

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_WRITTEN = re.compile(
    rf"(?P<zone>[1-9]|[1-5][0-9]|60) ?(?P<band>[{_BANDS}]) ?"
    rf"(?P<column>[A-HJ-NP-Z])(?P<row>[{_ROWS}]) ?"
    r"(?P<digits>[0-9]{1,5} [0-9]{1,5}|[0-9]{2,10})"
)
_UTM = re.compile(
    rf"(?P<zone>[1-9]|[1-5][0-9]|60) ?(?P<band>[{_BANDS}]),? "
    r"(?P<east>[1-9][0-9]{5}(?:[.,][0-9]+)?) ?(?:M? ?E)?,? "
    r"(?P<north>[0-9]{6,7}(?:[.,][0-9]+)?) ?(?:M? ?N)?"
)
_SQUARE, _ROUND = 100_000, 2_000_000  # metres: a square, and after how many its letters return


def of_grid_reference(written: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of the south-west corner of a reference.

    Parameters
    ----------
    written : str

    Returns
    -------
    tuple of float or None
        None where it is no reference, or names a square that its zone does not have.
    """
    tidy = " ".join(written.upper().split())
    found = _WRITTEN.fullmatch(tidy)
    if found is None:
        return _of_metres(tidy)
    halves = found["digits"].split() if " " in found["digits"] else _halves(found["digits"])
    zone, columns = int(found["zone"]), _COLUMNS[(int(found["zone"]) - 1) % 3]
    if halves is None or len({len(half) for half in halves}) > 1 or found["column"] not in columns:
        return None
    east, north = (int(half) * 10 ** (5 - len(half)) for half in halves)
    east += (columns.index(found["column"]) + 1) * _SQUARE
    first_row = 5 if zone % 2 == 0 else 0
    north += (_ROWS.index(found["row"]) - first_row) % len(_ROWS) * _SQUARE
    south = _BANDS.index(found["band"]) < _BANDS.index("N")
    grid = _to_degrees(zone, south=south)
    bottom = -80 + 8 * _BANDS.index(found["band"])
    _, lowest = grid.transform(zone * 6 - 183, bottom, direction="INVERSE")
    while north < lowest - _SQUARE:
        north += _ROUND
    longitude, latitude = grid.transform(east, north)
    return (latitude, longitude) if bottom - 0.5 <= latitude <= bottom + 12.5 else None


def _of_metres(written: str) -> tuple[float, float] | None:
    """The same of metres behind their zone and band; N and S may also name the hemisphere."""
    found = _UTM.fullmatch(written)
    if found is None:
        return None
    band = found["band"]
    east, north = (float(found[name].replace(",", ".")) for name in ("east", "north"))
    for south in (band < "N", band == "S"):
        longitude, latitude = _to_degrees(int(found["zone"]), south=south).transform(east, north)
        bottom = -80 + 8 * _BANDS.index(band)
        if bottom - 0.5 <= latitude <= bottom + 12.5 or (band in "NS" and south == (band == "S")):
            return latitude, longitude
    return None


def _to_degrees(zone: int, *, south: bool) -> Transformer:
    """From metres of a UTM zone."""
    from pyproj import Transformer  # slow to import, and few files need it

    code = (32700 if south else 32600) + zone
    return Transformer.from_crs(f"EPSG:{code}", "EPSG:4326", always_xy=True)


def _halves(digits: str) -> tuple[str, str] | None:
    middle, odd = divmod(len(digits), 2)
    return None if odd else (digits[:middle], digits[middle:])
