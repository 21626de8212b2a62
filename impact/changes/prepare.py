"""Files of a person, brought into the tables that are there: checked, merged, checked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.merge import Way, merge
from impact.checking.checks import check_tables
from impact.checking.written import written
from impact.model.records import Records
from impact.model.schemas import TABLES, schema
from impact.reading.text_tables import TextTable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from impact.changes.merge import Difference
    from impact.model.errors import Problem
    from impact.model.programme import Programme

THERE = 0
"""The number of a row that was there before the file; in a file the headings are row 1."""


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
    # The files are checked first, so that a row is named as its own spreadsheet names it.
    problems = file_problems(programme, records, files, ways, today=today)
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


def file_problems(
    programme: Programme,
    records: Records,
    files: Mapping[str, TextTable],
    ways: Mapping[str, Way],
    *,
    today: dt.date | None = None,
) -> list[Problem]:
    """What is wrong with files, among the rows that they come to; arguments as of `prepare`.

    A row may point to one that is there already, in its own table too. What is wrong with rows
    that are there already is not told of.
    """
    among = {
        name: file if ways[name] is Way.REPLACE_TABLE else _among(records, name, file)
        for name, file in files.items()
    }
    _, found = check_tables(among, programme=programme, reference=records, today=today)
    return [problem for problem in found if problem.row != THERE]


def _among(records: Records, table: str, file: TextTable) -> TextTable:
    """A file's rows, and below them the rows of its table that it does not have."""
    key = list(schema(table).primary_key)
    if not set(key) <= set(file.frame):
        return file
    there = written(records, table)
    new = pd.MultiIndex.from_frame(file.frame[key].astype("str"))
    others = there[~pd.MultiIndex.from_frame(there[key].astype("str")).isin(new)]
    others = others.reindex(columns=file.frame.columns.drop("row")).assign(row=THERE)
    frame = pd.concat([file.frame, others], ignore_index=True)
    return replace(file, frame=frame.astype(dict.fromkeys(frame.columns.drop("row"), "str")))


def without_errors(file: TextTable, problems: tuple[Problem, ...]) -> TextTable:
    """The file's rows that have no error, for those who choose to go on without the others."""
    bad = {one.row for one in problems if one.severity == "error" and one.file == file.file}
    kept = tuple(one for one in file.problems if one.row is None or one.row not in bad)
    return replace(file, frame=file.frame[~file.frame["row"].isin(bad)], problems=kept)


def _numbered(name: str, rows: pd.DataFrame) -> TextTable:
    """A table after merging, its rows numbered as they will stand."""
    known = rows.drop(columns="row", errors="ignore")
    return TextTable(name, known.assign(row=range(2, len(known) + 2)))
