"""Which table a file is, told by its headings, and what its columns are called here.

Camtrap DP 1.0 (Bubnicki et al. 2024, doi 10.1002/rse2.374) and our own tables. A name that
stands on the left is the file's, on the right ours (`impact/model/schemas/`).
"""

from __future__ import annotations

from dataclasses import dataclass

_OBSERVATIONS = {
    "observationID": "observation_id",
    "deploymentID": "deployment_id",
    "eventID": "event_id",
    "eventStart": "event_start",
    "eventEnd": "event_end",
    "observationLevel": "observation_level",
    "observationType": "observation_type",
    "cameraSetupType": "camera_setup_type",
    "scientificName": "scientific_name",
    "count": "count",
    "classificationMethod": "classification_method",
}
_DEPLOYMENTS = {
    "deploymentID": "deployment_id",
    "locationID": "location_id",
    "latitude": "latitude",
    "longitude": "longitude",
    "deploymentStart": "deployment_start",
    "deploymentEnd": "deployment_end",
}
_MEDIA = {"deploymentID": "deployment_id", "timestamp": "event_start"}
_FAILURES = {
    "deploymentID": "deployment_id",
    "failureStart": "failure_start",
    "failureEnd": "failure_end",
}
_OWN_DETECTIONS = (
    "observation_id",
    "scientific_name",
    "area_id",
    "location_id",
    "survey_id",
    "deployment_id",
    "observation_type",
    "observation_level",
    "event_id",
    "event_start",
    "event_end",
    "utc_offset",
    "date_precision",
    "count",
    "count_unit",
    "camera_setup_type",
    "identification_verification_status",
    "first_record",
    "first_record_note",
)


@dataclass(frozen=True)
class Layout:
    """One table of one standard.

    Attributes
    ----------
    table : str
        ``detections``, ``deployments``, ``failures`` or ``media``.
    told_by : frozenset of str
        Headings that this table has and no other.
    columns : dict of str to str
        Heading → our name, of what is read.
    from_cameras : bool
        Whether every record has to name its deployment.
    """

    table: str
    told_by: frozenset[str]
    columns: dict[str, str]
    from_cameras: bool = True


def _own(*names: str) -> dict[str, str]:
    return {name: name for name in names}


LAYOUTS = (
    Layout("detections", frozenset({"observationID", "eventStart"}), _OBSERVATIONS),
    Layout("deployments", frozenset({"deploymentID", "deploymentStart"}), _DEPLOYMENTS),
    Layout("media", frozenset({"mediaID", "timestamp", "filePath"}), _MEDIA),
    Layout("failures", frozenset({"deploymentID", "failureStart"}), _FAILURES),
    Layout(
        "detections",
        frozenset({"observation_id", "event_start"}),
        _own(*_OWN_DETECTIONS),
        from_cameras=False,
    ),
    Layout(
        "deployments",
        frozenset({"deployment_id", "deployment_start"}),
        _own("area_id", *_DEPLOYMENTS.values()),
    ),
    Layout("failures", frozenset({"deployment_id", "failure_start"}), _own(*_FAILURES.values())),
)


def layout_of(headings: list[str]) -> Layout | None:
    """The table that a file with these headings is, or None."""
    there = set(headings)
    return next((layout for layout in LAYOUTS if layout.told_by <= there), None)
