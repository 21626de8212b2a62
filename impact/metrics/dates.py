"""What a partial date allows: the last day of "2019", and whether a row is dated at all."""

from __future__ import annotations

import pandas as pd

DATED = ["event_start", "event_end", "date_precision"]
UNDATED = ("published-by", "unknown")
_MONTHS = {"month": 1, "season": 3, "year": 12}


def last_days(rows: pd.DataFrame) -> pd.Series:
    """The last day (or the instant) that each row's date allows.

    Parameters
    ----------
    rows : DataFrame
        With ``event_start, event_end, date_precision``. An end that is missing is the end of
        the month, season (three months) or year that begins at the start, else the start.

    Returns
    -------
    Series
        Of timestamps, missing where the row has no date. For ``published-by`` it is the date
        of the page: the event is no later than that.
    """
    ends = rows["event_start"]
    for precision, months in _MONTHS.items():
        of_it = rows["date_precision"].isin([precision])
        begun = rows.loc[of_it, "event_start"]  # to count on by months is slow
        if len(begun):
            whole = begun + pd.DateOffset(months=months) - pd.Timedelta(days=1)
            ends = ends.where(~of_it, whole)
    return rows["event_end"].fillna(ends)


def dated(rows: pd.DataFrame) -> pd.Series:
    """Whether each row says when it happened, and not only when it was published."""
    known = rows["event_start"].notna() | rows["event_end"].notna()
    return known & ~rows["date_precision"].isin(UNDATED)


def months_between(start: pd.Timestamp, end: pd.Timestamp) -> pd.DatetimeIndex:
    """The calendar months, as their first days, that the period ``[start, end)`` touches."""
    first = start.to_period("M").to_timestamp()
    return pd.date_range(first, end, freq="MS", inclusive="left", unit="us", name="month")


def first_of_month(times: pd.Series) -> pd.Series:
    """The first day of the month of each time; missing where the time is."""
    months = times.to_numpy("datetime64[us]").astype("datetime64[M]")
    return pd.Series(months.astype("datetime64[us]"), index=times.index)
