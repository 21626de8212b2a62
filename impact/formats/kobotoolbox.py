"""Reports of incidents from KoboToolbox: a form of your own, exported as CSV or as a workbook."""

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
    "kobotoolbox",
    "KoboToolbox",
    comes_from="KoboToolbox, Data, Downloads: CSV or XLS, with the XML values or with labels",
    recognised_by="_uuid or _id, and _submission_time; a repeat by _parent_index",
    together="file",
)
_OWN = """
    start end today username deviceid subscriberid simserial phonenumber id uuid submissiontime
    validationstatus notes status submittedby version tags index parentindex parenttablename
    submissionid submissionuuid submissionsubmissiontime submissionvalidationstatus
    submissionnotes submissionstatus submissionsubmittedby submissionversion submissiontags
    metainstanceid metarootuuid metadeprecatedid formhubuuid
"""
FORM = Form(
    ABOUT,
    key=("_uuid", "_id"),
    sent=("_submission_time", "end"),
    own=frozenset(_OWN.split()),
    parent=("_index",),
    review=("_validation_status",),
)
WHERE: dict = {"conflicts": {}}


def recognises(sheet: Sheet) -> str:
    """Reports have an id and the time of sending; a repeat points to the row of its report."""
    headings = set(sheet.headings)
    if "_parent_index" in headings:
        return "repeats"
    return "reports" if "_submission_time" in headings and headings & {"_uuid", "_id"} else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the reports."""
    return reports_of(package, FORM, known, choices)
