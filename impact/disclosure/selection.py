"""What a reader has chosen to look at, and the rows of a view that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.model import area_tree
from impact.model.attribution import PROGRAMME, by_programme

if TYPE_CHECKING:
    from impact.disclosure import View

ALL = "all"
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
        table = view.records.areas
        if self.area != ALL:
            return area_tree.within(table, [self.area])
        if self.country != ALL:
            inside = table["country_code"].astype("str") == self.country
            return list(table.loc[inside, "area_id"].astype("str"))
        return list(table["area_id"].astype("str"))

    def of(self, view: View, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of a table of the view that were chosen.

        Rows without a year stay in: that their date is not known is no reason to hide them.
        A column that the table does not have leaves nothing out. Whose work it is narrows reports
        and incidents alone: areas are those where anybody works, whoever set them up, cameras are
        not told apart by whose they are, and estimates are of the region, whoever made them.
        """
        if self == Selection():
            return rows.copy(deep=False)
        keep = pd.Series(True, index=rows.index)
        if self.country != ALL or self.area != ALL:
            keep &= rows["area_id"].astype("str").isin(self.area_ids(view))
        if self.species != ALL and "scientific_name" in rows:
            keep &= rows["scientific_name"].astype("str") == self.species
        if self.whose != ALL and "attribution" in rows and _NOT_NARROWED.isdisjoint(rows):
            keep &= by_programme(rows) == (self.whose == PROGRAMME)
        return rows[keep & self._in_years(rows)]

    def _in_years(self, rows: pd.DataFrame) -> pd.Series:
        keep = pd.Series(True, index=rows.index)
        if self.first_year is None and self.last_year is None:
            return keep
        first, last = _years(rows)
        if self.first_year is not None:
            keep &= last.isna() | (last >= self.first_year)
        if self.last_year is not None:
            keep &= first.isna() | (first <= self.last_year)
        return keep.fillna(True).astype(bool)


def _years(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The first and the last year that each row speaks of."""
    # The year of a published estimate is in the words of its source: "late 1980s".
    if "year" in rows and pd.api.types.is_numeric_dtype(rows["year"]):
        years = rows["year"]
        return years, years
    if "month" in rows:
        return rows["month"].dt.year, rows["month"].dt.year
    if "event_start" in rows:
        ends = rows["event_end"].fillna(rows["event_start"])
        starts = rows["event_start"].fillna(rows["event_end"])
        return starts.dt.year, ends.dt.year
    unknown = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    return unknown, unknown


def years_on_file(view: View) -> list[int]:
    """Every year from the first to the last that any record of the view speaks of."""
    found = set()
    for table in (view.records.detections, view.summaries.incidents, view.records.milestones):
        for years in _years(table):
            found |= set(years.dropna().astype(int))
    for table in (view.summaries.detections, view.summaries.effort):
        found |= set(table["year"].dropna().astype(int))
    return list(range(min(found), max(found) + 1)) if found else []
