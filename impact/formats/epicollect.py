"""Reports of incidents from Epicollect5: a form of your own, as CSV, with its branches."""

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
    "epicollect",
    "Epicollect5",
    comes_from="Epicollect5, View data, Download: CSV, or the zip file with the branches",
    recognised_by="ec5_uuid and uploaded_at; a branch by ec5_branch_owner_uuid",
    together="file",
)
_OWN = """
    ec5uuid createdat uploadedat createdby title ec5branchowneruuid ec5branchuuid ec5parentuuid
"""
FORM = Form(
    ABOUT,
    key=("ec5_uuid",),
    sent=("uploaded_at",),
    own=frozenset(_OWN.split()),
    parent=("ec5_uuid",),
)
WHERE: dict = {"conflicts": {}}


def recognises(sheet: Sheet) -> str:
    """Reports have an id and the time of sending; a branch points to the id of its report."""
    headings = set(sheet.headings)
    if "ec5_branch_owner_uuid" in headings:
        return "repeats"
    return "reports" if headings >= {"ec5_uuid", "uploaded_at"} else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the reports."""
    return reports_of(package, FORM, known, choices)
