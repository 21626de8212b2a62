"""What a rule is, what it looks at, and how its findings become problems."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.errors import Problem

if TYPE_CHECKING:
    from impact.checking.written import WrittenTable
    from impact.model.programme import Programme
    from impact.model.records import Records
    from impact.reading.text_tables import TextTable

PROGRAMME_FILE = "programme.toml"


class Precisions(Mapping):
    """Table → the precision of its dates, made for a table that was checked before when asked."""

    def __init__(
        self, read: Mapping[str, pd.DataFrame], before: Mapping[str, WrittenTable]
    ) -> None:
        self._read, self._before = read, before

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self._before[table].precision if table in self._before else self._read[table]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._read, **self._before})

    def __len__(self) -> int:
        return len({*self._read, *self._before})


@dataclass(frozen=True)
class RuleInput:
    """What the rules look at.

    Attributes
    ----------
    records : Records
        All tables in their types.
    texts : dict of str to TextTable
        The tables whose rows are judged, as they were written.
    precision : mapping of str to DataFrame
        For these tables the precision of each partial date's own cell.
    programme : Programme or None
    today : Timestamp or None
    known : frozenset of str
        Tables whose rows are all there, so that an id in none of them points nowhere.
    checked : frozenset of str
        Tables whose rows were judged before: what a row says of itself is not judged again.
    """

    records: Records
    texts: Mapping[str, TextTable | WrittenTable]
    precision: Mapping[str, pd.DataFrame]
    programme: Programme | None
    today: pd.Timestamp | None
    known: frozenset[str]
    checked: frozenset[str] = frozenset()

    def has(self, needs: Iterable[str]) -> bool:
        """Whether everything that a rule needs is there."""
        there = set(self.known)
        if self.programme is not None:
            there.add("programme")
        if self.today is not None:
            there.add("today")
        return there.issuperset(needs)

    def judges(self, table: str) -> bool:
        """Whether the rows of that table (or the programme itself) are to be judged."""
        return table in self.texts or (table == "programme" and self.programme is not None)


@dataclass(frozen=True)
class Finding:
    """One cell that breaks a rule; `index` is its label in the table, None in the programme."""

    index: Hashable | None
    column: str
    message: str
    cure: str
    value: str | None = None


@dataclass(frozen=True)
class Rule:
    """What rows and tables demand of one another.

    Attributes
    ----------
    id : str
        Such as ``detections.end_before_start``.
    table : str
        The table whose rows are judged, or ``programme``.
    severity : str
        ``error`` or ``warning``.
    description : str
        The rule in one line.
    find : callable
        RuleInput → the findings.
    needs : tuple of str
        Other tables, ``programme`` or ``today``; without them the rule is left out.
    of_row : bool
        Whether it looks at one row by itself, which no other row can make wrong.
    """

    id: str
    table: str
    severity: str
    description: str
    find: Callable[[RuleInput], Iterable[Finding]]
    needs: tuple[str, ...] = ()
    of_row: bool = False


def rule(
    rule_id: str,
    description: str,
    *,
    severity: str = "error",
    needs: tuple[str, ...] = (),
    of_row: bool = False,
) -> Callable[[Callable[[RuleInput], Iterable[Finding]]], Rule]:
    """Make a rule of the function that finds what breaks it; the id begins with its table."""

    def made(find: Callable[[RuleInput], Iterable[Finding]]) -> Rule:
        return Rule(rule_id, rule_id.split(".")[0], severity, description, find, needs, of_row)

    return made


def problems_of(
    rules: Iterable[Rule], material: RuleInput, broken: set[tuple[str, int]]
) -> list[Problem]:
    """Apply the rules.

    Parameters
    ----------
    rules : iterable of Rule
        A cell that breaks several is told of for the first error, else the first warning.
    material : RuleInput
    broken : set of (table, row)
        Rows with errors of their own, which are not judged.

    Returns
    -------
    list of Problem
    """
    told: set[tuple] = set()
    problems: list[Problem] = []
    for each in sorted(rules, key=lambda r: r.severity):  # "error" sorts before "warning"
        if not material.judges(each.table) or not material.has(each.needs):
            continue
        if each.of_row and each.table in material.checked:
            continue
        findings = []
        for finding in each.find(material):
            cell = (each.table, finding.index, finding.column, finding.value)
            if cell not in told:
                told.add(cell)
                findings.append(finding)
        if findings:  # the text of a large table is made only to tell of one of its cells
            problems += _located(each, findings, material, broken)
    return problems


def _located(
    each: Rule, findings: list[Finding], material: RuleInput, broken: set[tuple[str, int]]
) -> list[Problem]:
    """Findings with the file, the row and the value as written; none of a broken row."""
    file, rows, written = PROGRAMME_FILE, {}, {}
    if each.table in material.texts:
        text = material.texts[each.table]
        file = text.file
        # All cells at once: one by one, a column of mistakes would take minutes.
        indices = list({finding.index for finding in findings})
        rows = text.frame.loc[indices, "row"].to_dict()
        for column in {finding.column for finding in findings} & set(text.frame):
            written[column] = text.frame.loc[indices, column].fillna("").to_dict()
    problems = []
    for f in findings:
        row = rows.get(f.index)
        if (each.table, row) in broken:
            continue
        value = f.value if f.value is not None else written.get(f.column, {}).get(f.index, "")
        problems.append(
            Problem(file, row, f.column, value, each.id, f.message, f.cure, each.severity)
        )
    return problems
