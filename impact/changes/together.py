"""A change that was begun on an older version, brought together with what is published now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.changes.conflicts import PROGRAMME
from impact.changes.difference import differences, rows_by_id
from impact.changes.prepare import Prepared, check_together, numbered
from impact.changes.programme_keys import keys_of
from impact.changes.submit import Change
from impact.changes.three_way import Content, merge_versions
from impact.checking.written import written
from impact.model.errors import Problem, ProgrammeError
from impact.model.programme import read_programme
from impact.model.schemas import schema

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from impact.changes.conflicts import Conflict, Side
    from impact.changes.submit import RowsLeftOut
    from impact.model.records import Records
    from impact.versions import Manifest


@dataclass(frozen=True)
class Together:
    """Two changes of one version.

    Attributes
    ----------
    change : Change
        What would be published in place of what is published now.
    conflicts : tuple of Conflict
        Where they touch, chosen or not.
    """

    change: Change
    conflicts: tuple[Conflict, ...] = ()


def bring_together(
    base: Content,
    change: Change,
    published: Content,
    chosen: Mapping[Conflict, Side],
    *,
    today: dt.date,
) -> Together:
    """Bring a change of an older version together with what is published now.

    Parameters
    ----------
    base : Content
        The version that the change was begun on.
    change : Change
        What it makes of that.
    published : Content
    chosen : mapping of Conflict to Side
    today : date
    """
    if change.prepared.errors:
        return Together(change)
    mine = Content(change.programme_text, change.prepared.records)
    return merged_and_checked(base, mine, published, chosen, today=today, left_out=change.left_out)


def merged_and_checked(
    base: Content,
    mine: Content,
    published: Content,
    chosen: Mapping[Conflict, Side],
    *,
    today: dt.date,
    left_out: RowsLeftOut | None = None,
) -> Together:
    """Two changes of one version as what would be published, checked as a whole."""
    merged = merge_versions(base, mine, published, chosen)
    left_out = left_out or {}
    texts = {name: numbered(name, rows) for name, rows in merged.texts.items()}
    try:
        programme = read_programme(merged.programme_text.decode("utf-8-sig"))
    except ProgrammeError as error:
        wrong = Problem(PROGRAMME, None, "", "", "programme", error.message, error.cure)
        nothing = Prepared(published.records, (wrong,), {})
        return Together(Change(published.programme_text, nothing, left_out), merged.conflicts)
    records, problems = check_together(programme, merged.records, texts, today=today)
    found = {} if problems else differences(published.records, records, _others(published, records))
    prepared = Prepared(records, tuple(problems), found)
    return Together(Change(merged.programme_text, prepared, left_out), merged.conflicts)


def _others(published: Content, records: Records) -> list[str]:
    """The tables that are not the very ones that are published."""
    return [name for name, rows in records.items() if rows is not published.records.table(name)]


def authors_of(
    conflicts: Sequence[Conflict], base: Content, newer: Sequence[tuple[Manifest, Content]]
) -> dict[Conflict, Manifest]:
    """The version in which the other side of each conflict came to be as it is.

    Parameters
    ----------
    conflicts : sequence of Conflict
    base : Content
        The version that the change was begun on.
    newer : sequence of (Manifest, Content)
        The versions since, oldest first.

    Returns
    -------
    dict of Conflict to Manifest
    """
    found = {}
    for conflict in conflicts:
        before = _value(conflict, base)
        for manifest, content in newer:
            now = _value(conflict, content)
            if now != before:
                found[conflict] = manifest
            before = now
    return found


def _value(conflict: Conflict, content: Content) -> object:
    """What a version says where a conflict is."""
    if conflict.table == PROGRAMME:
        keys = keys_of(content.programme_text)
        own = f"{conflict.row}."
        return {k: v for k, v in keys.items() if k == conflict.row or k.startswith(own)}
    rows = rows_by_id(
        written(content.records, conflict.table), list(schema(conflict.table).primary_key)
    )
    if conflict.row not in rows.index:
        return None
    return rows.loc[conflict.row].reindex([c.column for c in conflict.cells]).fillna("").to_dict()
