"""Ids that are there more than once, found without sorting text.

Each id becomes a number of 64 bits; numbers sort fast. Only rows whose number is there twice
are then compared letter by letter, so that two ids that happen to share a number are no repeat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.bulk.instants import blocks

if TYPE_CHECKING:
    import pyarrow as pa

_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))  # of splitmix64
_SHIFT = np.uint64(29)


def numbers_of(texts: pa.StringArray) -> np.ndarray:
    """A number of 64 bits for each text; the same text has the same number, a missing one 0."""
    numbers = np.zeros(len(texts), dtype="uint64")
    for at, block in blocks(texts):
        rows, length = block.shape
        padded = np.zeros((rows, -(-length // 8) * 8), dtype="uint8")
        padded[:, :length] = block
        mixed = np.full(rows, length, dtype="uint64") * _ODD[0]
        for part in padded.view("uint64").T:
            mixed = (mixed ^ part) * _ODD[1]
            mixed ^= mixed >> _SHIFT
        numbers[at] = mixed * _ODD[0]
    return numbers


def repeated(ids: pa.ChunkedArray, numbers: np.ndarray) -> np.ndarray:
    """The rows whose id stands in a row above.

    Parameters
    ----------
    ids : pyarrow.ChunkedArray
        Text; a missing id repeats none.
    numbers : array of uint64
        As of `numbers_of`.

    Returns
    -------
    array of int64
        Positions, ascending.
    """
    ordered = np.sort(numbers)
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not twice.size:
        return np.array([], dtype="int64")
    suspects = np.flatnonzero(pd.Series(numbers).isin(twice).to_numpy())
    texts = ids.take(suspects).to_pandas()
    return suspects[(texts.duplicated() & texts.notna()).to_numpy()]
