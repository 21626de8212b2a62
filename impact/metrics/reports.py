"""Published reports: what news and projects wrote about the cats.

A report is not a survey. It is shown at the date that its source gives (from the first to the last
possible day), or at the day on which it was published; two reports may be about one animal or one
event. Their number says how much was written: it is never drawn as bars, never added to
detections, and never a trend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.metrics.events import totals_among

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
    return rows[_published(rows)]


def _published(rows: pd.DataFrame) -> pd.Series:
    return rows["published"].fillna(False).astype(bool)


def are_single(detections: pd.DataFrame) -> pd.Series:
    """Which published rows tell of one record; a published total of many is none of these."""
    return _published(detections) & ~totals_among(detections)


def totals(detections: pd.DataFrame) -> pd.DataFrame:
    """Published totals of detections: each a number of many records, which are not on file."""
    return detections[are_totals(detections)]


def are_totals(detections: pd.DataFrame) -> pd.Series:
    """Which rows `totals` takes."""
    return _published(detections) & totals_among(detections)
