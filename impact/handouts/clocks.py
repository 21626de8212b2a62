"""The offset of local clocks from UTC, for formats that ask for it.

Records hold the clock of the place, and the offset that was written with it: in ``utc_offset``.
Where nobody wrote one the instant is not known, and none is made up: neither from the country,
whose clocks a camera need not follow, nor from the longitude.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def with_clock(times: pd.Series, offsets: pd.Series) -> pd.Series:
    """ISO 8601 of local times, with their offset where there is one; missing stays missing.

    Parameters
    ----------
    times : Series of datetime64
    offsets : Series of str
        Such as ``+05:00``; missing where it is not known.
    """
    return times.dt.strftime("%Y-%m-%dT%H:%M:%S") + offsets.astype("str").fillna("")
