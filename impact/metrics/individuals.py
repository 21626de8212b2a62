"""Minimum individuals: how many animals were told apart, which is not a population size.

Identification errors inflate abundance by about a third (Johansson et al. 2020,
doi 10.1038/s41598-020-63367-z). A left and a right flank of one animal cannot be matched from
single-sided photographs, so only the larger of the two sets is added to the animals seen on both.
"""

from __future__ import annotations

import pandas as pd

from impact.metrics.events import presence

FIGURES = ["animals", "both", "left_only", "right_only", "unidentified_detections"]


def minimum_individuals(records: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Count the identified animals of each group.

    Parameters
    ----------
    records : DataFrame
        As from `impact.metrics.events.with_events`. Unverified rows are left aside. An animal
        seen on both flanks, or with a record that says both or does not say, counts as both.
    by : list of str
        Columns to group by, ``scientific_name`` among them: ids of two species never are one
        animal.

    Returns
    -------
    DataFrame
        One row a group with an identified animal, sorted: the columns of `by`, then
        ``animals`` (``both`` and the larger of ``left_only`` and ``right_only``), ``both,
        left_only, right_only`` (animals by the flanks that were photographed) and
        ``unidentified_detections`` (events in which no animal was identified).
    """
    keyed = records.assign(**{name: records[name].astype("str") for name in _texts(records, by)})
    shown = presence(keyed)
    shown = shown[shown["individual_id"].notna()]
    flank = shown["flank"]
    either = flank.isna() | flank.isin(["both"])
    seen = pd.DataFrame({"left": either | flank.isin(["left"])})
    seen["right"] = either | flank.isin(["right"])
    animal = [*(shown[name] for name in by), shown["individual_id"].astype("str")]
    sides = seen.groupby(animal).any()
    kinds = pd.DataFrame(
        {
            "both": sides["left"] & sides["right"],
            "left_only": sides["left"] & ~sides["right"],
            "right_only": sides["right"] & ~sides["left"],
        }
    )
    table = kinds.groupby(level=list(range(len(by)))).sum().astype("int64")
    table["animals"] = table["both"] + table[["left_only", "right_only"]].max(axis=1)
    unknown = _unidentified(keyed, by).reindex(table.index, fill_value=0)
    return table.assign(unidentified_detections=unknown).reset_index()[[*by, *FIGURES]]


def _unidentified(records: pd.DataFrame, by: list[str]) -> pd.Series:
    """How many events of each group have no record that names an animal."""
    counted = records[records["event"].notna()]
    named = counted["individual_id"].notna().groupby(counted["event"].astype("int64")).any()
    events = counted.drop_duplicates("event")
    unknown = events[~events["event"].astype("int64").map(named).astype("bool")]
    return unknown.groupby(by).size()


def _texts(records: pd.DataFrame, by: list[str]) -> list[str]:
    return [name for name in by if isinstance(records[name].dtype, pd.CategoricalDtype)]
