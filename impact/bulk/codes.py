"""A column of text as codes: a small number for each distinct cell."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def codes_of(column: pa.ChunkedArray) -> pd.Categorical:
    """A column of codes, its categories stripped and in order, each once."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries()
    labels = pd.Series(
        whole.chunk(0).dictionary.to_pandas() if whole.num_chunks else [], dtype="str"
    )
    labels = labels.str.strip().replace("", np.nan)
    places, categories = pd.factorize(labels, sort=True)
    places = np.append(places, -1).astype(_small(len(categories)))  # -1, a missing cell, is last
    parts = [pc.fill_null(chunk.indices, -1).to_numpy() for chunk in whole.chunks]
    codes = places[np.concatenate(parts)] if parts else places[:0]
    return pd.Categorical.from_codes(codes, pd.Index(categories, dtype="str"), validate=False)


def _small(categories: int) -> str:
    return next(kind for kind in ("int8", "int16", "int32") if categories < np.iinfo(kind).max)


def nothing(size: int) -> pd.Categorical:
    """A column in which every cell is empty."""
    return pd.Categorical.from_codes(np.full(size, -1, dtype="int8"), pd.Index([], dtype="str"))
