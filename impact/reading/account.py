"""What became of the rows of an export: taken, or set aside for a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from impact.reading.choices import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class FilePart(NamedTuple):
    """A part of a file (the file itself, a sheet, a file in a zip) whose rows are accounted for.

    `rows` gives the numbers of all its rows with anything in them; `left_out` says why it was not
    read, where it was not.
    """

    label: str
    rows: Callable[[], np.ndarray]
    left_out: Said | None = None

    def __reduce__(self) -> tuple:
        """Itself with its rows counted: another process has no file to count them in."""
        return FilePart, (self.label, partial(np.asarray, self.rows()), self.left_out)


@dataclass(frozen=True)
class PartAccount:
    """What became of every row of a part of a file: ``rows == taken + set aside + refused``.

    Attributes
    ----------
    file : str
        What problems call the part.
    rows : int
        Rows below the headings with anything in them, counted apart from reading them.
    taken : int
        Rows that gave something to a table of ours and have no error.
    aside : dict of str to int
        Reason → rows set aside for it, most first.
    refused : int
        Rows with an error, or all where an error is about the whole file.
    names : str
        The species set aside by name, with their rows.
    """

    file: str
    rows: int
    taken: int
    aside: dict[str, int]
    refused: int
    names: str = ""

    @property
    def adds_up(self) -> bool:
        return self.rows == self.taken + sum(self.aside.values()) + self.refused

    @property
    def said(self) -> tuple[Said, ...]:
        """The sum, then each reason."""
        counted = {
            "file": self.file,
            "rows": str(self.rows),
            "taken": str(self.taken),
            "aside": str(sum(self.aside.values())),
            "refused": str(self.refused),
        }
        reasons = [
            Said("aside.by_name", {"rows": str(rows), "names": self.names})
            if reason == "other_species" and self.names
            else Said(f"aside.{reason}", {"rows": str(rows)})
            for reason, rows in self.aside.items()
        ]
        return (Said("account.sum", counted), *reasons)


COLUMNS = ["file", "row", "reason", "value"]


@dataclass(frozen=True)
class Account:
    """What became of the rows of an export.

    Attributes
    ----------
    rows : dict of str to int
        Rows of each kind that were there: ``observations``, ``deployments``, ``reports``…
    taken : dict of str to int
        Rows that each of our tables was given.
    aside : DataFrame
        One line a row that is in none of them: ``file, row`` (as a spreadsheet numbers it) ``,
        reason, value``. `reason` is a code such as ``human``; `value` says more where there
        is more to say, such as the species, and never what a person is called.
    notes : tuple of Said
        What else was done, such as a synonym taken for its accepted name.
    """

    rows: dict[str, int] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    aside: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=COLUMNS))
    notes: tuple[Said, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Reason → how many rows were set aside for it, most first."""
        return self.aside["reason"].astype("str").value_counts().to_dict()

    @property
    def said(self) -> tuple[Said, ...]:
        """All of it in sentences: what was taken, what was set aside, what else was done."""
        taken = [
            Said("account.taken", {"table": table, "rows": str(rows)})
            for table, rows in self.taken.items()
        ]
        aside = [
            Said(f"aside.{reason}", {"rows": str(rows)}) for reason, rows in self.counts.items()
        ]
        return (*taken, *aside, *self.notes)


class Reasons:
    """Why each row of a frame is set aside; the first reason that is given stays."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._reason = pd.Series(pd.NA, index=frame.index, dtype="str")
        self._value = pd.Series(pd.NA, index=frame.index, dtype="str")

    def give(self, where: pd.Series, reason: str, value: pd.Series | None = None) -> None:
        """Set rows aside that are not yet."""
        new = where.fillna(False).astype(bool) & self._reason.isna()
        self._reason[new] = reason
        if value is not None:
            self._value[new] = value[new].astype("str")

    @property
    def kept(self) -> pd.Series:
        """The rows that nothing was said against."""
        return self._reason.isna()

    def aside(self) -> pd.DataFrame:
        """The lines of `Account.aside`."""
        out = ~self.kept
        return pd.DataFrame(
            {
                "file": self._frame.loc[out, "file"].astype("category"),
                "row": self._frame.loc[out, "row"],
                "reason": self._reason[out].astype("category"),
                "value": self._value[out].astype("category"),
            }
        ).reset_index(drop=True)


def together(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Several lists of rows that were set aside, as one."""
    filled = [part.astype({"row": "int64"}) for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=COLUMNS)
