"""One mistake for each rule: it is told of once, where it is, and nothing else is told of."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from impact.checking.checks import check_tables, schema_rules
from impact.checking.rules import (
    RULES,
    Rule,
    counts,
    dates,
    deployments,
    levels,
    links,
    places,
    privacy,
    reporters,
)
from impact.model.schemas import TABLES, schema
from impact.wording import words_in
from tests.checking.plantings import PLANTINGS, Planted
from tests.reading.sample import PROGRAMME, SPARE, Rows, as_texts, rows, with_spare

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.checking.checks import SchemaRule
    from impact.model.programme import Programme
    from impact.model.records import Records

TODAY = dt.date(2024, 12, 31)
RUSSIAN = words_in("ru")


def found_in(tables: Rows, programme: Programme = PROGRAMME) -> list:
    _, problems = check_tables(as_texts(tables), programme=programme, today=TODAY)
    return problems


@cache
def sound() -> Records:
    records, _ = check_tables(as_texts(rows()), programme=PROGRAMME, today=TODAY)
    return records


def found_in_one_table(tables: Rows, table: str) -> list:
    texts = as_texts({table: tables[table]})
    _, problems = check_tables(texts, programme=PROGRAMME, reference=sound(), today=TODAY)
    return problems


def assert_told_once(planted: Planted, rule_id: str, severity: str | None = None) -> None:
    if planted.alone:
        problems = found_in_one_table(planted.tables, planted.table)
    else:
        problems = found_in(planted.tables, planted.programme)
    assert [problem.rule for problem in problems] == [rule_id], problems
    (problem,) = problems
    assert (problem.file, problem.row) == (planted.file, planted.number)
    assert problem.column == planted.column
    if planted.value is not None:
        assert problem.value == planted.value
    assert problem.message.endswith(".")
    assert problem.cure.endswith(".")
    assert RUSSIAN.said(problem.message) != problem.message
    assert RUSSIAN.said(problem.cure) != problem.cure
    assert severity is None or problem.severity == severity
    # The same for programs, whatever is in the sentence: a day, a number, another sentence.
    assert json.loads(json.dumps(problem.as_dict()))["message"] == str(problem.message)


# ── The data set itself ──────────────────────────────────────────────────────────────────


def test_the_data_set_has_no_problem_before_a_mistake_is_planted():
    assert found_in(rows()) == []


@pytest.mark.parametrize("table", TABLES)
def test_the_row_that_mistakes_are_planted_in_has_none_itself(table):
    assert found_in(with_spare(table)) == []


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_the_schema_is_filled_somewhere(table):
    filled = {name for row in with_spare(table)[table] for name, cell in row.items() if cell}
    assert filled == set(schema(table).names)


# ── Rules that follow from the schemas ───────────────────────────────────────────────────


def cell(rule: SchemaRule, value: str) -> Planted:
    """A mistake in one cell of a row that no other row points to."""
    tables = with_spare(rule.table, **{rule.column: value})
    return Planted(tables, rule.table, rule.column, value=value, alone=True)


def limit(rule: SchemaRule) -> float:
    return schema(rule.table).field(rule.column).constraints[rule.kind]


def unreadable(rule: SchemaRule) -> Planted:
    # A list has one wrong form only: semicolons with nothing between them.
    is_list = schema(rule.table).field(rule.column).is_list
    return cell(rule, ";" if is_list else "?!")


def a_second_time(rule: SchemaRule) -> Planted:
    return replace(cell(rule, rows()[rule.table][0][rule.column]), alone=False)


def the_same_key(rule: SchemaRule) -> Planted:
    tables = rows()
    tables[rule.table] = [*tables[rule.table], tables[rule.table][0]]
    return Planted(tables, rule.table, schema(rule.table).primary_key[-1])


def missing_column(rule: SchemaRule) -> Planted:
    tables = rows()
    for row in tables[rule.table]:
        del row[rule.column]
    return Planted(tables, rule.table, rule.column, row=None)


def unknown_column(rule: SchemaRule) -> Planted:
    tables = rows()
    tables[rule.table] = [row | {"sauce": "x"} for row in tables[rule.table]]
    return Planted(tables, rule.table, "sauce", row=1, value="sauce")


PLANT: dict[str, Callable[[SchemaRule], Planted]] = {
    "required": lambda rule: cell(rule, ""),
    "pattern": lambda rule: cell(rule, "not so!"),
    "minimum": lambda rule: cell(rule, str(limit(rule) - 1)),
    "maximum": lambda rule: cell(rule, str(limit(rule) + 1)),
    "enum": lambda rule: cell(rule, f"{limit(rule)[0]}x"),
    "unique": a_second_time,
    "type": unreadable,
    "foreign_key": lambda rule: cell(rule, "nowhere"),
    "primary_key": the_same_key,
    "missing_column": missing_column,
    "unknown_column": unknown_column,
}


@pytest.mark.parametrize("rule", schema_rules(), ids=lambda rule: rule.id)
def test_a_mistake_against_a_schema_is_told_of_once(rule):
    assert_told_once(PLANT[rule.kind](rule), rule.id)


def test_every_constraint_of_every_field_is_a_rule():
    wanted = {
        f"{table}.{field.name}.{constraint}"
        for table in TABLES
        for field in schema(table).fields
        for constraint in field.constraints
    }
    assert wanted <= {rule.id for rule in schema_rules()}


# ── Rules of rows and tables ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_mistake_of_rows_or_tables_is_told_of_once(rule):
    assert_told_once(PLANTINGS[rule.id](), rule.id, rule.severity)


def test_every_planting_belongs_to_a_rule_and_every_rule_has_its_own_name():
    assert sorted(PLANTINGS) == sorted(rule.id for rule in RULES)


def test_every_rule_that_is_written_down_is_asked():
    rooms = (counts, dates, deployments, levels, links, places, privacy, reporters)
    written = {thing for room in rooms for thing in vars(room).values() if isinstance(thing, Rule)}
    assert written <= set(RULES)


def test_the_mistakes_of_the_future_are_not_looked_for_without_todays_date():
    for rule_id, plant in PLANTINGS.items():
        if rule_id.endswith(".in_the_future"):
            texts = as_texts(plant().tables)
            assert check_tables(texts, programme=PROGRAMME)[1] == []


def test_a_mistake_in_two_files_is_told_of_in_both():
    tables = with_spare("status", low="81")
    tables["areas"].append(SPARE["areas"] | {"parent_id": ""})
    assert [p.rule for p in found_in(tables)] == ["areas.without_parent", "status.low_above_high"]
