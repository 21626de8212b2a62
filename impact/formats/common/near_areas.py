"""Which area a text likely names, though not by its whole name: a suggestion, never more."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.formats.common.known import folded

if TYPE_CHECKING:
    pass

_COMMON = 3  # a word in the names of so many areas ("reserve", "range") tells none of them
_ENDING = 2  # letters that a case of Russian or Turkmen may change
_LONG_ENOUGH = 5  # letters of a word that may end otherwise
_ALIKE = 0.85  # of the letters: one is misspelt
_NEAR = 25  # km from the point that stands for an area
_KM_PER_DEGREE = 111.32  # of latitude


def near_area(text: str, areas: pd.DataFrame, *, whole: bool = False) -> str:
    """The one area that a text names; empty for none or several.

    Parameters
    ----------
    text : str
        A name as it was written ("Малый Балхан"), or a title or a file's name with it inside.
    areas : DataFrame
        ``area_id, name`` and the names in other languages.
    whole : bool
        Whether the text is a name and nothing else: then part of an area's name is enough.
    """
    said, counts = _words(text), _counts(areas)
    scores = {
        str(row["area_id"]): max(_said_words(_words(n), said, counts, whole) for n in _names(row))
        for row in areas.to_dict("records")
    }
    most = max(scores.values(), default=(0, 0.0))
    best = [area for area, score in scores.items() if score == most]
    return best[0] if most[0] and len(best) == 1 else ""


def nearest_area(places: pd.DataFrame, areas: pd.DataFrame) -> str:
    """The one area at whose published point places lie; empty for none or several.

    Parameters
    ----------
    places : DataFrame
        ``latitude, longitude`` (degrees, text).
    areas : DataFrame
        ``area_id``, and where they are known ``latitude, longitude, area_km2``.
    """
    if not {"latitude", "longitude", "area_km2"} <= {*areas}:
        return ""
    middle = places[["latitude", "longitude"]].apply(pd.to_numeric, errors="coerce").median()
    at = areas.dropna(subset=["latitude", "longitude"])
    north = at["latitude"].astype("float64") - middle["latitude"]
    east = at["longitude"].astype("float64") - middle["longitude"]
    km = _KM_PER_DEGREE * np.hypot(north, east * np.cos(np.radians(middle["latitude"])))
    order = km.dropna().sort_values(kind="stable")
    if order.empty:
        return ""
    radius = np.sqrt(at["area_km2"].astype("float64").fillna(0)[order.index[0]] / np.pi)
    near = order.iloc[0] <= max(radius, _NEAR)
    alone = len(order) == 1 or order.iloc[1] >= 2 * order.iloc[0]
    return str(at["area_id"][order.index[0]]) if near and alone else ""


def _said_words(
    name: set[str], said: set[str], counts: Counter, whole: bool
) -> tuple[int, float]:  # fmt: skip
    """How many words of a name are said, and which part of it that is; none unless a telling one
    is, with another of it, or all of it, or nothing else."""
    named = {word for word in name if any(_alike(word, each) for each in said)}
    if not any(counts[word] < _COMMON for word in named):
        return 0, 0.0
    only = whole and all(any(_alike(word, each) for word in name) for each in said)
    enough = len(named) > 1 or named == name or only
    return (len(named), len(named) / len(name)) if enough else (0, 0.0)


def _alike(one: str, other: str) -> bool:
    """Whether two words differ in their ending at the most, or in a slip of the pen."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG_ENOUGH:
        return one == other
    stem = max(3, len(short) - _ENDING)
    near = len(long) - len(short) <= _ENDING
    alike = SequenceMatcher(None, one, other).ratio() >= _ALIKE
    return long.startswith(short) or (near and long[:stem] == short[:stem]) or alike


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", folded(text)) if len(word) > 1}


def _names(area: dict) -> list[str]:
    """The names of an area in all languages, those in brackets by themselves."""
    titles = [column for column in area if column == "name" or column.startswith("name_")]
    names = [str(area[title]) for title in titles if isinstance(area[title], str)]
    inside = [part for name in names for part in re.findall(r"\(([^()]*)\)", name)]
    return [*(re.sub(r"\([^()]*\)", " ", name) for name in names), *inside]


def _counts(areas: pd.DataFrame) -> Counter:
    """In the names of how many areas each word stands."""
    rows = areas.to_dict("records")
    return Counter(word for row in rows for word in {w for n in _names(row) for w in _words(n)})
