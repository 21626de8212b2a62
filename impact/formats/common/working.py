"""How long a camera worked, where an export says only that it stopped or that nobody came yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.package import canonical_table
from impact.model.errors import Problem
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


def last_pictures(seen: pd.DataFrame) -> pd.Series:
    """Deployment → the ISO time of its last record of any kind."""
    last = seen["event_end"].fillna(seen["event_start"])
    found = pd.DataFrame({"id": seen["deployment_id"].astype("str"), "last": last}).dropna()
    return found.groupby("id")["last"].max()


def ended_by_last_picture(
    rows: pd.DataFrame, ends: pd.Series, seen: pd.DataFrame, column: str
) -> tuple[pd.Series, list[Problem]]:
    """Ends of deployments; one without any counts to its last record of any kind, and says so."""
    open_ended = ends.isna()
    if not open_ended.any():
        return ends, []
    last = rows["deployment_id"].astype("str").map(last_pictures(seen)).astype("str")
    told = [
        Problem(
            str(row.file),
            int(row.row),
            column,
            "",
            "import.no_end",
            Sentence(
                "Camera {camera} has no end: it counts to its last picture.",
                camera=row.deployment_id,
            ),
            Sentence("Fill in when it was collected, once it is."),
            "warning",
        )
        for row in rows[open_ended].itertuples()
    ]
    return ends.fillna(last).astype("str"), told


def failed_since(
    rows: pd.DataFrame,
    starts: pd.Series,
    ends: pd.Series,
    seen: pd.DataFrame,
    said: pd.Series,
    source: str,
) -> tuple[pd.DataFrame, list[Problem]]:
    """Failures of cameras that are said to have failed, without a date.

    A camera that failed worked at least until its last picture, and is not known to have worked
    after it: the failure runs from there to the end of the deployment. One without any picture
    is not known to have worked at all.

    Parameters
    ----------
    rows : DataFrame
        The deployments that failed.
    starts, ends : Series of str
        When each was set and collected, ISO.
    seen : DataFrame
        Records of any kind: ``deployment_id, event_start, event_end``.
    said : Series of str
        The words of the export for each.
    source : str
    """
    start, end = starts.reindex(rows.index), ends.reindex(rows.index)
    last = rows["deployment_id"].astype("str").map(last_pictures(seen)).astype("str")
    since = last.fillna(start)
    # A picture after the end is a mistake of the clock, which is told of where it stands.
    late = since.str.slice(0, 10) > end.str.slice(0, 10)
    there = end.notna() & since.notna() & ~late
    table = canonical_table(
        rows[there],
        deployment_id=rows.loc[there, "deployment_id"],
        failure_start=since[there],
        failure_end=end[there],
        source=source,
    )
    return table, list(_told(rows[there], since, said))


def _told(rows: pd.DataFrame, since: pd.Series, said: pd.Series) -> Iterator[Problem]:
    for row in rows.itertuples():
        yield Problem(
            str(row.file),
            int(row.row),
            "camera_functioning",
            str(said[row.Index]),
            "import.failed_without_date",
            Sentence(
                "Camera {camera} failed ({said}), and it is not said when: its effort counts to "
                "its last picture ({day}).",
                camera=row.deployment_id,
                said=said[row.Index],
                day=str(since[row.Index])[:10],
            ),
            Sentence(
                "If the day is known, send a table with deploymentID, failureStart and failureEnd."
            ),
            "warning",
        )
