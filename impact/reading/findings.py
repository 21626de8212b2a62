"""What is told of a file as a whole: its headings, its end, its open questions, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.choices import ENCODINGS, Said
from impact.reading.delimiters import DELIMITERS
from impact.reading.phrases import either, meant

if TYPE_CHECKING:
    import pandas as pd

    from impact.reading.choices import Question
    from impact.reading.grids import Grid
    from impact.reading.headings import Matched
    from impact.reading.parts import Part


def heading_problems(part: Part, matched: Matched) -> list[Problem]:
    """A warning for each column that is left out, with the one that may have been meant."""
    label, row, table = part.grid.label, part.header.row, matched.table
    problems = []
    for aside in matched.set_aside:
        hint = meant(aside.meant)
        problems.append(
            Problem(
                label,
                row,
                aside.heading,
                aside.heading,
                f"{table}.unknown_column",
                Sentence(
                    "The {table} table has no column {heading}, so it is left out.",
                    table=table,
                    heading=aside.heading,
                ),
                Sentence("{hint}Rename the column, or delete it.", hint=hint),
                "warning",
            )
        )
    for place in part.unnamed():
        problems.append(
            Problem(
                label,
                row,
                "",
                "",
                "file.unnamed_column",
                Sentence("Column {place} has no heading.", place=place),
                Sentence("It is left out. Give it a heading, or delete it."),
                "warning",
            )
        )
    return problems


def unanswered(question: Question, label: str) -> Problem:
    """An error for a question, so that the table cannot be used before it is answered."""
    options = either(option.said.text for option in question.options)
    return Problem(
        label,
        None,
        "",
        question.id,
        "file.question",
        question.said.text,
        Sentence("Choose one: {options}.", options=options),
    )


def cut_off(grid: Grid, frame: pd.DataFrame) -> list[Problem]:
    """A warning where a text file ends within a row, as one that was not copied whole does."""
    if grid.is_whole or frame.empty:
        return []
    return [
        Problem(
            grid.label,
            int(frame["row"].iloc[-1]),
            "",
            "",
            "file.cut_off",
            Sentence("The file ends without a line break, so its last row may be cut off."),
            Sentence("Compare the last row with the file that it came from."),
            "warning",
        )
    ]


def taken_for(part: Part, said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The table, and what the file was taken for: `said` is of its numbers and dates."""
    table = Said("taken.table", {"table": part.table}) if part.table else Said("taken.no_table")
    row = str(part.header.row)
    grid = part.grid
    if grid.decoding is None:
        # A file of a map program has neither sheets nor a row of headings
        header = (Said("taken.header_of_sheet", {"row": row, "sheet": grid.part}),)
        split = (Said("taken.split"),) if grid.is_split else ()
        kind = Said(f"taken.{grid.kind or 'xlsx'}")
        return (table, kind, *split, *said, *(header if grid.part else ()))
    return (
        table,
        Said("taken.csv"),
        Said("taken.encoding", {"encoding": ENCODINGS[grid.decoding.encoding]}),
        Said(f"taken.delimiter.{DELIMITERS[grid.delimiter]}"),
        *((Said("taken.split"),) if grid.is_split else ()),
        *said,
        Said("taken.header", {"row": row}),
    )
