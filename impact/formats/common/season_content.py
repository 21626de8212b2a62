"""What a column of a season's table holds, where its heading says nothing: dates, times, species.

Only a role that no heading has is given, and only to the one column that can have it: whatever
is taken in this way is said, and what could be two things is left to be asked.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING

from impact.formats.common import season_words as words
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.doubt import says_absence
from impact.reading.headings import key_of
from impact.reading.workbooks import STORED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from impact.formats.common.sheets import Sheet

NO_COLUMN = "no such column"
_LOOKED_AT = 60  # rows
_MOST_COLUMNS = 20  # of a table that a person keeps by hand
_SURE = 0.7  # of the cells: totals and slips of the pen stand among them
_KINDS = {
    "time": re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?"),
    "date": re.compile(
        r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]\b.*|[0-3]?[0-9]([./-])[0-3]?[0-9]\1(?:[0-9]{4}|[0-9]{2})"
    ),
    "degrees": re.compile(r"[0-9]{1,3}[.,][0-9]+"),
    "station": re.compile(r"[^\W\d_]{1,5}[-_ ]?[0-9]{1,4}"),
}
_HOLDS = {
    "station": "station", "species": "species", "predator": "species", "date": "date",
    "time": "time", "set": "date", "collected": "date", "latitude": "degrees",
    "longitude": "degrees",
}  # fmt: skip
"""Role → what its cells look like."""
MEANINGS = {
    "station": Sentence("the station"),
    "set": Sentence("the day the camera was set"),
    "collected": Sentence("the day the camera was collected"),
    "date": Sentence("the date"),
    "time": Sentence("the time"),
    "species": Sentence("the species"),
    "predator": Sentence("the predator"),
    "village": Sentence("the village"),
    "district": Sentence("the district"),
    "happened": Sentence("what happened"),
    "individual_id": Sentence("the animal's name or number"),
    "flank": Sentence("the side of the animal"),
    "livestock_type": Sentence("the livestock"),
    "livestock_killed": Sentence("the number of animals lost"),
    "livestock_injured": Sentence("the number of animals injured"),
    "confirmed": Sentence("whether it was confirmed"),
    "count": Sentence("the number of animals seen"),
    "note": Sentence("a note"),
    "latitude": Sentence("the latitude"),
    "longitude": Sentence("the longitude"),
}


def roles_by_content(sheet: Sheet, named: Mapping[str, str]) -> dict[str, str]:
    """Roles of columns by what stands in them.

    Parameters
    ----------
    sheet : Sheet
    named : mapping of str to str
        Role → heading, of the columns whose headings say it.

    Returns
    -------
    dict of str to str
        Role → heading, of roles that `named` lacks.
    """
    about = named.keys() & {"station", "set", "collected", "date", "species", "village", "predator"}
    if len(named) < 2 or not about or len(sheet.headings) > _MOST_COLUMNS:
        return {}
    every = _cells(sheet)
    exchanged = _exchanged({role: every.get(heading, []) for role, heading in named.items()})
    taken = set(named.values())
    cells = {
        heading: column
        for heading, column in every.items()
        if heading not in taken and not words.role_of(key_of(heading))
    }
    kinds: dict[str, list[str]] = {}
    for heading, column in cells.items():
        kinds.setdefault(_kind(column), []).append(heading)
    found: dict[str, str] = {}
    named = {
        role: heading
        for role, heading in named.items()
        if role in exchanged
        or role not in ("species", "predator")
        or _has_animals(every.get(heading, []))
        or not _has_a_cat(kinds, cells)
    }

    def give(role: str, kind: str) -> None:
        if role not in named and len(kinds.get(kind, ())) == 1:
            found[role] = kinds[kind][0]

    of_cameras = bool({"set", "collected"} & named.keys())
    if "village" not in named:
        give("station", "station")
    if of_cameras or "latitude" in named or "longitude" in named:
        found |= _stay(named, kinds.get("date", []), cells)
        found |= _coordinate(named, kinds.get("degrees", []))
    else:
        give("date", "date")
        give("time", "time")
        give("predator" if "village" in named else "species", "species")
    animals = named.get("individual_id", "")
    if (
        not {"species", "predator"} & (named.keys() | found)
        and _kind(every.get(animals, [])) == "species"
    ):
        found |= {"species": animals, "individual_id": NO_COLUMN}
    return found | {role: named[other] for role, other in exchanged.items()}


def _exchanged(columns: Mapping[str, list[str]]) -> dict[str, str]:
    """Role → the role whose heading stands above its cells, where two headings are exchanged.

    Parameters
    ----------
    columns : mapping of str to list of str
        Role → the cells under its heading.
    """
    kinds = {role: _kind(cells) for role, cells in columns.items()}
    found: dict[str, str] = {}
    if _all_days_reversed(columns.get("set", ()), columns.get("collected", ())):
        found = {"set": "collected", "collected": "set"}
    for one, other in itertools.permutations(columns, 2):
        wanted, its_own = _HOLDS.get(other, ""), _HOLDS.get(one, "")
        if not wanted or kinds[one] != wanted or wanted in (its_own, kinds[other]):
            continue
        # Dogs that were lost may stand beside a predator that nobody knows.
        if wanted == "species" and not any(map(words.is_cat, columns[one])):
            continue
        if not {one, other} & found.keys():
            found |= {one: other, other: one}
    return found


def _all_days_reversed(first: Sequence[str], last: Sequence[str]) -> bool:
    """Whether every camera would be collected before it was set, by days that are read one way."""
    days = [(_day(a), _day(b)) for a, b in zip(first, last, strict=False) if "/" not in a + b]
    known = [(a, b) for a, b in days if a and b]
    return len(first) == len(last) and len(known) > 1 and all(a > b for a, b in known)


def _stay(
    named: Mapping[str, str], dates: Sequence[str], cells: Mapping[str, list[str]]
) -> dict[str, str]:
    """The two days of a camera; which is the first is told by the days themselves."""
    missing = [role for role in ("set", "collected") if role not in named]
    if len(missing) == 1 and len(dates) == 1:
        return {missing[0]: dates[0]}
    if len(missing) == 2 and len(dates) == 2:
        first, second = ([_day(text) for text in cells[heading]] for heading in dates)
        pairs = [(a, b) for a, b in zip(first, second, strict=False) if a and b]
        if pairs and all(a <= b for a, b in pairs):
            return {"set": dates[0], "collected": dates[1]}
        if pairs and all(a >= b for a, b in pairs):
            return {"set": dates[1], "collected": dates[0]}
    return {}


def _coordinate(named: Mapping[str, str], degrees: Sequence[str]) -> dict[str, str]:
    """The other coordinate, where one has its heading."""
    missing = [role for role in ("latitude", "longitude") if role not in named]
    return {missing[0]: degrees[0]} if len(missing) == len(degrees) == 1 else {}


def _has_animals(cells: Sequence[str]) -> bool:
    return not cells or any(words.is_cat(text) or words.is_other_animal(text) for text in cells)


def _has_a_cat(kinds: Mapping[str, list[str]], cells: Mapping[str, list[str]]) -> bool:
    """Whether one column without a role, and no other, names animals, a cat among them."""
    columns = kinds.get("species", [])
    return len(columns) == 1 and any(map(words.is_cat, cells[columns[0]]))


def _cells(sheet: Sheet) -> dict[str, list[str]]:
    """Heading → its cells, as far as they are filled."""
    places = {place: heading for place, heading in enumerate(sheet.headings) if heading}
    below = (cells for number, cells in sheet.grid.rows() if number > sheet.row)
    columns: dict[str, list[str]] = {heading: [] for heading in places.values()}
    for cells in itertools.islice(below, _LOOKED_AT):
        for place, heading in places.items():
            text = _text(cells[place], sheet) if place < len(cells) else ""
            if text:
                columns[heading].append(text)
    return columns


def _text(value: object, sheet: Sheet) -> str:
    text = sheet.grid.as_text(value) if sheet.grid.as_text else str(value)
    return text.removeprefix(STORED).strip()


def _kind(cells: Sequence[str]) -> str:
    if len(cells) < 2:
        return ""
    for kind, pattern in _KINDS.items():
        if sum(bool(pattern.fullmatch(text)) for text in cells) >= _SURE * len(cells):
            return kind
    cats = sum(map(words.is_cat, cells))
    others = sum(words.is_other_animal(text.strip("? ")) or says_absence(text) for text in cells)
    named = sum(map(words.is_other_animal, cells))
    return "species" if cats + named and cats + others >= _SURE * len(cells) else ""


def _day(text: str) -> dt.date | None:
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text[:10], pattern).date()
        except ValueError:
            continue
    return None


def said_of(sheet: Sheet, roles: Mapping[str, str]) -> list[Problem]:
    """A warning for each column that was told by what stands in it."""
    return [
        Problem(
            sheet.label, None, heading, "", "import.column_by_content",
            Sentence("“{heading}” was taken for {meaning}, by what stands in it.",
                     heading=heading, meaning=MEANINGS[role]),
            Sentence("If it is something else, give the column another heading."),
            "warning",
        )
        for role, heading in roles.items()
        if heading != NO_COLUMN
    ]  # fmt: skip
