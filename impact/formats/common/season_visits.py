"""In which shape a table says in which months villages collected reports, and its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from impact.formats.common.personal import may_be_personal
from impact.formats.common.season_kinds import cells_of, is_answer
from impact.formats.common.season_months import FEWEST_MONTHS, TOLD_APART, month_in
from impact.formats.common.season_rows import is_total, roles_of
from impact.formats.common.season_words import names_a_person, role_of
from impact.formats.common.sheets import read_together
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem

_OF_INCIDENTS = {"happened", "predator", "livestock_type", "livestock_killed"}
_FEWEST_VILLAGES = 2  # beside a column of months: a single answer may be about anything


class Visits(NamedTuple):
    """The shape of such a table, by its headings.

    Attributes
    ----------
    units : str or None
        Of the column of villages, empty where it has no heading; None where each village has a
        column.
    months : str or None
        Of the column of months; None where each month has a column.
    answers : tuple of str
        Of the columns that say yes or no.
    """

    units: str | None
    months: str | None
    answers: tuple[str, ...]


def visits_of(sheet: Sheet) -> Visits | None:
    """Villages by months, months by villages, or a row a village and month; None for another."""
    found = roles_of(sheet)
    columns = [(h, c) for h, c in zip(sheet.headings, cells_of(sheet), strict=True) if h and c]
    across = tuple(h for h in sheet.headings if h and month_in(h)[1])
    if "village" in found and len(across) >= FEWEST_MONTHS:
        return Visits(found["village"], None, across)
    months = [h for h, cells in columns if all(month_in(cell)[1] for cell in cells)]
    answers = tuple(h for h, cells in columns if h not in months and all(map(is_answer, cells)))
    if len(months) != 1 or found.keys() & _OF_INCIDENTS or _is_data(months[0], answers):
        return None
    if "village" in found:
        return Visits(found["village"], months[0], answers) if len(answers) == 1 else None
    alone = len(columns) == len(answers) + 1 and len(answers) >= _FEWEST_VILLAGES
    return Visits(None, months[0], answers) if alone and all(map(_a_place, answers)) else None


def _is_data(month: str, answers: tuple[str, ...]) -> bool:
    """Whether what stands above is a month with its answers, and so no headings."""
    return bool(month_in(month)[1]) or any(is_answer(TOLD_APART.sub("", h)) for h in answers)


def _a_place(heading: str) -> bool:
    key = key_of(heading)
    return not (role_of(key) or may_be_personal(heading) or names_a_person(key))


def answers_of(sheet: Sheet, visits: Visits) -> tuple[pd.DataFrame, list[Problem], pd.DataFrame]:
    """The rows of a sheet, what is wrong with them, and a line a village and month with an answer.

    A line says of which row it is (``at``), and as written the ``unit, heading, cell``: the
    village, the month and the answer.
    """
    both = {"unit": visits.units, "heading": visits.months}
    whole = {name: heading for name, heading in both.items() if heading is not None}
    columns = {name: (heading,) for name, heading in whole.items()}
    columns |= {heading: (heading,) for heading in visits.answers}
    rows, wrong = read_together([sheet], columns)
    mine = rows[~is_total(rows[[next(iter(whole))]])].rename_axis("at").reset_index()
    missing = next((name for name in ("unit", "heading") if name not in whole), "answer")
    lines = mine.melt(["at", "file", "row", *whole], list(visits.answers), missing, "cell")
    return rows, wrong, lines.dropna(subset=["heading", "cell"])
