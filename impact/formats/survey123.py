"""Reports of incidents from ArcGIS Survey123: a form of your own, as CSV or as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common.forms import Form, reports_of
from impact.formats.common.package import About

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Imported, Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

ABOUT = About(
    "survey123",
    "ArcGIS Survey123",
    comes_from="ArcGIS Survey123, Data, Export: CSV or Excel; a related table beside it",
    recognised_by="GlobalID and CreationDate; a related table by ParentGlobalID",
    together="file",
)
_OWN = "objectid globalid parentglobalid creationdate creator editdate editor shape"
FORM = Form(
    ABOUT,
    key=("GlobalID",),
    sent=("CreationDate",),
    own=frozenset(_OWN.split()),
    parent=("GlobalID",),
)
WHERE: dict = {"conflicts": {}}


def recognises(sheet: Sheet) -> str:
    """Reports have an id and the day of sending; a related table points to that of its report."""
    if "parentglobalid" in sheet.keys:
        return "repeats"
    return "reports" if sheet.keys >= {"globalid", "creationdate"} else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the reports."""
    return reports_of(package, FORM, known, choices)
