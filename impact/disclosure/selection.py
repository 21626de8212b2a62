"""What a reader has chosen to look at, and the rows of a view that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pandas as pd

from impact.disclosure.once import once
from impact.model import area_tree
from impact.model.attribution import PROGRAMME, by_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.disclosure import View

ALL = "all"
T = TypeVar("T")
MOST_KEPT = 64  # tables of choices that a view keeps: of a page and of the few before it
LONG = 5_000  # rows
_NOT_NARROWED = {"area_type", "survey_order", "metric"}  # of areas, of surveys, of estimates


@dataclass(frozen=True)
class Selection:
    """A reader's choice. Everything is chosen until something is left out.

    `country`, `area` and `species` are ids or ``all``; `whose` is ``all``, ``programme`` (its
    own work and its partners' within it) or ``others``; the years are included, None is open.
    """

    country: str = ALL
    area: str = ALL
    species: str = ALL
    whose: str = ALL
    first_year: int | None = None
    last_year: int | None = None

    def area_ids(self, view: View) -> list[str]:
        """The chosen areas with everything that lies in them."""
        return list(_area_ids(view, self.country, self.area))

    def of(self, view: View, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of a table of the view that were chosen.

        Rows without a year stay in: that their date is not known is no reason to hide them.
        A column that the table does not have leaves nothing out. Whose work it is narrows reports
        and incidents alone: areas are those where anybody works, whoever set them up, cameras are
        not told apart by whose they are, and estimates are of the region, whoever made them.
        Others get the same rows after you: they are not to be changed.
        """
        if self == Selection():
            return rows.copy(deep=False)
        narrowed = "attribution" in rows and _NOT_NARROWED.isdisjoint(rows)
        if self.whose != ALL and not narrowed:
            return replace(self, whose=ALL).of(view, rows)  # cut once, whosever is asked for
        return _of_table(view, rows, self, lambda: _cut(rows, self._keeps(view, rows)))

    def _keeps(self, view: View, rows: pd.DataFrame) -> np.ndarray:
        keep = self._in_years(*_of_table(view, rows, "years", lambda: _years(rows)))
        if self.country != ALL or self.area != ALL:
            keep &= rows["area_id"].isin(self.area_ids(view)).to_numpy(bool)
        if self.species != ALL and "scientific_name" in rows:
            keep &= rows["scientific_name"].eq(self.species).to_numpy(bool, na_value=False)
        if self.whose != ALL:
            keep &= by_programme(rows).to_numpy() == (self.whose == PROGRAMME)
        return keep

    def _in_years(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """What is not known is in no comparison, and so stays in."""
        keep = np.ones(len(first), dtype=bool)
        if self.first_year is not None:
            keep &= ~(last < self.first_year)
        if self.last_year is not None:
            keep &= ~(first > self.last_year)
        return keep


def _cut(rows: pd.DataFrame, keep: np.ndarray) -> pd.DataFrame:
    """The rows that are kept: to cut so wide a table is slow, and often all of them are."""
    return rows.copy(deep=False) if keep.all() else rows[keep]


@once
def _area_ids(view: View, country: str, area: str) -> list[str]:
    table = view.records.areas
    if area != ALL:
        return area_tree.within(table, [area])
    if country != ALL:
        table = table[table["country_code"].eq(country)]
    return table["area_id"].tolist()


def _of_table(view: View, rows: pd.DataFrame, what: object, make: Callable[[], T]) -> T:
    """What is made of a table, from memory where it was made of this very table before.

    Of a long table nothing is kept: it would take more memory than it saves time.
    """
    if len(rows) > LONG:
        return make()
    kept, key = _made_of_tables(view), (what, id(rows))
    table, found = kept.get(key, (None, None))
    if table is not rows:
        found = make()
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = rows, found
    return found


@once
def _made_of_tables(_view: View) -> dict:
    """By what it is and a table: the table, and what was made of it."""
    return {}


def _years(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last year that each row speaks of; NaN where that is not known."""
    # The year of a published estimate is in the words of its source: "late 1980s".
    if "year" in rows and pd.api.types.is_numeric_dtype(rows["year"]):
        years = rows["year"].to_numpy(float, na_value=np.nan)
        return years, years
    if "month" in rows:
        years = _year_of(rows["month"])
        return years, years
    if "event_start" in rows:
        start, end = _year_of(rows["event_start"]), _year_of(rows["event_end"])
        return np.where(np.isnan(start), end, start), np.where(np.isnan(end), start, end)
    unknown = np.full(len(rows), np.nan)
    return unknown, unknown


def _year_of(dates: pd.Series) -> np.ndarray:
    return dates.dt.year.to_numpy(float, na_value=np.nan)


def years_on_file(view: View) -> list[int]:
    """Every year from the first to the last that any record of the view speaks of."""
    records, sums = view.records, view.summaries
    found: set[int] = set()
    for table in (
        records.detections, sums.incidents, records.milestones, sums.detections, sums.effort
    ):  # fmt: skip
        for years in _years(table):
            found |= set(years[~np.isnan(years)].astype(int).tolist())
    return list(range(min(found), max(found) + 1)) if found else []
