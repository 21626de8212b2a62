"""Which row of a file holds the headings, and which tables they fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.model.schemas import TABLES
from impact.reading.delimiters import plain
from impact.reading.headings import may_be_heading, told_apart
from impact.reading.table_recognition import score, tables_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LOOKED_AT = 60
"""Rows in which headings are looked for: a title, a logo, the name of the organisation."""

_MOST_HEADINGS = 500  # no table has as many: the rest is not worth the time


@dataclass(frozen=True)
class Header:
    """The row of the headings.

    Attributes
    ----------
    row : int
        As a spreadsheet numbers it.
    headings : tuple of str
        Each once; blank where there is none.
    tables : tuple of str
        The tables that they fit best: one, several alike, or none.
    """

    row: int
    headings: tuple[str, ...]
    tables: tuple[str, ...]


def find_header(
    rows: Sequence[tuple[int, Sequence[str]]],
    mapping: Mapping[str, str],
    *,
    stem: str = "",
    row: int | None = None,
    table: str = "",
) -> Header | None:
    """Find the headings in the first rows of a file.

    Parameters
    ----------
    rows : sequence of (int, sequence of str)
        Row numbers and cells.
    mapping : dict of str to str
        Heading → column, as a person has said.
    stem : str
        Name of the file or sheet, which may be that of its table.
    row : int, optional
        The row, as a person has said.
    table : str
        The table, as a person has said.

    Returns
    -------
    Header or None
        None where there is no row with anything in it, or not the one that was said.
    """
    cleaned = [(number, _cleaned(cells)) for number, cells in rows]
    filled = [(number, cells) for number, cells in cleaned if any(cells)]
    if row is not None:
        filled = [(number, cells) for number, cells in filled if number == row]
    if not filled:
        return None
    number, cells = max(filled, key=lambda each: _fitness(each[1], mapping, table))
    if not any(_fitness(cells, mapping, table)):
        number, cells = _widest(filled)
    headings = told_apart(cells)
    tables = (table,) if table else tuple(tables_of(headings, mapping, stem))
    return Header(number, tuple(headings), tables)


def headings_in(rows: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> int:
    """How many headings are recognised in the best of some rows."""
    cleaned = [_cleaned(cells) for cells in rows[:LOOKED_AT]]
    return max((_fitness(cells, mapping, "")[0] for cells in cleaned if any(cells)), default=0)


def _cleaned(cells: Sequence[str]) -> list[str]:
    return [" ".join(plain(cell).split()) for cell in cells]


def _fitness(cells: list[str], mapping: Mapping[str, str], table: str) -> tuple[int, int, int]:
    """The best score of the row, if it is enough to be a header at all."""
    filled = sum(map(bool, cells))
    enough = min(2, filled)
    likely = [cell for cell in cells if cell and (cell in mapping or may_be_heading(cell))]
    if len(likely) < enough:
        return (0, 0, 0)
    headings = told_apart(likely[:_MOST_HEADINGS])
    best = max(score(headings, each, mapping) for each in ((table,) if table else TABLES))
    # Two words of a row of data may be headings by chance, but not half of its cells.
    telling = bool(table) or best[0] > 2 or 2 * best[0] >= filled
    return best if best[0] >= enough and telling else (0, 0, 0)


def _widest(rows: list[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """The first row that is about as full as the fullest: titles above a table are not."""
    most = max(sum(map(bool, cells)) for _, cells in rows)
    return next(row for row in rows if 2 * sum(map(bool, row[1])) >= most)
