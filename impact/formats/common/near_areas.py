"""Which area a text likely names, though not by its whole name: a suggestion, never more."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from impact.formats.common.known import folded

if TYPE_CHECKING:
    import pandas as pd

_COMMON = 3  # a word in the names of so many areas ("reserve", "range") tells none of them
_ENDING = 2  # letters that a case of Russian or Turkmen may change
_LONG_ENOUGH = 5  # letters of a word that may end otherwise
_ALIKE = 0.85  # of the letters: one is misspelt


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
    said = _words(text)
    found = {area for area, names in _names(areas) if any(_fits(n, said, whole) for n in names)}
    return found.pop() if len(found) == 1 else ""


def _fits(name: set[str], said: set[str], whole: bool) -> bool:
    """Whether every word that tells the area apart is said; or all that is said is of its name."""
    if not name or not said:
        return False
    named = {word for word in name if any(_alike(word, each) for each in said)}
    known = {each for each in said if any(_alike(word, each) for word in name)}
    return named == name or (whole and known == said)


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


def _names(areas: pd.DataFrame) -> list[tuple[str, list[set[str]]]]:
    """Each area with the telling words of each of its names, also of those in brackets."""
    titles = [column for column in areas if column == "name" or column.startswith("name_")]
    written = [
        (str(row["area_id"]), [str(row[t]) for t in titles if isinstance(row[t], str)])
        for row in areas.to_dict("records")
    ]
    counts = Counter(
        word for _, names in written for word in {w for name in names for w in _words(name)}
    )
    return [(area, [_telling(part, counts) for name in names for part in _parts(name)])
            for area, names in written]  # fmt: skip


def _parts(name: str) -> list[str]:
    inside = re.findall(r"\(([^)]*)\)", name)
    return [re.sub(r"\([^)]*\)", " ", name), *inside]


def _telling(name: str, counts: Counter) -> set[str]:
    return {word for word in _words(name) if counts[word] < _COMMON}
