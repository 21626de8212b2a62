"""Why does nothing change? Of every new row: whether it counts toward a claim, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.difference import row_ids
from impact.checking.written import written
from impact.claims.question_rows import of_question, period_of
from impact.disclosure.rows import too_new
from impact.disclosure.rules import rules_for
from impact.metrics import events
from impact.metrics.one_incident import verified, without_harm
from impact.model import area_tree
from impact.model.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.changes.difference import Difference
    from impact.claims.model import Period
    from impact.model.programme import Indicator
    from impact.versions.version import Version

TABLES = ("detections", "conflicts", "deployments", "reporting", "surveys")
"""The tables whose rows may count toward a claim; rows of the others are shown as they are."""
KINDS = {"detections": "detections", "deployments": "detections",
         "conflicts": "conflict_incidents", "reporting": "conflict_incidents"}  # fmt: skip


class Use(StrEnum):
    """What becomes of a row on the public pages."""

    CLAIM = "claim"  # it counts toward a claim
    SHOWN = "shown"  # it is in the figures or the lists, and in no claim
    LATER = "later"  # it is shown once it is old enough
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True)
class UsedRows:
    """New rows of a table with one fate.

    Attributes
    ----------
    table : str
    rows : tuple of str
        Their ids.
    use : Use
    why : str
        A code of `impact.changes.use_in_words`.
    claim : str
        The id of the claim that they count toward, or that leaves them out; empty for none.
    """

    table: str
    rows: tuple[str, ...]
    use: Use
    why: str
    claim: str = ""


def use_of_rows(differences: Mapping[str, Difference], after: Version) -> tuple[UsedRows, ...]:
    """Say of every row that is new or changed whether it counts toward a claim.

    Parameters
    ----------
    differences : mapping of str to Difference
        As from `impact.changes.prepare.prepare`.
    after : Version
        As it would be with them.

    Returns
    -------
    tuple of UsedRows
        Each new or changed row of `TABLES` once; those that count first.
    """
    found = []
    for table in (name for name in TABLES if name in differences):
        one = differences[table]
        ids = {*one.added, *one.changed["id"]}
        rows, key = after.records.table(table), list(schema(table).primary_key)
        keys = row_ids(written(after.records, table, key), key)
        mine = rows.assign(id=keys)[keys.isin(ids)]
        if len(mine):
            found += _grouped(table, _fates(table, mine, after))
    return tuple(sorted(found, key=lambda group: list(Use).index(group.use)))


def _grouped(table: str, fates: pd.DataFrame) -> list[UsedRows]:
    groups = fates.groupby(["use", "why", "claim"], sort=False)
    return [
        UsedRows(table, tuple(rows["id"]), Use(use), why, claim)
        for (use, why, claim), rows in groups
    ]


class _Fates:
    """The rows, each with the first fate that was given to it."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.table = pd.DataFrame(
            {"id": rows["id"], "use": pd.NA, "why": pd.NA, "claim": ""}, index=rows.index
        ).astype({"id": "str", "use": "str", "why": "str", "claim": "str"})

    def give(self, where: pd.Series, use: Use, why: str, claim: str = "") -> None:
        """A fate to those rows that have none yet."""
        fresh = where & self.table["use"].isna()
        self.table.loc[fresh, ["use", "why", "claim"]] = [str(use), why, claim]


def _fates(table: str, rows: pd.DataFrame, after: Version) -> pd.DataFrame:
    fates = _Fates(rows)
    every = pd.Series(True, index=rows.index)
    if table == "surveys":
        _of_surveys(fates, rows, after)
        return fates.table
    if table == "detections":
        rows = _of_detections(fates, rows, after)
    elif table == "conflicts":
        _of_conflicts(fates, rows, after)
    shown = _shown(table, rows, after)
    for indicator in after.programme.indicators:
        if indicator.kind == KINDS[table]:
            about = _about(table, rows, indicator, after)
            counts = _counts_by_period(table, rows, indicator, after) & about
            fates.give(counts, Use.CLAIM, "counts", indicator.id)
    for indicator in after.programme.indicators:
        if indicator.kind == KINDS[table]:
            about = _about(table, rows, indicator, after)
            for use in (Use.LATER, Use.SHOWN):
                fates.give(about & (shown == use), use, _why(table, indicator, after), indicator.id)
    for use in (Use.LATER, Use.SHOWN):
        fates.give(every & (shown == use), use, "no_claim")
    return fates.table


def _shown(table: str, rows: pd.DataFrame, after: Version) -> pd.Series:
    """Whether rows that are in no claim are shown now, or when they are old enough."""
    rules = rules_for(after, "public")
    if table == "reporting":
        new = rows["month"].ge(rules.held_from) if rules.held_from is not None else False
        return pd.Series(new, index=rows.index).map({True: Use.LATER, False: Use.SHOWN})
    return too_new(rows, table, rules).map({True: Use.LATER, False: Use.SHOWN})


def _of_detections(fates: _Fates, rows: pd.DataFrame, after: Version) -> pd.DataFrame:
    """Those that count, with all records of a detection that counts; those that never can."""
    records, rule = after.records, after.programme.events
    located = events.with_location(records.detections, records.deployments)
    of_event = events.with_events(
        located, threshold_minutes=rule.threshold_minutes, rule=rule.rule
    )  # fmt: skip
    event = of_event["event"].astype("float64")
    keys = records.detections["observation_id"].astype("str")
    for claim in after.claims:
        named = {one.id for one in claim.evidence if one.table == "detections"}
        first = keys.isin(named)
        with_them = first | event.isin(event[first].dropna())
        fates.give(with_them.reindex(rows.index), Use.CLAIM, "counts", claim.id)
    unverified = rows["identification_verification_status"].isin(["unverified"])
    fates.give(unverified, Use.NOT_SHOWN, "unverified")
    fates.give(~events.shows_presence(rows) & ~_is_total(rows), Use.NOT_SHOWN, "no_animal")
    mine = located.loc[rows.index].assign(id=rows["id"])
    fates.give(mine["area_id"].isna(), Use.NOT_SHOWN, "no_area")
    presence = ~events.may_be_detections(mine) & ~_is_total(mine)
    fates.give(presence, Use.SHOWN, "presence")
    return mine


def _is_total(rows: pd.DataFrame) -> pd.Series:
    return rows.index.to_series().isin(events.published_totals(rows).index)


def _of_conflicts(fates: _Fates, rows: pd.DataFrame, after: Version) -> None:
    keys = rows["id"]
    for claim in after.claims:
        named = [one.id for one in claim.evidence if one.table == "conflicts"]
        fates.give(keys.isin(named), Use.CLAIM, "counts", claim.id)
    total = rows["count"].notna()
    fates.give(rows["verification"].isin(["rejected"]), Use.NOT_SHOWN, "rejected")
    fates.give(~verified(rows) & ~total, Use.SHOWN, "unverified_report")
    fates.give(without_harm(rows) & ~total, Use.SHOWN, "encounter")
    fates.give(rows["area_id"].isna(), Use.NOT_SHOWN, "no_area")


def _of_surveys(fates: _Fates, rows: pd.DataFrame, after: Version) -> None:
    for indicator in after.programme.indicators:
        named = [w.survey for w in (indicator.current, indicator.baseline) if w is not None]
        fates.give(rows["id"].isin(named), Use.CLAIM, "survey_named", indicator.id)
    fates.give(pd.Series(True, index=rows.index), Use.SHOWN, "survey_not_named")


def _about(table: str, rows: pd.DataFrame, indicator: Indicator, after: Version) -> pd.Series:
    """Which rows the indicator asks about, whatever their date."""
    areas = area_tree.within(after.records.areas, indicator.areas)
    if table in ("deployments", "reporting"):
        return rows["area_id"].astype("str").isin(areas)
    asked = of_question(rows, indicator, areas).index
    return rows.index.to_series().isin(asked)


def _counts_by_period(
    table: str, rows: pd.DataFrame, indicator: Indicator, after: Version
) -> pd.Series:
    """Which cameras and months of reporting are the effort of a period of the claim."""
    inside = pd.Series(False, index=rows.index)
    if table not in ("deployments", "reporting"):
        return inside
    if table == "deployments" and indicator.basis == "published_total":
        return inside
    for period in _periods(indicator, after):
        if period.start is None or (table == "deployments" and not period.dated):
            continue
        begins = rows["month" if table == "reporting" else "deployment_start"]
        ends = begins if table == "reporting" else rows["deployment_end"].fillna(begins)
        within = ends.ge(period.start.to_period("M").start_time if table == "reporting"
                         else period.start)  # fmt: skip
        if period.end is not None:
            within &= begins.lt(period.end.normalize() + pd.Timedelta(days=1))
        inside |= within
    return inside


def _periods(indicator: Indicator, after: Version) -> list[Period]:
    windows = [one for one in (indicator.current, indicator.baseline) if one is not None]
    return [period_of(after.records, one) for one in windows]


def _why(table: str, indicator: Indicator, after: Version) -> str:
    """Why rows that an indicator asks about are in none of its counts."""
    if table != "reporting" and indicator.basis == "published_total":
        return "published_total"
    if all(period.start is None for period in _periods(indicator, after)):
        return "undated_period"
    return "other_period"
