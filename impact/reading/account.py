"""What became of the rows of an export: taken, or set aside for a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from impact.reading.choices import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

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
