"""ISO 8601 text → local times, millions at once.

A time with an offset (``2024-03-05T23:30:00+05:00``) is taken as the local clock showed it: months
and nights are those of the place. The offset itself is read apart: a gap is elapsed time. Text of
the usual lengths is read as bytes, a column of characters at a time; the rest goes the slow way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from impact.checking.offsets import offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

NOT_A_TIME = np.iinfo("int64").min
_SECOND = 1_000_000  # microseconds
# YYYY-MM-DD, with hh:mm, with seconds, with Z, +hhmm or +hh:mm.
_USUAL = (10, 16, 19, 20, 24, 25)
_ODD = r"(\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?)?)?)\s*(?:Z|[+-]\d\d:?\d\d)?"
_MONTHS = np.arange("0000-01", "10000-02", dtype="datetime64[M]").astype("datetime64[D]")
_FIRST_DAY = _MONTHS.astype("int64")  # days since 1970 of the first of each month, from year 0
_LENGTH = np.diff(_FIRST_DAY)


def local_times(texts: pa.StringArray) -> np.ndarray:
    """Read times.

    Parameters
    ----------
    texts : pyarrow.StringArray
        Dates and times; a year or a month stands for its first instant.

    Returns
    -------
    array of int64
        Microseconds since 1970 on the clock of the place; `NOT_A_TIME` where there is none.
    """
    times = np.full(len(texts), NOT_A_TIME, dtype="int64")
    unread = np.zeros(len(texts), dtype=bool)
    for at, block in blocks(texts):
        if block.shape[1] in _USUAL:
            times[at], read = _read(block)
            unread[at] = ~read
        else:
            unread[at] = True
    odd = np.flatnonzero(unread)
    if odd.size:
        times[odd] = _read_slowly(texts.take(odd).to_pandas())
    return times


def utc_offsets(texts: pa.ChunkedArray) -> pd.Categorical:
    """The offset from UTC that each time is written with, such as ``+05:00``; else missing."""
    ends = pc.utf8_slice_codeunits(texts, len("2024-03-05T12:30"), 64).dictionary_encode()
    ends = ends.unify_dictionaries().combine_chunks()
    written = pd.Series(ends.dictionary.to_pandas(), dtype="str").str.strip()
    labels = offsets("2024-03-05T00:00" + written)
    places, known = pd.factorize(labels, sort=True)
    at = pc.fill_null(ends.indices, len(places)).to_numpy(zero_copy_only=False)
    codes = np.append(places, -1)[at].astype("int16")
    return pd.Categorical.from_codes(codes, pd.Index(known, dtype="str"), validate=False)


def blocks(texts: pa.StringArray) -> Iterator[tuple[np.ndarray | slice, np.ndarray]]:
    """Positions and characters (a row each, as bytes) of the texts of one length; none empty."""
    _, offsets, characters = texts.buffers()
    if not len(texts) or characters is None:
        return
    starts = np.frombuffer(offsets, "int32")[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(characters, "uint8")
    lengths = np.diff(starts)
    if texts.null_count:
        lengths = np.where(texts.is_valid().to_numpy(zero_copy_only=False), lengths, 0)
    least, most = lengths.min(), lengths.max()
    if least == most:
        if most:
            yield slice(None), data[starts[0] : starts[-1]].reshape(len(texts), most)
        return
    for length in np.flatnonzero(np.bincount(lengths))[int(least == 0) :]:
        at = np.flatnonzero(lengths == length)
        yield at, data[starts[:-1][at][:, None] + np.arange(length, dtype="int32")]


def _read(block: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The times of texts of one usual length, and which of them are times."""
    length = block.shape[1]
    signs = np.ascontiguousarray(block.T)
    good = (signs[4] == ord("-")) & (signs[7] == ord("-"))

    def number(start: int, stop: int) -> np.ndarray:
        value = np.zeros(len(block), dtype="int64")
        for sign in signs[start:stop]:
            digit = sign - np.uint8(48)  # below "0" wraps round, and is over 9
            np.logical_and(good, digit <= 9, out=good)
            value = value * 10 + digit
        return value

    month, day = number(0, 4) * 12 + number(5, 7) - 1, number(8, 10)
    good &= (signs[5] != ord("1")) | (signs[6] <= ord("2"))
    good &= (signs[5] != ord("0")) | (signs[6] != ord("0"))
    month = np.where(good, month, 0)
    good &= (signs[5] <= ord("1")) & (day >= 1) & (day <= _LENGTH[month])
    seconds = np.zeros(len(block), dtype="int64")
    if length > len("2024-03-05"):
        hour, minute = number(11, 13), number(14, 16)
        good &= ((signs[10] == ord("T")) | (signs[10] == ord(" "))) & (signs[13] == ord(":"))
        good &= (hour < 24) & (minute < 60)
        seconds = hour * 3600 + minute * 60
    if length > len("2024-03-05T12:30"):
        second = number(17, 19)
        good &= (signs[16] == ord(":")) & (second < 60)
        seconds += second
    if length == len("2024-03-05T12:30:00Z"):
        good &= signs[19] == ord("Z")
    elif length > len("2024-03-05T12:30:00Z"):
        good &= (signs[19] == ord("+")) | (signs[19] == ord("-"))
        number(20, 22)
        number(length - 2, length)
        good &= (length == len("2024-03-05T12:30:00+0500")) | (signs[22] == ord(":"))
    times = ((_FIRST_DAY[month] + day - 1) * 86_400 + seconds) * _SECOND
    return np.where(good, times, NOT_A_TIME), good


def _read_slowly(texts: pd.Series) -> np.ndarray:
    plain = texts.astype("str").str.strip().str.extract(rf"^{_ODD}$", expand=False)
    times = pd.to_datetime(plain, format="ISO8601", errors="coerce")
    return times.to_numpy("datetime64[us]").view("int64")
