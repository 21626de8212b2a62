"""The tables of records, row by row, as far as an audience may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.disclosure.places import COLUMNS, floored, of_each_location, opaque
from impact.disclosure.row_columns import IDS, PLACING, PLAIN, SPANS
from impact.disclosure.rules import AREA
from impact.disclosure.sensitivity import TABLES, categories
from impact.metrics.dates import last_days
from impact.model.records import empty_table

if TYPE_CHECKING:
    from impact.disclosure.rules import Rules
    from impact.model.records import Records


@dataclass(frozen=True)
class VisibleRecords:
    """The tables as an audience may see them.

    Attributes
    ----------
    records : Records
    degrees : dict of str to Series
        By table, how far each row is generalised.
    hidden : dict of str to Series
        By table, which exact rows are not shown as rows.
    exact : dict of str to Series
        By table, which exact rows are public, or may be seen as they are.
    held : dict of str to Series
        By table, which exact rows are too new to enter a figure of an area.
    """

    records: Records
    degrees: dict[str, pd.Series]
    hidden: dict[str, pd.Series]
    exact: dict[str, pd.Series]
    held: dict[str, pd.Series]


def shown(records: Records, located: pd.DataFrame, rules: Rules) -> VisibleRecords:
    """The tables as an audience may see them; rows keep their index and their order.

    Parameters
    ----------
    records : Records
    located : DataFrame
        The detections with the area and location of their deployment filled in.
    rules : Rules
    """
    category = categories(records, located, rules)
    places = of_each_location(records, located)
    tables, degrees, hidden, exact, held = {}, {}, {}, {}, {}
    for name in TABLES:
        rows = records.table(name)
        size = category[name].map(rules.degrees)
        new = too_new(rows, name, rules)
        public = is_public(rows)
        stays = public | ((size < AREA) & ~new)
        as_it_is = size.eq(0) & (category[name].ne(1) | (rules.audience.dated_to == "exact"))
        tables[name] = _rows(rows, name, stays, as_it_is, size, category[name], places[name], rules)
        degrees[name], hidden[name], held[name] = size[stays], ~stays, new
        exact[name] = stays & (public | as_it_is)
    return VisibleRecords(
        records=records.with_tables(
            **tables,
            areas=_passed_on(records.areas),
            **_beside(records, located, hidden["detections"], rules),
        ),
        degrees=degrees,
        hidden=hidden,
        exact=exact,
        held=held,
    )


def is_public(rows: pd.DataFrame) -> pd.Series:
    """Which rows stand in a public source already."""
    if "published" not in rows:
        return pd.Series(False, index=rows.index)
    return rows["published"].fillna(False).astype(bool)


def too_new(rows: pd.DataFrame, table: str, rules: Rules) -> pd.Series:
    """Which rows that are not public fall in the months that are held back."""
    if rules.held_from is None:
        return pd.Series(False, index=rows.index)
    if table == "deployments":
        return rows["deployment_start"].ge(rules.held_from)
    # As a figure counts them: by the start where the month is known, else by the last day.
    exactly = rows["date_precision"].isin(["day", "month"])
    when = rows["event_start"].where(exactly, last_days(rows))
    undated = rows["date_precision"].isin(["published-by", "unknown"])
    return when.ge(rules.held_from) & ~undated & ~is_public(rows)


def _rows(
    rows: pd.DataFrame,
    table: str,
    stays: pd.Series,
    exact: pd.Series,
    size: pd.Series,
    category: pd.Series,
    places: pd.DataFrame,
    rules: Rules,
) -> pd.DataFrame:
    """The rows that stay: public ones without their place, others generalised."""
    if stays.all() and exact.all():
        return rows
    public = is_public(rows)
    seen = pd.concat([rows[stays & exact], _without_place(rows[stays & ~exact & public])])
    some = stays & ~exact & ~public
    made = _generalised(rows[some], table, size[some], category[some], places[some], rules)
    # The order of a file is an order in time: those that are generalised stand by their ids.
    parts = [seen.sort_index(), made.sort_values(next(iter(IDS[table])))]
    together = pd.concat([part for part in parts if len(part)] or [rows[:0]])
    kinds = {c: d for c, d in rows.dtypes.items() if d != "category" and c != "row"}
    together = together.astype(kinds)
    together = together.assign(
        **{c: together[c].astype("category") for c in rows.select_dtypes("category")},
        # The row of a file says how many hidden ones stand before it.
        row=np.arange(2, len(together) + 2),
    )
    # A category column remembers every value it ever held, those of hidden rows too.
    repeated = together.select_dtypes("category")
    return together.assign(**{c: repeated[c].cat.remove_unused_categories() for c in repeated})


def _without_place(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(**{c: pd.NA for c in PLACING if c in rows and c not in COLUMNS}).assign(
        **{c: np.nan for c in COLUMNS if c in rows}
    )


def _generalised(
    rows: pd.DataFrame,
    table: str,
    size: pd.Series,
    category: pd.Series,
    places: pd.DataFrame,
    rules: Rules,
) -> pd.DataFrame:
    """Rows that are not public: a cell for their place, ids that say nothing, no words."""
    if rows.empty:
        return rows
    bare = pd.DataFrame(
        {
            column: rows[column] if column in PLAIN[table] else _missing(rows[column])
            for column in rows
        }
    )
    cell = {c: floored(places[c], size.mask(size.eq(0))) for c in COLUMNS}
    made = {
        column: opaque(rows[column], kind, rules.id_key)
        for column, kind in IDS[table].items()
        if column in rows
    }
    bare = bare.assign(**{c: cell[c].where(size > 0, places[c]) for c in COLUMNS}, **made)
    return _dated(bare, rows, table, category, rules)


def _passed_on(areas: pd.DataFrame) -> pd.DataFrame:
    """Areas without the outlines that may not be passed on: what is shown can be copied."""
    allowed = areas["outline_licence"].astype("str").isin(["own", "open"])
    return areas.assign(outline=areas["outline"].where(allowed))


def _missing(column: pd.Series) -> pd.Series:
    """A column of the same kind in which nothing stands."""
    category = isinstance(column.dtype, pd.CategoricalDtype)
    kind = "str" if category else "float64" if column.dtype == "int64" else column.dtype
    return pd.Series(index=column.index, dtype=kind)


def _dated(
    bare: pd.DataFrame, rows: pd.DataFrame, table: str, category: pd.Series, rules: Rules
) -> pd.DataFrame:
    """The dates to the month for category 1, to the day for the others."""
    to_month = category.eq(1) & (rules.audience.dated_to == "month")
    exactly = category.eq(1) & (rules.audience.dated_to == "exact")
    start, end = SPANS[table]
    dates = {
        start: _as(
            rows[start], exactly, to_month, month_of(rows[start]), rows[start].dt.normalize()
        ),
        end: _as(rows[end], exactly, to_month, end_of_month(rows[end]), rows[end].dt.normalize()),
    }
    if "date_precision" in rows:
        daily = to_month & rows["date_precision"].eq("day")
        dates[end] = dates[end].mask(daily & dates[end].isna(), end_of_month(rows[start]))
        dates["date_precision"] = rows["date_precision"].astype("str").mask(daily, "month")
    return bare.assign(**dates)


def _as(
    exact: pd.Series,
    exactly: pd.Series,
    to_month: pd.Series,
    monthly: pd.Series,
    daily: pd.Series,
) -> pd.Series:
    return daily.mask(to_month, monthly).mask(exactly, exact)


def month_of(dates: pd.Series) -> pd.Series:
    """The first day of the month of each date."""
    return dates.dt.to_period("M").dt.to_timestamp().astype(dates.dtype)


def end_of_month(dates: pd.Series) -> pd.Series:
    """The last day of the month of each date."""
    return dates.dt.to_period("M").dt.end_time.dt.normalize().astype(dates.dtype)


def _beside(
    records: Records, located: pd.DataFrame, hidden: pd.Series, rules: Rules
) -> dict[str, pd.DataFrame]:
    """The tables that speak of rows: without those that are hidden."""
    if rules.hides_nothing:
        return {}
    reporting = records.reporting
    if rules.held_from is not None:
        # A month whose incidents are held back is not a month without any.
        reporting = reporting[~reporting["month"].ge(rules.held_from)]
    return {
        "failures": empty_table("failures"),
        "caveats": _caveats(records, hidden),
        "reporting": reporting,
        "surveys": _surveys(records.surveys, located[hidden], rules),
    }


def _caveats(records: Records, hidden: pd.Series) -> pd.DataFrame:
    """Caveats without the ids of hidden rows; one about nothing else is a note of such a row."""
    secret = set(records.detections.loc[hidden, "observation_id"].astype("str"))
    conflicts = records.conflicts[~is_public(records.conflicts)]
    secret |= set(conflicts["incident_id"].astype("str"))
    rows = records.caveats
    about = [
        [one.strip() for one in str(cell).split(";")] if pd.notna(cell) else []
        for cell in rows["about"]
    ]
    left = [[one for one in ids if one not in secret] for ids in about]
    stays = pd.Series(
        [bool(kept) or not ids for ids, kept in zip(about, left, strict=True)],
        index=rows.index,
        dtype=bool,
    )
    text = ["; ".join(kept) if kept else None for kept in left]
    return rows.assign(about=pd.Series(text, index=rows.index, dtype="str"))[stays]


def _surveys(surveys: pd.DataFrame, hidden: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Surveys; one that holds hidden records is dated no more exactly than these."""
    if rules.audience.dated_to != "month" or hidden.empty:
        return surveys
    named = surveys["survey_id"].astype("str").isin(hidden["survey_id"].astype("str").unique())
    there = surveys["area_id"].astype("str").isin(hidden["area_id"].astype("str").unique())
    holds = (named | there).to_numpy("bool")
    return surveys.assign(
        event_start=surveys["event_start"].mask(holds, month_of(surveys["event_start"])),
        event_end=surveys["event_end"].mask(holds, end_of_month(surveys["event_end"])),
        date_precision=surveys["date_precision"]
        .astype("str")
        .mask(holds & surveys["date_precision"].eq("day"), "month"),
    )
