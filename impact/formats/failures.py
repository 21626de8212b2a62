"""A table of the periods in which cameras did not work, beside any export of deployments.

Camtrap DP has none, so many projects keep one of their own: ``deploymentID, failureStart,
failureEnd``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common.ids import tidy_ids
from impact.formats.common.package import About, Imported, canonical_table
from impact.formats.common.sheets import read_together
from impact.formats.common.times import date_order_question, iso_times
from impact.reading.account import Account

if TYPE_CHECKING:
    import pandas as pd

    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem
    from impact.reading.choices import Choices

FORMAT = "failures"
ABOUT = About(
    FORMAT,
    "camera failures",
    comes_from="a table of your own beside any export of cameras",
    recognised_by="deploymentID, failureStart and failureEnd, and no source",
)
COLUMNS = {
    "deployment_id": ("deploymentID",),
    "failure_start": ("failureStart",),
    "failure_end": ("failureEnd",),
}


def recognises(sheet: Sheet) -> str:
    """A table of failures without a source is of the field's making; with one it is ours."""
    fits = sheet.keys >= {"deploymentid", "failurestart", "failureend"}
    return "failures" if fits and "source" not in sheet.keys else ""


def failures_of(
    sheets: tuple[Sheet, ...], choices: Choices, source: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """The periods, and what could not be read."""
    rows, problems = read_together(sheets, COLUMNS)
    table = canonical_table(
        rows,
        deployment_id=tidy_ids(rows["deployment_id"]),
        failure_start=iso_times(rows["failure_start"], choices).text,
        failure_end=iso_times(rows["failure_end"], choices).text,
        source=source,
    )
    return table, problems


def tables(package: Package, _known: Known, choices: Choices) -> Imported:
    """Read a table of failures that came by itself."""
    sheets = package.of("failures")
    table, problems = failures_of(sheets, choices, "Table of camera failures")
    rows, _ = read_together(sheets, COLUMNS)
    left = {c: iso_times(rows[c], choices).open for c in ("failure_start", "failure_end")}
    return Imported(
        {"failures": table},
        {"failures": problems},
        tuple(date_order_question(left, "")),
        Account({"failures": len(rows)}, {"failures": len(table)}),
    )


WHERE = {"failures": COLUMNS}
