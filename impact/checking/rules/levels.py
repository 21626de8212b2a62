"""Media level and event level of one deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.checking.rules.registry import Finding, RuleInput, rule
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd


@rule(
    "detections.species_missing_at_event_level",
    "A species at media level is at event level too, where the deployment has one.",
    severity="warning",
)
def species_missing_at_event_level(material: RuleInput) -> Iterator[Finding]:
    rows = _animals(material.records.detections)
    keys = ["deployment_id", "scientific_name"]
    named = rows[rows["deployment_id"].notna()]
    whole = named["observation_level"].isin(["event"])
    both = named["deployment_id"].isin(named.loc[whole, "deployment_id"])
    if not both.any():
        return
    first, second = (named[key].astype("str") for key in keys)
    pairs = first.str.cat(second, sep="|")
    lost = named[both & ~whole & ~pairs.isin(pairs[whole])]
    for row in lost.drop_duplicates(keys).itertuples():
        yield Finding(
            row.Index,
            "observation_level",
            Sentence(
                "{scientific_name} has no record at event level in deployment {deployment_id}, so "
                "its records at media level are not counted.",
                scientific_name=row.scientific_name,
                deployment_id=row.deployment_id,
            ),
            Sentence(
                "Add its visits at event level, or leave the event level of this deployment out."
            ),
        )


def _animals(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that may be detections: of checked animals, and not made while setting up."""
    animal = rows["observation_type"].isna() | rows["observation_type"].isin(["animal"])
    verified = ~rows["identification_verification_status"].isin(["unverified"])
    return rows[animal & verified & rows["camera_setup_type"].isna() & ~rows["count"].isin([0])]


RULES = (species_missing_at_event_level,)
