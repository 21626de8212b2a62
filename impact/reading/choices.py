"""What a person may say about a file, what a file asks of them, and how both are told.

Everything here that people read is a code with values, and an English sentence made of them, so
that another language can make its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.model.schemas import TABLES
from impact.reading.export_sentences import EXPORT_SENTENCES

ALL_FILES = ""
"""In choices by file: what holds for every file."""

DATE_ORDERS = ("day_first", "month_first")
DECIMALS = ("point", "comma")
AXES = ("swapped", "as_written")
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "windows-1251": "Windows-1251",
    "windows-1252": "Windows-1252",
    "windows-1254": "Windows-1254",
    "windows-1250": "Windows-1250",
    "cp866": "DOS 866",
    "koi8-r": "KOI8-R",
    "mac-cyrillic": "Mac Cyrillic",
}
"""Encodings that are read, as Python calls them and as people do."""

SENTENCES = {
    "taken.table": Sentence("{table}"),
    "taken.no_table": Sentence("a table that is not recognised"),
    "taken.csv": Sentence("CSV"),
    "taken.xlsx": Sentence("Excel workbook"),
    "taken.xls": Sentence("Excel 97-2003 workbook"),
    "taken.ods": Sentence("OpenDocument spreadsheet"),
    "taken.geojson": Sentence("GeoJSON"),
    "taken.kml": Sentence("KML"),
    "taken.gpx": Sentence("GPX"),
    "taken.shp": Sentence("shapefile"),
    "taken.gpkg": Sentence("GeoPackage"),
    "taken.split": Sentence("rows that stood whole in one column, taken apart"),
    "taken.encoding": Sentence("{encoding}"),
    "taken.delimiter.comma": Sentence("commas"),
    "taken.delimiter.semicolon": Sentence("semicolons"),
    "taken.delimiter.tab": Sentence("tabs"),
    "taken.decimal.point": Sentence("decimal point"),
    "taken.decimal.comma": Sentence("decimal comma"),
    "taken.dates.day_first": Sentence("dates day first"),
    "taken.dates.month_first": Sentence("dates month first"),
    "taken.dates.both": Sentence("dates day first in one column and month first in another"),
    "taken.dates.serial": Sentence("dates as Excel's day numbers"),
    "taken.header": Sentence("headings in row {row}"),
    "taken.header_of_sheet": Sentence("headings in row {row} of sheet '{sheet}'"),
    "question.date_order": Sentence("Which comes first in dates such as {example} ({columns})?"),
    "question.decimal": Sentence("What does {example} mean ({columns})?"),
    "question.grid": Sentence(
        "The coordinates are metres of a grid, such as {example} (rows: {places}). Of which grid?"
    ),
    "question.axes": Sentence(
        "Places lie in no country of the programme, but would if latitude and longitude were "
        "swapped (rows: {places}). Are they swapped?"
    ),
    "question.encoding": Sentence("Which of these is written right?"),
    "question.sheet": Sentence(
        "More than one part of the file is taken for {table}: which one is meant?"
    ),
    "question.table": Sentence("Which table is this ({part})?"),
    "question.column": Sentence("Which column is meant by the heading {heading}?"),
    "question.heading": Sentence(
        "More than one heading is taken for {column}: which one is meant?"
    ),
    "option.day_first": Sentence("The day: {reading}"),
    "option.month_first": Sentence("The month: {reading}"),
    "option.point": Sentence("{reading} (a point is the decimal sign)"),
    "option.comma": Sentence("{reading} (a comma is the decimal sign)"),
    "option.grid": Sentence("{zone} (the first place: {latitude} N, {longitude} E)"),
    "option.axes.swapped": Sentence("Swapped: the first place is {latitude} N, {longitude} E"),
    "option.axes.as_written": Sentence(
        "As written: the first place is {latitude} N, {longitude} E"
    ),
    "option.encoding": Sentence("{sample} ({encoding})"),
    "option.sheet": Sentence("{part} ({rows} rows)"),
    "option.table": Sentence("{table}"),
    "option.column": Sentence("{column}"),
    "option.heading": Sentence("{heading} (column {letter})"),
    "option.none": Sentence("none of these"),
    "left_out.no_table": Sentence("{part}: no table is recognised in it."),
    "left_out.no_rows": Sentence("{part}: it has headings, but no rows."),
    "left_out.not_chosen": Sentence("{part}: another part was chosen."),
    "left_out.hidden": Sentence("{part}: the sheet is hidden."),
    **EXPORT_SENTENCES,
}
"""The English of every code below."""


@dataclass(frozen=True)
class Said:
    """Something told to people: a code, the values in it, and the English of both."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> Sentence:
        return SENTENCES[self.code].with_values(**self.values)


@dataclass(frozen=True)
class Option:
    """One answer to a question: `code` is what `Choices.answered` takes."""

    code: str
    said: Said


@dataclass(frozen=True)
class Question:
    """What cannot be told from the file, and is asked rather than guessed.

    Attributes
    ----------
    id : str
        ``date_order``, ``decimal``, ``encoding``, ``sheet``, ``table``, ``column:HEADING`` or
        ``heading:COLUMN``; an export asks questions of its own, such as ``area:GROUP``.
    said : Said
    options : tuple of Option
    part : str
        The sheet, or the file in a zip, that it is about; empty where there is only one.
    suggested : str
        The code of the option that is likely meant; nothing is used before it is confirmed.
    optional : bool
        Whether the file can be used without an answer: then what is suggested holds.
    """

    id: str
    said: Said
    options: tuple[Option, ...]
    part: str = ""
    suggested: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Choices:
    """What a person has said about a file. What is empty is told from the file itself.

    Attributes
    ----------
    table : str
        One of `impact.model.schemas.TABLES`: what the file, or the one part of it, holds.
    sheets : tuple of str
        Sheets (or files in a zip) that win over others taken for the same table.
    header_row : int or None
        The row of the headings, as a spreadsheet numbers it.
    encoding, delimiter : str
        One of `ENCODINGS`; a comma, a semicolon or a tab.
    date_order, decimal : str
        One of `DATE_ORDERS` and of `DECIMALS`. They hold for what the file itself leaves open:
        25/03/2024 is the 25th of March whatever is said here.
    grid : str
        EPSG code of the grid that coordinates in metres are of, such as ``32643``.
    axes : str
        One of `AXES`: whether latitude and longitude are swapped where a place lies in a country
        of the programme only the other way round.
    mapping : dict of str to str
        Heading → column; an empty column sets the heading aside. In an export of another
        system the column is that system's own, as it is called in English: so is a file in a
        language read that its module does not know.
    answers : dict of str to str
        Answers to what exports ask: the id of a question → the code of an option. They do not
        depend on a file: kept as `Upload.answers` gives them, they hold for the next one too.
    """

    table: str = ""
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    encoding: str = ""
    delimiter: str = ""
    date_order: str = ""
    decimal: str = ""
    grid: str = ""
    axes: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {
            "table": TABLES,
            "encoding": tuple(ENCODINGS),
            "delimiter": (",", ";", "\t"),
            "date_order": DATE_ORDERS,
            "decimal": DECIMALS,
            "axes": AXES,
        }
        for name, allowed in known.items():
            if getattr(self, name) not in ("", *allowed):
                raise FileError(
                    Sentence(
                        "{value} is no choice for {name}.",
                        value=f"{getattr(self, name)!r}",
                        name=name,
                    ),
                    Sentence("Choose one of: {allowed}.", allowed=", ".join(map(repr, allowed))),
                )

    def answered(self, question: Question, code: str) -> Choices:
        """These choices with the answer to a question among them."""
        kind, _, about = question.id.partition(":")
        if kind == "sheet":
            return replace(self, sheets=(*self.sheets, code))
        if kind == "column":
            return replace(self, mapping={**self.mapping, about: code})
        if kind == "heading":
            aside = {
                option.said.values["heading"]: about if option.code == code else ""
                for option in question.options
            }
            return replace(self, mapping={**self.mapping, **aside})
        if not about and kind in {each.name for each in fields(self)}:
            return replace(self, **{kind: code})
        return replace(self, answers={**self.answers, question.id: code})

    def as_json(self) -> str:
        """The choices as text, to be kept under a name and used for the next file."""
        return json.dumps(
            {
                f.name: dict(value)
                if isinstance(value := getattr(self, f.name), Mapping)
                else value
                for f in fields(self)
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Choices:
        """The choices that `as_json` wrote.

        Raises
        ------
        FileError
            The text is something else.
        """
        try:
            kept = json.loads(text)
            choices = cls(**{**kept, "sheets": tuple(kept.get("sheets", ()))})
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise FileError(
                Sentence("The choices that were kept cannot be read."),
                Sentence("Make them anew, and save them."),
            ) from error
        return choices
