"""The workbook that staff fill in: made from the schemas, and read back without changes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range_abs

from impact.handouts.workbook_writing import (
    MOST_ROWS,
    Formats,
    new_workbook,
    sheet_name,
    write_text,
)
from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.model.schemas import LANGUAGES, TABLES, schema
from impact.reading.corrupted_cells import EXAMPLE_MARKS
from impact.reading.headings import candidates, label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from impact.model.schemas import Field

WORDS = {
    "explanations": Sentence("Explanations"),
    "sheet": Sentence("Sheet"),
    "column": Sentence("Heading"),
    "meaning": Sentence("What to write"),
    "needed": Sentence("Needed"),
    "unit": Sentence("In"),
    "allowed": Sentence("Choices"),
    "example": Sentence("For example"),
    "yes": Sentence("yes"),
    "choose": Sentence("Choose one from the list."),
    "how": Sentence(
        "Each sheet is a table, each row a record. The first row below the headings shows how "
        "to fill it in; it is left out when the file is sent, so it may stay. Headings with * are "
        "needed. Columns may be moved, and those that are not needed deleted."
    ),
}
"""The template's own words: code → English."""

_HEADING = {"bold": True, "bg_color": "#E7EDE9", "text_wrap": True, "valign": "top", "border": 1}
_EXAMPLE = {"italic": True, "font_color": "#6B6B6B"}
_TEXT = {"num_format": "@"}


def template(
    tables: Iterable[str] = TABLES,
    language: str = "en",
    say: Callable[[str], str] = str,
) -> bytes:
    """An Excel workbook to fill in.

    Parameters
    ----------
    tables : iterable of str
        Some of `impact.model.schemas.TABLES`: a sheet each.
    language : str
        One of `impact.model.schemas.LANGUAGES`: of the headings, where the schemas have it.
    say : callable
        Sentence (of `WORDS`, and descriptions of the schemas) → the same in that language.

    Returns
    -------
    bytes
        An .xlsx file. Text and date columns are set to text, so that Excel changes nothing of
        what is typed; closed lists are drop-downs; the first row of each sheet is an example
        that `impact.reading.uploads.read_upload` leaves out; the last sheet explains each column.

    Raises
    ------
    FileError
        There is no such table or language.
    """
    wanted = list(tables)
    if language not in LANGUAGES or not wanted or not set(wanted) <= set(TABLES):
        raise FileError(
            Sentence(
                "There is no template of {table} in '{language}'.",
                table=", ".join(wanted) or "no table",
                language=language,
            ),
            Sentence(
                "Tables are {tables}; languages are {languages}.",
                tables=", ".join(TABLES),
                languages=", ".join(LANGUAGES),
            ),
        )
    out = io.BytesIO()
    with new_workbook(out) as book:
        formats = Formats(book)
        names: dict[str, str] = {}
        for table in wanted:
            title = schema(table).title.get(language, schema(table).title["en"])
            names[table] = sheet_name(title, {name.casefold() for name in names.values()})
            book.add_worksheet(names[table])
        _write_explanations(book, names, language, say, formats)
        lists = book.add_worksheet("lists")
        lists.hide()
        for table, name in names.items():
            _write_table(book.get_worksheet_by_name(name), lists, table, language, say, formats)
    return out.getvalue()


def columns_of(table: str, language: str) -> list[tuple[str, str, Field]]:
    """The columns of a template: name, heading and description.

    A text that has translations stands in English and in the template's own language.
    """
    columns = []
    for each in schema(table).fields:
        label = label_of(each, language)
        needed = " *" if each.required else ""
        # Other tables call villages what this list calls them: one name of each is asked for.
        named_once = each.name == "reporting_units"
        if each.translatable and language != "en" and not named_once:
            columns.append((each.name, f"{label} (en){needed}", each))
            columns.append((f"{each.name}_{language}", f"{label} ({language})", each))
        else:
            alone = candidates(label, table) == [each.name]
            heading = label if alone else f"{label} ({each.name})"
            columns.append((each.name, f"{heading}{needed}", each))
    return columns


def _allowed(described: Field) -> list[str]:
    if described.kind == "boolean":
        return ["yes", "no"]
    return list(described.constraints.get("enum", ()))


def _write_table(
    sheet: Worksheet,
    lists: Worksheet,
    table: str,
    language: str,
    say: Callable[[str], str],
    formats: Formats,
) -> None:
    for place, (name, heading, described) in enumerate(columns_of(table, language)):
        is_number = described.type in ("integer", "number")
        look = {} if is_number else _TEXT
        sheet.set_column(place, place, max(14, min(len(heading) + 2, 40)), formats.of(**look))
        write_text(sheet, 0, place, heading, formats, **_HEADING)
        if name == described.name:
            _write_example(sheet, place, described, language, formats)
        if _allowed(described):
            _add_list(sheet, lists, place, _allowed(described), say, formats)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _write_example(
    sheet: Worksheet, place: int, described: Field, language: str, formats: Formats
) -> None:
    example = described.example
    if place == 0:
        example = f"{EXAMPLE_MARKS[language]} {example}"
    elif described.type in ("integer", "number"):
        sheet.write_number(1, place, float(example), formats.of(**_EXAMPLE))
        return
    write_text(sheet, 1, place, example, formats, **_EXAMPLE, **_TEXT)


def _add_list(
    sheet: Worksheet,
    lists: Worksheet,
    place: int,
    allowed: list[str],
    say: Callable[[str], str],
    formats: Formats,
) -> None:
    """A drop-down; its choices stand on a hidden sheet, since Excel limits those within it."""
    column = lists.dim_colmax + 1 if lists.dim_colmax is not None else 0
    for row, value in enumerate(allowed):
        write_text(lists, row, column, value, formats)
    sheet.data_validation(
        1,
        place,
        MOST_ROWS - 1,
        place,
        {
            "validate": "list",
            "source": f"=lists!{xl_range_abs(0, column, len(allowed) - 1, column)}",
            "error_message": say(WORDS["choose"]),
        },
    )


def _write_explanations(
    book: Workbook,
    names: dict[str, str],
    language: str,
    say: Callable[[str], str],
    formats: Formats,
) -> None:
    taken = {name.casefold() for name in (*names.values(), "lists")}
    sheet = book.add_worksheet(sheet_name(say(WORDS["explanations"]), taken))
    sheet.merge_range(0, 0, 0, 6, say(WORDS["how"]), formats.of(text_wrap=True, valign="top"))
    sheet.set_row(0, 64)
    heads = ("sheet", "column", "meaning", "needed", "unit", "allowed", "example")
    for place, (code, width) in enumerate(zip(heads, (24, 28, 60, 9, 14, 50, 30), strict=True)):
        sheet.set_column(place, place, width, formats.of(text_wrap=True, valign="top"))
        write_text(sheet, 2, place, say(WORDS[code]), formats, **_HEADING)
    row = 3
    for table, name in names.items():
        for _, heading, described in columns_of(table, language):
            cells = (
                name,
                heading,
                say(Sentence(described.description)),
                say(WORDS["yes"]) if described.required else "",
                say(Sentence(described.unit or "")),
                ", ".join(_allowed(described)),
                described.example,
            )
            for place, text in enumerate(cells):
                write_text(sheet, row, place, text, formats, text_wrap=True, valign="top")
            row += 1
    sheet.freeze_panes(3, 0)
