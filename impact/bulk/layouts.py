"""Which table a file is, told by its headings, and what its columns are called here.

Camtrap DP (Bubnicki et al. 2024, doi 10.1002/rse2.374), by the columns that
`impact.formats.camtrap_dp` knows, and our own tables (`impact/model/schemas/`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.formats import camtrap_dp
from impact.formats.common import absences, identifications

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the program reads of observations, under the names that metrics have.
_NAMES = {
    "level": "observation_level",
    "type": "observation_type",
    "setup": "camera_setup_type",
}
_NOT_NEEDED = ("media_id", "individual_id")
_OBSERVATIONS = {
    _NAMES.get(name, name): headings
    for name, headings in camtrap_dp.OBSERVATIONS.items()
    if name not in _NOT_NEEDED
}
_OF_STAYS = (
    "deployment_id",
    "location_id",
    "latitude",
    "longitude",
    "deployment_start",
    "deployment_end",
)
_DEPLOYMENTS = {name: camtrap_dp.DEPLOYMENTS[name] for name in (*_OF_STAYS, "area_id", "group")}
_MEDIA = {"deployment_id": ("deploymentID",), "event_start": ("timestamp",)}
_FAILURES = {
    "deployment_id": ("deploymentID",),
    "failure_start": ("failureStart",),
    "failure_end": ("failureEnd",),
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

_OF_DOUBT = {**absences.FIELDS, **identifications.FIELDS}


@dataclass(frozen=True)
class Layout:
    """One table of one standard.

    Attributes
    ----------
    table : str
        ``detections``, ``deployments``, ``failures`` or ``media``.
    told_by : frozenset of str
        Headings that this table has and no other.
    fields : dict of str to tuple of str
        Our name → the headings that it may have, of what is read; the first that is there.
    from_cameras : bool
        Whether every record has to name its deployment.
    """

    table: str
    told_by: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    from_cameras: bool = True

    def columns(self, headings: list[str]) -> dict[str, str]:
        """Heading → our name, of the columns that are read, in the order of the file."""
        taken: dict[str, str] = {}
        for name, known in self.fields.items():
            heading = next((one for one in known if one in headings), None)
            if heading is not None:
                taken.setdefault(heading, name)
        return {heading: taken[heading] for heading in headings if heading in taken}


def _own(*names: str) -> dict[str, tuple[str, ...]]:
    return {name: (name,) for name in names}


LAYOUTS = (
    Layout("detections", frozenset({"observationID", "deploymentID"}), _OBSERVATIONS),
    Layout("deployments", frozenset({"deploymentID", "deploymentStart"}), _DEPLOYMENTS),
    Layout("media", frozenset({"mediaID", "timestamp", "filePath"}), _MEDIA),
    Layout("failures", frozenset({"deploymentID", "failureStart"}), _FAILURES),
    Layout(
        "detections",
        frozenset({"observation_id", "event_start"}),
        {**_own(*_OWN_DETECTIONS), **_OF_DOUBT},
        from_cameras=False,
    ),
    Layout(
        "deployments",
        frozenset({"deployment_id", "deployment_start"}),
        _own("area_id", *_OF_STAYS),
    ),
    Layout("failures", frozenset({"deployment_id", "failure_start"}), _own(*_FAILURES)),
)


def layout_of(headings: list[str]) -> Layout | None:
    """The table that a file with these headings is, or None."""
    there = set(headings)
    return next((layout for layout in LAYOUTS if layout.told_by <= there), None)
