"""Published totals and single records, of detections and of incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.checking.rules.registry import Finding, Rule, RuleInput, rule
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("detections.without_place", "A record names its area or its deployment.")
def record_without_place(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.detections
    nowhere = rows["area_id"].isna() & rows["deployment_id"].isna()
    for index in rows.index[nowhere]:
        yield Finding(
            index,
            "area_id",
            Sentence("The record has neither an area nor a deployment."),
            Sentence("Fill in area_id, or deployment_id for a record of a camera."),
        )


@rule("detections.count_without_unit", "A published count says what it counts.")
def count_without_unit(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.detections
    # With a camera the row is the record, and its count is the animals in the picture.
    by_camera = rows["deployment_id"].notna() | rows["location_id"].notna()
    for index in rows.index[rows["count"].notna() & rows["count_unit"].isna() & ~by_camera]:
        yield Finding(
            index,
            "count_unit",
            Sentence("The row has a count, but not what is counted."),
            Sentence(
                "Fill in detections, individuals or first record: they are never added together."
            ),
        )


@rule(
    "detections.count_of_none",
    "A record shows at least one animal.",
    severity="warning",
    of_row=True,
)
def count_of_none(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.detections
    # A published total of detections may be 0: the survey that it is of found none.
    total = rows["count_unit"].isin(["detections"])
    for index in rows.index[rows["count"].eq(0).fillna(False) & ~total]:
        yield Finding(
            index,
            "count",
            Sentence("A count of 0 is no record of an animal: the row counts for nothing."),
            Sentence("Delete the row; or correct the count, or leave it empty if it is not known."),
        )


@rule(
    "detections.unit_without_count",
    "What is counted comes with a number, or with the words of the source.",
    severity="warning",
)
def unit_without_count(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.detections
    none = rows["count"].isna() & rows["count_text"].isna()
    for index in rows.index[none & rows["count_unit"].notna()]:
        yield Finding(
            index,
            "count",
            Sentence("The row says what is counted, but not how many."),
            Sentence("Fill in count, or count_text where the source gives no single number."),
        )


@rule("detections.total_without_survey", "A published total of detections names its survey.")
def total_without_survey(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.detections
    total = (rows["count"] > 1).fillna(False) & (rows["count_unit"].astype("str") == "detections")
    for row in rows[total.astype(bool) & rows["survey_id"].isna()].itertuples():
        yield Finding(
            row.Index,
            "survey_id",
            Sentence(
                "A total of {count} detections belongs to a survey, but names none.",
                count=row.count,
            ),
            Sentence(
                "Add the survey to the surveys table (its dates may be unknown) and name it here."
            ),
        )


@rule("detections.first_record_unmarked", "A row counted as a first record is marked as one.")
def first_record_unmarked(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.detections
    counted = rows["count_unit"].astype("str") == "first record"
    for index in rows.index[counted & (rows["first_record"].astype("str") != "yes")]:
        yield Finding(
            index,
            "first_record",
            Sentence("The row is counted as a first record, but first_record is not yes."),
            Sentence("Write yes, or correct count_unit."),
        )


@rule("conflicts.total_with_type", "A row is one incident or a published total, not both.")
def total_with_type(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.conflicts
    for index in rows.index[rows["count"].notna() & rows["incident_type"].notna()]:
        yield Finding(
            index,
            "incident_type",
            Sentence("The row has a count and the type of a single incident."),
            Sentence(
                "Leave the type empty in a total, or the count in a row that is one incident."
            ),
        )


def _counted_without(column: str, words: str, *, context: bool) -> Rule:
    """Counted incidents need it; in others' work, kept for context, it may not be known."""
    name = column.removesuffix("_id").removeprefix("incident_")
    rule_id = f"conflicts.{'context_' if context else ''}without_{name}"
    whose = "An incident of others that is counted" if context else "A counted incident"
    severity = "warning" if context else "error"

    @rule(rule_id, f"{whose} has {words}.", severity=severity)
    def without(material: RuleInput) -> Iterator[Finding]:
        rows = material.records.conflicts
        counted = rows["verification"].astype("str").isin(["confirmed", "probable"])
        of_others = rows["attribution"].astype("str") == "others"
        lacking = counted & rows["count"].isna() & rows[column].isna() & (of_others == context)
        for index in rows.index[lacking]:
            yield Finding(
                index,
                column,
                Sentence("The incident is counted, but it does not have {words}.", words=words),
                Sentence("Fill it in, or mark the row as unverified or rejected."),
            )

    return without


@rule("status.low_above_high", "The lower end of a range is not above its upper end.")
def low_above_high(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.status
    for row in rows[rows["low"] > rows["high"]].itertuples():
        yield Finding(
            row.Index,
            "low",
            Sentence(
                "The lower end ({low}) is above the upper end ({high}).",
                low=f"{row.low:g}",
                high=f"{row.high:g}",
            ),
            Sentence("Exchange or correct them."),
        )


RULES = (
    record_without_place,
    count_without_unit,
    count_of_none,
    unit_without_count,
    total_without_survey,
    first_record_unmarked,
    total_with_type,
    _counted_without("incident_type", Sentence("a type"), context=False),
    _counted_without("incident_type", Sentence("a type"), context=True),
    _counted_without("area_id", Sentence("an area"), context=False),
    _counted_without("area_id", Sentence("an area"), context=True),
    low_above_high,
)
