"""Where the stations of a season stand: one coordinate missing, far from all, in two places."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd

from impact.formats.common.season_content import MEANINGS
from impact.model.errors import Problem
from impact.model.messages import Sentence

_FAR = 0.5  # degrees of latitude, some 55 km
_KM_PER_DEGREE = 111.32  # of latitude
_FEWEST = 3  # stations, for one of them to be away from the others
_APART = 0.2  # km, between two cameras of one station


def called(station: object) -> str:
    """A station as it was written; a dash for none."""
    return station if isinstance(station, str) else "–"


def half_places(rows: pd.DataFrame) -> list[Problem]:
    """A refusal for a file whose stations have one coordinate only, and for each such row.

    Parameters
    ----------
    rows : DataFrame
        Stations: ``file, row, station, latitude, longitude`` (degrees, text).
    """
    found = []
    for file, mine in rows.groupby("file", observed=True):
        lacking = [c for c in ("latitude", "longitude") if mine[c].isna().all()]
        if len(lacking) == 1:
            found.append(Problem(
                str(file), None, lacking[0], "", "import.half_a_place",
                Sentence("No column holds {coordinate} of the stations.",
                         coordinate=MEANINGS[lacking[0]]),
                Sentence("Call the column latitude or longitude, or in Russian широта or долгота."),
            ))  # fmt: skip
        elif not lacking:
            half = mine[mine["latitude"].isna() != mine["longitude"].isna()]
            found += [_half_a_place(row) for row in half.itertuples()]
    return found


def _half_a_place(row: Any) -> Problem:
    lacking = "longitude" if isinstance(row.latitude, str) else "latitude"
    return Problem(
        str(row.file), int(row.row), lacking, "", "import.half_a_place",
        Sentence("{station} lacks {coordinate}.", station=called(row.station),
                 coordinate=MEANINGS[lacking]),
        Sentence("Fill it in, or empty the other coordinate too."),
    )  # fmt: skip


def stray_stations(rows: pd.DataFrame) -> list[Problem]:
    """A warning for each station that is far from all others of its file.

    Parameters
    ----------
    rows : DataFrame
        Stations: ``file, row, station, latitude, longitude`` (degrees, text).
    """
    found = []
    for _, mine in rows.groupby("file", observed=True):
        places = mine.drop_duplicates(["latitude", "longitude"])
        at = places[["latitude", "longitude"]].apply(pd.to_numeric, errors="coerce").dropna()
        if len(at) < _FEWEST:
            continue
        gap = _to_the_nearest(at.to_numpy())
        for index, degrees in zip(at.index, gap, strict=True):
            if degrees > _FAR:
                found.append(_stray(places.loc[index], degrees * _KM_PER_DEGREE))
    return found


def _to_the_nearest(at: np.ndarray) -> np.ndarray:
    """How far the nearest other place is from each, in degrees of latitude."""
    apart = at[:, None] - at[None]
    apart[..., 1] *= np.cos(np.radians(at[:, 0]))[:, None]
    gap = np.hypot(apart[..., 0], apart[..., 1])
    np.fill_diagonal(gap, np.inf)
    return gap.min(axis=1)


def _stray(row: pd.Series, km: float) -> Problem:
    return Problem(
        str(row["file"]), int(row["row"]), "latitude", str(row["latitude"]), "import.stray_station",
        Sentence("{station} is {km} km from the nearest other station of this file.",
                 station=called(row["station"]), km=f"{km:.0f}"),
        Sentence("Check its coordinates."),
        "warning",
    )  # fmt: skip


def in_two_places(rows: pd.DataFrame, start: pd.Series, end: pd.Series) -> list[Problem]:
    """A refusal where one station is in two places at once: one of the names is wrong.

    Parameters
    ----------
    rows : DataFrame
        Stations: ``file, row, station, location_id, latitude, longitude`` (degrees, text).
    start, end : Series of str
        When each camera was set and collected (ISO).
    """
    at = rows[["latitude", "longitude"]].apply(pd.to_numeric, errors="coerce")
    there = rows.assign(lat=at["latitude"], lon=at["longitude"], start=start, end=end).dropna(
        subset=["station", "location_id", "lat", "lon", "start", "end"]
    )
    found = []
    for _, same in there.groupby("location_id", sort=False):
        for one, other in itertools.combinations(same.itertuples(), 2):
            together = one.start <= other.end and other.start <= one.end
            km = _KM_PER_DEGREE * np.hypot(
                one.lat - other.lat, (one.lon - other.lon) * np.cos(np.radians(one.lat))
            )
            if together and km > _APART:
                found.append(_twice(one, other, km))
                break
    return found


def _twice(one: Any, other: Any, km: float) -> Problem:
    return Problem(
        str(other.file), int(other.row), "station", str(other.station), "import.station_twice",
        Sentence("{station} stands in two places at once: here, and {km} km away (row {row}).",
                 station=other.station, km=f"{km:.1f}", row=int(one.row)),
        Sentence("Correct the name of one of the two stations, or its coordinates."),
    )  # fmt: skip
