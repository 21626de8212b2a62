"""One table written in the many ways in which staff's programs write it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass

from babel.dates import format_date
from babel.numbers import format_decimal

from impact.handouts.template import columns_of
from impact.handouts.workbook_writing import Formats, new_workbook, write_value
from impact.model.schemas import schema

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "windows-1251", "windows-1252", "windows-1254")
DATE_STYLES = ("iso", "dots", "slashes", "us", "words", "serial")
HEADINGS = ("names", "camelCase", "en", "ru", "shouted")
GROUPS = ("", " ", "\u00a0", "\u202f", "'")


@dataclass(frozen=True)
class Form:
    """How a table is written.

    Attributes
    ----------
    encoding, delimiter : str
    decimal : str
        The sign itself.
    group : str
        What parts thousands.
    dates : str
        One of `DATE_STYLES`.
    headings : str
        One of `HEADINGS`.
    language : str
        Of the dates in words.
    above : int
        Rows of titles above the headings.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: str = "."
    group: str = ""
    dates: str = "iso"
    headings: str = "names"
    language: str = "ru"
    above: int = 0


def heading(name: str, table: str, style: str) -> str:
    """A column's heading in one of the styles."""
    if style == "names":
        return name
    if style == "camelCase":
        first, *rest = name.split("_")
        return first + "".join(map(str.capitalize, rest))
    if style == "shouted":
        return f" {name.replace('_', ' ').upper()} "
    return {n: h for n, h, _ in columns_of(table, style)}[name]


def written_date(iso: str, form: Form) -> str:
    """A day (2024-03-05), a month or a year as that form writes it."""
    if len(iso) < len("2024-03-05"):
        in_words = form.dates == "words" and len(iso) == len("2024-03")
        month = dt.date.fromisoformat(f"{iso}-01") if in_words else None
        return format_date(month, "LLLL y", locale=form.language) if month else iso
    day = dt.date.fromisoformat(iso)
    return {
        "iso": iso,
        "dots": f"{day:%d.%m.%Y}",
        "slashes": f"{day.day}/{day.month}/{day:%y}",
        "us": f"{day.month}/{day.day}/{day:%Y}",
        "words": format_date(day, "long", locale=form.language),
        "serial": str((day - dt.date(1899, 12, 30)).days),
    }[form.dates]


def written_number(digits: str, form: Form) -> str:
    """Digits with a point (1234.5) as that form writes them."""
    grouped = format_decimal(digits, format="#,##0.##########", locale="en", group_separator=True)
    table = {",": form.group, ".": form.decimal}
    return "".join(table.get(sign, sign) for sign in grouped)


def written_rows(table: str, rows: list[dict[str, str]], form: Form) -> list[list[str]]:
    """Titles, headings and rows, as text."""
    names = list(rows[0])
    lines = [[heading(name, table, form.headings) for name in names]]
    for row in rows:
        lines.append([_cell(name, row[name], table, form) for name in names])
    title = [["Monitoring, 2024"] + [""] * (len(names) - 1)]
    blank = [[""] * len(names)]
    return [*(title + blank)[: form.above], *lines]


def _cell(name: str, text: str, table: str, form: Form) -> str:
    kind = schema(table).field(name).kind
    if not text:
        return ""
    if kind == "partial-date":
        return written_date(text, form)
    return written_number(text, form) if kind in ("number", "integer") else text


def as_text_file(table: str, rows: list[dict[str, str]], form: Form) -> bytes:
    """The bytes of a text file in that form."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=form.delimiter).writerows(written_rows(table, rows, form))
    text = out.getvalue()
    if form.encoding.startswith("windows"):
        text = text.replace("\u202f", "\u00a0")  # as Excel does: these have no narrow one
    return text.encode(form.encoding)


def as_workbook(
    table: str,
    rows: list[dict[str, str]],
    form: Form,
    *,
    sheet: str = "Лист1",
    at: tuple[int, int] = (0, 0),
) -> bytes:
    """The bytes of a workbook; numbers are numbers, and days are days unless written in words."""
    out = io.BytesIO()
    with new_workbook(out) as book:
        page, formats = book.add_worksheet(sheet), Formats(book)
        for row, cells in enumerate(_values(table, rows, form), start=at[0]):
            for column, value in enumerate(cells, start=at[1]):
                write_value(page, row, column, value, formats)
    return out.getvalue()


def _values(table: str, rows: list[dict[str, str]], form: Form) -> list[list[object]]:
    names = list(rows[0])
    kinds = {name: schema(table).field(name).kind for name in names}
    lines: list[list[object]] = [[heading(name, table, form.headings) for name in names]]
    for row in rows:
        line: list[object] = []
        for name, text in row.items():
            if kinds[name] in ("number", "integer") and text:
                line.append(float(text))
            elif kinds[name] == "partial-date" and len(text) == len("2024-03-05"):
                day = dt.date.fromisoformat(text)
                in_words = form.dates in ("words", "dots")
                line.append(written_date(text, form) if in_words else day)
            else:
                line.append(text)
        lines.append(line)
    return lines
