"""What was sent, as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.reading.account import Account, FilePart, together
from impact.reading.text_tables import TextTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.model.errors import Problem
    from impact.reading.choices import Choices, Question, Said
    from impact.reading.headings import SetAside


@dataclass(frozen=True)
class UploadedTable:
    """One table of a file.

    Attributes
    ----------
    table : str
        One of `impact.model.schemas.TABLES`; empty where it is not recognised: then `text` holds
        the first rows only, under the headings of the file.
    text : TextTable
        Columns named, and cells written, as the schema wants them. Cells that cannot be read
        stay as they were written.
    written : DataFrame
        The columns that were rewritten, as they were written, in the rows of `text`.
    part : str
        The sheet, or the file in a zip; empty for a text file by itself.
    header_row : int
        The row of the headings, as a spreadsheet numbers it.
    columns : dict of str to int
        Column → its position in the file, from 0.
    headings : tuple of str
        All headings of the file, each once.
    set_aside : tuple of SetAside
        Columns of the file that are none of the table's.
    questions : tuple of Question
    taken_for : tuple of Said
        The table, then what the file was taken for.
    absent : DataFrame
        Rows of a table of ours that say that the animal was not there, as `Account.aside`.
    """

    table: str
    text: TextTable
    written: pd.DataFrame
    part: str
    header_row: int
    columns: dict[str, int]
    headings: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    taken_for: tuple[Said, ...]
    absent: pd.DataFrame = field(default_factory=lambda: together([]))

    def heading_of(self, column: str) -> str:
        """What the file calls a column; the column itself where it does not have it."""
        place = self.columns.get(column)
        if place is None or place >= len(self.headings):
            return column
        return self.headings[place] or column

    @property
    def taken_for_text(self) -> str:
        """What the file was taken for, in one English line."""
        first, *rest = (said.text for said in self.taken_for)
        return f"{first}: {', '.join(rest)}"


@dataclass(frozen=True)
class KeptFile:
    """A file as it may be kept.

    Attributes
    ----------
    name : str
        As it was sent, and saying so where something was taken out of it.
    content : bytes
        As received; of a file that may name people, with their names, telephone and identity
        numbers taken out.
    """

    name: str
    content: bytes


@dataclass(frozen=True)
class Upload:
    """A file, or several that belong together, as they were read.

    Attributes
    ----------
    file : str
        Its name; of several that belong together, all of them.
    content : bytes
        What may be shown, marked and kept of it: the bytes as received, but blanked where the
        file may name people (SMART, EarthRanger), and a zip file of the parts where several
        belong together. **To read a file again with other choices, use the bytes that were
        received**: what was blanked is not in here.
    choices : Choices
        What had been said about it.
    tables : tuple of UploadedTable
        An export may hold several parts for one table.
    questions : tuple of Question
        All questions of the file and its tables, each once. `Choices.answered` takes the
        answer, and the file is read again.
    left_out : tuple of Said
        Sheets and files in a zip that were not taken for a table.
    problems : tuple of Problem
        Of parts that gave no row to any table; those of the others are with their tables.
    parts : tuple of FilePart
        Every part of the file that has headings, for the account of its rows.
    format : str
        The system that it comes from, such as ``camtrap-dp``; empty for tables of ours.
    account : Account
        Of an export: what was taken, what was set aside and why, row by row.
    originals : tuple of KeptFile
        **What is kept of it, and nothing else may be**: see `content`.
    files : tuple of str
        The names of the files that were sent; one, unless several belong together.
    """

    file: str
    content: bytes
    choices: Choices
    tables: tuple[UploadedTable, ...]
    questions: tuple[Question, ...]
    left_out: tuple[Said, ...]
    format: str = ""
    account: Account = field(default_factory=Account)
    originals: tuple[KeptFile, ...] = ()
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    parts: tuple[FilePart, ...] = ()

    def __post_init__(self) -> None:
        if not self.files:
            object.__setattr__(self, "files", (self.file,))
        if not self.originals:
            object.__setattr__(self, "originals", (KeptFile(self.file, self.content),))

    @property
    def texts(self) -> dict[str, TextTable]:
        """Table → its text, as `impact.checking.checks` takes it; without unrecognised ones."""
        by_table: dict[str, list[TextTable]] = {}
        for each in self.tables:
            if each.table:
                by_table.setdefault(each.table, []).append(each.text)
        return {table: combined(texts)[0] for table, texts in by_table.items()}

    @property
    def answers(self) -> dict[str, str]:
        """The answers that hold for the next file of this kind too, to be kept with the store."""
        return dict(self.choices.answers)


def combined(texts: Iterable[TextTable]) -> tuple[TextTable, pd.DataFrame]:
    """Parts of one table as one.

    Returns
    -------
    text : TextTable
        One part stays as it is. Of several the rows are numbered anew, from 2, and `file` names
        all parts.
    origins : DataFrame
        ``file, row`` of each row, in its order.
    """
    parts = list(texts)
    frame = pd.concat([part.frame for part in parts], ignore_index=True)
    files = np.repeat([part.file for part in parts], [len(part.frame) for part in parts])
    origins = pd.DataFrame({"file": pd.Categorical(files), "row": frame["row"]})
    if len(parts) == 1:
        return parts[0], origins
    name = " + ".join(dict.fromkeys(part.file for part in parts))
    frame["row"] = np.arange(2, len(frame) + 2, dtype="int64")
    return TextTable(name, frame, _renumbered(parts, name)), origins


def _renumbered(parts: list[TextTable], name: str) -> tuple[Problem, ...]:
    """The problems of the parts, at the rows as they are numbered together."""
    problems, first = [], 2
    for part in parts:
        rows = dict(zip(part.frame["row"], range(first, first + len(part.frame)), strict=True))
        first += len(part.frame)
        for problem in part.problems:
            there = problem.row in rows
            problems.append(
                replace(problem, file=name, row=rows[problem.row]) if there else problem
            )
    return tuple(problems)
