"""How far local clocks are from UTC, as the column ``utc_offset`` has it."""

from __future__ import annotations

import pandas as pd


def minutes_ahead(offset: pd.Series) -> pd.Series:
    """How many minutes each offset, such as ``+05:00``, is ahead of UTC; missing stays so."""
    parts = offset.astype("str").str.extract("([+-])([0-9]{2}):([0-9]{2})")
    ahead = parts[1].astype("float64") * 60 + parts[2].astype("float64")
    return ahead.mask(parts[0] == "-", -ahead)
