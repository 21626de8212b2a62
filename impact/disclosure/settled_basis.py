"""A basis with the figures that were settled when its version was published."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.stations import Blocks, cells_of, enough, windows_of

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.metrics.cube import Cube
    from impact.versions.figures import Figures


def settled_cube(cube: Cube, figures: Figures) -> Cube:
    """A cube in which older figures stand where they stay.

    Parameters
    ----------
    cube : Cube
        The version's own, without what is held back.
    figures : Figures
    """
    stay = set(older_of(figures))
    parts = {}
    for name in ("events", "effort"):
        own, older = getattr(cube, name), getattr(figures.older, name)
        rows = [own[~_in(own, stay)], older.drop(columns="as_of")]
        parts[name] = pd.concat([one for one in rows if len(one)] or rows[:1], ignore_index=True)
    return replace(cube, **parts)


def settled_blocks(
    cube: Cube, areas: pd.DataFrame, claims: tuple[Claim, ...], figures: Figures, least: int
) -> Blocks:
    """The areas that stand together as settled, less those that today's rules leave out.

    Parameters
    ----------
    cube : Cube
        As from `settled_cube`.
    areas : DataFrame
        ``area_id, parent_id``.
    claims : tuple of Claim
    figures : Figures
    least : int
        The least number of stations today.
    """
    cells, windows = cells_of(cube), windows_of(areas, claims)
    older = older_of(figures)
    there = {(area, month.year) for area, month in cells}
    into, members, pooled = {}, {}, set()
    columns = ["area_id", "year", "members", "into", "pooled"]
    for area, year, together, wider, months in figures.shown.blocks[columns].itertuples(
        index=False, name=None
    ):
        block = frozenset(together.split("|")) if isinstance(together, str) else frozenset()
        mine = sorted({month for one, month in cells if one in block and month.year == year})
        stands = isinstance(wider, str) and any((one, year) in there for one in block)
        stands = stands and (least <= 1 or enough(cells, block, mine, windows, least))
        into[area, year] = wider if stands else None
        members[area, year] = block if stands else frozenset()
        if stands and isinstance(months, str) and months:
            pooled |= {(wider, pd.Timestamp(one)) for one in months.split("|")}
    return Blocks(least, cells, windows, into, members, older, frozenset(pooled))


def older_of(figures: Figures) -> dict[tuple[str, int], int]:
    """Area and year → the version whose figures still stand there."""
    rows = figures.shown.blocks.dropna(subset=["as_of", "into"])
    return {
        (str(area), int(year)): int(source)
        for area, year, source in rows[["area_id", "year", "as_of"]].itertuples(
            index=False, name=None
        )
    }


def of_areas_and_years(rows: pd.DataFrame, wanted: set[tuple[str, int]]) -> pd.DataFrame:
    """The rows of a table by area and month, or area and year, that belong to these."""
    return rows[_in(rows, wanted)]


def _in(rows: pd.DataFrame, wanted: set[tuple[str, int]]) -> pd.Series:
    years = rows["year"] if "year" in rows else rows["month"].dt.year
    pairs = zip(rows["area_id"].astype("str"), years, strict=True)
    return pd.Series([pair in wanted for pair in pairs], index=rows.index, dtype=bool)
