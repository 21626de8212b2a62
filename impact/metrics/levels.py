"""Media level and event level: one of them for each deployment, never both.

Camtrap DP often has both in one file (Bubnicki et al. 2024, doi 10.1002/rse2.374). Rows that name
no deployment are taken together by their location.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def lost_at_event_level(detections: pd.DataFrame) -> pd.DataFrame:
    """Rows at media level of a species that the event level of their deployment lacks.

    They are in no event, though nothing at event level stands for them.

    Parameters
    ----------
    detections : DataFrame
        Countable rows of every species, with their location: a deployment has event level
        whatever species that is of.
    """
    left = detections[~one_level(detections, np.arange(len(detections)))]
    keys = ["deployment_id", "area_id", "location_id", "scientific_name"]
    whole = detections[detections["observation_level"].isin(["event"])]
    known = set(whole[keys].astype("str").fillna("").itertuples(index=False, name=None))
    there = left[keys].astype("str").fillna("").itertuples(index=False, name=None)
    return left[pd.Series([key not in known for key in there], left.index, dtype=bool)]


def one_level(detections: pd.DataFrame, at: np.ndarray) -> np.ndarray:
    """Which of the rows at `at` are used: event level where there is any, else media level."""
    event = detections["observation_level"].isin(["event"]).to_numpy()[at]
    if not event.any():
        return np.ones(len(at), dtype=bool)
    rows = detections[["deployment_id", "area_id", "location_id"]].iloc[at]
    named = rows["deployment_id"].notna()
    place = rows.groupby(["area_id", "location_id"], observed=True, dropna=False).ngroup()
    without = ~named & rows["location_id"].notna()
    have_both = named & rows["deployment_id"].isin(rows.loc[event & named, "deployment_id"])
    have_both |= without & place.isin(place[event & without])
    return event | ~have_both.to_numpy()
