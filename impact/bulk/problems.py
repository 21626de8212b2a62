"""What is wrong with the rows of a large file, gathered a rule at a time."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from impact.model.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.bulk.reading import ReadFile

ONCE = ("doubted", "unverified", "absent", "of_refused_deployment")
"""Rules that are told of once a file, in however many pieces it was read."""

COLUMNS = [field.name for field in fields(Problem)]


class Told:
    """The problems of one file, and which of its rows have no error."""

    def __init__(self, read: ReadFile) -> None:
        self.read = read
        self._sound = np.ones(read.columns.num_rows, dtype=bool)
        self._parts = [as_table(read.problems)]

    def error(
        self,
        wrong: np.ndarray,
        column: str,
        rule: str,
        message: str,
        cure: str,
        *,
        plain: bool = False,
    ) -> None:
        """Tell of rows that cannot be counted.

        Parameters
        ----------
        wrong : array of bool
        column, rule, message, cure : str
        plain : bool
            The rule is one of the table (``table.rule``), not one of the cell.
        """
        self._sound &= ~wrong
        self._tell(wrong, column, rule, message, cure, "error", plain)

    def warning(
        self,
        wrong: np.ndarray,
        column: str,
        rule: str,
        message: str,
        cure: str,
        *,
        plain: bool = False,
    ) -> None:
        """Tell of rows that are counted all the same."""
        self._tell(wrong, column, rule, message, cure, "warning", plain)

    def once(self, which: np.ndarray, rule: str, message: str, cure: str) -> None:
        """Tell of many rows in one warning a file, at the first of them: one of `ONCE`."""
        at = np.flatnonzero(which)
        first = np.zeros(len(which), dtype=bool)
        first[at[~pd.Series(self.read.files[at]).duplicated().to_numpy()]] = True
        self._tell(first, "", rule, message, cure, "warning", plain=True)

    def filled(self, column: str) -> np.ndarray:
        """Which cells of a column hold something."""
        cells = self.read.columns[column]
        if not cells.null_count:
            return np.ones(len(cells), dtype=bool)
        return cells.is_valid().to_numpy()

    def missing(self, column: str) -> None:
        """Tell of rows without a cell that they need."""
        there = column in self.read.columns.column_names
        empty = ~self.filled(column) if there else np.ones(len(self._sound), dtype=bool)
        message = f"{column} is empty, but it is needed."
        self.error(empty, column, "required", message, "Fill it in.")

    def repeats(self, positions: np.ndarray) -> None:
        """Tell of rows whose id stands in a row above."""
        wrong = np.zeros(len(self._sound), dtype=bool)
        wrong[positions] = True
        message = "This id already stands in a row above."
        self.error(wrong, "observation_id", "unique", message, "Delete the row, or give it its id.")

    def not_of_list(self, column: str, cells: pd.Categorical, allowed: Sequence[str]) -> None:
        """Tell of cells that are none of a closed list."""
        odd = ~cells.categories.isin(allowed)
        wrong = np.append(odd, False)[cells.codes]
        cure = f"Use one of: {', '.join(allowed)}."
        self.error(wrong, column, "enum", "This is none of the values that are allowed.", cure)

    def sound(self) -> np.ndarray:
        """Which rows have no error."""
        return self._sound

    def table(self) -> pd.DataFrame:
        """All problems, by row."""
        return in_order(self._parts)

    def _tell(
        self,
        wrong: np.ndarray,
        column: str,
        rule: str,
        message: str,
        cure: str,
        severity: str,
        plain: bool,
    ) -> None:
        at = np.flatnonzero(wrong)
        if not at.size:
            return
        table = self.read.layout.table
        cells = None
        if column in self.read.columns.column_names:
            cells = self.read.columns[column].take(pa.array(at)).cast(pa.string()).to_pandas()
        part = pd.DataFrame(
            {
                "file": self.read.files[at],
                "row": self.read.row[at],
                "column": column,
                "value": "" if cells is None else cells.fillna(""),
                "rule": f"{table}.{rule}" if plain else f"{table}.{column}.{rule}",
                "message": message,
                "cure": cure,
                "severity": severity,
            }
        )
        self._parts.append(part)


def as_table(problems: Sequence[Problem]) -> pd.DataFrame:
    """Problems as a table, one line each."""
    table = pd.DataFrame([problem.as_dict() for problem in problems], columns=COLUMNS)
    return table.astype({name: "Int64" if name == "row" else "str" for name in COLUMNS})


def in_order(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Problems of several kinds, by file, row, column and rule."""
    types = {name: "Int64" if name == "row" else "str" for name in COLUMNS}
    whole = pd.concat([part.astype(types) for part in parts], ignore_index=True)
    whole = whole.sort_values(["file", "row", "column", "rule"], ignore_index=True)
    once = whole["rule"].isin([f"detections.{rule}" for rule in ONCE])
    again = once & whole.duplicated(["file", "rule"])
    return whole[~again].reset_index(drop=True)
