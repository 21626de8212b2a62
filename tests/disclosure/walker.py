"""Walks through all that a view holds, and finds each secret in it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from pydantic import BaseModel

from impact.disclosure import View
from impact.model.records import Records

IDS = {
    "deployments": ("deployment_id", "location_id", "location_name", "camera_id"),
    "detections": ("observation_id", "deployment_id", "location_id", "event_id", "locality"),
    "conflicts": ("incident_id", "locality"),
}
WHERE = ("latitude", "longitude")
DECIMALS = re.compile(r"-?\d{1,3}\.\d{3,}")
APART = re.compile(r"[\s;,()]+")


def whole(thing: object, path: str = "view") -> Iterator[tuple[str, object]]:
    """Every single value that a thing holds, with the way to it."""
    if isinstance(thing, pd.DataFrame):
        yield from whole(list(thing.columns), f"{path}.columns")
        yield from whole(thing.index.to_series(), f"{path}.index")
        for column in thing.columns:
            yield from whole(thing[column], f"{path}[{column}]")
    elif isinstance(thing, pd.Series):
        # Levels travel with a table, also those that no row has.
        levels = thing.dtype.categories if isinstance(thing.dtype, pd.CategoricalDtype) else []
        for value in {*thing.dropna().unique(), *levels}:
            yield from whole(value, path)
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from whole(getattr(thing, name), f"{path}.{name}")
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from whole(getattr(thing, field.name), f"{path}.{field.name}")
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from whole(key, f"{path}.keys")
            yield from whole(value, f"{path}[{key}]")
    elif isinstance(thing, (list, tuple, set, frozenset)):
        for number, value in enumerate(thing):
            yield from whole(value, f"{path}[{number}]")
    else:
        yield path, thing


@dataclass(frozen=True)
class Secrets:
    """What must not be in a view of somebody who may know the area and the month."""

    names: frozenset[str]
    coordinates: frozenset[float]
    moments: frozenset[pd.Timestamp]


def hidden(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that stand in no public source."""
    if "published" not in rows:
        return rows
    return rows[~rows["published"].fillna(False).astype(bool)]


def secrets(exact: Records) -> Secrets:
    names: set[str] = set()
    coordinates: set[float] = set()
    for name, columns in IDS.items():
        rows = hidden(exact.table(name))
        told = [c for c in rows if c.startswith(tuple(columns))]
        names |= {str(value) for column in told for value in rows[column].dropna().unique()}
        coordinates |= {float(value) for c in WHERE for value in rows[c].dropna()}
    rows = hidden(exact.detections)
    times = pd.concat([rows["event_start"], rows["event_end"]]).dropna()
    # A day alone may be any row's; an instant is one visit of one animal.
    moments = times[times != times.dt.normalize()]
    return Secrets(
        frozenset(names - places_in_print(exact)),
        # The middle of an area is rounded, and a pasture may happen to lie on the same degree.
        frozenset(coordinates - {float(v) for c in WHERE for v in exact.areas[c].dropna()}),
        frozenset(moments),
    )


def places_in_print(exact: Records) -> set[str]:
    """The places that a published row names itself."""
    tables = (exact.detections, exact.conflicts)
    columns = [rows.drop(index=hidden(rows).index)["locality"].dropna() for rows in tables]
    return {str(value) for column in columns for value in column}


def leaks(view: View, secret: Secrets) -> list[str]:
    """What a view gives away, each with the way to it."""
    found = []
    for path, value in whole(view):
        if isinstance(value, pd.Timestamp):
            told = value in secret.moments
        elif isinstance(value, str):
            parts = {value, *APART.split(value)}
            numbers = {float(number) for number in DECIMALS.findall(value)}
            told = bool(parts & secret.names or numbers & secret.coordinates)
            told = told or any(" " in name and name in value for name in secret.names)
        else:
            told = isinstance(value, float) and value in secret.coordinates
        if told:
            found.append(f"{path}: {value}")
    return found


def finer_than_a_month(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose dates tell more than the month, whatever their precision says."""
    start = rows["event_start"].dropna()
    end = rows["event_end"].dropna()
    # An end is the first or the last day of a month, as far as a whole day goes.
    exact_start = start[start != start.dt.to_period("M").dt.start_time]
    edges = (end == end.dt.to_period("M").dt.start_time) | (
        end.dt.normalize() == end.dt.to_period("M").dt.end_time.dt.normalize()
    )
    return rows.loc[exact_start.index.union(end[~edges].index)]


def edges(day: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day of the month of a day."""
    month = day.to_period("M")
    return month.start_time, month.end_time.normalize()


def numbers(claim) -> tuple:
    return (
        claim.id,
        claim.value,
        claim.baseline,
        claim.ratio,
        claim.effort,
        claim.verdict,
        claim.held,
        claim.reporting,
        claim.series,
        [(one and one.value, one and one.exposure) for one in claim.other_basis or ()],
        [caveat.code for caveat in claim.caveats],
    )


PLACE = {
    "area_id": "ridge",
    "deployment_id": "den-camera",
    "location_id": "the-den",
    "locality": "Cave below the pass",
    "latitude": 41.23456,
    "longitude": 74.65432,
}
