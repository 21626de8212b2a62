"""Doubt, absence and review in millions of rows, judged as everywhere else.

The rules are those of `impact.formats.common.identifications` and `impact.reading.doubt`. A survey
of millions of rows says few different things, so each combination of words is judged once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.bulk.codes import codes_of
from impact.formats.common import absences, identifications
from impact.reading.choices import Choices
from impact.reading.doubt import doubt_in, presence_of, remark_doubts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from impact.bulk.problems import Told

_NOTHING = re.compile(r"[+-]?0+(?:[.,]0+)?")
_NO_ANIMAL = ("human", "vehicle", "blank", "unknown", "unclassified")
_STATUSES = ["unverified", "verified"]


@dataclass(frozen=True)
class Judged:
    """What rows say of themselves.

    Attributes
    ----------
    scientific_name : Categorical
        Without words of doubt.
    status : Categorical
        ``verified`` or ``unverified``; of a table of ours as it says itself, where nothing doubts.
    absent : array of bool
        The animal was not there.
    """

    scientific_name: pd.Categorical
    status: pd.Categorical
    absent: np.ndarray


def cells_of_doubt(columns: pa.Table, data: dict) -> dict[str, pd.Categorical]:
    """What `judged` looks at; what a table of ours says itself only where it is one."""
    names = {*identifications.FIELDS, *absences.FIELDS, "count"} & set(columns.column_names)
    own = {"survey_id", "count_unit", "identification_verification_status"}
    kept = {name: data[name] for name in (*own & set(columns.column_names), "scientific_name")}
    return {**kept, **{name: codes_of(columns[name]) for name in names}}


def without_absences(kind: pd.Categorical, absent: np.ndarray) -> pd.Categorical:
    """Rows that say that the animal was not there, as pictures of nothing: the camera worked."""
    if not absent.any():
        return kind
    shows_none = np.append(kind.categories.isin(_NO_ANIMAL), False)[kind.codes]
    return with_word(kind, "blank", absent & ~shows_none)


def with_word(column: pd.Categorical, word: str, where: np.ndarray) -> pd.Categorical:
    """A column with a word in some rows."""
    words = column.categories.union([word])
    codes = np.append(words.get_indexer(column.categories), -1)[column.codes]
    return pd.Categorical.from_codes(np.where(where, words.get_loc(word), codes), words)


def judged(cells: Mapping[str, pd.Categorical], told: Told) -> Judged:
    """Judge the rows of a file of observations.

    Parameters
    ----------
    cells : mapping of str to Categorical
        Column → its cells; columns that the file does not have need not be there.
    told : Told
        Gets one warning a kind, and an error for each row with an unknown word of status.
    """
    names = cells["scientific_name"]
    read = [doubt_in(name) for name in names.categories]
    bare = [
        name if doubt.hybrid or doubt.genus_alone else doubt.names[0]
        for name, doubt in zip(names.categories, read, strict=True)
    ]
    doubted = _of_words(names, [d.doubted or d.hybrid or d.genus_alone for d in read])
    for column in (cells[name] for name in identifications.REMARKS if name in cells):
        doubted |= _of_words(column, [remark_doubts(each) for each in column.categories])
    verified, silent = _verified(cells, doubted)
    named = names.codes >= 0  # a picture of nothing has no identification to verify
    own = cells.get("identification_verification_status")
    if own is not None:
        told.once(named & ~verified & ~silent, *_DOUBTED)
        status = with_word(own, "unverified", ~verified & ~silent)
    else:
        told.once(named & ~verified, *_UNVERIFIED)
        status = pd.Categorical.from_codes(verified.astype("int8"), _STATUSES)
    absent = _absent(cells, told)
    told.once(absent, *_ABSENT)
    return Judged(_renamed(names, bare), status, absent)


_DOUBTED = (
    "doubted",
    "This record is doubted, or nobody has reviewed it: not counted, as others below.",
    "If the species is sure, leave the words of doubt out.",
)
_UNVERIFIED = (
    "unverified",
    "No person is said to have checked this record without doubt: not counted, as others below.",
    "Check them in the program that the file comes from, and export the file again.",
)
_ABSENT = (
    "absent",
    "The animal was not there: the row is not counted, as others below.",
    "Nothing needs to be done.",
)


def _of_words(column: pd.Categorical, holds: list[bool]) -> np.ndarray:
    """What holds of each distinct cell, for every row; an empty cell has nothing."""
    return np.append(np.array(holds, dtype=bool), False)[column.codes]


def _verified(
    cells: Mapping[str, pd.Categorical], doubted: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Which rows are verified, and which say nothing of it."""
    judged_once = (n for n in identifications.FIELDS if n not in identifications.REMARKS)
    columns = {name: cells[name] for name in judged_once if name in cells}
    key = doubted.astype("int64")
    for column in columns.values():
        key = key * (len(column.categories) + 1) + column.codes + 1
        key = pd.factorize(key)[0].astype("int64")  # stays small, however many columns
    place, first = _first_of_each(key)
    some = pd.DataFrame(
        {
            name: columns[name][first].astype("str")
            if name in columns
            else pd.Series(np.nan, index=range(len(first)), dtype="str")
            for name in identifications.FIELDS
        }
    ).replace("nan", np.nan)
    silent = some.isna().all(axis="columns").to_numpy() & ~doubted[first]
    no_ids = pd.Series(np.nan, index=some.index, dtype="str")
    some = some.assign(file="", row=range(len(some)), observation_id=no_ids)
    found = identifications.verification(some, pd.Series(doubted[first]), Choices())
    return (found.status == "verified").to_numpy()[place], silent[place]


def _first_of_each(key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The group of each row, and where each group begins."""
    place, groups = pd.factorize(key)
    first = np.full(len(groups), len(key))
    np.minimum.at(first, place, np.arange(len(key)))
    return place, first


def _absent(cells: Mapping[str, pd.Categorical], told: Told) -> np.ndarray:
    absent = np.zeros(len(cells["scientific_name"]), dtype=bool)
    if "status" in cells:
        meant = [presence_of(word) for word in cells["status"].categories]
        absent |= _of_words(cells["status"], [each is False for each in meant])
        told.error(
            _of_words(cells["status"], [each is None for each in meant]),
            "status",
            "status_unknown",
            "It is not known whether this means that the animal was there.",
            "Write present or absent.",
            plain=True,
        )
    for name in ("count", "quantity"):
        if name in cells:
            absent |= _of_words(cells[name], [says_nothing(w) for w in cells[name].categories])
    totals = [cells[name].codes >= 0 for name in ("survey_id", "count_unit") if name in cells]
    # A published total of 0 is a figure of its own.
    return absent & ~(totals[0] & totals[1]) if len(totals) == 2 else absent


def says_nothing(word: str) -> bool:
    """Whether a count is 0, in digits or in words."""
    return _NOTHING.fullmatch(word) is not None or presence_of(word) is False


def _renamed(column: pd.Categorical, names: list[str]) -> pd.Categorical:
    """The column with other words, of which several may now be one."""
    places, kept = pd.factorize(pd.Series(names, dtype="str"), sort=True)
    codes = np.append(places, -1)[column.codes].astype(column.codes.dtype)
    return pd.Categorical.from_codes(codes, pd.Index(kept, dtype="str"), validate=False)
