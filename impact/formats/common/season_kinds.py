"""What the cells of a column look like: dates, stations, answers, animals, what happened."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from impact.formats.common import season_words as words
from impact.reading.doubt import says_absence
from impact.reading.workbooks import STORED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.formats.common.sheets import Sheet

_LOOKED_AT = 60  # rows
SURE = 0.7  # of the cells: totals and slips of the pen stand among them
_PATTERNS = {
    "time": re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?"),
    "date": re.compile(
        r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]\b.*|[0-3]?[0-9]([./-])[0-3]?[0-9]\1(?:[0-9]{4}|[0-9]{2})|"
        r"[0-3]?[0-9][ .-]+[^\W\d_]{3,9}[.,]*[ -]+[12][0-9]{3}(?: ?г\.?)?|"
        r"[^\W\d_]{3,9} [0-3]?[0-9],? [12][0-9]{3}"
    ),
    "degrees": re.compile(
        r"[0-9]{1,3}[.,][0-9]+|(?=.*[NSEWСЮВЗ°º])[NSEW]?\s?[0-9]{1,3}(?:[.,][0-9]+)?[°º\s].{1,20}",
    ),
    "station": re.compile(r"[^\W\d_]{1,5}[-_ ]?[0-9]{1,4}"),
    "number": re.compile(r"[0-9]{1,3}"),
}


def looks_like(kind: str, text: str) -> bool:
    """Whether one cell is such a thing."""
    if kind in _PATTERNS:
        return _PATTERNS[kind].fullmatch(text) is not None
    if kind == "answer":
        return is_answer(text) and not text[0].isdigit()
    if kind == "event":
        return any(words.type_of_incident(text, with_livestock=each) for each in (True, False))
    return words.is_livestock(text) if kind == "livestock" else words.is_cat(text)


def kind_of(cells: Sequence[str]) -> str:
    """What most cells of a column are; empty where it is not sure."""
    if len(cells) < 2:
        return ""
    for kind in (*_PATTERNS, "answer", "event"):
        if sum(looks_like(kind, text) for text in cells) >= SURE * len(cells):
            return kind
    cats = sum(map(words.is_cat, cells))
    others = sum(words.is_other_animal(text.strip("? ")) or says_absence(text) for text in cells)
    named = sum(map(words.is_other_animal, cells))
    if cats + named and cats + others >= SURE * len(cells):
        return "species"
    livestock = sum(looks_like("livestock", text) for text in cells)
    return "livestock" if livestock >= SURE * len(cells) else ""


def is_answer(text: str) -> bool:
    """Whether a cell says yes or no, in words or by a mark."""
    return text.casefold() in words.YES | words.NO


def cells_of(sheet: Sheet) -> list[list[str]]:
    """The cells of each column from the left, as far as they are filled, in the first rows."""
    below = (cells for number, cells in sheet.grid.rows() if number > sheet.row)
    columns: list[list[str]] = [[] for _ in sheet.headings]
    for cells in itertools.islice(below, _LOOKED_AT):
        for column, cell in zip(columns, cells, strict=False):
            if text := _text(cell, sheet):
                column.append(text)
    return columns


def _text(value: object, sheet: Sheet) -> str:
    text = sheet.grid.as_text(value) if sheet.grid.as_text else str(value)
    return text.removeprefix(STORED).strip()
