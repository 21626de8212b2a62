"""How far local clocks are from UTC, as the column ``utc_offset`` has it."""

from __future__ import annotations

import pandas as pd

_LONGEST = len("0 +05:00")


def minutes_ahead(offset: pd.Series) -> pd.Series:
    """How many minutes each offset, such as ``+05:00``, is ahead of UTC; missing stays so."""
    # A table of millions of rows has a few offsets.
    written = offset.astype("category")
    parts = written.cat.categories.to_series().str.extract("([+-])([0-9]{2}):([0-9]{2})")
    ahead = parts[1].astype("float64") * 60 + parts[2].astype("float64")
    return written.map(ahead.mask(parts[0] == "-", -ahead).to_dict()).astype("float64")


def at_the_end(times: pd.Series, pattern: str) -> pd.Series:
    """What the group of a pattern is at the end of each time; missing where there is none.

    Parameters
    ----------
    times : Series of str
        ISO 8601. Millions of them end in a few ways: only these are looked at.
    pattern : str
        Ends in ``$`` and reads no further back than the seconds.
    """
    ends = times.where(times.str.slice(10, 11).isin(["T", " "])).str.slice(-_LONGEST)
    ends = ends.astype("category")
    found = ends.cat.categories.to_series().astype("str").str.extract(pattern, expand=False)
    return ends.map(found.to_dict()).astype("str")
