"""What belongs together in one upload, and what a format makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.reading.account import Account

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem
    from impact.reading.choices import Question
    from impact.reading.coordinates import PlaceReader


@dataclass(frozen=True)
class About:
    """What a format is, for people: `docs/formats.md` and ``python -m impact formats`` say it.

    Attributes
    ----------
    id : str
        Such as ``camtrap-dp``; `Upload.format`.
    title : str
        What people call it.
    comes_from : str
        The program, and how a file of it is made there.
    recognised_by : str
        The headings that make a part one of this format.
    together : str
        What belongs to one export: the parts of one ``folder`` (loose files are one), those of
        one ``file``, each ``part`` by itself, or ``all`` that is sent at once.
    cameras : bool
        Whether it has deployments, to which a table of failures belongs.
    asks_clocks : bool
        Whether it asks of each camera whose clock is in doubt (`camera_clocks`, and with it
        `station_records`). Dates of other formats are doubted by `impact.formats.doubted_dates`.
    """

    id: str
    title: str
    comes_from: str
    recognised_by: str
    together: str = "folder"
    cameras: bool = False
    asks_clocks: bool = False


@dataclass(frozen=True)
class Package:
    """The parts of one export.

    Attributes
    ----------
    format : str
        Such as ``camtrap-dp``.
    sheets : mapping of str to tuple of Sheet
        Role (``deployments``, ``observations``…) → its parts: downloads of several projects
        have several of a kind.
    descriptor : mapping
        The ``datapackage.json`` of a Camtrap DP; empty where there is none.
    """

    format: str
    sheets: Mapping[str, tuple[Sheet, ...]]
    descriptor: Mapping = field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        """The files that were sent, each once."""
        sheets = (sheet for group in self.sheets.values() for sheet in group)
        return list(dict.fromkeys(sheet.file for sheet in sheets))

    @property
    def label(self) -> str:
        """What choices and problems call the export: the names of its files."""
        return " + ".join(self.files)

    def with_places_read_by(self, reader: PlaceReader) -> Package:
        """The same package, its coordinates read by one reader."""
        sheets = {
            role: tuple(replace(sheet, places=reader) for sheet in group)
            for role, group in self.sheets.items()
        }
        return replace(self, sheets=sheets)

    def of(self, role: str) -> tuple[Sheet, ...]:
        return self.sheets.get(role, ())


@dataclass(frozen=True)
class Imported:
    """What a format makes of a package.

    Attributes
    ----------
    tables : dict of str to DataFrame
        One of `impact.model.schemas.TABLES` → text columns of its schema, and ``file, row``: where
        each row comes from.
    problems : dict of str to list of Problem
        By table.
    questions : tuple of Question
    account : Account
    personal : tuple of str
        Headings that were not read, since they may name a person.
    kept : frozenset of str
        Headings that were read, of a file that may name people: all others are blanked in
        what is kept of it. Empty where the whole file may be kept.
    unused : frozenset of str
        Headings that were offered in a question, and that nobody chose.
    """

    tables: dict[str, pd.DataFrame]
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    account: Account = field(default_factory=Account)
    personal: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()
    unused: frozenset[str] = frozenset()


def canonical_table(rows: pd.DataFrame, **columns: pd.Series | str) -> pd.DataFrame:
    """A table of ours: text columns, and where each row of `rows` comes from."""
    made = {"file": rows["file"], "row": rows["row"]}
    for name, values in columns.items():
        made[name] = pd.Series(values, index=rows.index, dtype="str")
    return pd.DataFrame(made).reset_index(drop=True)


def nothing(rows: pd.DataFrame) -> pd.Series:
    """A column that is missing throughout."""
    return pd.Series(np.nan, index=rows.index, dtype="str")


_OF_EXCEL = {
    **dict.fromkeys(("истина", "vrai", "wahr", "verdadero", "vero", "verdadeiro", "doğru"), "true"),
    **dict.fromkeys(("ложь", "faux", "falsch", "falso", "yanlış"), "false"),
}
"""True and false as a spreadsheet writes them that is not in English."""


def lower(column: pd.Series) -> pd.Series:
    """Words of a closed list as they are compared: a column of few words, however long."""
    words = column.astype("category")
    plain = {word: word.strip().casefold() for word in words.cat.categories}
    return words.map({word: _OF_EXCEL.get(one, one) for word, one in plain.items()}).astype("str")
