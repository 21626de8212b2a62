"""One export of another system → an upload: its tables, its questions, what may be kept of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.personal import blanked_sheets, kept_name
from impact.formats.common.species import stations_as_species
from impact.formats.recognition import FORMATS
from impact.reading.account import FilePart
from impact.reading.archives import zipped
from impact.reading.choices import Said
from impact.reading.coordinates import PlaceReader
from impact.reading.findings import cut_off, taken_for, unanswered
from impact.reading.header_row import Header
from impact.reading.parts import Part
from impact.reading.text_tables import TextTable
from impact.reading.uploaded import KeptFile, Upload, UploadedTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from impact.formats.common.known import Known
    from impact.formats.common.package import Imported, Package
    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem
    from impact.reading.choices import Choices, Question

_LOOKED_AT, _MOST_CELLS, _MOST_LETTERS = 100, 2, 30


def upload_of(
    package: Package, contents: Mapping[str, bytes], choices: Choices, known: Known
) -> Upload:
    """Read one export.

    Parameters
    ----------
    package : Package
    contents : mapping of str to bytes
        Name → the file as it was received.
    choices : Choices
    known : Known
    """
    places = PlaceReader(choices, known.countries)
    package = package.with_places_read_by(places)
    sheets = [sheet for group in package.sheets.values() for sheet in group]
    files = package.files
    made = FORMATS[package.format].tables(package, known, choices)
    made = replace(
        made,
        questions=_asked_as_called((*places.questions.values(), *made.questions), sheets),
        problems={table: _as_called(of, sheets) for table, of in made.problems.items()},
    )
    loose = len(files) > 1
    tables = tuple(
        _uploaded(table, rows, sheet, made, package, loose=loose)
        for table, frame in made.tables.items()
        for sheet in sheets
        if len(rows := frame[frame["file"] == sheet.label])
    )
    originals = tuple(_original(file, contents[file], sheets, made) for file in files)
    content = zipped({o.name: o.content for o in originals}) if loose else originals[0].content
    notes = (
        [Said("account.blanked", {"columns": ", ".join(made.personal)})] if made.personal else []
    )
    notes += [note for sheet in sheets if (note := _columns_not_read(sheet, made))]
    account = replace(made.account, notes=(*made.account.notes, *notes))
    return Upload(
        package.label,
        content,
        choices,
        tables,
        made.questions,
        (),
        package.format,
        account,
        originals,
        tuple(files),
        problems=(
            *places.problems,
            *_of_parts_without_rows(made, tables, sheets),
            *stations_as_species(made, known),
        ),
        parts=tuple(FilePart(s.label, partial(s.grid.filled_rows, s.row)) for s in sheets),
    )


def _as_called(problems: Sequence[Problem], sheets: list[Sheet]) -> list[Problem]:
    """Problems with the columns as their own part calls them."""
    called = {sheet.label: sheet.called for sheet in sheets}
    return [replace(p, column=called.get(p.file, {}).get(p.column, p.column)) for p in problems]


def _asked_as_called(questions: Sequence[Question], sheets: list[Sheet]) -> tuple[Question, ...]:
    """Questions about columns, which they name as the file calls them."""
    called = {name: heading for sheet in sheets for name, heading in sheet.called.items()}
    found = []
    for each in questions:
        if columns := each.said.values.get("columns"):
            named = ", ".join(called.get(name, name) for name in str(columns).split(", "))
            said = replace(each.said, values={**each.said.values, "columns": named})
            found.append(replace(each, said=said))
        else:
            found.append(each)
    return tuple(found)


def _columns_not_read(sheet: Sheet, made: Imported) -> Said | None:
    """The columns of a part that no table takes, with what they hold unless it may name people."""
    with_cells = not (made.kept or made.personal)
    left = [
        (place, heading)
        for place, heading in enumerate(sheet.headings)
        if heading
        and (place not in sheet.columns_read or heading in made.unused)
        and heading not in made.personal
    ]
    if not left or not sheet.columns_read:
        return None
    below = (cells for number, cells in sheet.grid.rows() if number > sheet.row)
    first = [cells for cells in islice(below, _LOOKED_AT) if len(cells) == len(sheet.headings)]
    named = [f"{h} ({_held(first, place)})" if with_cells else h for place, h in left]
    values = {"part": sheet.label, "columns": ", ".join(named)}
    return Said("account.columns_not_read", values)


def _held(rows: list[Sequence], place: int) -> str:
    """A few of the cells of a column; a dash where it is empty in these rows."""
    cells = (str(row[place]).strip() for row in rows)
    few = list(dict.fromkeys(cell[:_MOST_LETTERS] for cell in cells if cell))[:_MOST_CELLS]
    return ", ".join(few) or "–"


def _needed(made: Imported, label: str) -> tuple[Problem, ...]:
    """The questions without whose answers the rows cannot be used."""
    return tuple(unanswered(each, label) for each in made.questions if not each.optional)


def _of_parts_without_rows(
    made: Imported, tables: tuple[UploadedTable, ...], sheets: list[Sheet]
) -> tuple[Problem, ...]:
    """What is wrong with parts that gave no row: it must not go with the rows that they lack."""
    named = {(each.table, each.text.file) for each in tables}
    left = (
        problem
        for table, problems in made.problems.items()
        for problem in problems
        if (table, problem.file) not in named
    )
    asked = () if tables else _needed(made, sheets[0].label)
    return (*asked, *dict.fromkeys(left))


def _original(file: str, content: bytes, sheets: list[Sheet], made: Imported) -> KeptFile:
    if not made.kept:
        return KeptFile(file, content)
    own = [sheet for sheet in sheets if sheet.file == file]
    return KeptFile(kept_name(file), blanked_sheets(content, file, own, made.kept))


def _uploaded(
    table: str,
    rows: pd.DataFrame,
    sheet: Sheet,
    made: Imported,
    package: Package,
    *,
    loose: bool,
) -> UploadedTable:
    """The rows of a table that one part gave."""
    # A column that says nothing is left out: merging would empty the cells that are there.
    silent = [name for name in rows if len(rows) and rows[name].isna().all()]
    frame = rows.drop(columns=["file", *silent]).reset_index(drop=True)
    problems = tuple(p for p in made.problems.get(table, ()) if p.file == sheet.label)
    asked = _needed(made, sheet.label)
    where = FORMATS[package.format].WHERE.get(table, {})
    part = Part(sheet.grid, Header(sheet.row, sheet.headings, ()), table, len(frame))
    columns = {name: sheet.place_of(headings) for name, headings in where.items()}
    first, *rest = taken_for(part, ())
    title = Said("taken.format", {"format": FORMATS[package.format].ABOUT.title})
    return UploadedTable(
        table=table,
        text=TextTable(sheet.label, frame, (*asked, *problems, *cut_off(sheet.grid, frame))),
        written=pd.DataFrame(index=frame.index),
        part=sheet.file if loose else sheet.grid.part,
        header_row=sheet.row,
        columns={name: place for name, place in columns.items() if place is not None},
        headings=sheet.headings,
        set_aside=(),
        questions=made.questions,
        taken_for=(first, title, *rest),
    )
