"""Tables of text → records, and everything that is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.checking.cells import WHAT_IT_IS, type_table
from impact.checking.constraints import CONSTRAINTS, constraint_problems
from impact.checking.rules import Precisions, RuleInput, rule_problems
from impact.checking.written import WrittenTable
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.model.records import Records
from impact.model.schemas import TABLES, schema
from impact.reading.phrases import did_you_mean, listed, suggestions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from impact.checking.cells import TypedTable
    from impact.model.programme import Programme
    from impact.reading.text_tables import TextTable


def check_tables(
    tables: dict[str, TextTable],
    *,
    programme: Programme | None = None,
    reference: Records | None = None,
    today: dt.date | None = None,
    checked: Collection[str] = (),
) -> tuple[Records, list[Problem]]:
    """Check tables by their schemas and against one another.

    Parameters
    ----------
    tables : dict of str to TextTable
        Name of the table (one of `impact.model.schemas.TABLES`) → the table as it was written.
    programme : Programme, optional
        Names the species, indicators and initiatives. Without it the rules that need them
        are left out.
    reference : Records, optional
        Stands in for the tables that are not given. Without it, links to those tables are
        not checked; with ``Records.of()`` they are empty.
    today : date, optional
        Without it, dates in the future are not looked for.
    checked : collection of str
        Tables of `reference` that were checked before. What the tables given make wrong in them
        is found too; their cells are neither written as text nor read again.

    Returns
    -------
    records : Records
        The tables in their types (those of `reference` where none is given). They are fit
        for use only if no problem is an error.
    problems : list of Problem
        In the order of the tables and their rows. Each cell is told of once; what a row says
        of other rows is not judged until its own cells are right.
    """
    typed = {name: type_table(text, name) for name, text in tables.items()}
    records = (reference or Records.of()).with_tables(**{n: t.frame for n, t in typed.items()})
    known = set(tables) if reference is None else set(TABLES)
    known = {name for name in known if _has_its_key(tables.get(name), name)}
    found: dict[str, list[Problem]] = {}
    for name, text in tables.items():
        told = {(p.row, p.column) for p in text.problems if p.row is not None and p.column}
        found[name] = [
            *text.problems,
            *_header_problems(text, name),
            *typed[name].problems,
            # What an import has told of a cell, with a cure of its own, is not told again.
            *(p for p in constraint_problems(text, typed[name], name) if not _is_told(p, told)),
            *_primary_key_problems(text, typed[name], name),
        ]
        found[name] += _foreign_key_problems(text, name, records, known, found[name])
    before = {name: WrittenTable(records, name) for name in checked}
    for name, text in before.items():
        found[name] = _links_lost(text, name, records, known)
    material = RuleInput(
        records=records,
        texts={**tables, **before},
        precision=Precisions({n: t.precision for n, t in typed.items()}, before),
        programme=programme,
        today=None if today is None else pd.Timestamp(today),
        known=frozenset(known),
        checked=frozenset(checked),
    )
    broken = {
        (name, problem.row)
        for name, problems in found.items()
        for problem in problems
        if problem.severity == "error"
    }
    rest = rule_problems(material, broken)
    found_by_cell = [p for problems in found.values() for p in problems]
    return records, _in_order(found_by_cell + rest, material.texts)


def _links_lost(text: WrittenTable, table: str, records: Records, known: set[str]) -> list[Problem]:
    """The ids of a table that was checked before which point nowhere now."""
    rows = records.table(table)
    lost = any(
        not rows[key.field].dropna().isin(records.table(key.table)[key.reference_field]).all()
        for key in schema(table).foreign_keys
        if key.table in known
    )
    return _foreign_key_problems(text, table, records, known, []) if lost else []


def _is_told(problem: Problem, told: set[tuple[int, str]]) -> bool:
    return (problem.row, problem.column) in told


@dataclass(frozen=True)
class SchemaRule:
    """A rule that follows from a schema."""

    id: str
    table: str
    column: str
    kind: str
    description: str


def schema_rules() -> list[SchemaRule]:
    """Every rule that follows from the schemas, in their order."""
    rules = []
    for table in TABLES:
        described = schema(table)
        rules.append(_rule(table, "", "unknown_column", "Every column is one of the table's."))
        for field in described.fields:
            if field.required:
                words = "The file has the column."
                rules.append(_rule(table, field.name, "missing_column", words))
            if field.kind in WHAT_IT_IS:
                words = f"The cell holds {WHAT_IT_IS[field.kind][0]}."
                rules.append(_rule(table, field.name, "type", words))
            for name in CONSTRAINTS:
                if field.constraints.get(name, False) is not False:
                    words = f"{name}: {field.constraints[name]}"
                    rules.append(_rule(table, field.name, name, words))
        if not _unique_by_itself(table):
            words = f"No two rows have the same {' and '.join(described.primary_key)}."
            rules.append(_rule(table, "", "primary_key", words))
        for key in described.foreign_keys:
            words = f"The {key.reference_field} stands in {key.table}."
            rules.append(_rule(table, key.field, "foreign_key", words))
    return rules


def _rule(table: str, column: str, kind: str, description: str) -> SchemaRule:
    rule_id = ".".join(part for part in (table, column, kind) if part)
    return SchemaRule(rule_id, table, column, kind, description)


def _header_problems(text: TextTable, table: str) -> list[Problem]:
    described = schema(table)
    written = [name for name in text.frame if name != "row"]
    problems = []
    for name in written:
        if described.knows(name):
            continue
        absent = [known for known in described.names if known not in written]
        message = Sentence(
            "The {table} table has no column {name}, so it is left out.", table=table, name=name
        )
        cure = Sentence("{hint}Rename the column, or delete it.", hint=did_you_mean(name, absent))
        rule = f"{table}.unknown_column"
        problems.append(Problem(text.file, 1, name, name, rule, message, cure, "warning"))
    for field in described.fields:
        if field.required and field.name not in written:
            rule = f"{table}.{field.name}.missing_column"
            message = Sentence("The column {name} is missing.", name=field.name)
            cure = Sentence("Add it. {description}", description=Sentence(field.description))
            problems.append(Problem(text.file, None, field.name, "", rule, message, cure))
    return problems


def _unique_by_itself(table: str) -> bool:
    """Whether the key is one column that is marked unique (and so checked already)."""
    key = schema(table).primary_key
    return len(key) == 1 and bool(schema(table).field(key[0]).constraints.get("unique"))


def _primary_key_problems(text: TextTable, typed: TypedTable, table: str) -> list[Problem]:
    needed = list(schema(table).needed_key)
    key = [name for name in schema(table).primary_key if name in text.frame]
    if _unique_by_itself(table) or not set(needed) <= set(key):
        return []
    later = typed.frame.duplicated(key) & typed.frame[needed].notna().all(axis=1)
    return [
        Problem(
            text.file,
            int(row["row"]),
            key[-1],
            str(row[key[-1]]),
            f"{table}.primary_key",
            Sentence("{key} already stands in a row above.", key=listed(row[key].dropna())),
            Sentence("Keep one row for each {key}.", key=" and ".join(key)),
        )
        for _, row in text.frame.loc[later, [*key, "row"]].iterrows()
    ]


def _has_its_key(text: TextTable | None, table: str) -> bool:
    """False where the file lacks the key column: one problem, not one for each link to it."""
    return text is None or set(schema(table).needed_key) <= set(text.frame)


def _foreign_key_problems(
    text: TextTable | WrittenTable,
    table: str,
    records: Records,
    known: set[str],
    before: list[Problem],
) -> list[Problem]:
    """Ids that stand in no row of the table they point to; cells told of before are left out."""
    told = {(problem.row, problem.column) for problem in before}
    problems = []
    for key in schema(table).foreign_keys:
        if key.table not in known or key.field not in text.frame:
            continue
        there = records.table(key.table)[key.reference_field].dropna().astype("str").unique()
        written = text.frame.loc[text.frame[key.field].notna(), ["row", key.field]]
        lost = written[~written[key.field].isin(there)]
        nearest = suggestions(lost[key.field], list(there))
        for row, value in zip(lost["row"].tolist(), lost[key.field].tolist(), strict=True):
            if (row, key.field) in told:
                continue
            rule = f"{table}.{key.field}.foreign_key"
            message = Sentence(
                "'{value}' is not in the {table} table.", value=value, table=key.table
            )
            cure = Sentence(
                "{hint}Correct it, or add its row to {table}.",
                hint=nearest[value],
                table=key.table,
            )
            problems.append(Problem(text.file, row, key.field, value, rule, message, cure))
    return problems


def _in_order(
    problems: list[Problem], tables: Mapping[str, TextTable | WrittenTable]
) -> list[Problem]:
    files = {text.file: place for place, text in enumerate(tables.values())}
    return sorted(problems, key=lambda p: (files.get(p.file, len(files)), p.row or 0))
