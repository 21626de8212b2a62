"""Grids of villages and months: which column has the villages, which month a heading names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.formats.common import season_words as words
from impact.formats.common.personal import may_be_personal
from impact.formats.common.season_kinds import SURE, cells_of, is_answer
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.dates_written import month_of
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.formats.common.sheets import Sheet

FEWEST_MONTHS = 3
"""A table with fewer columns of months is no grid."""
_MONTH = re.compile(
    r"(?P<y>[12][0-9]{3})[-./](?P<m>0?[1-9]|1[0-2])(?:-01(?:[ T]00:00(?::00)?)?)?|"
    r"(?P<m2>0?[1-9]|1[0-2])[-./](?P<y2>[12][0-9]{3})"
)
_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]\.")
TOLD_APART = re.compile(r" \[[A-Z]{1,3}\]$")
"""What tells headings apart that are written alike."""


def month_in(heading: str) -> tuple[int, int]:
    """Year (0 where it is not said) and month of a heading; (0, 0) where it is no month."""
    if key_of(heading) in words.KYRGYZ_MONTHS:
        return 0, words.KYRGYZ_MONTHS.index(key_of(heading)) + 1
    found = _MONTH.fullmatch(heading.strip())
    if found:
        return int(found["y"] or found["y2"]), int(found["m"] or found["m2"])
    parts = re.findall(r"[^\W\d_]+|[0-9]+", heading)
    years = [int(p) for p in parts if re.fullmatch(r"[12][0-9]{3}", p)]
    names = [p for p in parts if not p.isdigit() and p.casefold() not in ("г", "год", "ж", "ý")]
    if len(names) != 1 or len(years) != len([p for p in parts if p.isdigit()]) or len(years) > 1:
        return 0, 0
    month = month_of(names[0])
    return (years[0] if years else 0, month) if month else (0, 0)


def villages_of_grid(sheet: Sheet) -> str | None:
    """The heading of the first column, where villages stand in it by all that it looks like.

    Returns
    -------
    str or None
        Empty where the column has no heading; None where the table is no grid of months, or where
        people may be named in the column.
    """
    headings = sheet.headings
    months = [place for place, h in enumerate(headings) if h and month_in(h)[1]]
    if len(months) < FEWEST_MONTHS or 0 in months:
        return None
    first = headings[0]
    if (
        words.role_of(key_of(first))
        or may_be_personal(first)
        or words.names_a_person(key_of(first))
    ):
        return None
    columns = cells_of(sheet)
    names, marks = columns[0], [cell for place in months for cell in columns[place]]
    if not marks or sum(map(is_answer, marks)) < SURE * len(marks):
        return None
    named = [name for name in names if re.search(r"[^\W\d_]{2}", name)]
    people = any(found[0].isupper() for name in names for found in _INITIAL.finditer(name))
    return first if names and len(named) == len(names) and not people else None


def marks_of_no_month(sheet: Sheet, read: Iterable[str | None]) -> list[Problem]:
    """A refusal for each column of answers whose heading names no month, or one named before.

    Parameters
    ----------
    sheet : Sheet
        A grid of villages and months.
    read : iterable of str or None
        The headings that are read.
    """
    known, found = {*read}, []
    for heading, cells in zip(sheet.headings, cells_of(sheet), strict=True):
        if heading in known or not cells or not all(map(is_answer, cells)):
            continue
        month = TOLD_APART.sub("", heading)
        if re.fullmatch(words.TOTAL, key_of(heading)):
            continue
        if month_in(month)[1]:
            said = Sentence("The month “{heading}” stands above two columns.", heading=month)
        elif heading:
            said = Sentence("Answers stand under “{heading}”, which names no month.",
                            heading=heading)  # fmt: skip
        else:
            said = Sentence("Answers stand in a column without a heading.")
        cure = Sentence("Write the month above the column, such as 2025-03, or empty the column.")
        found.append(
            Problem(sheet.label, sheet.row, heading, "", "import.month_unknown", said, cure)
        )
    return found
