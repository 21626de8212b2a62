"""Reports of incidents from ODK Central: a form of your own, exported as CSV or in a zip file."""

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
    "odk-central",
    "ODK Central",
    comes_from="ODK Central, Submissions, Download: CSV, or a zip file with the repeats",
    recognised_by="KEY with SubmissionDate or meta-instanceID; a repeat by PARENT_KEY",
    together="file",
)
_OWN = """
    submissiondate start end today metainstanceid instanceid key parentkey submitterid
    submittername attachmentspresent attachmentsexpected status deviceid edits formversion
    metaentity setof
"""
FORM = Form(
    ABOUT,
    key=("KEY",),
    sent=("SubmissionDate",),
    own=frozenset(_OWN.split()),
    parent=("KEY",),
    review=("ReviewState",),
)
WHERE: dict = {"conflicts": {}}


def recognises(sheet: Sheet) -> str:
    """Reports have a key and the day of sending; a repeat points to the key of its report."""
    headings = set(sheet.headings)
    if headings >= {"PARENT_KEY", "KEY"}:
        return "repeats"
    sent = headings & {"SubmissionDate", "meta-instanceID", "instanceID"}
    return "reports" if "KEY" in headings and sent else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the reports."""
    return reports_of(package, FORM, known, choices)
