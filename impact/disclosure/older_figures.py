"""Which figures of a new version stand as they are, and which stay as an older one has them.

An area and year moves once the data of at least k stations differ from *every* version that can
be opened, or not at all. Until then it keeps what the version before showed: that was compared
with all others when it was published.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.pictures import Picture, months_to_pool, pictures_of, too_close

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.versions.figures import Shown

NOTHING = Picture(frozenset(), {}, ())


@dataclass
class Decision:
    """What becomes of one year.

    Attributes
    ----------
    stay : set of str
        Areas that keep older figures, or stand nowhere where there are none.
    changed : dict of str to int
        How many stations' data have changed, too few.
    pooled : dict of str to set of Timestamp
        Months that evidence does not tell apart.
    nowhere : set of str
        Areas that stand in no figure although they would keep older figures.
    """

    stay: set[str] = field(default_factory=set)
    changed: dict[str, int] = field(default_factory=dict)
    pooled: dict[str, set[pd.Timestamp]] = field(default_factory=dict)
    nowhere: set[str] = field(default_factory=set)


def settled(new: Shown, earlier: Sequence[tuple[int, Shown]], least: int) -> Shown:
    """The figures of areas as they may be shown beside all versions that can be opened.

    Parameters
    ----------
    new : Shown
        As they would be if nothing had been published before.
    earlier : sequence of (int, Shown)
        The versions that can be opened, the newest last.
    least : int
        The least number of stations that a difference may be of.

    Returns
    -------
    Shown
        `new`, with the blocks, the cells and `as_of` of older figures where these stay.
    """
    if least <= 1 or not earlier:
        return new
    number, before = earlier[-1]
    ours, theirs = pictures_of(new), pictures_of(before)
    others = [pictures_of(shown) for _, shown in earlier]
    decisions = {
        year: _decided(picture, theirs.get(year), [o[year] for o in others if year in o], least)
        for year, picture in ours.items()
    }
    return _applied(new, before, number, decisions)


def _decided(
    new: Picture, before: Picture | None, others: Sequence[Picture], least: int
) -> Decision:
    made = Decision()
    older = before or NOTHING
    while True:
        mixed = new.mixed(older, made.stay)
        mixed = Picture(
            frozenset(b for b in mixed.blocks if not b & made.nowhere), mixed.given, mixed.windows
        )
        close: dict[str, int] = {}
        for other in others:
            for areas, n in too_close(mixed, other, least).items():
                close |= dict.fromkeys(areas, n)
        standing = {area for block in mixed.blocks for area in block}
        bad = close.keys() & standing
        if not bad:
            break
        if bad <= made.stay:
            made.nowhere |= bad
        made.stay |= _touched(bad, new, older)
        made.changed = {**dict.fromkeys(made.stay, 0), **close, **made.changed}
    for other in others:
        for areas, months in months_to_pool(mixed, other, least).items():
            for area in areas - made.stay:
                made.pooled.setdefault(area, set()).update(months)
    return made


def _touched(areas: set[str], new: Picture, older: Picture) -> set[str]:
    """All areas that stand with any of these, in the new picture or the older one."""
    found = set(areas)
    while True:
        wider = found.union(*(b for b in new.blocks | older.blocks if b & found))
        if wider == found:
            return found
        found = wider


def _applied(new: Shown, before: Shown, number: int, decisions: dict[int, Decision]) -> Shown:
    """The tables of a version with its older figures in them."""
    kept = _staying(new.blocks, decisions)
    old = before.blocks
    fresh = old[_staying(old, decisions)]
    nowhere = [
        area in decisions[int(year)].nowhere
        for area, year in zip(fresh["area_id"], fresh["year"], strict=True)
    ]
    fresh = fresh[~pd.Series(nowhere, index=fresh.index, dtype=bool)]
    fresh = fresh.assign(
        as_of=fresh["as_of"].fillna(number).astype("Int64"),
        changed=[
            decisions[int(year)].changed.get(area, 0)
            for area, year in zip(fresh["area_id"], fresh["year"], strict=True)
        ],
    )
    blocks = new.blocks[~kept].assign(
        pooled=[
            "|".join(
                f"{m:%Y-%m}"
                for m in sorted(decisions.get(int(year), Decision()).pooled.get(area, ()))
            )
            for area, year in new.blocks.loc[~kept, ["area_id", "year"]].itertuples(index=False)
        ]
    )
    lost = new.blocks[kept & ~_pairs(new.blocks).isin(set(_pairs(fresh)))].assign(into=pd.NA)
    standing = set(_pairs(fresh))
    cells = before.cells[_pairs(_by_year(before.cells)).isin(standing)]
    own = new.cells[~_staying(_by_year(new.cells), decisions)]
    return replace(
        new,
        blocks=pd.concat([blocks, fresh, lost], ignore_index=True).astype(new.blocks.dtypes),
        cells=pd.concat([own, cells], ignore_index=True),
    )


def _staying(rows: pd.DataFrame, decisions: dict[int, Decision]) -> pd.Series:
    """Which rows, by ``area_id, year``, are of areas that keep older figures."""
    found = [
        int(year) in decisions and area in decisions[int(year)].stay
        for area, year in zip(rows["area_id"], rows["year"], strict=True)
    ]
    return pd.Series(found, index=rows.index, dtype=bool)


def _by_year(cells: pd.DataFrame) -> pd.DataFrame:
    return cells.assign(year=cells["month"].dt.year)


def _pairs(rows: pd.DataFrame) -> pd.Series:
    pairs = list(zip(rows["area_id"].astype("str"), rows["year"].astype("int64"), strict=True))
    return pd.Series(pairs, index=rows.index, dtype="object")
