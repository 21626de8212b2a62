"""Reports of incidents from Google Forms: the answers as CSV, or as the workbook beside the form.

There is no id but the time of sending, which is the first column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common.forms import Form, reports_of
from impact.formats.common.package import About
from impact.formats.common.suggesting import suggested_attribute
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Imported, Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

ABOUT = About(
    "google-forms",
    "Google Forms",
    comes_from="Google Forms, Responses: the CSV download, or the linked sheet",
    recognised_by=(
        "Timestamp as the first heading (in English, Russian, Kazakh, Kyrgyz, Turkish and "
        "others), and a question about the animal or the livestock"
    ),
    together="part",
)
_TIME = (
    *("Timestamp", "Отметка времени", "Уақыт белгісі", "Убакыт белгиси", "Zaman damgası"),
    *("Vaqt tamgʻasi", "Vaqt tamg'asi", "Позначка часу", "Цагийн тэмдэг"),
    *("Zeitstempel", "Horodateur", "Marca temporal"),
)
_OWN = {key_of(name) for name in (*_TIME, "Email Address", "Username", "Адрес электронной почты")}
FORM = Form(ABOUT, key=_TIME, sent=_TIME, own=frozenset(_OWN), key_is_time=True)
WHERE: dict = {"conflicts": {}}


def recognises(sheet: Sheet) -> str:
    """The time of sending comes first, and a question is about an animal."""
    first = next((heading for heading in sheet.headings if heading), "")
    if key_of(first) not in {key_of(name) for name in _TIME} or "deploymentid" in sheet.keys:
        return ""
    asked = [h for h in sheet.headings[1:] if h]
    about = [suggested_attribute(name, asked) for name in ("species", "livestock_type")]
    return "reports" if any(about) else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the reports."""
    return reports_of(package, FORM, known, choices)
