"""A season that was sent in, as it was understood: where, when, how much work, what it gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims import counting
from impact.model import area_tree
from impact.model.programme import Indicator, Window

if TYPE_CHECKING:
    from impact.changes.prepare import Prepared
    from impact.versions.version import Version


@dataclass(frozen=True)
class Season:
    """One survey of cameras with all that lies in its area and days.

    Attributes
    ----------
    survey, area : str
        Their ids.
    start, end : Timestamp
        Its first and last day.
    trap_nights : float
    cameras : DataFrame
        ``location_id, location_name, latitude, longitude, deployment_start, deployment_end``.
    records : DataFrame
        ``location_id, scientific_name, event_start, counts``: every record of it, and whether it
        begins a detection that is counted.
    detections : dict of str to int
        Species → independent detections at its cameras.
    incidents : DataFrame
        ``scientific_name, verification``: reports of conflicts in its years.
    reporting : DataFrame
        ``unit, month, active``: months of reporting in its years.
    """

    survey: str
    area: str
    start: pd.Timestamp
    end: pd.Timestamp
    trap_nights: float
    cameras: pd.DataFrame
    records: pd.DataFrame
    detections: dict[str, int]
    incidents: pd.DataFrame
    reporting: pd.DataFrame

    @property
    def stations(self) -> int:
        return int(self.cameras["location_id"].nunique())


def new_seasons(prepared: Prepared, after: Version) -> list[Season]:
    """The seasons that are new or changed in what was sent in, the earliest first.

    Parameters
    ----------
    prepared : Prepared
    after : Version
        As it would be with them.
    """
    difference = prepared.differences.get("surveys")
    if difference is None:
        return []
    ids = [*difference.added, *difference.changed["id"].unique()]
    surveys = after.records.surveys
    rows = surveys[surveys["survey_id"].astype("str").isin(ids) & surveys["event_start"].notna()]
    rows = rows[(rows["records"].astype("str") == "detections") & rows["event_end"].notna()]
    programme = after.programme
    made_from = counting.material(after.records, programme.events, programme.moved_metres)
    return [_season(row, made_from, after) for _, row in rows.sort_values("event_start").iterrows()]


def _season(survey: pd.Series, made_from: counting.Material, after: Version) -> Season:
    name, area = str(survey["survey_id"]), str(survey["area_id"])
    areas = area_tree.within(after.records.areas, [area])
    start, end = survey["event_start"], survey["event_end"].normalize()
    species = [one.scientific_name for one in after.programme.species]
    counts = {one: counting.count(made_from, _question(one, area), Window(survey=name), "records")
              for one in species}  # fmt: skip
    located = _within(made_from.located, areas, start, end)
    first = {item.id for count in counts.values() for item in count.evidence}
    records = located.assign(counts=located["observation_id"].astype("str").isin(first))
    stays = after.records.deployments
    there = stays["area_id"].astype("str").isin(areas)
    until = stays["deployment_end"].fillna(stays["deployment_start"])
    out = there & until.ge(start) & stays["deployment_start"].le(end + pd.Timedelta(days=1))
    years = pd.Timestamp(start.year, 1, 1), pd.Timestamp(end.year, 12, 31)
    reporting = after.records.reporting
    asked = reporting["area_id"].astype("str").isin(areas) & reporting["month"].between(*years)
    return Season(
        survey=name,
        area=area,
        start=start,
        end=end,
        trap_nights=float(next((c.exposure for c in counts.values() if c.exposure), 0.0)),
        cameras=stays[out],
        records=records[["location_id", "scientific_name", "event_start", "counts"]],
        detections={one: count.value for one, count in counts.items() if count.value},
        incidents=_within(after.records.conflicts, areas, *years),
        reporting=reporting.loc[asked, ["unit", "month", "active"]],
    )


def _question(species: str, area: str) -> Indicator:
    """Detections of a species in an area; its period and its words do not matter here."""
    return Indicator(
        id="season", kind="detections", species=species, areas=[area], place={"en": area},
        basis="records", current=Window(survey="season"),
    )  # fmt: skip


def _within(
    rows: pd.DataFrame, areas: list[str], start: pd.Timestamp, end: pd.Timestamp
) -> pd.DataFrame:
    begins = rows["event_start"]
    inside = begins.ge(start) & begins.lt(end + pd.Timedelta(days=1))
    return rows[rows["area_id"].astype("str").isin(areas) & inside]
