"""Where two people changed the same: what each of them wrote, and which of the two is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAMME = "programme.toml"


class Side(StrEnum):
    """Whose change is kept where two touch."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Cell:
    """One cell, or one key of the programme, as three versions have it; None where it is empty.

    Attributes
    ----------
    column : str
        Of a table; of the programme the last part of the key.
    before, mine, theirs : str or None
    """

    column: str
    before: str | None
    mine: str | None
    theirs: str | None


@dataclass(frozen=True)
class Conflict:
    """Two changes that touch.

    Attributes
    ----------
    table : str
        A table's name, or `PROGRAMME`.
    row : str
        The id of the row; of the programme the key, such as ``about.name.ru``.
    cells : tuple of Cell
        Cells that only make sense together, such as a latitude and its longitude, are one
        conflict.
    removed_by : Side or None
        Who took the whole row out, where one did and the other changed it.
    """

    table: str
    row: str
    cells: tuple[Cell, ...]
    removed_by: Side | None = None

    @property
    def columns(self) -> str:
        """The columns that it is about."""
        return ", ".join(cell.column for cell in self.cells)


def is_mine(conflict: Conflict, chosen: Mapping[Conflict, Side]) -> bool:
    """Whether my side stands; until one is chosen, what is published stands."""
    return chosen.get(conflict) is Side.MINE
