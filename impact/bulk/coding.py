"""Columns as they were read → rows that can be counted, and what is wrong with them.

Each rule looks at a whole column at once. A row with an error is told of and not counted; a row
with a warning is told of and counted, as everywhere else.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from impact.bulk.instants import NOT_A_TIME, local_times, utc_offsets
from impact.bulk.problems import Told
from impact.bulk.repeats import numbers_of, repeated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from impact.bulk.reading import ReadFile
    from impact.bulk.stays import Stays

_THREADS = 2  # numpy and pyarrow let go of the lock; more cores would wait for memory
_LISTS = {
    "observation_type": ("animal", "human", "vehicle", "blank", "unknown", "unclassified"),
    "observation_level": ("media", "event"),
}
# What the metrics ask of a table of detections, and an export may not say.
_ASKED = (
    "survey_id",
    "observation_type",
    "observation_level",
    "camera_setup_type",
    "count_unit",
    "identification_verification_status",
    "first_record",
    "first_record_note",
    "scientific_name",
)


def repeats_in(read: ReadFile) -> np.ndarray:
    """The positions of the rows whose ``observation_id`` stands in a row above."""
    ids = read.columns["observation_id"]
    return repeated(ids, _by_chunk(numbers_of, ids))


def coded(
    read: ReadFile, stays: Stays, repeats: np.ndarray, today: dt.date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows as the metrics take them, and the problems of a file of observations.

    Parameters
    ----------
    read : ReadFile
    stays : Stays
        Where each deployment is, and when its camera stood.
    repeats : array of int64
        As of `repeats_in`.
    today : date
        A record after it is an error.

    Returns
    -------
    rows : DataFrame
        All of them, in the order of the file, with the columns that `impact.metrics.events`
        uses, ``count`` as a number, ``observation_id`` as the position in the file (ties in
        time go by it), and ``sound``: whether the row has no error. Millions of rows are not
        copied to leave out a few.
    problems : DataFrame
        The fields of `impact.model.errors.Problem`.
    """
    columns, told = read.columns, Told(read)
    size = columns.num_rows
    start, end = _times(columns, "event_start", size), _times(columns, "event_end", size)
    deployment, known = _deployments(columns, stays, size)
    told.repeats(repeats)
    told.missing("observation_id")
    _tell_of_times(told, columns, start, end, today)
    _tell_of_deployments(told, deployment, known, needed=read.layout.from_cameras)
    data: dict[str, object] = {
        "observation_id": np.arange(size, dtype="int32"),
        "event_start": start.view("datetime64[us]"),
        "event_end": np.where(end == NOT_A_TIME, start, end).view("datetime64[us]"),
        "deployment_id": pd.Categorical.from_codes(deployment, stays.ids, validate=False),
        "count": _counts(told, columns, size),
        "date_precision": _precisions(columns, start),
    }
    for name in ("area_id", "location_id"):
        data[name] = _places(columns, name, deployment, stays)
    for name in _ASKED:
        data[name] = _codes(columns[name]) if name in columns.column_names else _nothing(size)
    for name, allowed in _LISTS.items():
        told.not_of_list(name, data[name], allowed)
    if "classification_method" in columns.column_names:
        machine = _codes(columns["classification_method"]) == "machine"
        status = np.where(machine, 0, -1).astype("int8")
        data["identification_verification_status"] = pd.Categorical.from_codes(
            status, ["unverified"]
        )
    data["utc_offset"] = _offsets(columns, size)
    data["event_id"] = _visits(columns, data["observation_level"], size)
    _tell_of_stays(told, stays, deployment, start)
    return pd.DataFrame({**data, "sound": told.sound()}, copy=False), told.table()


def media_rows(read: ReadFile, stays: Stays) -> pd.DataFrame:
    """When each camera took a picture, of anything: it worked until then at least."""
    columns = read.columns
    size = columns.num_rows
    start = _times(columns, "event_start", size)
    deployment, _ = _deployments(columns, stays, size)
    taken = start.view("datetime64[us]")
    return pd.DataFrame(
        {
            "deployment_id": pd.Categorical.from_codes(deployment, stays.ids, validate=False),
            "event_start": taken,
            "event_end": taken,
            "date_precision": _precisions(columns, start),
            "sound": True,
        }
    )


def _by_chunk(function: Callable, column: pa.ChunkedArray) -> np.ndarray:
    """A function of each block of a column, on all cores, put together again."""
    with ThreadPoolExecutor(_THREADS) as pool:
        parts = list(pool.map(function, column.chunks))
    return np.concatenate(parts) if parts else function(pa.array([], pa.string()))


def _times(columns: pa.Table, name: str, size: int) -> np.ndarray:
    if name not in columns.column_names:
        return np.full(size, NOT_A_TIME, dtype="int64")
    return _by_chunk(local_times, columns[name])


def _offsets(columns: pa.Table, size: int) -> pd.Categorical:
    """The offset that a start is written with, else the one that the row names."""
    written = _nothing(size)
    if "event_start" in columns.column_names:
        written = utc_offsets(columns["event_start"])
    if "utc_offset" not in columns.column_names or len(written.categories):
        return written
    return _codes(columns["utc_offset"])


def _codes(column: pa.ChunkedArray) -> pd.Categorical:
    """A column of codes, its categories stripped and in order, each once."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries()
    labels = pd.Series(
        whole.chunk(0).dictionary.to_pandas() if whole.num_chunks else [], dtype="str"
    )
    labels = labels.str.strip().replace("", np.nan)
    places, categories = pd.factorize(labels, sort=True)
    places = np.append(places, -1).astype(_small(len(categories)))  # -1, a missing cell, is last
    parts = [pc.fill_null(chunk.indices, -1).to_numpy() for chunk in whole.chunks]
    codes = places[np.concatenate(parts)] if parts else places[:0]
    return pd.Categorical.from_codes(codes, pd.Index(categories, dtype="str"), validate=False)


def _small(categories: int) -> str:
    return next(kind for kind in ("int8", "int16", "int32") if categories < np.iinfo(kind).max)


def _nothing(size: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.full(size, -1, dtype="int8"), pd.Index([], dtype="str"))


def _deployments(columns: pa.Table, stays: Stays, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Each row's deployment (-1 where it is not known), and whether the row names one."""
    if "deployment_id" not in columns.column_names:
        return np.full(size, -1, dtype="int32"), np.zeros(size, dtype=bool)
    named = _codes(columns["deployment_id"])
    place = np.append(stays.ids.get_indexer(named.categories), -1).astype("int32")
    return place[named.codes], named.codes >= 0


def _places(columns: pa.Table, name: str, deployment: np.ndarray, stays: Stays) -> pd.Categorical:
    """Where each row was made: as it says itself, else as its deployment does."""
    of_stays = stays.places(name)
    inferred = np.append(of_stays.codes, -1).astype(of_stays.codes.dtype)[deployment]
    if name not in columns.column_names:
        return pd.Categorical.from_codes(inferred, of_stays.categories, validate=False)
    own = _codes(columns[name])
    both = of_stays.categories.union(own.categories)
    place = np.append(both.get_indexer(of_stays.categories), -1)[inferred]
    said = np.append(both.get_indexer(own.categories), -1)[own.codes]
    return pd.Categorical.from_codes(np.where(said >= 0, said, place), both)


def _precisions(columns: pa.Table, start: np.ndarray) -> pd.Categorical:
    if "date_precision" in columns.column_names:
        return _codes(columns["date_precision"])
    return pd.Categorical.from_codes(np.where(start == NOT_A_TIME, -1, 0).astype("int8"), ["day"])


def _visits(columns: pa.Table, level: pd.Categorical, size: int) -> pd.Categorical:
    """The visit that each row at event level names; at media level it is not asked."""
    whole = np.flatnonzero(np.asarray(level == "event"))
    if "event_id" not in columns.column_names or not whole.size:
        return _nothing(size)
    named = _codes(columns["event_id"].take(whole))
    codes = np.full(size, -1, dtype=named.codes.dtype)
    codes[whole] = named.codes
    return pd.Categorical.from_codes(codes, named.categories, validate=False)


def _counts(told: Told, columns: pa.Table, size: int) -> np.ndarray:
    if "count" not in columns.column_names:
        return np.full(size, np.nan, dtype="float32")
    written = _codes(columns["count"])
    numbers = pd.to_numeric(pd.Series(written.categories), errors="coerce").to_numpy("float32")
    wrong = ~((numbers >= 0) & (numbers == np.floor(numbers)))
    told.error(
        np.append(wrong, False)[written.codes],
        "count",
        "type",
        "This is no whole number of animals.",
        "Write a whole number, or leave the cell empty where nobody counted.",
    )
    return np.append(numbers, np.float32("nan"))[written.codes]


def _tell_of_times(
    told: Told, columns: pa.Table, start: np.ndarray, end: np.ndarray, today: dt.date
) -> None:
    cure = "Write the date and time as 2024-03-05T23:30:00+05:00."
    for name, times in (("event_start", start), ("event_end", end)):
        if name in columns.column_names:
            unread = (times == NOT_A_TIME) & told.filled(name)
            told.error(unread, name, "type", "This is no date that can be read.", cure)
    # A record of a camera has its moment; what our own tables report may have none.
    if told.read.layout.from_cameras:
        told.missing("event_start")
    both = (start != NOT_A_TIME) & (end != NOT_A_TIME)
    told.error(
        both & (end < start),
        "event_end",
        "end_before_start",
        "The record ends before it starts.",
        "Correct the time that is wrong.",
        plain=True,
    )
    told.error(
        start.view("datetime64[us]") >= np.datetime64(today) + np.timedelta64(1, "D"),
        "event_start",
        "in_the_future",
        "The record lies in the future.",
        "Check the camera's clock.",
        plain=True,
    )


def _tell_of_deployments(
    told: Told, deployment: np.ndarray, named: np.ndarray, *, needed: bool
) -> None:
    if needed:
        told.missing("deployment_id")
    told.error(
        named & (deployment < 0),
        "deployment_id",
        "foreign_key",
        "There is no such deployment.",
        "Correct the id, or add the deployment to the file of deployments.",
    )


def _tell_of_stays(told: Told, stays: Stays, deployment: np.ndarray, start: np.ndarray) -> None:
    """Records before their camera was set or after it was collected: told of, and counted."""
    known = (deployment >= 0) & (start != NOT_A_TIME)
    begin, stop = stays.limits()
    late = known & (start > np.append(stop, np.iinfo("int64").max)[deployment])
    early = known & (start < np.append(begin, np.iinfo("int64").min)[deployment])
    cure = "Check the camera clock or the deployment dates."
    for which, said in ((late, "after its camera was collected"), (early, "before it was set")):
        message = f"The record was made {said}."
        told.warning(which, "event_start", "outside_deployment", message, cure, plain=True)
