"""The small tables that pages draw from, as far as an audience may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.firsts import told_to
from impact.disclosure.row_columns import PLAIN
from impact.disclosure.rows import end_of_month, is_public, month_of
from impact.metrics.events import with_events
from impact.metrics.first_records import standing
from impact.metrics.summaries import (
    Summaries,
    detections_by_year,
    effort_by_year,
    first_records_by_area,
    individuals_by_year,
)

if TYPE_CHECKING:
    from impact.disclosure.basis import Basis
    from impact.disclosure.rules import Rules
    from impact.disclosure.stations import Blocks

COMMON_WORD = 3  # a word that so many incidents share is of the field, not of one of them


def shown_summaries(basis: Basis) -> Summaries:
    """The small tables of a version: nothing that is held back, nothing of too few stations."""
    cube, blocks = basis.cube, basis.blocks
    events, effort = _together(cube.events, blocks), _together(cube.effort, blocks)
    exact = basis.version.summaries
    return Summaries(
        detections=detections_by_year(events, effort),
        effort=effort_by_year(effort),
        individuals=_individuals(exact.individuals, basis),
        first_records=standing(
            _first_records(exact.first_records, basis), basis.version.records.areas
        ),
        incidents=_incidents(exact.incidents, basis.rules),
    )


def _together(table: pd.DataFrame, blocks: Blocks) -> pd.DataFrame:
    """A table of a cube, each area as the one that its figures stand with."""
    keys = zip(table["area_id"].astype("str"), table["month"].dt.year, strict=True)
    into = pd.Series([blocks.into.get(key) for key in keys], index=table.index, dtype="str")
    return table.assign(area_id=into)[into.notna()]


def merged(blocks: Blocks) -> pd.DataFrame:
    """The areas whose figures stand with those of another: ``area_id, year, into``."""
    lines = [
        (area, year, into)
        for (area, year), into in sorted(blocks.into.items())
        if not blocks.alone(area, year)
    ]
    return pd.DataFrame(lines, columns=["area_id", "year", "into"])


def older_figures(basis: Basis) -> pd.DataFrame:
    """The areas and years that keep the figures of an older version: ``area_id, year, as_of``."""
    blocks = basis.blocks
    standing = {key: n for key, n in blocks.older.items() if blocks.into.get(key) is not None}
    lines = [(area, year, n) for (area, year), n in sorted(standing.items())]
    return pd.DataFrame(lines, columns=["area_id", "year", "as_of"])


def _individuals(exact: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """Animals of areas that stand for themselves; those of two areas do not add up."""
    table, located, rules = exact, basis.located, basis.rules
    if rules.held_from is not None:
        # Only the years that are held back in part are counted anew.
        first, rule = rules.held_from.year, basis.version.programme.events
        of_events = with_events(located, threshold_minutes=rule.threshold_minutes, rule=rule.rule)
        again = individuals_by_year(of_events[~basis.shown.held["detections"]])
        again = again[again["year"] >= first]
        table = pd.concat([exact[exact["year"] < first], again], ignore_index=True)
    keys = zip(table["area_id"].astype("str"), table["year"], strict=True)
    blocks, figures = basis.blocks, basis.figures
    own = [blocks.alone(a, int(y)) and (a, int(y)) not in blocks.older for a, y in keys]
    table = table[pd.Series(own, index=table.index, dtype=bool)]
    if figures is not None and len(figures.older.individuals):
        table = pd.concat([table, figures.older.individuals.drop(columns="as_of")])
        table = table.sort_values(["area_id", "scientific_name", "year"], ignore_index=True)
    return table.astype(exact.dtypes)


def _first_records(exact: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """First records, those that are not public no more exactly than their stations allow.

    What is held back is left out as if it were not on file: a row that vanished from one version
    to the next would tell where something new was recorded.
    """
    table, located, rules = exact, basis.located, basis.rules
    if rules.held_from is not None:
        new = located[basis.shown.held["detections"]]
        at = [*zip(new["area_id"].astype("str"), new["scientific_name"].astype("str"), strict=True)]
        touched = _pairs(exact).isin(set(at))
        there = _pairs(located).isin(set(at)) & ~basis.shown.held["detections"]
        table = pd.concat([exact[~touched], first_records_by_area(located[there])])
        table = table.sort_values(["area_id", "scientific_name"], ignore_index=True)
    if rules.audience.dated_to == "exact":
        return table
    hidden = table["observation_id"].isna()
    told = [
        told_to(row.area_id, row.event_start, str(row.date_precision), basis.blocks)
        if one
        else None
        for one, row in zip(hidden, table.itertuples(), strict=True)
    ]
    to_year = pd.Series([one == "year" for one in told], index=table.index, dtype=bool)
    undated = pd.Series([one == "unknown" for one in told], index=table.index, dtype=bool)
    start, end = table["event_start"], table["event_end"]
    return table.assign(
        event_start=start.mask(
            to_year, start.dt.to_period("Y").dt.start_time.astype(start.dtype)
        ).mask(undated),
        event_end=end.mask(
            to_year, start.dt.to_period("Y").dt.end_time.dt.normalize().astype(end.dtype)
        ).mask(undated),
        date_precision=table["date_precision"]
        .astype("str")
        .mask(to_year, "year")
        .mask(undated, "unknown"),
        dated=table["dated"] & ~undated,
    )


def _pairs(rows: pd.DataFrame) -> pd.Series:
    """The area and the species of each row."""
    both = zip(rows["area_id"].astype("str"), rows["scientific_name"].astype("str"), strict=True)
    return pd.Series(list(both), index=rows.index, dtype="object")


def _incidents(exact: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Incidents by area and month, without the words of those that are not public."""
    public = is_public(exact)
    last = exact["event_end"].fillna(exact["event_start"])
    held = ~public & ~exact["date_precision"].isin(["published-by", "unknown"])
    held &= last.ge(rules.held_from) if rules.held_from is not None else False
    plain = {*PLAIN["conflicts"], "incident_id", "event_start", "event_end"}
    words = [column for column in exact if column not in plain]
    shown = exact.assign(
        **{column: _in_common(exact[column], public) for column in words},
        event_start=exact["event_start"].mask(~public, month_of(exact["event_start"])),
        event_end=exact["event_end"].mask(~public, end_of_month(exact["event_end"])),
    )[~held]
    # A number says how many others came before, and the order of a file is an order in time.
    ordered = shown.sort_values(["event_start", "area_id", "incident_type"], ignore_index=True)
    return ordered.assign(incident_id=[f"incident-{n}" for n in range(1, len(ordered) + 1)])


def _in_common(column: pd.Series, public: pd.Series) -> pd.Series:
    """Words of rows that are not public, where several rows share them: sheep, not whose."""
    if not pd.api.types.is_string_dtype(column.dtype):
        return column.mask(~public)
    times = column.map(column.value_counts())
    return column.where(public | times.ge(COMMON_WORD))
