"""A file as staff really send it → tables that can be checked, and what it was taken for.

Nothing is guessed: what the file leaves open is a question, and until it is answered the table
carries an error, so that it can be looked at but not used.

`read_upload` reads tables of ours; `impact.formats.receiving.receive` takes all that is sent at
once, exports of other systems among it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.model.schemas import schema
from impact.reading.account import Account, FilePart, together
from impact.reading.canonical import canonical
from impact.reading.choices import Choices, Said
from impact.reading.coordinates import PlaceReader
from impact.reading.corrupted_cells import spoilt_cells, without_example
from impact.reading.doubted_rows import columns_of_doubt, with_doubt
from impact.reading.findings import cut_off, heading_problems, taken_for, unanswered
from impact.reading.grids import grids_of
from impact.reading.headings import Matched, match_headings
from impact.reading.parts import Part, chosen_parts
from impact.reading.short_rows import ShortRows
from impact.reading.text_tables import TextTable, collected
from impact.reading.uploaded import Upload, UploadedTable
from impact.reading.workbooks import STORED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely import Geometry

    from impact.reading.choices import Question
    from impact.reading.grids import Grid

__all__ = ["Upload", "UploadedTable", "as_written", "read_grids", "read_upload", "table_of_part"]

PREVIEWED_ROWS = 20


def read_upload(content: bytes, name: str, choices: Choices = Choices()) -> Upload:  # noqa: B008
    """Read a file that somebody sends.

    Parameters
    ----------
    content : bytes
        CSV or another delimited text in any usual encoding, an Excel workbook, or a zip file of
        delimited texts; recognised by its content, whatever it is called.
    name : str
        Name of the file, for the problems; it may name the table.
    choices : Choices
        What a person has said about the file.

    Raises
    ------
    FileError
        It is no such file, is damaged, too large, or would unpack to too much.
    """
    return read_grids(grids_of(content, name, choices), content, name, choices)


def read_grids(
    grids: Iterable[Grid],
    content: bytes,
    name: str,
    choices: Choices,
    countries: Geometry | None = None,
) -> Upload:
    """Read a file whose parts are known already.

    Parameters and errors as of `read_upload`; `countries` is where the programme works, see
    `impact.reading.country_outlines`.
    """
    taken, asked, left_out = chosen_parts(grids, name, choices)
    tables = tuple(table_of_part(part, choices, countries) for part in taken)
    questions: dict[str, Question] = {}
    for question in (*asked, *(q for each in tables for q in each.questions)):
        questions.setdefault(question.id, question)
    return Upload(
        name,
        content,
        choices,
        tables,
        tuple(questions.values()),
        tuple(each.said for each in left_out),
        account=Account(aside=together(each.absent for each in tables)),
        problems=tuple(unanswered(question, name) for question in asked),
        parts=(
            *(FilePart(part.grid.label, part.filled_rows) for part in taken),
            *(FilePart(e.part.grid.label, e.part.filled_rows, e.said) for e in left_out),
        ),
    )


def as_written(problems: Iterable[Problem], upload: Upload) -> list[Problem]:
    """Problems with the cells as the file has them, rather than as they were rewritten, and with
    the columns as it calls them."""
    told = list(problems)
    written: dict[tuple[str, int, str], str] = {}
    for each in upload.tables:
        rows = {p.row for p in told if p.file == each.text.file}
        wanted = each.text.frame["row"].isin(list(rows - {None}))
        for column in each.written:
            before, after = each.written.loc[wanted, column], each.text.frame.loc[wanted, column]
            for index in before.index[before.notna() & (before != after)]:
                row = int(each.text.frame.at[index, "row"])
                written[each.text.file, row, column] = before[index]
    return [_as_called(_as_it_was(p, written.get((p.file, p.row, p.column))), upload) for p in told]


def _as_called(problem: Problem, upload: Upload) -> Problem:
    # A part may give several tables, and each calls its columns by other headings.
    named = (
        each.heading_of(problem.column) for each in upload.tables if each.text.file == problem.file
    )
    heading = next((h for h in named if h != problem.column), problem.column)
    if heading == problem.column:
        return problem
    message = problem.message
    if isinstance(message, Sentence) and message.values.get("name") == problem.column:
        message = message.with_values(name=heading)
    return replace(problem, column=heading, message=message)


def _as_it_was(problem: Problem, before: str | None) -> Problem:
    if before is None:
        return problem
    message = problem.message
    told = isinstance(message, Sentence) and message.values.get("value")
    if problem.value and told == problem.value:
        message = message.with_values(value=before)
    return replace(problem, value=before, message=message)


def table_of_part(part: Part, choices: Choices, countries: Geometry | None = None) -> UploadedTable:
    if not part.table:
        text = _raw(part, most=PREVIEWED_ROWS)
        nothing = pd.DataFrame(index=text.frame.index)
        return _uploaded(part, text, nothing, Matched("", {}), part.questions, ())
    matched = match_headings(part.header.headings, part.table, choices.mapping)
    label = part.grid.label
    text = _collected(part, matched.columns)
    frame, changed_example = without_example(text.frame, part.table, label)
    frame, matched, absent, doubts = _with_doubt(part, frame, matched)
    spoilt = spoilt_cells(frame, label, is_text=part.grid.decoding is not None)
    read = canonical(
        frame,
        part.table,
        choices,
        delimiter=part.grid.delimiter,
        since_1904=part.grid.since_1904,
    )
    places = PlaceReader(choices, countries)
    cells = places.read(read.frame, label)
    changed = [c for c in ("latitude", "longitude") if c in cells and not cells[c].equals(frame[c])]
    before = frame[changed].assign(**read.written)
    asked = places.questions.values()
    questions = (*part.questions, *matched.questions, *read.questions, *asked)
    problems = (
        *heading_problems(part, matched),
        *(unanswered(question, label) for question in questions),
        *text.problems,
        *changed_example,
        *doubts,
        *spoilt,
        *places.problems,
        *cut_off(part.grid, frame),
    )
    text = TextTable(label, cells, problems)
    table = _uploaded(part, text, before, matched, questions, read.said)
    return replace(table, absent=absent)


def _with_doubt(
    part: Part, frame: pd.DataFrame, matched: Matched
) -> tuple[pd.DataFrame, Matched, pd.DataFrame, list[Problem]]:
    """Detections with what their further columns say of doubt and absence."""
    if part.table != "detections":
        return frame, matched, together([]), []
    headings = {each.place: each.heading for each in matched.set_aside}
    more = pd.DataFrame(index=frame.index)
    if headings:
        names = {place: f"beside {place}" for place in headings}
        read = _collected(part, {**matched.columns, **names}).frame.set_index("row")
        more = read.loc[frame["row"], list(names.values())].set_axis(frame.index)
        more = more.set_axis(list(headings.values()), axis="columns")
        more = more.loc[:, ~more.columns.duplicated()]
    said = columns_of_doubt(more)
    rest = tuple(each for each in matched.set_aside if each.heading not in said)
    rows, absent, problems = with_doubt(frame, more, part.grid.label)
    return rows, replace(matched, set_aside=rest), absent, problems


def _uploaded(
    part: Part,
    text: TextTable,
    written: pd.DataFrame,
    matched: Matched,
    questions: tuple[Question, ...],
    said: tuple[Said, ...],
) -> UploadedTable:
    return UploadedTable(
        table=part.table,
        text=text,
        written=written,
        part=part.grid.part,
        header_row=part.header.row,
        columns={column: place for place, column in matched.columns.items()},
        headings=part.header.headings,
        set_aside=matched.set_aside,
        questions=questions,
        taken_for=taken_for(part, said),
    )


def _collected(part: Part, columns: dict[int, str], most: int | None = None) -> TextTable:
    fields = schema(part.table).fields if part.table else ()
    required = {each.name for each in fields if each.required}
    return collected(
        part.rows_below(most),
        columns,
        width=part.width,
        name=part.grid.label,
        as_text=part.grid.as_text,
        short=ShortRows(
            part.header.headings,
            never_empty={place for place, name in columns.items() if name in required},
        ),
    )


def _raw(part: Part, *, most: int | None) -> TextTable:
    headings = {place: h for place, h in enumerate(part.header.headings) if h and h != "row"}
    text = _collected(part, headings, most)
    columns = text.frame.columns.drop("row")
    frame = text.frame.assign(**{c: text.frame[c].str.removeprefix(STORED) for c in columns})
    return TextTable(text.file, frame, text.problems)
