"""Text that a spreadsheet would take for a formula or a date, and the apostrophe that stops it.

A table that is handed out is opened in a spreadsheet, which runs any cell that begins like a
formula, wherever it came from (OWASP, "CSV Injection"). An apostrophe before it makes it text.
When the table comes back, that apostrophe is taken off again, so that a round trip changes no
cell: text that begins with apostrophes of its own gets one more.

A range ("1-3"), a fraction ("3/4") and an id ("MAR-1") become days of this year where a CSV is
opened. In files for spreadsheets they get the apostrophe too; files for other programs keep them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Full-width signs too: spreadsheets in East Asian languages run them. Spaces before the sign are
# passed over by some.
_SIGN = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
)
_DATE = (
    r"(?:\d{1,2} ?[-/] ?\d{1,4}(?: ?[-/] ?\d{1,4})?|"
    rf"(?:{_MONTH})[-/ ]?\d{{1,2}}|\d{{1,2}}[-/ ]?(?:{_MONTH}))\s*\Z"
)
_START = rf"\s*[{_SIGN}]|[\t\r\n]"
_FORMULA = re.compile(rf"'*(?:{_START})|'+{_DATE}", re.IGNORECASE)
_LOOKS_DATED = re.compile(_DATE, re.IGNORECASE)
_MARKED = re.compile(rf"^'(?='*(?:{_START}|{_DATE}))", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[0-9][0-9 .,\u00a0\u202f]*")


def is_risky(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula; a number with its sign is none."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def inert(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and is_risky(cell) else cell


def undated(cell: object) -> object:
    """A cell that no spreadsheet takes for a day of this year; days on file begin with the year."""
    return f"'{cell}" if isinstance(cell, str) and _LOOKS_DATED.match(cell) else cell


def as_meant(column: pd.Series) -> pd.Series:
    """A column of text as it was before `inert` and `undated`: missing cells stay missing."""
    marked = column.str.startswith("'", na=False).astype(bool)
    if not marked.any():
        return column
    return column.mask(marked, column[marked].str.replace(_MARKED, "", n=1, regex=True))
