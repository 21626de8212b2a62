"""``--base N``: files that were made from an older version than the one published now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from impact.changes.three_way import Content
from impact.changes.together import Together, authors_of, bring_together

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from impact.changes.conflicts import Conflict
    from impact.changes.submit import Change
    from impact.versions import Manifest, Snapshot, Store


def on_what_is_published(
    store: Store, base: Snapshot, change: Change, *, today: dt.date
) -> tuple[Together, dict[Conflict, Manifest]]:
    """A change of an older version on what is published now, and who made the other side."""
    begun = Content(base.programme_text, base.records)
    numbers = [one.log_number for one in reversed(store.history()) if one.withdrawn is None]
    newer = [store.open(number) for number in numbers if number > base.manifest.log_number]
    contents = [(one.manifest, Content(one.programme_text, one.records)) for one in newer]
    published = contents[-1][1] if contents else begun
    found = bring_together(begun, change, published, {}, today=today)
    return found, authors_of(found.conflicts, begun, contents)


def print_conflicts(
    options: argparse.Namespace, conflicts: Sequence[Conflict], authors: Mapping[Conflict, Manifest]
) -> None:
    """Each cell that both changed: as it was, as it is published, as the file has it."""
    lines = [_plain(one, authors.get(one)) for one in conflicts]
    if options.json:
        print(json.dumps({"conflicts": lines, "published": None}, ensure_ascii=False, indent=2))
        return
    for line in lines:
        print(f"conflict: {line['table']}, {line['row']}, {line['column']}")
        print(f"  before: {_shown(line['before'])}")
        print(f"  published in version {line['version']} by {line['author']}, {line['published']}: "
              f"{_shown(line['theirs'])}")  # fmt: skip
        print(f"  yours: {_shown(line['yours'])}")
    print("Nothing was published. Write into the file what is to stand there, and publish it")
    print("with --base and the number of the version that you have looked at.")


def _plain(conflict: Conflict, author: Manifest | None) -> dict[str, object]:
    def values(side: str) -> str:
        return ", ".join(str(getattr(cell, side) or "") for cell in conflict.cells)

    return {
        "table": conflict.table,
        "row": conflict.row,
        "column": conflict.columns,
        "before": values("before"),
        "theirs": values("theirs"),
        "yours": values("mine"),
        "removed_by": conflict.removed_by and conflict.removed_by.value,
        "version": author and author.number,
        "author": author and author.author,
        "published": author and f"{author.published:%Y-%m-%d %H:%M} UTC",
    }


def _shown(value: object) -> str:
    return str(value) or "(empty)"
