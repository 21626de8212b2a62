"""A part of a file under its own headings, its cells read as text, fast.

Millions of rows come from camera-trap systems: pyarrow takes them apart, only the columns that
are asked for. What it cannot take apart goes the slow way, which names the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from impact.reading.coordinate_pairs import split_pairs
from impact.reading.delimiters import hint_of, plain
from impact.reading.headings import key_of
from impact.reading.short_rows import ShortRows
from impact.reading.text_tables import TextTable, collected
from impact.reading.workbooks import STORED

if TYPE_CHECKING:
    from impact.model.errors import Problem
    from impact.reading.coordinates import PlaceReader
    from impact.reading.grids import Grid
    from impact.reading.short_rows import RowKinds

MISSING = ("", "NA", "NaN", "nan", "NULL", "null", "#N/A")
"""What stands in a cell that is empty: R, pandas and databases each write their own."""

_OF_DATES = r".*(?:_start|_end|date|moment|written|observed_on|sent)|set|collected|key"
"""Our names of the columns that hold dates, in any format."""
_MAY_BE_LEFT_OUT = ("tags", "remarks", "identification_remarks")
"""Our names of columns that say nothing where a row ends before them."""
_FIRST_SERIAL, _DAYS_FROM_1900_TO_1904 = 10_000, 1462

_UTF_8 = ("utf-8", "utf-8-sig", "ascii")


@dataclass(frozen=True)
class Sheet:
    """A part of a file: a text file, a file in a zip, or a sheet of a workbook.

    Attributes
    ----------
    file : str
        The file that was sent.
    grid : Grid
    row : int
        The row of the headings.
    headings : tuple of str
        Each once, as written.
    places : PlaceReader or None
        Reads the coordinates, as soon as it is known what holds for the file.
    columns_read : set of int
        Positions of the columns that were asked for so far, by whoever reads the sheet.
    called : dict of str to str
        What the file calls each column that was asked for, by our name of it.
    remembered : dict
        What a format has found out by looking at the cells.
    """

    file: str
    grid: Grid
    row: int
    headings: tuple[str, ...]
    places: PlaceReader | None = None
    columns_read: set[int] = field(default_factory=set, compare=False)
    called: dict[str, str] = field(default_factory=dict, compare=False)
    remembered: dict[str, dict[str, str]] = field(default_factory=dict, compare=False)

    @property
    def label(self) -> str:
        return self.grid.label

    @property
    def keys(self) -> frozenset[str]:
        """The headings as they are compared: letters and digits, without case."""
        return frozenset(key_of(heading) for heading in self.headings if heading)

    def place_of(self, names: Iterable[str]) -> int | None:
        """The position of the first heading of those names that there is."""
        places = {}
        for place, heading in enumerate(self.headings):
            places.setdefault(key_of(heading), place)
        return next((places[key] for name in names if (key := key_of(name)) in places), None)

    def read(
        self, columns: Mapping[str, Iterable[str]], kinds: RowKinds | None = None
    ) -> TextTable:
        """The columns that are asked for.

        Parameters
        ----------
        columns : mapping of str to iterable of str
            Our name → the headings that it may have, the first of them wins.
        kinds : RowKinds, optional
            Which rows show an animal and which do not, for rows that lack cells.

        Returns
        -------
        TextTable
            Every column asked for (missing throughout where the file has none such) and
            ``row``. Rows with nothing in any of them are left out.
        """
        places = {name: self.place_of(headings) for name, headings in columns.items()}
        there = {name: place for name, place in places.items() if place is not None}
        self.columns_read.update(there.values())
        self.called.update({name: self.headings[place] for name, place in there.items()})
        short = ShortRows(
            self.headings,
            needed={place for name, place in there.items() if name not in _MAY_BE_LEFT_OUT},
            column=there.get(kinds.column) if kinds else None,
            harmless=kinds.harmless if kinds else (),
            strict=kinds.strict if kinds else (),
        )
        text = self._cells(sorted(set(there.values())), short)
        frame = pd.DataFrame({name: text.frame[str(place)] for name, place in there.items()})
        for name in places.keys() - there.keys():
            frame[name] = pd.Series(np.nan, index=text.frame.index, dtype="str")
        frame = frame[list(columns)].assign(row=text.frame["row"])
        if self.grid.since_1904:
            frame = _counted_from_1900(frame)
        both = places.get("latitude")
        if both is not None and both == places.get("longitude"):
            frame = frame.assign(**split_pairs(frame["latitude"]))
        if self.places is not None:
            frame = self.places.read(frame, self.label)
        return TextTable(self.label, frame, text.problems)

    def _cells(self, places: list[int], short: ShortRows) -> TextTable:
        fast = self._fast(places)
        if fast is None:
            fast = self._slow(places, short)
        cells = fast.frame.dropna(how="all", subset=[str(place) for place in places])
        return TextTable(self.label, cells.reset_index(drop=True), fast.problems)

    def _fast(self, places: list[int]) -> TextTable | None:
        """By pyarrow; None where the file is not as regular as that needs."""
        if self.grid.content is None or self.row != 1 or not places:
            return None
        content, codec = self.grid.content(), self.grid.decoding.codec
        if b"\0" in content or hint_of(content, codec):
            return None
        if codec not in _UTF_8:
            content = content.decode(codec).encode()
        try:
            table = _taken_apart(content, len(self.headings), places, self.grid)
        except pa.ArrowInvalid:
            return None
        if self.grid.quoted and _has_joined_lines(content, table):
            return None
        frame = pd.DataFrame({name: _tidy(table[name]) for name in table.column_names})
        frame["row"] = np.arange(2, len(frame) + 2, dtype="int64")
        return TextTable(self.label, frame)

    def _slow(self, places: list[int], short: ShortRows) -> TextTable:
        rows = ((number, cells) for number, cells in self.grid.rows() if number > self.row)
        names = {place: str(place) for place in places}
        text = collected(
            rows,
            names,
            width=len(self.headings),
            name=self.label,
            as_text=self.grid.as_text,
            short=short,
        )
        frame = text.frame
        for name in names.values():
            bare = frame[name].str.removeprefix(STORED)
            frame[name] = bare.mask(bare.isin(MISSING))
        return TextTable(self.label, frame, text.problems)


def _counted_from_1900(frame: pd.DataFrame) -> pd.DataFrame:
    """Numbers of days in columns of dates, counted as every other workbook counts them."""
    new = {}
    for name in frame.columns[frame.columns.str.fullmatch(_OF_DATES)]:
        days = pd.to_numeric(frame[name], errors="coerce")
        days = days.where(days > _FIRST_SERIAL)
        new[name] = (days + _DAYS_FROM_1900_TO_1904).astype("str").fillna(frame[name])
    return frame.assign(**new)


def _taken_apart(content: bytes, width: int, places: list[int], grid: Grid) -> pa.Table:
    names = [str(place) for place in range(width)]
    wanted = [str(place) for place in places]
    return arrow_csv.read_csv(
        pa.BufferReader(content),
        # The headings are skipped as a row: one in quotation marks may hold a line break.
        read_options=arrow_csv.ReadOptions(column_names=names, skip_rows_after_names=1),
        parse_options=arrow_csv.ParseOptions(
            delimiter=grid.delimiter,
            quote_char='"' if grid.quoted else False,
            newlines_in_values=grid.quoted,
            # A blank line counts as a row of the spreadsheet: such a file goes the slow way.
            ignore_empty_lines=False,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(wanted, pa.string()),
            include_columns=wanted,
            null_values=list(MISSING),
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _has_joined_lines(content: bytes, table: pa.Table) -> bool:
    """Whether rows span lines: a mark that stands alone may join rows, which the slow way sees."""
    return b'"' in content and content.rstrip().count(b"\n") > table.num_rows


def _tidy(column: pa.ChunkedArray) -> pd.Series:
    """Without spaces around, in composed letters, without invisible marks; empty is missing."""
    trimmed = pc.utf8_trim_whitespace(column)
    cells = pd.Series(trimmed.to_pandas(), dtype="str")
    if pc.all(pc.string_is_ascii(trimmed)).as_py() is False:
        distinct = cells.dropna().unique()
        changed = {cell: new for cell in distinct if (new := plain(cell).strip()) != cell}
        cells = cells.replace(changed) if changed else cells
    return cells.mask(cells.isin(MISSING)) if pc.any(pc.equal(trimmed, "")).as_py() else cells


def read_together(
    sheets: Iterable[Sheet],
    columns: Mapping[str, Iterable[str]],
    kinds: RowKinds | None = None,
) -> tuple[pd.DataFrame, list[Problem]]:
    """Several parts of one kind as one table.

    Returns
    -------
    frame : DataFrame
        As `Sheet.read`, with ``file`` (category): the part that each row stands in.
    problems : list of Problem
    """
    read = [sheet.read(columns, kinds) for sheet in sheets]
    labels = list(dict.fromkeys(text.file for text in read))
    empty = {name: pd.Series(dtype="str") for name in columns}
    frames = [pd.DataFrame({**empty, "row": pd.Series(dtype="int64"), "file": pd.Categorical([])})]
    for text in read:
        marks = pd.Categorical([text.file], categories=labels).repeat(len(text.frame))
        frames.append(text.frame.assign(file=marks))
    frame = pd.concat(frames[1:] or frames, ignore_index=True)
    return frame, [problem for text in read for problem in text.problems]
