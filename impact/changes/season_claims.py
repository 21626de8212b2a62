"""Which claim does a new season answer? Each way in which one may be counted from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.claim_edit import indicator_values, with_indicator
from impact.model import area_tree

if TYPE_CHECKING:
    from impact.changes.season import Season
    from impact.model.programme import Indicator
    from impact.versions.version import Version

WORDS_OF_PERIODS = ("current_words", "baseline_words")


@dataclass(frozen=True)
class Way:
    """A claim that answers a season.

    Attributes
    ----------
    indicator : str
        The id of the claim.
    is_new : bool
        Whether there is no such claim yet.
    text : bytes
        programme.toml with it.
    was_published_total : bool
        Whether it rests on a published total now, which is not compared with counted records.
    """

    indicator: str
    is_new: bool
    text: bytes
    was_published_total: bool = False


def earlier_seasons(season: Season, after: Version) -> dict[str, pd.Timestamp]:
    """Surveys of the same area with cameras on file, and their first days; the latest first."""
    surveys, stays = after.records.surveys, after.records.deployments
    same = surveys["area_id"].astype("str").eq(season.area)
    same &= surveys["records"].astype("str").eq("detections")
    before = surveys[same & surveys["event_end"].lt(season.start)]
    areas = area_tree.within(after.records.areas, [season.area])
    starts = stays.loc[stays["area_id"].astype("str").isin(areas), "deployment_start"]
    return {
        str(row["survey_id"]): row["event_start"]
        for _, row in before.sort_values("event_start", ascending=False).iterrows()
        if starts.between(row["event_start"], row["event_end"] + pd.Timedelta(days=1)).any()
    }


def ways(
    season: Season, after: Version, programme_text: bytes, baseline: str, place: dict[str, str]
) -> list[Way]:
    """The ways in which a claim may be counted from a season.

    Parameters
    ----------
    season : Season
    after : Version
        As it would be with its records.
    programme_text : bytes
    baseline : str
        The survey that it is compared with; empty for none.
    place : dict of str to str
        The words for its area in a sentence, for a claim that is new.

    Returns
    -------
    list of Way
        First the claims that ask about a species and its area already, then a new one for each
        species that none of them asks about: those that were detected, or where none was, all.
    """
    periods = {"current": {"survey": season.survey}}
    if baseline:
        periods["baseline"] = {"survey": baseline}
    asked = [one for one in after.programme.indicators if _asks(one, season)]
    found = []
    for one in asked:
        values = indicator_values(programme_text, one.id)
        kept = {k: v for k, v in values.items() if k not in (*WORDS_OF_PERIODS, "baseline")}
        text = with_indicator(
            programme_text, {**kept, **periods, "basis": "records"}, one.id
        )  # fmt: skip
        found.append(Way(one.id, False, text, one.basis == "published_total"))
    covered = {one.species for one in asked}
    ids = {one.id for one in after.programme.indicators}
    seen = list(season.detections) or [one.scientific_name for one in after.programme.species]
    for species in [one for one in seen if one not in covered]:
        name = _free_id(season.area, ids)
        values = {
            "id": name, "kind": "detections", "species": species, "areas": [season.area],
            "place": place, "basis": "records", **periods,
        }  # fmt: skip
        found.append(Way(name, True, with_indicator(programme_text, values)))
        ids.add(name)
    return found


def _asks(indicator: Indicator, season: Season) -> bool:
    """Whether a claim counts detections of a species in just the area of a season."""
    return (
        indicator.kind == "detections"
        and indicator.areas == [season.area]
        and (not season.detections or indicator.species in season.detections)
    )


def _free_id(area: str, taken: set[str]) -> str:
    name = f"{area}-detections".lower().replace("_", "-")
    numbers = (f"{name}-{n}" for n in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in numbers if one not in taken)
