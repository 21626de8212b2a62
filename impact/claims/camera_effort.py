"""The effort of a period, and which cameras it was spent with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.pairing import worked_stations
from impact.metrics import effort

if TYPE_CHECKING:
    from impact.claims.counting import Material
    from impact.claims.model import Period


@dataclass(frozen=True)
class Spent:
    """Trap-nights of a period (None where unknown), and the cameras that they were spent with.

    `locations` and `cameras` are None where only a published total is known. `open_ended`
    counts the cameras that were still out, `unknown` those of them whose effort is not known,
    `months` are the calendar months (1 to 12) with effort.
    """

    trap_nights: float | None
    locations: pd.DataFrame | None = None
    cameras: pd.DataFrame | None = None
    open_ended: int = 0
    unknown: int = 0
    months: tuple[int, ...] = ()

    @cached_property
    def stations(self) -> pd.DataFrame:
        """`impact.claims.pairing.worked_stations` of these cameras; made once for all counts."""
        return worked_stations(self.locations, self.cameras)


def spent_in(
    made_from: Material, period: Period, area_ids: list[str], *, published_first: bool
) -> Spent:
    """The effort of a period: of the cameras on file, or as published with a survey.

    A published total goes with its published effort; single records go with their cameras.
    """
    key = (period, tuple(area_ids), published_first)
    if key not in made_from.spent:
        made_from.spent[key] = _spent_anew(made_from, period, area_ids, published_first)
    return made_from.spent[key]


def _spent_anew(
    made_from: Material, period: Period, area_ids: list[str], published_first: bool
) -> Spent:
    published = _published_effort(made_from.records.surveys, period)
    if published_first and published is not None:
        return Spent(published)
    from_cameras = _of_cameras(made_from, period, area_ids)
    return from_cameras if from_cameras.trap_nights else Spent(published)


def _published_effort(surveys: pd.DataFrame, period: Period) -> float | None:
    rows = surveys.loc[surveys["survey_id"].astype("str") == period.survey, "trap_nights"]
    return float(rows.iloc[0]) if rows.notna().any() else None


def _of_cameras(made_from: Material, period: Period, area_ids: list[str]) -> Spent:
    records = made_from.records
    there = records.deployments[records.deployments["area_id"].astype("str").isin(area_ids)]
    if there.empty or period.days is None:
        return Spent(None)
    first, last = period.days
    asked = {
        "last_records": made_from.last_records,
        "start": first,
        "end": last.normalize() + pd.Timedelta(days=1),
    }
    by_month = effort.effort_by_month(there, records.failures, **asked)
    by_location = by_month.groupby(["area_id", "location_id"], as_index=False)["trap_nights"].sum()
    by_camera = effort.deployment_effort(there, records.failures, **asked)
    out = there["deployment_id"].astype("str").isin(by_camera["deployment_id"])
    return Spent(
        float(by_location["trap_nights"].sum()) or None,
        by_location[by_location["trap_nights"] > 0],
        there[out],
        open_ended=int(by_camera["open_ended"].sum()),
        unknown=int(by_camera["trap_nights"].isna().sum()),
        months=tuple(sorted(by_month["month"].dt.month.unique().tolist())),
    )
