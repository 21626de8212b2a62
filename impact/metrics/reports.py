"""Published reports: what news and projects wrote about the cats.

A report is not a survey. It stands at the date that its source gives, from the first to the last
day that this may be, or at the day on which it was published; two reports may be about one animal
or one event. Their number says how much was written: it is never drawn as bars, never added to
detections, and never a trend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def published(rows: pd.DataFrame) -> pd.DataFrame:
    """Those that stand in a public source already.

    Parameters
    ----------
    rows : DataFrame
        Detections or incidents, with ``published``.

    Returns
    -------
    DataFrame
        The rows that say so, in their order; one that says nothing is not published.
    """
    return rows[rows["published"].fillna(False).astype(bool)]
