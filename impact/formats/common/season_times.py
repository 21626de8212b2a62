"""Dates and times of day as field teams write them beside each other: 5.30, 0530, 5 ч 30 мин."""

from __future__ import annotations

import pandas as pd

_MIDNIGHT = r"[T ]00:00(?::00)?$"
_O_CLOCK = r"(?<!\s)\s*(?:ч|час\w*|h|hrs?|саат\w*|сағат\w*|sagat\w*)\.?$"
_APART = r"^([0-9]{1,2})\s*(?:[.-]|ч\.?|h)\s*([0-5][0-9])(?:\s*(?:мин|min|м|m)\.?)?$"
_DAY_ZERO = r"^(?:1899-12-3[01]|1900-01-0[01]|1904-01-01)[T ](?=[0-9]{1,2}:)"
"""The day that a spreadsheet gives to a time without one."""
_WITH_A_DAY = r"^(?!(?:1899|190[0-4])-).*[T ](?=[0-9]{1,2}:)"


def days(column: pd.Series) -> pd.Series:
    """Dates without a midnight that a spreadsheet adds."""
    return column.str.replace(_MIDNIGHT, "", regex=True)


def joined(date: pd.Series, time: pd.Series) -> pd.Series:
    """Date and time as one text; a date that holds its midnight loses it to the time beside it."""
    day = days(date)
    return (day + " " + clocks(time)).fillna(day).astype("str")


def clocks(time: pd.Series) -> pd.Series:
    """Times of day as 05:30; what could be two times is left as it is, and refused later.

    A number keeps no zero at its end: 5.3 is 05:30 where other cells of the column write minutes
    after the dot, and none writes more than 59. Between 0 and 1 with many decimals it is a share
    of a day, as spreadsheets store times. Digits alone are hours and minutes where they have four
    places, or where the largest of the column is that of a time (530 beside 1750).
    """
    clock = time.str.strip().str.replace(_DAY_ZERO, "", regex=True)
    clock = clock.str.replace(_WITH_A_DAY, "", regex=True)
    clock = _of_shares(clock)
    dotted = clock.str.extract(r"^([0-9]{1,2})[.,]([0-9]{1,2})$")
    minutes = dotted[1].dropna()
    if minutes.str.len().eq(2).any() and (pd.to_numeric(minutes.str.ljust(2, "0")) < 60).all():
        clock = (dotted[0] + ":" + dotted[1].str.ljust(2, "0")).fillna(clock)
        whole = clock.str.fullmatch(r"[0-9]{1,2}").fillna(False).astype(bool)
        clock = clock.mask(whole, clock + ":00")
    else:
        clock = _of_digits(clock)
    clock = clock.str.replace(_APART, r"\1:\2", regex=True)
    bare = clock.str.replace(_O_CLOCK, "", regex=True)
    clock = bare.where(bare.str.contains(":").fillna(False).astype(bool), clock)
    return clock.str.replace(r"^([0-9]):", r"0\1:", regex=True).astype("str")


def _of_shares(clock: pd.Series) -> pd.Series:
    if not clock.str.fullmatch(r"0[.,][0-9]{3,}").any():
        return clock
    share = clock.where(clock.str.fullmatch(r"0(?:[.,][0-9]+)?"))
    minutes = (pd.to_numeric(share.str.replace(",", "."), errors="coerce") * 1440).round()
    made = [
        f"{int(each) // 60:02}:{int(each) % 60:02}" if pd.notna(each) else None for each in minutes
    ]
    return pd.Series(made, clock.index, dtype="str").fillna(clock)


def _of_digits(clock: pd.Series) -> pd.Series:
    digits = clock.where(clock.str.fullmatch(r"[0-9]{1,4}"))
    numbers = pd.to_numeric(digits.dropna())
    if numbers.empty or (digits.dropna().str.len().max() < 4 and numbers.max() < 1000):
        return clock
    if not ((numbers // 100 < 24) & (numbers % 100 < 60)).all():
        return clock
    four = digits.str.zfill(4)
    return (four.str.slice(0, 2) + ":" + four.str.slice(2)).fillna(clock)
