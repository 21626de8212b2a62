"""The offset from UTC that times are written with, kept beside the time of the local clock."""

from __future__ import annotations

import pandas as pd

from impact.model.offsets import at_the_end, minutes_ahead

OFFSET = r"(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])"
_AT_THE_END = rf"[0-9:.]({OFFSET})$"


def offsets(written: pd.Series) -> pd.Series:
    """The offset of each time, such as ``+05:00``; missing where a cell has none.

    Parameters
    ----------
    written : Series of str
        Times as they were written.
    """
    found = at_the_end(written, _AT_THE_END)
    digits = {one: one.replace(":", "").replace("Z", "+0000") for one in found.dropna().unique()}
    return found.map({one: f"{of[:3]}:{of[3:]}" for one, of in digits.items()}).astype("str")


def on_one_clock(rows: pd.DataFrame, written: pd.DataFrame) -> pd.DataFrame:
    """Fill in ``utc_offset``, and bring the end of each row to the clock of its start.

    Parameters
    ----------
    rows : DataFrame
        A table in its types. One without ``utc_offset`` is given back as it is.
    written : DataFrame
        The same rows as text. Where the start itself has an offset, it is that one.
    """
    if "utc_offset" not in rows:
        return rows
    start = next(name for name in rows if name.endswith("_start"))
    end = start.replace("_start", "_end")
    of_start, of_end = (
        offsets(written[name]) if name in written else pd.Series(pd.NA, rows.index, dtype="str")
        for name in (start, end)
    )
    known = of_start.fillna(rows["utc_offset"].astype("str"))
    ahead = (minutes_ahead(known) - minutes_ahead(of_end)).fillna(0)
    return rows.assign(
        **{
            "utc_offset": known.astype(rows["utc_offset"].dtype.name),
            end: rows[end] + pd.to_timedelta(ahead, unit="min").astype("timedelta64[us]"),
        }
    )
