"""What is different between two versions, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.changes.key_names import name_of_key, value_of_key
from impact.changes.seen import words_between
from impact.wording.language import NAMES
from impact.wording.lists import table_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from impact.changes.seen import Edit, Seen, SeenTable
    from impact.wording import Words


def place_of(edit: Edit, words: Words) -> str:
    """Where it stands: the row and the column, or the field in the forms of the programme."""
    if not edit.table:
        return name_of_key(edit.row, words)
    return " · ".join(part for part in (edit.row, edit.column) if part)


def change_of(edit: Edit, words: Words, mark: Callable[[str, str], str]) -> str:
    """Before and after in one line: what went and what came are marked, the rest is plain.

    Parameters
    ----------
    edit : Edit
    words : Words
    mark : callable
        ``old``, ``new`` or ``same``, and words → the same, marked.
    """
    sides = [edit.before, edit.after]
    if not edit.table:
        sides = [value_of_key(edit.row, side, words) for side in sides]
    before, after = (side or words._("(empty)") for side in sides)
    parts = words_between(before, after)
    text = "".join(mark(kind, part) for kind, part in parts).strip()
    return " ".join([text, *not_changed(edit, words)])


def not_changed(edit: Edit, words: Words) -> list[str]:
    """The languages in which the same text stayed as it was, in a sentence; none where none did."""
    names = ", ".join(NAMES[one] for one in edit.unchanged)
    return [words._("Not changed: {languages}.").format(languages=names)] if names else []


def bracketed(kind: str, text: str) -> str:
    """The marks of plain text."""
    space = text[len(text.rstrip()) :]
    signs = {"old": "[− {}]", "new": "[+ {}]"}
    return text if kind == "same" else signs[kind].format(text.rstrip()) + (space or " ")


def lines_of(seen: Seen, words: Words) -> Iterator[str]:
    """Everything that is different, as lines of plain text."""
    if seen.keys:
        yield words._("The programme")
    for edit in seen.keys:
        yield f"- {place_of(edit, words)}: {change_of(edit, words, bracketed)}"
    for table in seen.tables:
        yield f"{table_name(table.table, words)}: {counted(table, words)}"
        for edit in table.edits:
            yield f"- {place_of(edit, words)}: {change_of(edit, words, bracketed)}"
        for rows, sign in ((table.added, "+"), (table.removed, "−")):
            for cells in rows.fillna("").to_dict("records"):
                yield f"{sign} " + "; ".join(f"{k}: {v}" for k, v in cells.items() if v)


def counted(table: SeenTable, words: Words) -> str:
    """How many rows are new, changed, gone, and left as they were."""
    one = table.difference
    rows, gone = one.changed["id"].nunique(), len(one.removed)
    new, left = len(one.added), len(one.repeated)
    counts = [
        (new, words.ngettext("{n} new row", "{n} new rows", new)),
        (rows, words.ngettext("{n} changed row", "{n} changed rows", rows)),
        (gone, words.ngettext("{n} row removed", "{n} rows removed", gone)),
        (left, words.ngettext("{n} row left as it was", "{n} rows left as they were", left)),
    ]
    parts = [text.format(n=words.number(n)) for n, text in counts if n]
    return ", ".join(parts) or words._("Nothing changes.")
