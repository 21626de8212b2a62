"""What a column of a season's table holds, where its heading says nothing: dates, times, species.

Only a role that no heading has is given, and only to the one column that can have it: whatever
is taken in this way is said, and what could be two things is left to be asked.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from impact.formats.common import season_words as words
from impact.formats.common.season_kinds import SURE, cells_of, kind_of, looks_like
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.dates_written import read_dates
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from impact.formats.common.sheets import Sheet

CONTENT = "roles by content"
"""Where a sheet remembers what it was told by its cells."""
NO_COLUMN = "no such column"
_MOST_COLUMNS = 20  # of a table that a person keeps by hand
_HOLDS = {
    "station": "station", "species": "species", "predator": "species", "date": "date",
    "time": "time", "set": "date", "collected": "date", "latitude": "degrees",
    "longitude": "degrees", "happened": "event", "confirmed": "answer",
    "livestock_type": "livestock", "livestock_killed": "number", "livestock_injured": "number",
}  # fmt: skip
"""Role → what its cells look like."""
_NUMBER = ("no", "номер", "номери", "нөмірі", "belgisi")
_OF_REPORTS = ("event", "answer", "livestock", "number")
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
    every = {h: column for h, column in zip(sheet.headings, cells_of(sheet), strict=True) if h}
    exchanged = _exchanged({role: every.get(heading, []) for role, heading in named.items()})
    taken = {heading for role, heading in named.items() if role != "note"}
    cells = {
        heading: column
        for heading, column in every.items()
        if heading not in taken and words.role_of(key_of(heading)) in ("", "note")
    }
    kinds: dict[str, list[str]] = {}
    written = named
    # An empty column holds nothing: another may hold it.
    named = {role: heading for role, heading in written.items() if every.get(heading)} or written
    for heading, column in cells.items():
        kinds.setdefault(kind_of(column), []).append(heading)
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
    if of_cameras and "station" not in named.keys() | found:
        found |= _numbered(cells)
    if of_cameras or "latitude" in named or "longitude" in named:
        found |= _stay(named, kinds.get("date", []), cells)
        found |= _coordinate(named, kinds.get("degrees", []))
    else:
        give("date", "date")
        give("time", "time")
        give("predator" if "village" in named else "species", "species")
    if {"village", "district", "predator"} & named.keys():
        give("happened", "event")
        give("livestock_type", "livestock")
    animals = named.get("individual_id", "")
    if (
        not {"species", "predator"} & (named.keys() | found)
        and kind_of(every.get(animals, [])) == "species"
    ):
        found |= {"species": animals, "individual_id": NO_COLUMN}
    return found | {role: written[other] for role, other in exchanged.items()}


def find_villages(reports: Sequence[Sheet], grids: Sequence[Sheet]) -> None:
    """Give reports without a column of villages the one in which the grid's villages stand.

    Parameters
    ----------
    reports : sequence of Sheet
    grids : sequence of Sheet
        Villages and months. Sheets are those whose columns were told before (`CONTENT`).
    """
    names = {key_of(name) for sheet in grids for name in _of_role(sheet, "village")}
    for sheet in reports:
        if not names or _heading_of(sheet, "village") is not None:
            continue
        fits = [
            heading
            for heading, cells in zip(sheet.headings, cells_of(sheet), strict=True)
            if heading and cells and not words.role_of(key_of(heading))
            and sum(key_of(cell) in names for cell in cells) >= SURE * len(cells)
        ]  # fmt: skip
        if len(fits) == 1:
            sheet.remembered[CONTENT]["village"] = fits[0]


def _of_role(sheet: Sheet, role: str) -> list[str]:
    heading = _heading_of(sheet, role)
    return [] if heading is None else cells_of(sheet)[sheet.headings.index(heading)]


def _heading_of(sheet: Sheet, role: str) -> str | None:
    fits = (h for h in sheet.headings if h and words.role_of(key_of(h)) == role)
    return sheet.remembered.get(CONTENT, {}).get(role, next(fits, None))


def _exchanged(columns: Mapping[str, list[str]]) -> dict[str, str]:
    """Role → the role whose heading stands above its cells, where two headings are exchanged.

    Parameters
    ----------
    columns : mapping of str to list of str
        Role → the cells under its heading.
    """
    kinds = {role: kind_of(cells) for role, cells in columns.items()}
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
        if wanted in _OF_REPORTS and not _is_strange(columns[other], wanted):
            continue
        if not {one, other} & found.keys():
            found |= {one: other, other: one}
    return found


def _is_strange(cells: Sequence[str], wanted: str) -> bool:
    """Whether a column has cells, and none of them is what its heading asks for."""
    return bool(cells) and not any(looks_like(wanted, text) for text in cells)


def _all_days_reversed(first: Sequence[str], last: Sequence[str]) -> bool:
    """Whether every camera would be collected before it was set, by days that are read one way."""
    both = [(a, b) for a, b in zip(first, last, strict=False) if "/" not in a + b]
    days = [(_day(a), _day(b)) for a, b in both]
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


def _numbered(cells: Mapping[str, list[str]]) -> dict[str, str]:
    """The station, where cameras have no name but a number each, under "№" alone."""
    for heading in (heading for heading in cells if key_of(heading) in _NUMBER):
        numbers = [text for text in cells[heading] if looks_like("number", text)]
        others = len(cells[heading]) - len(numbers)  # a total may stand below them
        if len(numbers) == len({*numbers}) > 1 >= others:
            return {"station": heading}
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


def _day(text: str) -> str:
    """A day as ISO text; empty where a cell is none."""
    day = read_dates([text[:10] if text[:4].isdigit() else text], chosen="day_first").text
    return next(iter(day.values()), "")


def said_of(sheet: Sheet, roles: Mapping[str, str]) -> list[Problem]:
    """A warning for each column that was told by what stands in it."""
    return [
        Problem(
            sheet.label, None, heading, "", "import.column_by_content",
            Sentence("“{heading}” was taken for {meaning}, by what stands in it.",
                     heading=heading, meaning=MEANINGS[role])
            if heading
            else Sentence("The column without a heading was taken for {meaning}, by what stands "
                          "in it.", meaning=MEANINGS[role]),
            Sentence("If it is something else, give the column another heading."),
            "warning",
        )
        for role, heading in roles.items()
        if heading != NO_COLUMN
    ]  # fmt: skip
