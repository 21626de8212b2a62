"""The surveys that the cameras of a season make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.ids import tidy_id
from impact.formats.common.package import canonical_table
from impact.formats.common.season_rows import SOURCE

if TYPE_CHECKING:
    from impact.formats.common.known import Known


def surveys_of(deployments: pd.DataFrame, known: Known) -> pd.DataFrame:
    """One survey for each season of an area: cameras without a day between them are one season.

    Parameters
    ----------
    deployments : DataFrame
        The table that `read_stations` gives.
    known : Known
    """
    seasons = pd.DataFrame(
        _seasons(deployments), columns=["file", "row", "area_id", "start", "end"]
    )
    seasons = seasons.astype({"area_id": "str", "start": "str", "end": "str"})
    titles = {
        column: known.areas.set_index("area_id")[column].dropna().to_dict()
        for column in ("name", "name_ru")
        if column in known.areas
    }
    area, span = seasons["area_id"], seasons["start"] + " – " + seasons["end"]
    english = area.map(titles.get("name", {})).fillna(area)
    russian = area.map(titles.get("name_ru", {})).fillna(english)
    return canonical_table(
        seasons,
        survey_id=[tidy_id(f"{a}-{s[:7]}") for a, s in zip(area, seasons["start"], strict=True)],
        area_id=area,
        records="detections",
        name=english + ", cameras " + span,
        name_ru=russian + ", фотоловушки " + span,
        event_start=seasons["start"],
        event_end=seasons["end"],
        date_precision="range",
        method="camera trap",
        method_ru="фотоловушка",
        source=SOURCE,
    )


def _seasons(deployments: pd.DataFrame) -> list[dict]:
    """Area, first and last day of each season, and the row of its first camera."""
    ready = deployments.dropna(subset=["area_id", "deployment_start"])
    start = ready["deployment_start"].str.slice(0, 10)
    ready = ready.assign(start=start, end=ready["deployment_end"].str.slice(0, 10).fillna(start))
    # The others have a problem of their own.
    for day in ("start", "end"):
        ready = ready[ready[day].str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").astype(bool)]
    ready = ready[ready["start"] <= ready["end"]]
    seasons: list[dict] = []
    for stay in ready.sort_values(["area_id", "start"], kind="stable").to_dict("records"):
        last = seasons[-1] if seasons else {}
        if last.get("area_id") == stay["area_id"] and stay["start"] <= last["end"]:
            last["end"] = max(last["end"], stay["end"])
        else:
            seasons.append({k: stay[k] for k in ("file", "row", "area_id", "start", "end")})
    return seasons
