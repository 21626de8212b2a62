"""Tables to hand out, safe to open in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.wording.citation import source_line

if TYPE_CHECKING:
    import pandas as pd

    from impact.disclosure import View
    from impact.figures.shown import Shown
    from impact.wording.language import Words

# A cell that begins so is a formula to a spreadsheet, wherever it came from.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before it."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell


def csv_of(view: View, shown: Shown, words: Words) -> bytes:
    """The table of a figure as CSV, UTF-8 with a byte order mark so that Excel reads it.

    The last row says whose data it is, of which day and version.
    """
    rows: pd.DataFrame = shown.table.map(inert)
    text = rows.to_csv(index=False)
    note = inert(source_line(view, words)).replace('"', "'")
    return f'{text}"{note}"\n'.encode("utf-8-sig")
