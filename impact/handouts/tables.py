"""Tables to hand out, safe to open in a spreadsheet: every CSV and Excel file is made here.

No cell and no heading is ever a formula (`impact.reading.formulas`); a file that comes back
through the intake gives the same cells.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pandas as pd

from impact.figures.context import beside, beside_in_parts
from impact.handouts.workbook_writing import Formats, new_workbook, sheet_name, write_value
from impact.reading.formulas import inert, undated
from impact.wording.chosen import chosen_words
from impact.wording.citation import check_address, source_line
from impact.wording.stops import one_stop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.figure_card import FigureCard
    from impact.wording.language import Words

_WIDTHS = (10, 60)  # characters: the narrowest and the widest column of a sheet
_AS_COUNTED = "%.15g"  # 750 animals and not 750.0: nobody estimates tenths of a cat
_LOOKED_AT = 200  # rows that say how wide a column is
_RANGE = re.compile(r"^(\d+) ?- ?(\d+)$")


def csv_bytes(
    table: pd.DataFrame, *, mark: bool = False, decimal: str = ".", numbers: str | None = None
) -> bytes:
    """A table as CSV in UTF-8, with line feeds; an empty cell is what is not known.

    Parameters
    ----------
    table : DataFrame
    mark : bool
        It is for spreadsheets: it begins with a byte order mark, by which Excel knows UTF-8, and
        no text in it is taken for a date.
    decimal : str
        The decimal sign. With a comma, columns end in semicolons: so do spreadsheets of languages
        that write one, and there 1.5 would be the first of May.
    """
    safe = inert_table(table)
    safe = _each_text(safe, undated) if mark else safe
    sep = ";" if decimal == "," else ","
    text = safe.to_csv(
        index=False, lineterminator="\n", sep=sep, decimal=decimal, float_format=numbers
    )
    return text.encode("utf-8-sig" if mark else "utf-8")


def workbook(sheets: Mapping[str, pd.DataFrame], readme: pd.DataFrame, title: str) -> bytes:
    """An Excel workbook: a sheet that says what it is, then one a table.

    Parameters
    ----------
    sheets : dict of str to DataFrame
        Name of the sheet → its table. Empty cells are what is not known.
    readme : DataFrame
        Lines for the first sheet; its headings are not written.
    title : str
        Name of the first sheet.

    Returns
    -------
    bytes
        An .xlsx file. The same tables give the same bytes.
    """
    out, taken = io.BytesIO(), set()
    with new_workbook(out) as book:
        formats = Formats(book)
        for name, table in {title: readme, **sheets}.items():
            label = sheet_name(name, taken)
            taken.add(label.casefold())
            sheet = book.add_worksheet(label)
            first = 0 if table is readme else 1
            table = inert_table(table)
            for place, heading in enumerate(table.columns):
                if first:
                    write_value(sheet, 0, place, str(heading), formats, bold=True)
                sheet.set_column(place, place, _width(table, place))
                for row, value in enumerate(table.iloc[:, place].tolist(), start=first):
                    if not pd.isna(value):
                        write_value(sheet, row, place, value, formats)
            if first:
                sheet.freeze_panes(1, 0)
    return out.getvalue()


def csv_of(
    view: View, shown: FigureCard, words: Words, selection: Selection | None = None
) -> bytes:
    """The table of a figure as CSV, UTF-8 with a byte order mark so that Excel reads it.

    The last row says what it is and what it shows (a file alone does not say that it is of
    others, or what is not known), of which part of all if only that was chosen, whose data it is,
    of which day and version, and where to check it.
    """
    decimal = words.number(0.5, 1)[1]
    told = f"{beside(shown, selection, words)} {shown.sentence}".strip()
    told = f"{told} {chosen_words(view, selection, words)}".strip()
    said = one_stop(f"{shown.title}. {told} {_source(view, words, selection)}")
    note = str(inert(said)).replace('"', "'")
    rows = shown.table.map(_as_range)
    table = csv_bytes(rows, mark=True, decimal=decimal, numbers=_AS_COUNTED)
    return table + f'"{note}"\n'.encode()


def xlsx_of(
    view: View, shown: FigureCard, words: Words, selection: Selection | None = None
) -> bytes:
    """The same as an Excel workbook, after a sheet that says what it is."""
    chosen, near = chosen_words(view, selection, words), beside_in_parts(shown, selection, words)
    told = (shown.title, *near, shown.sentence, chosen)
    said = [*filter(None, told), _source(view, words, selection)]
    readme = pd.DataFrame({"said": said}, dtype="str")
    return workbook({shown.title: shown.table}, readme, words._("Read me"))


def _source(view: View, words: Words, selection: Selection | None) -> str:
    said = f"{source_line(view, words, selection)} {check_address(view, words, selection)}"
    return said.strip()


def _as_range(cell: object) -> object:
    """A range with the sign of a range, which no spreadsheet takes for a day and a month."""
    return _RANGE.sub("\\1–\\2", cell) if isinstance(cell, str) else cell


def inert_table(table: pd.DataFrame) -> pd.DataFrame:
    """The table with no cell and no heading that is a formula."""
    return _each_text(table, inert).set_axis(
        [inert(str(name)) for name in table.columns], axis="columns"
    )


def _each_text(table: pd.DataFrame, change: Callable[[object], object]) -> pd.DataFrame:
    """The table with each text changed; columns of numbers and times as they are."""
    columns = {n: _changed(table.iloc[:, n], change) for n in range(table.shape[1])}
    return pd.DataFrame(columns, index=table.index).set_axis(table.columns, axis="columns")


def _changed(column: pd.Series, change: Callable[[object], object]) -> pd.Series:
    held = (pd.api.types.is_numeric_dtype, pd.api.types.is_datetime64_any_dtype)
    if any(is_held(column.dtype) for is_held in held):
        return column
    if column.dtype == object:  # a text in it keeps the language that it is in
        return pd.Series([change(cell) for cell in column], index=column.index, dtype=object)
    # As objects: a category would take the new text for one that it does not know.
    return column.astype("object").map(change, na_action="ignore")


def _width(table: pd.DataFrame, place: int) -> int:
    cells = [str(table.columns[place]), *map(str, table.iloc[:_LOOKED_AT, place])]
    return min(max(_WIDTHS[0], *map(len, cells)), _WIDTHS[1])
