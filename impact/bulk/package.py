"""A counted survey as a Camtrap DP of its events, for all that reads Camtrap DP.

Each event is one observation at event level, each stay one deployment with its exact beginning and
end, so that what is counted from the package is what is counted from the single records: of a
period of any days, by a gap between events that is not longer than the one they were made by.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

PACKAGE = "survey.zip"
_WRITTEN = (2024, 1, 1, 0, 0, 0)  # the same survey gives the same bytes
_TIMES = "%Y-%m-%dT%H:%M:%S"
_DEPLOYMENTS = {
    "deployment_id": "deploymentID",
    "location_id": "locationID",
    "area_id": "areaID",
    "latitude": "latitude",
    "longitude": "longitude",
    "group": "deploymentGroups",
    "deployment_start": "deploymentStart",
    "deployment_end": "deploymentEnd",
}
_OBSERVATIONS = {
    "deployment_id": "deploymentID",
    "scientific_name": "scientificName",
    "count": "count",
    "start": "eventStart",
    "end": "eventEnd",
}
_FAILURES = {
    "deployment_id": "deploymentID",
    "failure_start": "failureStart",
    "failure_end": "failureEnd",
}


def package_of(events: pd.DataFrame, stays: pd.DataFrame, failures: pd.DataFrame) -> bytes:
    """The zip file.

    Parameters
    ----------
    events : DataFrame
        As of `impact.bulk.counting.events_of`.
    stays : DataFrame
        As of `impact.bulk.counting.with_ends`.
    failures : DataFrame
        ``deployment_id, failure_start, failure_end``.
    """
    observed = events[[*_OBSERVATIONS]].rename(columns=_OBSERVATIONS)
    observed.insert(0, "observationID", [f"event-{n}" for n in range(1, len(events) + 1)])
    # Only what a person has identified is counted.
    observed = observed.assign(
        observationLevel="event", observationType="animal", classificationMethod="human"
    )
    tables = {
        "deployments.csv": stays[[*_DEPLOYMENTS]].rename(columns=_DEPLOYMENTS),
        "observations.csv": observed,
        "failures.csv": failures[[*_FAILURES]].rename(columns=_FAILURES),
    }
    files = {
        name: table.to_csv(index=False, date_format=_TIMES, lineterminator="\n")
        for name, table in tables.items()
        if len(table) or name != "failures.csv"
    }
    about = {"title": "Counted survey", "resources": [{"name": n[:-4], "path": n} for n in files]}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in {"datapackage.json": json.dumps(about, indent=2), **files}.items():
            book.writestr(zipfile.ZipInfo(name, _WRITTEN), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
