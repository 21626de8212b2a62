"""EarthRanger "Event Export": reports of every type, one row each.

The offset of the times stands in a heading alone, ``Reported_At_(GMT+6:00)``, as it was when the
file was made. Collections of reports are exported beside the reports in them, which are counted
once. Titles, notes and who reported are never read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.ids import tidy_ids
from impact.formats.common.incident_reports import Reports
from impact.formats.common.incidents import attributes_of, incidents
from impact.formats.common.package import About
from impact.formats.common.personal import may_be_personal, scrubbed
from impact.formats.common.sheets import read_together
from impact.formats.common.times import iso_times
from impact.reading.account import Reasons
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Imported, Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

FORMAT = "earthranger"
ABOUT = About(
    FORMAT,
    "EarthRanger",
    comes_from="EarthRanger, Event Export (CSV)",
    recognised_by="Report_Type, Report_Id and a heading that begins with Reported_At",
    together="part",
)
_REPORTED_AT = re.compile(
    r"reported[_ ]at[_ ]*\(?\s*(?:(?:GMT|UTC)\s*(?P<sign>[+-\u2212\u00b1]?)(?P<hours>\d{1,2})"
    r"(?::?(?P<minutes>\d{2}))?)?.*",
    re.IGNORECASE,
)
FIELDS = {
    "category": ("Report_Type", "Report_Type_Internal_Value"),
    "internal": ("Report_Type_Internal_Value",),
    "report_id": ("Report_Id",),
    "latitude": ("Latitude",),
    "longitude": ("Longitude",),
    "collections": ("Collection_Report_IDs",),
    "area_id": ("Area_Id",),
}
_NOT_NEEDED = {
    "title", "priority", "priorityinternalvalue", "reportstatus", "reportedby", "numberofnotes",
    "notes", "numberofrelatedsubjects", "area", "perimeter", "attachments", "customfieldsbeginhere",
    "location", "geometry", "statelabel", "reportstatusinternalvalue", "reportedbyinternalvalue",
}  # fmt: skip


def _moment_heading(sheet: Sheet) -> str:
    return next((h for h in sheet.headings if _REPORTED_AT.fullmatch(h)), "")


def recognises(sheet: Sheet) -> str:
    """An export has the type, the number and the time of each report."""
    fits = sheet.keys >= {"reporttype", "reportid"} and bool(_moment_heading(sheet))
    return "reports" if fits else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read an export."""
    (sheet,) = package.of("reports")
    moment = _moment_heading(sheet)
    own = {key_of(h) for headings in FIELDS.values() for h in headings} | {key_of(moment)}
    others = [h for h in sheet.headings if key_of(h) in own | _NOT_NEEDED]
    personal = tuple(h for h in sheet.headings if h and key_of(h) not in own and may_be_personal(h))
    attributes = attributes_of(sheet.headings, others, personal)
    wanted = {**FIELDS, "written": (moment,), **{c: (h,) for h, c in attributes.items()}}
    rows, problems = read_together([sheet], wanted)
    rows["moment"] = _with_offset(iso_times(rows["written"], choices).text, moment)
    rows["group"] = rows["name"] = "EarthRanger"
    rows["category"] = scrubbed(rows["category"].fillna(rows["internal"]).fillna(""))
    lone = rows["report_id"].isna()
    number = rows["report_id"].where(~lone, "row-" + rows["row"].astype("str"))
    rows["incident_id"] = tidy_ids("earthranger:" + number)
    why = Reasons(rows)
    why.give(_is_collection(rows), "collection")
    why.give(rows["incident_id"].duplicated(), "repeated")
    return incidents(
        Reports(
            system=FORMAT,
            rows=rows[why.kept],
            attributes=attributes,
            source="EarthRanger event export",
            aside=why.aside(),
            problems=problems,
            personal=personal,
            headings=frozenset(h for h in sheet.headings if key_of(h) in own),
            total=len(rows),
        ),
        known,
        choices,
    )


def _with_offset(moments: pd.Series, heading: str) -> pd.Series:
    """Times with the offset that the heading gives, where they have a time and no offset."""
    found = _REPORTED_AT.fullmatch(heading)
    if found is None or found["hours"] is None:
        return moments
    sign = "-" if found["sign"] in ("-", "\u2212") else "+"
    offset = f"{sign}{int(found['hours']):02}:{found['minutes'] or '00'}"
    bare = moments.str.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::[\d.]+)?", na=False)
    return moments.mask(bare.astype(bool), moments + offset)


def _is_collection(rows: pd.DataFrame) -> pd.Series:
    """Reports that others name as theirs, and those that say so of themselves."""
    named = rows["collections"].dropna().str.split(";").explode().str.strip()
    of_others = rows["report_id"].isin(set(named))
    by_type = pd.Series(False, index=rows.index)
    for column in ("internal", "category"):
        by_type |= rows[column].str.contains("collection", case=False, na=False).astype(bool)
    return of_others | by_type


WHERE = {
    "conflicts": {
        "longitude": ("Longitude",),
        "latitude": ("Latitude",),
        "incident_id": ("Report_Id",),
    }
}
