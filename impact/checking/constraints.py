"""What the schemas demand of one cell: it is there, within limits, of a list, of a pattern, unique.

pandera finds the cells; the sentences are ours, one for each constraint.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from impact.model.errors import Problem
from impact.model.messages import Sentence, together
from impact.model.schemas import schema
from impact.reading.phrases import listed, suggestions

with warnings.catch_warnings():
    # Where PySpark is installed pandera loads it, and it has a word to say of its own pandas.
    warnings.simplefilter("ignore", FutureWarning)
    import pandera.pandas as pa

if TYPE_CHECKING:
    import pandas as pd

    from impact.checking.cells import TypedTable
    from impact.model.schemas import Field
    from impact.reading.text_tables import TextTable

CONSTRAINTS = ("required", "pattern", "minimum", "maximum", "enum", "unique")
"""The constraints that are checked. A cell that breaks several is told of the first."""

_RENAMED = {"not_nullable": "required", "field_uniqueness": "unique"}


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
    present = [f for f in schema(table).fields if f.constraints and f.name in text.frame]
    cells = typed.frame[[f.name for f in present]]
    failed = _failure_cases(pa.DataFrameSchema({f.name: _column(f) for f in present}), cells)
    problems = []
    for (name, constraint), indices in failed.items():
        unread = set(cells.index[typed.unread[name]])
        read = [index for index in indices if index not in unread]
        problems += _told(text, table, schema(table).field(name), constraint, read)
    return problems


def _column(field: Field) -> pa.Column:
    """pandera's form of a field's constraints; each check is named after its constraint."""
    limits = field.constraints
    checks = []
    if "pattern" in limits:
        checks.append(pa.Check.str_matches(limits["pattern"], error="pattern"))
    if "minimum" in limits:
        checks.append(pa.Check.ge(limits["minimum"], error="minimum"))
    if "maximum" in limits:
        checks.append(pa.Check.le(limits["maximum"], error="maximum"))
    if "enum" in limits:
        checks.append(pa.Check.isin(limits["enum"], error="enum"))
    return pa.Column(
        nullable=not field.required,
        unique=bool(limits.get("unique")),
        report_duplicates="exclude_first",
        checks=checks,
    )


def _failure_cases(rules: pa.DataFrameSchema, cells: pd.DataFrame) -> dict[tuple, list]:
    """(column, constraint) → index labels of the cells that break it and nothing before it."""
    try:
        rules.validate(cells, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return {}
    cases = cases.assign(constraint=cases["check"].replace(_RENAMED))
    order = cases["constraint"].map({name: i for i, name in enumerate(CONSTRAINTS)})
    cases = cases.iloc[order.argsort(kind="stable")].drop_duplicates(["column", "index"])
    grouped = cases.groupby(["column", "constraint"], sort=False)["index"]
    return {key: sorted(indices) for key, indices in grouped}


def _told(
    text: TextTable, table: str, field: Field, constraint: str, indices: list
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
