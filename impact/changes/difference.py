"""What changed: between two days, by the dates of the rows; or between two versions, row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.checking.written import written
from impact.metrics import conflicts
from impact.model.attribution import by_programme
from impact.model.schemas import TABLES, schema

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from impact.disclosure import View
    from impact.model.records import Records


_WHOSE = ["attribution", "published"]  # what says whose work a row is


@dataclass(frozen=True)
class Changes:
    """What is dated in a period, both days included; the rows as in the view's tables.

    `without_date` are the rows that could not be placed, because their date is not published:
    they may belong here, and are never left out without a word.
    """

    milestones: pd.DataFrame
    detections: pd.DataFrame
    incidents: pd.DataFrame
    areas: pd.DataFrame
    without_date: pd.DataFrame

    @property
    def undated(self) -> int:
        """How many rows could not be placed."""
        return len(self.without_date)

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(map(len, (self.milestones, self.detections, self.incidents, self.areas)))

    def of(self, *, own: bool) -> Changes:
        """Those that are the programme's own work, or those that are the work of others."""
        tables = {
            name: rows[by_programme(rows) == own]
            for name in ("milestones", "detections", "incidents", "areas", "without_date")
            for rows in [getattr(self, name)]
        }
        return replace(self, **tables)


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
        without_date=pd.concat(
            [rows.loc[_ends(rows).isna(), _WHOSE] for rows in (detections, single)]
        ),
    )


def _ends(rows: pd.DataFrame) -> pd.Series:
    return rows["event_end"].fillna(rows["event_start"])


def _within(rows: pd.DataFrame, start: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    begins = rows["event_start"].fillna(rows["event_end"])
    return rows[(begins >= start) & (_ends(rows) < last)].sort_values("event_end")


@dataclass(frozen=True)
class Difference:
    """What merging changes.

    Attributes
    ----------
    added, removed, repeated : tuple of str
        Ids: new in the table; no longer in it; in the file although the table has them, and
        left as they are (only when adding).
    changed : DataFrame
        One line a cell: ``id, column, before, after``; missing where it was or is empty.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    repeated: tuple[str, ...]
    changed: pd.DataFrame

    @classmethod
    def of_new_rows(cls, ids: pd.Series) -> Difference:
        """The difference that rows make which are all new."""
        nothing = pd.DataFrame(columns=["id", "column", "before", "after"])
        return cls(tuple(ids.to_numpy(dtype=object)), (), (), nothing)

    @property
    def nothing(self) -> bool:
        """Whether the table stays as it was."""
        return not (self.added or self.removed or len(self.changed))


def rows_by_id(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Rows by their id."""
    return rows.set_axis(row_ids(rows, key).rename("id"), axis="index").astype("str")


def row_ids(rows: pd.DataFrame, key: Sequence[str]) -> pd.Series:
    """The id of each row: the values of the key, joined where it has several columns.

    Part of a key may be missing: a row of the reporting without a unit is of the whole area.
    """
    ids = rows[key[0]].astype("str")
    for column in key[1:]:
        part = rows.get(column, pd.Series(index=rows.index, dtype="str")).astype("str")
        ids = ids + (" " + part).fillna("")
    return ids


def difference_of(
    old: pd.DataFrame, after: pd.DataFrame, repeated: tuple[str, ...] = ()
) -> Difference:
    """What is different between two tables of text.

    Parameters
    ----------
    old, after : DataFrame
        By id, as `rows_by_id` has them.
    repeated : tuple of str
    """
    both = after.index.intersection(old.index, sort=False)
    columns = list(dict.fromkeys([*old.columns, *after.columns]))
    was = old.reindex(index=both, columns=columns)
    now = after.reindex(index=both, columns=columns)
    differs = (was != now) & ~(was.isna() & now.isna())
    cells = differs.stack()
    changed = [
        (row, column, was.at[row, column], now.at[row, column])
        for row, column in cells[cells].index
    ]
    return Difference(
        added=tuple(after.index.difference(old.index, sort=False)),
        removed=tuple(old.index.difference(after.index, sort=False)),
        repeated=repeated,
        changed=pd.DataFrame(changed, columns=["id", "column", "before", "after"]),
    )


# The tables whose rows readers are shown, in the order in which they are shown.
COMPARED = ("milestones", "detections", "conflicts", "areas", "status", "statements", "caveats")


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
        For the same audience. Rows that it may not see are in neither.

    Returns
    -------
    tuple of RowChanges
        One a table of `COMPARED` in which anything differs.
    """
    found = (_row_changes(name, before.records, after.records) for name in COMPARED)
    return tuple(one for one in found if not one.nothing)


def _row_changes(name: str, before: Records, after: Records) -> RowChanges:
    key = list(schema(name).primary_key)
    old, new = before.table(name), after.table(name)
    seen = [column for column in new if column in old and column != "row"]
    then, now = (rows_by_id(rows[seen].astype("object"), key) for rows in (old, new))
    found = difference_of(then, now)
    return RowChanges(
        table=name,
        added=new[now.index.isin(found.added)],
        removed=old[then.index.isin(found.removed)],
        altered=new[now.index.isin(found.changed["id"])],
    )


def differences(
    before: Records, after: Records, tables: Collection[str] = TABLES
) -> dict[str, Difference]:
    """What is different in each table, cell by cell; tables that are the same are not there.

    Parameters
    ----------
    before, after : Records
    tables : collection of str
        Only these are compared.
    """
    found = {name: difference_of(*_texts(name, before, after)) for name in TABLES if name in tables}
    return {name: one for name, one in found.items() if not one.nothing}


def came_with(
    before: Records | None, doomed: Records, later: Records
) -> dict[str, tuple[str, ...]]:
    """Rows that first came with a version and stand in a later one, word for word.

    Parameters
    ----------
    before : Records or None
        The version before; None where there was none.
    doomed, later : Records
        The version that is to be withdrawn, and one that stays.

    Returns
    -------
    dict of str to tuple of str
        Table → the ids of such rows; tables without any are not there.
    """
    found = {}
    for name in TABLES:
        there = _same_rows(name, doomed, later)
        old = set() if before is None else set(_same_rows(name, doomed, before))
        ids = tuple(one for one in there if one not in old)
        if ids:
            found[name] = ids
    return found


def _same_rows(name: str, first: Records, second: Records) -> list[str]:
    """Ids of the rows that two versions have alike, in the order of the first."""
    one, other = _texts(name, first, second)
    found = difference_of(other, one)
    return [i for i in one.index if i not in {*found.added, *found.changed["id"]}]


def _texts(name: str, *versions: Records) -> tuple[pd.DataFrame, ...]:
    key = list(schema(name).primary_key)
    return tuple(rows_by_id(written(records, name), key) for records in versions)


def changed_claims(before: list[dict], after: list[dict]) -> list[tuple[str, str]]:
    """The sentences of claims that read otherwise, as they were kept with two versions.

    Returns
    -------
    list of tuple
        Before and after; empty where there was or is no such claim.
    """
    then, now = ({one["id"]: one.get("sentence", "") for one in side} for side in (before, after))
    pairs = [(then.get(one, ""), now.get(one, "")) for one in dict.fromkeys([*now, *then])]
    return [(old, new) for old, new in pairs if old != new]
