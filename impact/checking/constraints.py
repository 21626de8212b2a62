"""What the schemas demand of one cell: it is there, within limits, of a list, of a pattern, unique.

The cells that break a constraint are found a column at a time; each constraint has its sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from impact.model.errors import Problem
from impact.model.messages import Sentence, together
from impact.model.schemas import schema
from impact.reading.phrases import listed, suggestions

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.checking.cells import TypedTable
    from impact.model.schemas import Field
    from impact.reading.text_tables import TextTable

CONSTRAINTS = ("required", "pattern", "minimum", "maximum", "enum", "unique")
"""The constraints that are checked. A cell that breaks several is told of the first."""


def constraint_problems(text: TextTable, typed: TypedTable, table: str) -> list[Problem]:
    """The cells of a table that break a constraint of its schema.

    Parameters
    ----------
    text, typed : TextTable, TypedTable
        The same table as it was written, and in its types.
    table : str
        One of `impact.model.schemas.TABLES`.

    Returns
    -------
    list of Problem
        Each cell once. A column that the file does not have is not looked at, nor is a
        cell that cannot be read (both have a problem of their own).
    """
    problems = []
    for field in schema(table).fields:
        if not field.constraints or field.name not in text.frame:
            continue
        readable = ~typed.unread[field.name]
        for constraint, broken in _broken(field, typed.frame[field.name]).items():
            cells = broken.index[broken & readable]
            problems += _told(text, table, field, constraint, cells)
    return problems


def _broken(field: Field, cells: pd.Series) -> dict[str, pd.Series]:
    """Constraint → the cells that break it, and none of those before it in `CONSTRAINTS`."""
    free = pd.Series(True, index=cells.index)
    found = {}
    for name in CONSTRAINTS:
        limit = field.constraints.get(name, False)
        if limit is False:
            continue
        broken = _TESTS[name](cells, limit).fillna(False).astype(bool) & free
        if broken.any():
            found[name] = broken
            free &= ~broken
    return found


_TESTS: dict[str, Callable[[pd.Series, Any], pd.Series]] = {
    "required": lambda cells, _: cells.isna(),
    "pattern": lambda cells, pattern: cells.notna() & ~cells.str.match(pattern, na=True),
    "minimum": lambda cells, least: cells < least,
    "maximum": lambda cells, most: cells > most,
    "enum": lambda cells, allowed: cells.notna() & ~cells.isin(allowed),
    "unique": lambda cells, _: cells.notna() & cells.duplicated(),
}


def _told(
    text: TextTable, table: str, field: Field, constraint: str, indices: pd.Index
) -> list[Problem]:
    """A constraint's own sentence and cure, for each of the cells."""
    cells = text.frame.loc[indices, ["row", field.name]]
    values = cells[field.name].fillna("").tolist()
    cures = _cures(field, constraint, values)
    return [
        Problem(
            text.file,
            row,
            field.name,
            value,
            f"{table}.{field.name}.{constraint}",
            _message(field, constraint, value),
            cures[value],
        )
        for row, value in zip(cells["row"].tolist(), values, strict=True)
    ]


def _message(field: Field, constraint: str, value: str) -> Sentence:
    limit = str(field.constraints[constraint])
    if field.unit and field.unit != "degree":
        limit = together(limit, Sentence(field.unit), between=" ")
    sentence = {
        "required": Sentence("{name} is empty, but it is needed."),
        "pattern": Sentence("'{value}' is not written as {name} has to be."),
        "minimum": Sentence("{value} is less than {limit}, the least that {name} can be."),
        "maximum": Sentence("{value} is more than {limit}, the most that {name} can be."),
        "enum": Sentence("'{value}' is not one of the choices for {name}."),
        "unique": Sentence("'{value}' already stands in a row above."),
    }[constraint]
    return sentence.with_values(name=field.name, value=value, limit=limit)


def _cures(field: Field, constraint: str, values: list[str]) -> dict[str, str]:
    """What to do, for each distinct value."""
    if constraint == "enum":
        allowed = field.constraints["enum"]
        nearest = suggestions(values, allowed)
        return {
            value: Sentence(
                "{hint}Choose one of: {choices}.", hint=nearest[value], choices=listed(allowed)
            )
            for value in values
        }
    if constraint == "pattern":
        # The two patterns in use: ids, and country codes. Both are shown by their example.
        cure = Sentence(
            "Write it like {example}: Latin letters and digits, without spaces.",
            example=field.example,
        )
    elif constraint == "required":
        cure = Sentence("Fill it in. {description}", description=Sentence(field.description))
    elif constraint == "unique":
        cure = Sentence(
            "Give this row its own {name}, or delete it if it is the same row.", name=field.name
        )
    else:
        cure = Sentence("Correct the number, or leave the cell empty if it is not known.")
    return dict.fromkeys(values, cure)
