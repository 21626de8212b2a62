"""What changed: between two days, by the dates of the rows; or between two versions, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.metrics import conflicts
from impact.model.schemas import schema

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.model.records import Records


@dataclass(frozen=True)
class Changes:
    """What is dated in a period, both days included; the rows as in the view's tables.

    `undated` says how many rows could not be placed, because their date is not published: they
    may belong here, and are never left out without a word.
    """

    milestones: pd.DataFrame
    detections: pd.DataFrame
    incidents: pd.DataFrame
    areas: pd.DataFrame
    undated: int


def between(view: View, start: pd.Timestamp, end: pd.Timestamp) -> Changes:
    """What a view has between two days.

    Parameters
    ----------
    view : View
    start, end : Timestamp
        The first and the last day. A row belongs here if all the time it may have happened in
        lies between them; one known only by its day of publication belongs to that day.
    """
    detections = view.records.detections
    single = conflicts.counted(view.records.conflicts)  # verified, and with harm
    areas = view.records.areas
    founded = areas["established"]
    last = end.normalize() + pd.Timedelta(days=1)
    return Changes(
        milestones=_within(view.records.milestones, start, last),
        detections=_within(detections, start, last),
        incidents=_within(single, start, last),
        areas=areas[(founded >= start) & (founded < last)],
        undated=int(_ends(detections).isna().sum() + _ends(single).isna().sum()),
    )


def _ends(rows: pd.DataFrame) -> pd.Series:
    return rows["event_end"].fillna(rows["event_start"])


def _within(rows: pd.DataFrame, start: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    begins = rows["event_start"].fillna(rows["event_end"])
    return rows[(begins >= start) & (_ends(rows) < last)].sort_values("event_end")


# The tables whose rows a reader can be told of, in the order in which they are told.
TOLD = ("milestones", "detections", "conflicts", "areas", "status", "statements", "caveats")


@dataclass(frozen=True)
class RowChanges:
    """The rows of one table that came, went or were altered, the last as they are now."""

    table: str
    added: pd.DataFrame
    removed: pd.DataFrame
    altered: pd.DataFrame

    @property
    def nothing(self) -> bool:
        """Whether the table is as it was."""
        return self.added.empty and self.removed.empty and self.altered.empty


def between_versions(before: View, after: View) -> tuple[RowChanges, ...]:
    """What came, went and was altered from one version to another.

    Parameters
    ----------
    before, after : View
        For the same audience. Rows that it may not see are in neither and are not told of.

    Returns
    -------
    tuple of RowChanges
        One a table of `TOLD` in which anything differs.
    """
    found = (_row_changes(name, before.records, after.records) for name in TOLD)
    return tuple(one for one in found if not one.nothing)


def _row_changes(name: str, before: Records, after: Records) -> RowChanges:
    (key,) = schema(name).primary_key
    old, new = before.table(name), after.table(name)
    old_ids, new_ids = old[key].astype("str"), new[key].astype("str")
    told = [column for column in new if column in old and column != "row"]
    cells = dict(zip(old_ids, _cells(old, told), strict=True))
    same = [cells.get(i) == now for i, now in zip(new_ids, _cells(new, told), strict=True)]
    known = new_ids.isin(old_ids)
    return RowChanges(
        table=name,
        added=new[~known],
        removed=old[~old_ids.isin(new_ids)],
        altered=new[known & ~pd.Series(same, index=new.index, dtype=bool)],
    )


def _cells(rows: pd.DataFrame, columns: list[str]) -> list[tuple[str, ...]]:
    """Each row as texts, so that two missing cells are alike."""
    texts = rows[columns].astype("object").map(lambda cell: "" if pd.isna(cell) else str(cell))
    return list(texts.itertuples(index=False, name=None))
