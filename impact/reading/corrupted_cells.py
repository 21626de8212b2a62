"""Cells that were spoilt before the file came to us, and the example row of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.model.schemas import schema
from impact.reading.workbooks import STORED

if TYPE_CHECKING:
    import pandas as pd

EXAMPLE_MARKS = {
    "en": "example:",
    "ru": "пример:",
    "tk": "mysal:",
    "ky": "мисал:",
    "kk": "мысал:",
}
"""What the first cell of the template's example row begins with, in each language."""

_FAILED = (
    r"#(?:N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|ERROR!|Н/Д|ИМЯ\?|ССЫЛКА!|ЗНАЧ!"
    r"|ДЕЛ/0!|ЧИСЛО!|ПУСТО!)|#{3,}"
)
# Each letter that an encoding lacks is a question mark: in a word, before one, or in its place.
_LOST = r"\?[^\W\d_]|\?{2,}|\ufffd"
# Chinese, Japanese and Korean: two letters of another encoding, read as one.
_STRANGE = "[\u2e80-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
# A question mark is at home in a web address.
_ADDRESS = r"://|www\."
_MOST_TOLD = 1_000


def without_example(
    frame: pd.DataFrame, table: str, file: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Leave out the example row of the template; one that was changed is a problem besides.

    Parameters
    ----------
    frame : DataFrame
        Cells as written, under the names of the schema.
    table, file : str
    """
    first = schema(table).fields[0].name
    if first not in frame:
        return frame, []
    marked = frame[first].str.casefold().str.startswith(tuple(EXAMPLE_MARKS.values()), na=False)
    marked = marked.astype(bool)
    changed = [
        Problem(
            file,
            int(row["row"]),
            first,
            str(row[first]),
            "file.example_row",
            Sentence("This is the example row, but it was changed."),
            Sentence(
                "If the row is yours, delete '{mark}:' from its first cell; else delete the row.",
                mark=str(row[first]).split(":")[0],
            ),
        )
        for _, row in frame[marked].iterrows()
        if not _is_as_made(row.drop("row"), table)
    ]
    return frame[~marked].reset_index(drop=True), changed


def _is_as_made(row: pd.Series, table: str) -> bool:
    """Whether every cell is the schema's example, or empty."""
    for name, cell in row.dropna().items():
        example = schema(table).field(name).example
        mark, _, rest = cell.partition(":")
        plain = rest if f"{mark.casefold()}:" in EXAMPLE_MARKS.values() else cell
        if not _same(plain.removeprefix(STORED).strip(), example):
            return False
    return True


def _same(cell: str, example: str) -> bool:
    try:
        return cell == example or float(cell) == float(example)
    except ValueError:
        return False


def spoilt_cells(frame: pd.DataFrame, file: str, *, is_text: bool) -> list[Problem]:
    """Cells that hold the error of a formula, or words whose letters were lost or changed.

    Parameters
    ----------
    frame : DataFrame
    file : str
    is_text : bool
        Whether it was saved as text: an encoding with too few letters for the languages of the
        region makes question marks of the others, and a file put together from two encodings
        has letters of other parts of the world. A workbook has all letters.
    """
    problems: list[Problem] = []
    for name in frame.columns.drop("row"):
        column = frame[name]
        if column.str.contains("#", regex=False, na=False).any():
            failed = column.str.fullmatch(_FAILED, na=False).astype(bool)
            problems += _told(frame[failed], name, file, _failed)
        if column.str.contains("[?\ufffd]", na=False).any():
            lost = column.str.contains(_LOST if is_text else "\ufffd", na=False).astype(bool)
            lost &= ~column.str.contains(_ADDRESS, na=False).astype(bool)
            problems += _told(frame[lost], name, file, _lost)
        if is_text and (strange := column.str.contains(_STRANGE, na=False).astype(bool)).any():
            problems += _told(frame[strange], name, file, _strange)
    return problems


def _told(cells: pd.DataFrame, name: str, file: str, problem: object) -> list[Problem]:
    rows = cells[["row", name]].head(_MOST_TOLD)
    return [
        Problem(file, row, name, value, *problem(value))
        for row, value in zip(rows["row"].tolist(), rows[name].tolist(), strict=True)
    ]


def _failed(value: str) -> tuple[str, str, str]:
    if value.strip("#") == "":
        return (
            "file.failed_cell",
            Sentence(
                "'{value}' stands where the column was too narrow to show its value.", value=value
            ),
            Sentence("Make the column wider in Excel, and save the file again."),
        )
    return (
        "file.failed_cell",
        Sentence("'{value}' is the error of a formula, not a value.", value=value),
        Sentence("Fix the formula in Excel, or clear the cell if the value is not known."),
    )


def _lost(value: str) -> tuple[str, str, str, str]:
    return (
        "file.lost_letters",
        Sentence(
            "Letters of '{value}' seem to have been lost when the file was saved.", value=value
        ),
        Sentence("Save the table as an Excel workbook, or as CSV UTF-8, and send that file."),
        "warning",
    )


def _strange(value: str) -> tuple[str, str, str, str]:
    return (
        "file.strange_letters",
        Sentence(
            "'{value}' has letters that no language of the region has: the file may have been "
            "put together from two that were saved differently.",
            value=value,
        ),
        Sentence("Save the table as an Excel workbook, or as CSV UTF-8, and send that file."),
        "warning",
    )
