"""What each station gave in each month, and how many stations differ between two versions.

Only what enters a figure is compared: trap-nights, detections, animals. A note that was rewritten
changes no figure, so it is no change here; counted as one it would let a single late card through.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from impact.metrics.cube import Cube

KEYS = ["area_id", "location_id", "month"]
Cell = tuple[str, pd.Timestamp]  # an area and a month
Station = tuple[str, str]  # an area and a location
Given = dict[Station, dict[pd.Timestamp, str]]
"""By area and location: the month → what it gave there, as a text to be compared."""


def contents(cube: Cube, located: pd.DataFrame) -> pd.DataFrame:
    """What each station gave in each month.

    Parameters
    ----------
    cube : Cube
        Without what is held back.
    located : DataFrame
        The detections with the area and location of their deployment filled in.

    Returns
    -------
    DataFrame
        ``area_id, location_id, month, content``: trap-nights to a millionth, detections, those
        within effort and animals by species, as a hash.
    """
    nights = cube.effort[cube.effort["trap_nights"] > 0]
    events = cube.events[cube.events["location_id"].notna()]
    parts = [
        _said(nights, "n" + nights["trap_nights"].round(6).astype("str")),
        _said(events, _joined(events, ["scientific_name", "detections", "in_effort"])),
        _animals(located, nights, events),
    ]
    # Without any part pandas knows no kind for the columns
    together = pd.concat([p for p in parts if len(p)] or parts[:1], ignore_index=True)
    together = together.drop_duplicates().sort_values([*KEYS, "content"])
    found = together.groupby(KEYS, as_index=False)["content"].agg(";".join)
    hashed = pd.util.hash_array(found["content"].to_numpy("object"))
    return found.assign(content=[f"{one:016x}" for one in hashed])


def _said(rows: pd.DataFrame, content: pd.Series) -> pd.DataFrame:
    found = rows[KEYS].assign(content=content.astype("str"))
    found = found.dropna(subset=KEYS)
    return found.astype({"area_id": "str", "location_id": "str"})


def _joined(rows: pd.DataFrame, columns: list[str]) -> pd.Series:
    text = "d"
    for column in columns:
        text = text + rows[column].astype("str").fillna("") + "|"
    return text if isinstance(text, pd.Series) else pd.Series(dtype="str")


def _animals(located: pd.DataFrame, nights: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Which animals were told apart, in the months that the cube has."""
    known = located[located["individual_id"].notna() & located["location_id"].notna()]
    exact = known[known["date_precision"].isin(["day", "month"])]
    month = exact["event_start"].dt.to_period("M").dt.to_timestamp().astype("datetime64[us]")
    rows = exact.assign(month=month)
    text = _joined(rows, ["scientific_name", "individual_id", "flank"])
    found = _said(rows, "a" + text)
    there = pd.concat(
        [_said(nights, pd.Series("", nights.index)), _said(events, pd.Series("", events.index))]
    )
    return found.merge(there[KEYS].drop_duplicates(), on=KEYS)


def by_station(cells: pd.DataFrame) -> Given:
    """The contents as a dictionary."""
    found: Given = {}
    for area, location, month, content in cells[[*KEYS, "content"]].itertuples(
        index=False, name=None
    ):
        found.setdefault((str(area), str(location)), {})[month] = content
    return found


def of_areas(given: Given, areas: Iterable[str]) -> Given:
    """The stations of some areas."""
    wanted = frozenset(areas)
    return {station: months for station, months in given.items() if station[0] in wanted}


def in_part(given: Given, holds: Callable[[Cell], bool]) -> Given:
    """Only the areas and months that `holds` says yes to."""
    found = {
        (area, location): {m: content for m, content in months.items() if holds((area, m))}
        for (area, location), months in given.items()
    }
    return {station: months for station, months in found.items() if months}


def stations_changed(before: Given, after: Given) -> int:
    """How many stations gave something else.

    A station that was given another name gave the same: it would else pass for two that changed,
    and let the change of one more through. So what vanished is held against what is new, and the
    larger of the two counts.
    """
    gone = Counter(_what(before[one]) for one in before if before.get(one) != after.get(one))
    new = Counter(_what(after[one]) for one in after if before.get(one) != after.get(one))
    return max((gone - new).total(), (new - gone).total())


def stations_in_either(before: Given, after: Given) -> int:
    """How many stations differ between two sums over different areas or months."""
    return sum(before.get(one) != after.get(one) for one in {*before, *after})


def _what(months: dict[pd.Timestamp, str]) -> tuple[tuple[pd.Timestamp, str], ...]:
    return tuple(sorted(months.items()))
