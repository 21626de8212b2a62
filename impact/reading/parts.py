"""Which parts of a file are taken for which tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.model.schemas import TABLES
from impact.reading.choices import Choices, Option, Question, Said
from impact.reading.corrupted_cells import EXAMPLE_MARKS
from impact.reading.header_row import LOOKED_AT, Header, find_header
from impact.reading.headings import letter_of
from impact.reading.table_recognition import score
from impact.reading.workbooks import STORED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np

    from impact.reading.grids import Grid

_COUNTED_ROWS = 10_000


@dataclass(frozen=True)
class Part:
    """A part of a file with its headings.

    Attributes
    ----------
    grid : Grid
    header : Header
    table : str
        What it is taken for; empty where that is not known.
    rows : int
        Rows with anything in them below the headings; counted up to 10,000.
    questions : tuple of Question
    """

    grid: Grid
    header: Header
    table: str
    rows: int
    questions: tuple[Question, ...] = ()

    @property
    def width(self) -> int:
        return len(self.header.headings)

    def rows_below(self, most: int | None = None) -> Iterator[tuple[int, list]]:
        """The rows below the headings, or the first of them."""
        rows = self.grid.rows()
        return islice((each for each in rows if each[0] > self.header.row), most)

    def filled_rows(self) -> np.ndarray:
        """The numbers of all rows below the headings with anything in them."""
        return self.grid.filled_rows(self.header.row)

    def unnamed(self) -> list[str]:
        """Letters of the columns that hold something in the first rows, but have no heading."""
        blank = [place for place, heading in enumerate(self.header.headings) if not heading]
        first = [cells for _, cells in self.rows_below(LOOKED_AT)]
        return [
            letter_of(place)
            for place in blank
            if any(place < len(cells) and _text(cells[place]) for cells in first)
        ]


class LeftOut(NamedTuple):
    """A part that is not read, and why."""

    part: Part
    said: Said


def _text(value: object) -> str:
    return str(value).strip()


def chosen_parts(
    grids: Iterable[Grid], name: str, choices: Choices, *, every: bool = False
) -> tuple[list[Part], list[Question], list[LeftOut]]:
    """Choose the parts of a file that are read.

    Parameters
    ----------
    grids : iterable of Grid
        Those with nothing in them are passed over.
    name : str
        Name of the file, for the errors.
    choices : Choices
    every : bool
        Take every part that has headings, whatever they are.

    Returns
    -------
    parts : list of Part
        One for each table; where none is recognised, the fullest part without a table.
    questions : list of Question
        Which of several parts is meant for a table.
    left_out : list of LeftOut

    Raises
    ------
    FileError
        There is no part with headings.
    """
    found = [_part(grid, choices) for grid in grids]
    parts = [part for part in found if part is not None]
    if not parts:
        where = Sentence(" in row {row}", row=choices.header_row) if choices.header_row else ""
        raise FileError(
            Sentence(
                "{name} has no headings{where}: there is nothing there.", name=name, where=where
            ),
            Sentence("Put the names of the columns into a row above the data."),
        )
    return (parts, [], []) if every else _sorted_out(parts, name, choices)


def _part(grid: Grid, choices: Choices) -> Part | None:
    most = min(choices.header_row or 0, _COUNTED_ROWS)
    first = list(islice(grid.rows(), max(LOOKED_AT, most)))
    texts = [(number, [_shown(value, grid) for value in cells]) for number, cells in first]
    header = find_header(
        texts,
        choices.mapping,
        stem=grid.stem,
        row=choices.header_row,
        table=choices.table,
    )
    if header is None:
        return None
    part = Part(grid, header, header.tables[0] if len(header.tables) == 1 else "", 0)
    filled = (cells for _, cells in part.rows_below() if _is_data(cells))
    rows = sum(1 for _ in islice(filled, _COUNTED_ROWS))
    asked = (grid.decoding.question,) if grid.decoding and grid.decoding.question else ()
    return replace(part, rows=rows, questions=asked)


def _shown(value: object, grid: Grid) -> str:
    return grid.as_text(value).removeprefix(STORED) if grid.as_text else value


def _is_data(cells: list) -> bool:
    filled = [text for value in cells if (text := _text(value))]
    return bool(filled) and not filled[0].casefold().startswith(tuple(EXAMPLE_MARKS.values()))


def _sorted_out(
    parts: list[Part], name: str, choices: Choices
) -> tuple[list[Part], list[Question], list[LeftOut]]:
    """One part for each table, the questions, and what is left out with its reason."""
    left_out = {}
    for place, part in enumerate(parts):
        reason = _reason(part, parts, choices)
        if reason:
            left_out[place] = LeftOut(part, Said(f"left_out.{reason}", {"part": part.grid.part}))
    running = [part for place, part in enumerate(parts) if place not in left_out]
    if not running and any(each.said.code == "left_out.no_rows" for each in left_out.values()):
        raise FileError(
            Sentence("{name} has headings, but no rows.", name=name),
            Sentence("Fill in a row below them, and send it again."),
        )
    if not running:
        fullest = max(parts, key=lambda part: (not part.grid.hidden, part.rows))
        left_out.pop(parts.index(fullest), None)
        running = [fullest]
    taken, questions = [], []
    for table, times in Counter(part.table for part in running).items():
        rivals = [part for part in running if part.table == table]
        if not table:
            rivals = [_asked_which_table(part) for part in rivals]
        if table and times > 1:
            questions.append(_which_part(rivals))
            continue
        taken += rivals
    return taken, questions, list(left_out.values())


def _reason(part: Part, parts: list[Part], choices: Choices) -> str:
    """Why a part is left out; empty where it is not."""
    if part.grid.part in choices.sheets:
        return ""
    rivals = [other for other in parts if other.table == part.table and part.table]
    if any(other.grid.part in choices.sheets for other in rivals):
        return "not_chosen"
    if len(parts) == 1:
        return ""
    if part.grid.hidden:
        return "hidden"
    fits = part.table and score(part.header.headings, part.table, choices.mapping)[0]
    if not fits:
        return "no_table"
    return "no_rows" if not part.rows else ""


def _asked_which_table(part: Part) -> Part:
    """A part that is not recognised asks which table it is."""
    options = tuple(
        Option(table, Said("option.table", {"table": table}))
        for table in part.header.tables or TABLES
    )
    said = Said("question.table", {"part": part.grid.part or part.grid.label})
    asked = Question("table", said, options, part.grid.part)
    return replace(part, questions=(*part.questions, asked))


def _which_part(rivals: list[Part]) -> Question:
    options = tuple(
        Option(
            part.grid.part,
            Said("option.sheet", {"part": part.grid.part, "rows": str(part.rows)}),
        )
        for part in rivals
    )
    return Question("sheet", Said("question.sheet", {"table": rivals[0].table}), options)
