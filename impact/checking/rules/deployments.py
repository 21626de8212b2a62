"""Cameras, their failures, and the records made while they stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.checking.rules.registry import Finding, RuleInput, rule
from impact.model.messages import Sentence
from impact.reading.phrases import two_days

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLE_DAY = pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)


@rule("deployments.end_before_start", "A camera is collected after it was set.")
def collected_before_set(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.deployments
    for row in rows[rows["deployment_end"] < rows["deployment_start"]].itertuples():
        end, start = two_days(row.deployment_end, row.deployment_start)
        yield Finding(
            row.Index,
            "deployment_end",
            Sentence(
                "Camera {deployment_id} was collected ({end}) before it was set ({start}).",
                deployment_id=row.deployment_id,
                end=end,
                start=start,
            ),
            Sentence("Correct the date that is wrong."),
        )


@rule("failures.end_before_start", "A failure ends after it began.")
def failure_ends_before_it_began(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.failures
    for row in rows[rows["failure_end"] < rows["failure_start"]].itertuples():
        end, start = two_days(row.failure_end, row.failure_start)
        yield Finding(
            row.Index,
            "failure_end",
            Sentence("The failure ended ({end}) before it began ({start}).", end=end, start=start),
            Sentence("Correct the date that is wrong."),
        )


@rule(
    "failures.outside_deployment",
    "A failure lies within its deployment.",
    needs=("deployments",),
)
def failure_outside_deployment(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.failures
    stay = _stays(material, rows["deployment_id"])
    sound = rows["failure_start"] <= rows["failure_end"]
    early = sound & (rows["failure_start"] < stay["start"])
    late = sound & ~early & (rows["failure_end"] > stay["end"])
    cure = Sentence("Check the dates of the failure and of the deployment.")
    for row in rows[early].itertuples():
        moment, limit = two_days(row.failure_start, stay["start"][row.Index])
        message = Sentence(
            "{moment} is before camera {deployment_id} was set ({limit}).",
            moment=moment,
            deployment_id=row.deployment_id,
            limit=limit,
        )
        yield Finding(row.Index, "failure_start", message, cure)
    for row in rows[late].itertuples():
        moment, limit = two_days(row.failure_end, stay["end"][row.Index])
        message = Sentence(
            "{moment} is after camera {deployment_id} was collected ({limit}).",
            moment=moment,
            deployment_id=row.deployment_id,
            limit=limit,
        )
        yield Finding(row.Index, "failure_end", message, cure)


@rule(
    "detections.outside_deployment",
    "A record was made between the setting and the collection of its camera.",
    severity="warning",
    needs=("deployments",),
)
def record_outside_deployment(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.detections
    stay = _stays(material, rows["deployment_id"])
    start, end = rows["event_start"], rows["event_end"]
    # A date without a time is compared day by day.
    timed = material.precision["detections"]["event_start"] == "time"
    late = start > stay["end"].where(timed, stay["end"].dt.normalize() + _WHOLE_DAY)
    last = start.where(timed, end.dt.normalize() + _WHOLE_DAY)
    early = ~late & start.notna() & (last < stay["start"])
    cure = Sentence("Check the camera clock or the deployment dates.")
    for row in rows[late].itertuples():
        moment, limit = two_days(row.event_start, stay["end"][row.Index])
        message = Sentence(
            "{moment} is after camera {deployment_id} was collected ({limit}).",
            moment=moment,
            deployment_id=row.deployment_id,
            limit=limit,
        )
        yield Finding(row.Index, "event_start", message, cure)
    for row in rows[early].itertuples():
        moment, limit = two_days(row.event_start, stay["start"][row.Index])
        message = Sentence(
            "{moment} is before camera {deployment_id} was set ({limit}).",
            moment=moment,
            deployment_id=row.deployment_id,
            limit=limit,
        )
        yield Finding(row.Index, "event_start", message, cure)


@rule("deployments.location_in_two_areas", "All deployments of one location lie in one area.")
def location_in_two_areas(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.deployments
    area, location = rows["area_id"].astype("str"), rows["location_id"].astype("str")
    first = area.groupby(location).transform("first")
    for row in rows[(area != first) & area.notna() & first.notna()].itertuples():
        yield Finding(
            row.Index,
            "area_id",
            Sentence(
                "Location {location_id} lies in {area_id} here, but in {other} in a row above.",
                location_id=row.location_id,
                area_id=row.area_id,
                other=first[row.Index],
            ),
            Sentence("Give one location one area, or give the second place its own location_id."),
        )


def _stays(material: RuleInput, deployment_ids: pd.Series) -> pd.DataFrame:
    """When the camera of each row was set and collected.

    An end at midnight is a date without a time, so its whole day belongs to the stay. A
    deployment that ends before it starts has a problem of its own and limits nothing.
    """
    known = material.records.deployments
    known = known[~(known["deployment_end"] < known["deployment_start"])]
    known = known.assign(id=known["deployment_id"].astype("str")).drop_duplicates("id")
    known = known.dropna(subset="id").set_index("id")
    stays = known[["deployment_start", "deployment_end"]].reindex(deployment_ids.astype("str"))
    stays = stays.set_axis(["start", "end"], axis="columns").set_axis(deployment_ids.index)
    midnight = stays["end"] == stays["end"].dt.normalize()
    return stays.assign(end=stays["end"].where(~midnight, stays["end"] + _WHOLE_DAY))


RULES = (
    collected_before_set,
    failure_ends_before_it_began,
    failure_outside_deployment,
    record_outside_deployment,
    location_in_two_areas,
)
