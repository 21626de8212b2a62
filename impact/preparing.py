"""Files of a person, brought into the tables that are there: checked, merged, checked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.intake.checks import check_tables
from impact.intake.files import TextTable
from impact.intake.written import written
from impact.merging import merge
from impact.records import Records
from impact.schemas import TABLES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from impact.errors import Problem
    from impact.merging import Difference, Way
    from impact.programme import Programme


@dataclass(frozen=True)
class Prepared:
    """What files would make of the records.

    Attributes
    ----------
    records : Records
        Fit for use only if no problem is an error.
    problems : tuple of Problem
        Of the files first; only if these hold no error, of the tables after merging.
    differences : dict of str to Difference
        For each table that a file came for.
    """

    records: Records
    problems: tuple[Problem, ...]
    differences: dict[str, Difference]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.severity == "error")


def prepare(
    programme: Programme,
    records: Records,
    files: Mapping[str, TextTable],
    ways: Mapping[str, Way],
    *,
    today: dt.date | None = None,
) -> Prepared:
    """Bring files into the tables.

    Parameters
    ----------
    programme : Programme
    records : Records
        As they are now.
    files : mapping of str to TextTable
        For each table the file that came for it.
    ways : mapping of str to Way
        How each comes in.
    today : date, optional
        Without it, dates in the future are not looked for.
    """
    # A file is checked by itself first, so that a row is named as its own spreadsheet names it.
    _, problems = check_tables(dict(files), programme=programme, reference=records, today=today)
    if any(problem.severity == "error" for problem in problems):
        return Prepared(records, tuple(problems), {})
    tables, differences = {}, {}
    for name in TABLES:
        now = written(records, name)
        if name in files:
            now, differences[name] = merge(name, now, files[name].frame, ways[name])
        tables[name] = _numbered(name, now)
    merged, after = check_tables(tables, programme=programme, reference=Records.of(), today=today)
    new = [problem for problem in after if problem.severity == "error"]
    return Prepared(merged, (*problems, *new), differences)


def without_errors(file: TextTable, problems: tuple[Problem, ...]) -> TextTable:
    """The file's rows that have no error, for those who choose to go on without the others."""
    bad = {one.row for one in problems if one.severity == "error" and one.file == file.file}
    return replace(file, frame=file.frame[~file.frame["row"].isin(bad)])


def _numbered(name: str, rows: pd.DataFrame) -> TextTable:
    """A table after merging, its rows numbered as they will stand."""
    known = rows.drop(columns="row", errors="ignore")
    return TextTable(f"{name}.csv", known.assign(row=range(2, len(known) + 2)))
