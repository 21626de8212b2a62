"""The same rows back, with what is wrong written on each cell."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import TYPE_CHECKING

from impact.handouts.workbook_writing import (
    MOST_ROWS,
    Formats,
    new_workbook,
    sheet_name,
    write_text,
    write_value,
)
from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.grids import grids_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from xlsxwriter.worksheet import Worksheet

    from impact.model.errors import Problem
    from impact.reading.grids import Grid
    from impact.reading.uploads import Upload, UploadedTable

WORDS = {
    "problems": Sentence("Problems"),
    "sheet": Sentence("Sheet"),
    "row": Sentence("Row"),
    "column": Sentence("Heading"),
    "value": Sentence("Cell"),
    "message": Sentence("What is wrong"),
    "cure": Sentence("What to do"),
}
"""The words of the workbook: code → English."""

_LOOK = {"error": {"bg_color": "#FFC7CE"}, "warning": {"bg_color": "#FFEB9C"}}
# Excel takes minutes to open more; all problems stand on the last sheet.
_MOST_COMMENTS = 10_000

_NOT_KEPT = Sentence(
    "{label}: the rows cannot be given back, because names of people were taken out of the file.",
    label="",
)
_BY_THE_LIST = Sentence("Correct them in your own file, by the list of problems.")

Place = tuple[int, int]


def marked(upload: Upload, problems: Iterable[Problem], say: Callable[[str], str] = str) -> bytes:
    """An Excel workbook of the rows as they came, with the problems marked.

    Parameters
    ----------
    upload : Upload
    problems : iterable of Problem
        Of the upload's tables; those of other files are left out.
    say : callable
        Sentence (of `WORDS`, and messages and cures) → the same in the reader's language.

    Returns
    -------
    bytes
        An .xlsx file: a sheet for each table of the upload, every row in its own place, each
        bad cell coloured and commented; what is not about a cell stands on the row's first
        cell or on the headings. The last sheet lists all problems. No cell is a formula.

    Raises
    ------
    FileError
        A table has more rows than a workbook can hold, or nothing may be kept of its rows as
        they stood.
    """
    told = list(problems)
    out = io.BytesIO()
    with new_workbook(out, row_by_row=True) as book:
        formats, names = Formats(book), {}
        grids = _grids(upload)
        for table in upload.tables:
            if table.text.file in names:  # several tables may come of one sheet
                continue
            grid = grids.get(table.text.file)
            if grid is None:
                raise FileError(_NOT_KEPT.with_values(label=table.text.file), _BY_THE_LIST)
            taken = {name.casefold() for name in names.values()}
            names[table.text.file] = sheet_name(table.part or table.table or upload.file, taken)
            sheet = book.add_worksheet(names[table.text.file])
            own = [p for p in told if p.file == table.text.file]
            _write_rows(sheet, grid, _places(table, own), formats, say)
        taken = {name.casefold() for name in names.values()}
        last = book.add_worksheet(sheet_name(say(WORDS["problems"]), taken))
        _write_list(last, [p for p in told if p.file in names], names, formats, say)
    return out.getvalue()


def _grids(upload: Upload) -> dict[str, Grid]:
    """Name of a part, as problems say it → its rows, of what may be kept of the files."""
    labels = list(dict.fromkeys(table.text.file for table in upload.tables))
    if not upload.format:
        parts = {g.part: g for g in grids_of(upload.content, upload.file, upload.choices)}
        return {table.text.file: parts[table.part] for table in upload.tables}
    found = {}
    for file, kept in zip(upload.files, upload.originals, strict=True):
        grids = list(grids_of(kept.content, kept.name, upload.choices))
        found |= {grid.label.replace(kept.name, file, 1): grid for grid in grids}
        mine = [label for label in labels if label == file or label.startswith(f"{file}, ")]
        if len(mine) == len(grids) == 1:  # the one part that is kept, without its other sheets
            found[mine[0]] = grids[0]
    return found


def _places(table: UploadedTable, problems: list[Problem]) -> dict[Place, list[Problem]]:
    """Row (as a spreadsheet numbers it) and position → what is wrong there."""
    headings = {heading: place for place, heading in enumerate(table.headings) if heading}
    found = defaultdict(list)
    for problem in problems:
        place = table.columns.get(problem.column, headings.get(problem.column, 0))
        found[problem.row or table.header_row, place].append(problem)
    return found


def _write_rows(
    sheet: Worksheet,
    grid: Grid,
    places: dict[Place, list[Problem]],
    formats: Formats,
    say: Callable[[str], str],
) -> None:
    in_row = defaultdict(list)
    for row, place in places:
        in_row[row].append(place)
    sheet.set_column(0, 200, 16)
    comments = 0
    for number, cells in grid.rows():
        if number > MOST_ROWS:
            raise FileError(
                Sentence("{label} has more rows than a workbook can hold.", label=grid.label),
                Sentence(
                    "Fix it in the program where the file was made, using the list of problems."
                ),
            )
        for place in [*range(len(cells)), *(p for p in in_row[number] if p >= len(cells))]:
            problems = places.get((number, place), ())
            look = _look(problems)
            value = cells[place] if place < len(cells) else ""
            write_value(sheet, number - 1, place, value, formats, **look)
            if problems and comments < _MOST_COMMENTS:
                comments += 1
                _comment(sheet, number - 1, place, problems, say)


def _look(problems: Iterable[Problem]) -> dict:
    severities = {problem.severity for problem in problems}
    return _LOOK["error" if "error" in severities else "warning"] if severities else {}


def _comment(
    sheet: Worksheet, row: int, place: int, problems: Iterable[Problem], say: Callable[[str], str]
) -> None:
    said = [f"{say(p.message)}\n{say(p.cure)}".strip() for p in problems]
    lines = sum(1 + len(text) // 40 for text in said) + len(said)
    options = {"width": 260, "height": min(20 + 16 * lines, 400), "author": ""}
    sheet.write_comment(row, place, "\n\n".join(said)[:32_000], options)


def _write_list(
    sheet: Worksheet,
    problems: list[Problem],
    names: Mapping[str, str],
    formats: Formats,
    say: Callable[[str], str],
) -> None:
    sheet.set_column(0, 3, 18)
    sheet.set_column(4, 5, 60)
    heads = ("sheet", "row", "column", "value", "message", "cure")
    for place, code in enumerate(heads):
        word = say(WORDS[code])
        write_text(sheet, 0, place, word, formats, bold=True)
    for row, problem in enumerate(problems[: MOST_ROWS - 1], start=1):
        look = _look([problem])
        cells = (
            names[problem.file],
            "" if problem.row is None else problem.row,
            problem.column,
            problem.value,
            say(problem.message),
            say(problem.cure),
        )
        for place, value in enumerate(cells):
            write_value(sheet, row, place, value, formats, **(look if place == 3 else {}))
