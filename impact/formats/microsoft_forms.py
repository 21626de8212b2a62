"""Reports of incidents from Microsoft Forms: the workbook that it makes of the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common.forms import Form, reports_of
from impact.formats.common.package import About
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Imported, Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

ABOUT = About(
    "microsoft-forms",
    "Microsoft Forms",
    comes_from="Microsoft Forms, Responses, Open in Excel",
    recognised_by="ID, Start time and Completion time, in English or Russian",
    together="part",
)
_START = ("Start time", "Время начала")
_SENT = ("Completion time", "Время завершения", "Время выполнения")
_KEY = ("ID", "Id", "ИД", "Идентификатор")
_MORE = ("Email", "Name", "Last modified time", "Language", "Электронная почта", "Имя", "Язык")
FORM = Form(
    ABOUT,
    key=_KEY,
    sent=_SENT,
    own=frozenset(key_of(name) for name in (*_START, *_SENT, *_KEY, *_MORE)),
)
WHERE: dict = {"conflicts": {}}


def recognises(sheet: Sheet) -> str:
    """Reports have a number, and the times at which they were begun and sent."""
    wanted = (_START, _SENT, _KEY)
    return "reports" if all(sheet.keys & set(map(key_of, each)) for each in wanted) else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the reports."""
    return reports_of(package, FORM, known, choices)
