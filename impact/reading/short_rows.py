"""Rows with fewer cells than the header has: read where only empty cells are missing at their end.

A program that leaves out the last empty cells of a row loses nothing. One that leaves out cells in
the middle shifts all that follow, so a short row is read only if every cell fits its column.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.phrases import rows_listed

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?.*")
_OF_NUMBERS = ("latitude", "longitude", "uncertaintyinmeters", "count", "probability")
_OF_DATES = ("date", "timestamp", "start", "end")


@dataclass(frozen=True)
class ShortRows:
    """How short rows of one part of a file are read.

    Attributes
    ----------
    headings : tuple of str
        All headings of the part.
    needed : collection of int
        Columns that may be left out only if whole rows have them empty too.
    never_empty : collection of int
        Columns that may not be left out at all.
    column : int or None
        The column that says what a row is, such as a blank image or an animal.
    harmless : collection of str
        Words of that column. Such a row shows no animal: it is read up to that column, and its
        other cells are left out.
    strict : collection of str
        Words of that column. Such a row is an error if it is short, whatever it lacks.
    """

    headings: tuple[str, ...]
    needed: Collection[int] = ()
    never_empty: Collection[int] = ()
    column: int | None = None
    harmless: Collection[str] = ()
    strict: Collection[str] = ()


@dataclass(frozen=True)
class RowKinds:
    """A column of a format that says what a row is: see `ShortRows`.

    Attributes
    ----------
    column : str
        Our name of it.
    harmless, strict : tuple of str
    """

    column: str
    harmless: tuple[str, ...] = ()
    strict: tuple[str, ...] = ()


@dataclass
class Completed:
    """Short rows with as many cells as the header, and the rows that could not be completed."""

    numbers: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    left: list[tuple[int, Sequence[str]]] = field(default_factory=list)


def completed(
    short: Sequence[tuple[int, Sequence[str]]],
    sample: Sequence[Sequence[str]],
    policy: ShortRows,
) -> Completed:
    """Complete the rows that lack nothing but empty cells at their end.

    Parameters
    ----------
    short : sequence of (int, sequence of str)
        Row numbers and cells.
    sample : sequence of sequence of str
        Whole rows, by which it is seen what stands in each column.
    policy : ShortRows
    """
    kinds = _kinds_of_columns(sample, policy.headings)
    found = Completed()
    width = len(policy.headings)
    for number, cells in short:
        word = _word(cells, policy)
        end = policy.column + 1 if policy.column is not None else 0
        if word and word in policy.harmless and _fits(cells[:end], kinds):
            found.cut.append(number)
            cells = cells[:end]
        elif word in policy.strict or not (_fits(cells, kinds) and _may_lack(cells, kinds, policy)):
            found.left.append((number, cells))
            continue
        found.numbers.append(number)
        found.rows.append([*cells, *[""] * (width - len(cells))])
    return found


def _word(cells: Sequence[str], policy: ShortRows) -> str:
    there = policy.column is not None and policy.column < len(cells)
    return cells[policy.column].strip().casefold() if there else ""


def _may_lack(cells: Sequence[str], kinds: Sequence[set[str]], policy: ShortRows) -> bool:
    missing = range(len(cells), len(policy.headings))
    return all(
        place not in policy.never_empty and (place not in policy.needed or "" in kinds[place])
        for place in missing
    )


def _kind(cell: str) -> str:
    text = cell.strip()
    if not text:
        return ""
    if _NUMBER.fullmatch(text):
        return "number"
    return "date" if _DATE.fullmatch(text) else "text"


def _kinds_of_columns(sample: Sequence[Sequence[str]], headings: Sequence[str]) -> list[set[str]]:
    """What stands in each column; without whole rows, what its heading says."""
    if sample:
        return [{_kind(row[place]) for row in sample} for place in range(len(headings))]
    return [_kinds_by_heading(heading.casefold()) for heading in headings]


def _kinds_by_heading(heading: str) -> set[str]:
    if heading.endswith(_OF_NUMBERS):
        return {"number"}
    return {"date"} if heading.endswith(_OF_DATES) else {"number", "date", "text"}


def _fits(cells: Sequence[str], kinds: Sequence[set[str]]) -> bool:
    """Whether each cell is of a kind that its column holds; text may be anything."""
    return all(
        not cell.strip() or _kind(cell) in kinds[place] or "text" in kinds[place]
        for place, cell in enumerate(cells)
    )


def remarks(
    name: str, found: Completed, policy: ShortRows, widths: Mapping[int, int]
) -> list[Problem]:
    """One warning for the rows that were completed, one for those read in part.

    Parameters
    ----------
    name : str
        Name of the file.
    found : Completed
    policy : ShortRows
    widths : mapping of int to int
        Row → its cells.
    """
    cut = set(found.cut)
    whole = [number for number in found.numbers if number not in cut]
    problems = []
    if whole:
        lacking = policy.headings[min(widths[number] for number in whole) :]
        message = Sentence(
            "Fewer cells than the header in rows {rows}: {columns} is read as empty there.",
            rows=rows_listed(whole),
            columns=", ".join(lacking),
        )
        problems.append(_warning(name, "file.short_rows", whole, message))
    if found.cut:
        message = Sentence(
            "Fewer cells than the header in {n} of the rows that show no animal ({rows}): such a "
            "row is read up to {column} only.",
            n=len(found.cut),
            rows=rows_listed(found.cut),
            column=policy.headings[policy.column or 0],
        )
        problems.append(_warning(name, "file.short_rows_without_animal", found.cut, message))
    return problems


def _warning(name: str, rule: str, rows: Sequence[int], message: Sentence) -> Problem:
    return Problem(name, None, "", "", rule, message, compare_row(rows[0]), "warning")


def compare_row(row: int) -> Sentence:
    """What to do with a row that lacks cells."""
    return Sentence(
        "Compare row {row} with the program that the file came from; if a cell within the row is "
        "missing, export the file again.",
        row=row,
    )
