"""Minimum individuals: how many animals were told apart, which is no population.

Identification errors inflate abundance by about a third (Johansson et al. 2020,
doi 10.1038/s41598-020-63367-z). A left and a right flank of one animal cannot be matched from
single-sided photographs, so only the larger of the two sets is added to the animals seen on both.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from impact.metrics.events import countable, event_of_each_record, presence


@dataclass(frozen=True)
class MinimumIndividuals:
    """At least so many animals.

    Attributes
    ----------
    animals : int
        ``both`` and, of each species, the larger of ``left_only`` and ``right_only``.
    both, left_only, right_only : int
        Animals by the flanks that were photographed.
    unidentified_detections : int
        Detections in which no animal was told by its coat.
    """

    animals: int
    both: int
    left_only: int
    right_only: int
    unidentified_detections: int


def minimum_individuals(
    detections: pd.DataFrame,
    *,
    threshold_minutes: int = 30,
    rule: str = "since_previous_record",
) -> MinimumIndividuals:
    """Count the identified animals of the rows given.

    Parameters
    ----------
    detections : DataFrame
        With their location (`with_location`). Unverified rows are left aside. An animal seen
        on both flanks, or with a record that says both or does not say, counts as both.
    threshold_minutes, rule
        When two records are two detections, for those without an identity.

    Returns
    -------
    MinimumIndividuals

    Raises
    ------
    MetricError
        As `independent_events`.
    """
    rows = presence(detections)
    rows = rows[rows["individual_id"].notna()]
    flank = rows["flank"]
    either = flank.isna() | flank.isin(["both"])
    seen = pd.DataFrame({"left": either | flank.isin(["left"])})
    seen["right"] = either | flank.isin(["right"])
    animal = [rows["scientific_name"].astype("str"), rows["individual_id"].astype("str")]
    sides = seen.groupby(animal).any()
    kinds = pd.DataFrame(
        {
            "both": sides["left"] & sides["right"],
            "left_only": sides["left"] & ~sides["right"],
            "right_only": sides["right"] & ~sides["left"],
        }
    )
    by_species = kinds.groupby(level=0).sum()
    one_sided = by_species[["left_only", "right_only"]].max(axis=1)
    return MinimumIndividuals(
        animals=int(by_species["both"].sum() + one_sided.sum()),
        both=int(by_species["both"].sum()),
        left_only=int(by_species["left_only"].sum()),
        right_only=int(by_species["right_only"].sum()),
        unidentified_detections=_unidentified(detections, threshold_minutes, rule),
    )


def _unidentified(detections: pd.DataFrame, threshold_minutes: int, rule: str) -> int:
    """Events none of whose records names an animal."""
    rows = countable(detections)
    events = event_of_each_record(rows, threshold_minutes=threshold_minutes, rule=rule)
    named = events.index.isin(rows.loc[rows["individual_id"].notna(), "observation_id"])
    return int((~pd.Series(named).groupby(events.to_numpy()).any()).sum())
