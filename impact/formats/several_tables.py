"""Several tables of a season on one sheet, below or beside each other: each a part of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from impact.formats.common.season_months import month_in
from impact.formats.common.season_rows import role_in
from impact.formats.common.sheets import Sheet
from impact.formats.recognition import FORMATS, Found, found_in, heading_text
from impact.reading.headings import told_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from impact.reading.grids import Grid

_SEASON = "field-season"
_MOST_ROWS = 5_000  # of a sheet that a person keeps by hand
_FEWEST_HEADINGS = 2
_NARROW = 3  # columns, of the narrowest table of a season


def exports_in(grid: Grid, file: str, mapping: Mapping[str, str]) -> list[Found]:
    """What a part holds of an export; of a season also the tables below the first one.

    Parameters
    ----------
    grid : Grid
    file : str
        The file that was sent.
    mapping : mapping of str to str
        Heading → column, as a person has said.

    Returns
    -------
    list of Found
        None where the part is of no export. Headings that stand once more are no other table.
    """
    found = found_in(grid, file, mapping)
    if found is None:
        return []
    if found.format != _SEASON:
        return [found]
    if beside := _beside(found, file, mapping):
        return beside
    starts = [found, *_others(found, mapping)]
    if len(starts) == 1:
        return starts
    ends: list[int | None] = [each.sheet.row for each in starts[1:]]
    return [
        _alone(each, end, first=n == 0)
        for n, (each, end) in enumerate(zip(starts, [*ends, None], strict=True))
    ]


def _beside(found: Found, file: str, mapping: Mapping[str, str]) -> list[Found]:
    """The tables that stand beside each other; none where there is one.

    Another begins after a column with nothing in it, or where a station has its heading again.
    """
    grid, headings = found.sheet.grid, found.sheet.headings
    if len(headings) < 2 * _NARROW:
        return []
    written = next((cells for number, cells in grid.rows() if number == found.sheet.row), [])
    titles = [heading_text(cell, grid) for cell in written]
    starts, has_station = [0], False
    for place, title in enumerate(titles):
        is_station = role_in(title) == "station"
        after_gap = place and title and not titles[place - 1]
        if place and (after_gap or (is_station and has_station)):
            starts.append(place)
            has_station = False
        has_station |= is_station
    if len(starts) == 1:
        return []
    ends = [*starts[1:], max(len(headings), len(titles))]
    parts = [
        each
        for start, end in zip(starts, ends, strict=True)
        if end - start >= _FEWEST_HEADINGS
        for each in exports_in(_columns(grid, start, end), file, mapping)
        if each.format == _SEASON
    ]
    return parts if len(parts) > 1 else []


def _columns(grid: Grid, start: int, end: int) -> Grid:
    """Some columns of a part, called after the first of them."""

    def rows() -> Iterator[tuple[int, list]]:
        return ((number, list(cells[start:end])) for number, cells in grid.rows())

    below = {c - start: rows for c, rows in grid.merged_below.items() if start <= c < end}
    label = f"{grid.label}:{start + 1}" if start else grid.label
    return replace(grid, rows=rows, content=None, label=label, merged_below=below)


def _others(found: Found, mapping: Mapping[str, str]) -> Iterator[Found]:
    """The tables that begin below the headings of the first."""
    grid, last = found.sheet.grid, found
    for number, cells in islice(grid.rows(), _MOST_ROWS):
        if number <= found.sheet.row:
            continue
        texts = [mapping.get(text) or text for text in (heading_text(c, grid) for c in cells)]
        if sum(bool(t and (role_in(t) or month_in(t)[1])) for t in texts) < _FEWEST_HEADINGS:
            continue
        if {*texts} - {""} == {*last.sheet.headings} - {""}:
            continue
        below = replace(grid, rows=_between(grid, number, None), content=None)
        sheet = Sheet(found.sheet.file, below, number, tuple(told_apart(texts)))
        if role := FORMATS[_SEASON].recognises(sheet):
            last = Found(_SEASON, role, sheet)
            yield last


def _alone(found: Found, end: int | None, *, first: bool) -> Found:
    """A table without the rows of those below it, called after the row of its headings."""
    grid, start = found.sheet.grid, 0 if first else found.sheet.row
    label = grid.label if first else f"{grid.label}:{found.sheet.row}"
    own = replace(grid, rows=_between(grid, start, end), content=None, label=label)
    sheet = Sheet(found.sheet.file, own, found.sheet.row, found.sheet.headings)
    return found._replace(sheet=sheet, role=FORMATS[_SEASON].recognises(sheet) or found.role)


def _between(grid: Grid, start: int, end: int | None) -> Callable[[], Iterator[tuple[int, list]]]:
    """The rows of a part from one row to before another."""

    def rows() -> Iterator[tuple[int, list]]:
        whole = takewhile(lambda row: end is None or row[0] < end, grid.rows())
        return (row for row in whole if row[0] >= start)

    return rows
