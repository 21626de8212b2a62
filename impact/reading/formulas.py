"""Text that a spreadsheet would take for a formula, and the apostrophe that stops it.

A table that is handed out is opened in a spreadsheet, which runs any cell that begins like a
formula, wherever it came from (OWASP, "CSV Injection"). An apostrophe before it makes it text.
When the table comes back, that apostrophe is taken off again, so that a round trip changes no
cell: text that begins with apostrophes of its own gets one more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Full-width signs too: spreadsheets in East Asian languages run them. Spaces before the sign are
# passed over by some.
_SIGN = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"'*(?:\s*[{_SIGN}]|[\t\r\n])")
_MARKED = re.compile(rf"^'(?='*(?:\s*[{_SIGN}]|[\t\r\n]))")
_NUMBER = re.compile(r"[+-]?[0-9][0-9 .,\u00a0\u202f]*")


def is_risky(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula; a number with its sign is none."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def inert(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and is_risky(cell) else cell


def as_meant(column: pd.Series) -> pd.Series:
    """A column of text as it was before `inert`: missing cells stay missing."""
    marked = column.str.startswith("'", na=False).astype(bool)
    if not marked.any():
        return column
    return column.mask(marked, column[marked].str.replace(_MARKED, "", n=1, regex=True))
