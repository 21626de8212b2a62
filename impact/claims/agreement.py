"""Whether a claim says what the programme has published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.model import Agreement, Caveat, Evidence, Held
from impact.model.attribution import by_programme

if TYPE_CHECKING:
    from impact.model.records import Records

NONE = pd.Series(dtype=bool)
SAME_FIGURES = (Agreement.RESTS_ON_THE_STATEMENT, Agreement.AGREES)
KEYS = {"detections": "observation_id", "conflicts": "incident_id"}


def rows_of(records: Records, evidence: tuple[Evidence, ...]) -> dict[str, pd.DataFrame]:
    """The rows that are the evidence, by table."""
    found = {}
    for table in dict.fromkeys(item.table for item in evidence):
        ids = {item.id for item in evidence if item.table == table}
        rows = records.table(table)
        found[table] = rows[rows[KEYS[table]].astype("str").isin(ids)]
    return found


def sources_of(records: Records, evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """The sources of the evidence rows, each once, in the order of the rows."""
    tables = rows_of(records, evidence).values()
    return tuple(dict.fromkeys(str(s) for rows in tables for s in rows["source"]))


def whose_work(records: Records, evidence: tuple[Evidence, ...]) -> list[Caveat]:
    """That others recorded all, or part, of what a claim rests on; nothing where none of it."""
    own = pd.concat([by_programme(rows) for rows in rows_of(records, evidence).values()] or [NONE])
    if own.all():
        return []
    return [Caveat("partly_by_others" if own.any() else "by_others")]


def own_total(records: Records, evidence: tuple[Evidence, ...], held: Held | None) -> list[Caveat]:
    """That a published total is the programme's own and that no second source confirms it.

    Its rows decide that, whatever the statement says. Nothing where it rests on the statement,
    which says so already, or where the statement has the same figures from another source.
    """
    if held is not None and held.agreement in SAME_FIGURES:
        return []
    alone = evidence and not whose_work(records, evidence)
    return [Caveat("own_total")] if alone and not _second_source(records, evidence) else []


def _second_source(records: Records, evidence: tuple[Evidence, ...]) -> bool:
    tables = rows_of(records, evidence).values()
    return any(rows["second_source"].notna().any() for rows in tables)


def hold(
    records: Records,
    statement: str | None,
    value: int | None,
    baseline: int | None,
    evidence: tuple[Evidence, ...],
) -> Held | None:
    """Hold a claim's figures against a published statement.

    Returns
    -------
    Held or None
        None where the indicator answers to no statement. Figures that are equal prove nothing
        where every evidence row has the statement's own source and no second one: that is
        said instead.
    """
    rows = records.statements[records.statements["statement_id"].astype("str") == statement]
    if rows.empty:
        return None
    said = rows.iloc[0]
    said_value, said_baseline = _number(said["value"]), _number(said["baseline"])
    # Only what was said can agree or differ.
    pairs = [
        (said_figure, figure)
        for said_figure, figure in ((said_value, value), (said_baseline, baseline))
        if said_figure is not None
    ]
    if not pairs or value is None or any(figure is None for _said, figure in pairs):
        verdict = Agreement.CANNOT_BE_COMPUTED
    elif any(figure != said_figure for said_figure, figure in pairs):
        verdict = Agreement.DIFFERS
    elif sources_of(records, evidence) == (str(said["source"]),) and not _second_source(
        records, evidence
    ):
        verdict = Agreement.RESTS_ON_THE_STATEMENT
    else:
        verdict = Agreement.AGREES
    return Held(str(said["statement_id"]), said_value, said_baseline, verdict)


def _number(value) -> float | None:
    return None if pd.isna(value) else float(value)
