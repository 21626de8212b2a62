"""The same fault in many rows as one problem, with its rows listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.model.messages import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.model.errors import Problem

_MOST_LISTED = 10


@dataclass(frozen=True)
class ProblemGroup:
    """One fault of a column of a file.

    Attributes
    ----------
    first : Problem
        As it stands in the first of the rows.
    rows : tuple of int
        Empty where the fault is of the whole file.
    """

    first: Problem
    rows: tuple[int, ...]

    @property
    def rows_text(self) -> Sentence:
        """``row 2``, or the first of several rows and how many there are."""
        if len(self.rows) == 1:
            return Sentence("row {row}", row=self.rows[0])
        first = ", ".join(map(str, self.rows[:_MOST_LISTED]))
        if len(self.rows) <= _MOST_LISTED:
            return Sentence("rows {rows}", rows=first)
        return Sentence("rows {rows} and more ({n} rows)", rows=first, n=len(self.rows))


def grouped(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """Put problems of one file, column, rule and wording together, in the order of the first.

    Values and hints may differ from row to row: the sentence of the first row stands for all.
    """
    groups: dict[tuple, list[Problem]] = {}
    for one in problems:
        template = one.message.message if isinstance(one.message, Sentence) else one.message
        whole_file = one.value if one.row is None else ""
        key = (one.file, one.column, one.rule, one.severity, template, one.row is None, whole_file)
        groups.setdefault(key, []).append(one)
    return [
        ProblemGroup(group[0], tuple(dict.fromkeys(p.row for p in group if p.row is not None)))
        for group in groups.values()
    ]
