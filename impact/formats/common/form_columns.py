"""The columns of a form: questions, the choices of a question, places, and what names people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.personal import may_be_personal
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from impact.formats.common.sheets import Sheet

_LATITUDE = re.compile(r"^_?(.*?)[-_/.: ]?(?:latitude|широта)$|^lat_(.+)$", re.IGNORECASE)
_LONGITUDE = re.compile(r"^_?(.*?)[-_/.: ]?(?:longitude|долгота)$|^long_(.+)$", re.IGNORECASE)
_OF_A_PLACE = re.compile(
    r"[-_/.: ](?:latitude|longitude|altitude|precision|accuracy)$|"
    r"^(?:lat|long|accuracy|UTM_(?:Northing|Easting|Zone))_[0-9]",
    re.IGNORECASE,
)
_OF_A_MAP = ("y", "x")
_POINT = r"^(-?[0-9]{1,3}\.[0-9]+) (-?[0-9]{1,3}\.[0-9]+)(?: -?[0-9.]+){0,2}$"
# "Confirmed by a ranger?" asks whether, "Confirmed by" asks who.
_IS_CONFIRMED = re.compile(
    r"(?:(?:is|was|were) )?(?:it |this )?"
    r"(?:confirm|verif|подтвержд|провер|ырастал|растал|tassyk).*\?$",
    re.IGNORECASE,
)
_CHOSEN = ("1", "1.0", "true", "yes", "да")


@dataclass(frozen=True)
class Columns:
    """What the headings of a form are.

    Attributes
    ----------
    attributes : dict of str to str
        Heading of each question → its name in the rows.
    options : dict of str to str
        Heading of each answer of a multiple choice that has a column of its own → its name.
    place : tuple of str
        The headings of latitude and longitude; empty where there are none.
    personal : tuple of str
        Headings that were not read.
    """

    attributes: dict[str, str]
    options: dict[str, str]
    place: tuple[str, ...]
    personal: tuple[str, ...]


def columns_of(sheets: Iterable[Sheet], own: Collection[str]) -> Columns:
    """Sort the headings of a form; `own` are those that the system adds."""
    headings = list(dict.fromkeys(h for sheet in sheets for h in sheet.headings if h))
    questions = [h for h in headings if key_of(h) not in own]
    options = [h for h in questions if h.rpartition("/")[0] in headings]
    left = [h for h in questions if h not in options and not _OF_A_PLACE.search(h)]
    if _place(questions) == _OF_A_MAP:
        left = [h for h in left if h not in _OF_A_MAP]
    ids = ("id", "uuid")  # of the report, not of a person
    personal = tuple(
        h
        for h in headings
        if may_be_personal(_last(h)) and key_of(h) not in ids and not _IS_CONFIRMED.match(h)
    )
    left = [h for h in left if h not in personal]
    return Columns(
        {heading: f"attribute {place}" for place, heading in enumerate(left)},
        {heading: f"option {place}" for place, heading in enumerate(options)},
        _place(questions),
        personal,
    )


def _last(heading: str) -> str:
    """A heading without the group that it stands in."""
    return re.split(r"[/.:]", heading)[-1].rpartition("-")[2] or heading


def _place(headings: list[str]) -> tuple[str, ...]:
    """The first pair of latitude and longitude of one question."""
    north = {found[1] or found[2]: h for h in headings if (found := _LATITUDE.match(h))}
    east = {found[1] or found[2]: h for h in headings if (found := _LONGITUDE.match(h))}
    named = next(((north[name], east[name]) for name in north if name in east), ())
    return named or (_OF_A_MAP if set(_OF_A_MAP) <= set(headings) else ())


def joined_choices(rows: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """Fill what was chosen into questions of which only the columns of answers are filled."""
    for question, name in columns.attributes.items():
        mine = {h: c for h, c in columns.options.items() if h.rpartition("/")[0] == question}
        if not mine:
            continue
        words = pd.Series("", index=rows.index, dtype="str")
        for heading, column in mine.items():
            chosen = rows[column].str.casefold().isin(_CHOSEN)
            words = words.mask(chosen, words + " " + heading.rpartition("/")[2])
        words = words.str.strip()
        rows[name] = rows[name].fillna(words.mask(words == ""))
    return rows


def places_in_text(rows: pd.DataFrame, columns: Columns) -> tuple[pd.DataFrame, str]:
    """Places that stand as "latitude longitude altitude accuracy" below one heading, and which."""
    for heading, name in columns.attributes.items():
        found = rows[name].str.extract(_POINT)
        if found[0].notna().any():
            both = {"latitude": found[0].astype("str"), "longitude": found[1].astype("str")}
            return rows.assign(**both), heading
    return rows, ""
