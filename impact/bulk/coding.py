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

from impact.bulk.codes import codes_of, nothing
from impact.bulk.doubt import cells_of_doubt, judged, says_nothing, without_absences
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
    refused = _of_refused(told, columns, stays)
    _tell_of_deployments(told, deployment, known, refused, needed=read.layout.from_cameras)
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
        data[name] = codes_of(columns[name]) if name in columns.column_names else nothing(size)
    for name, allowed in _LISTS.items():
        told.not_of_list(name, data[name], allowed)
    said = judged(cells_of_doubt(columns, data), told)
    data["scientific_name"] = said.scientific_name
    data["identification_verification_status"] = said.status
    data["observation_type"] = without_absences(data["observation_type"], said.absent)
    data["utc_offset"] = _offsets(columns, size)
    data["event_id"] = _visits(columns, data["observation_level"], size)
    _tell_of_stays(told, stays, deployment, start)
    sound = told.sound() & ~refused
    return pd.DataFrame({**data, "sound": sound}, copy=False), told.table()


def _of_refused(told: Told, columns: pa.Table, stays: Stays) -> np.ndarray:
    """Records of cameras whose own row has an error: told of once, and in no rate."""
    if "deployment_id" not in columns.column_names or stays.refused.empty:
        return np.zeros(columns.num_rows, dtype=bool)
    named = codes_of(columns["deployment_id"])
    found = np.append(named.categories.isin(stays.refused), False)[named.codes]
    message = "The row of its camera has an error: the record is in no rate, as others below."
    cure = "Correct the row of the camera, and count again."
    told.once(found, "of_refused_deployment", message, cure)
    return found


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
    written = nothing(size)
    if "event_start" in columns.column_names:
        written = utc_offsets(columns["event_start"])
    if "utc_offset" not in columns.column_names or len(written.categories):
        return written
    return codes_of(columns["utc_offset"])


def _deployments(columns: pa.Table, stays: Stays, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Each row's deployment (-1 where it is not known), and whether the row names one."""
    if "deployment_id" not in columns.column_names:
        return np.full(size, -1, dtype="int32"), np.zeros(size, dtype=bool)
    named = codes_of(columns["deployment_id"])
    place = np.append(stays.ids.get_indexer(named.categories), -1).astype("int32")
    return place[named.codes], named.codes >= 0


def _places(columns: pa.Table, name: str, deployment: np.ndarray, stays: Stays) -> pd.Categorical:
    """Where each row was made: as it says itself, else as its deployment does."""
    of_stays = stays.places(name)
    inferred = np.append(of_stays.codes, -1).astype(of_stays.codes.dtype)[deployment]
    if name not in columns.column_names:
        return pd.Categorical.from_codes(inferred, of_stays.categories, validate=False)
    own = codes_of(columns[name])
    both = of_stays.categories.union(own.categories)
    place = np.append(both.get_indexer(of_stays.categories), -1)[inferred]
    said = np.append(both.get_indexer(own.categories), -1)[own.codes]
    return pd.Categorical.from_codes(np.where(said >= 0, said, place), both)


def _precisions(columns: pa.Table, start: np.ndarray) -> pd.Categorical:
    if "date_precision" in columns.column_names:
        return codes_of(columns["date_precision"])
    return pd.Categorical.from_codes(np.where(start == NOT_A_TIME, -1, 0).astype("int8"), ["day"])


def _visits(columns: pa.Table, level: pd.Categorical, size: int) -> pd.Categorical:
    """The visit that each row at event level names; at media level it is not asked."""
    whole = np.flatnonzero(np.asarray(level == "event"))
    if "event_id" not in columns.column_names or not whole.size:
        return nothing(size)
    named = codes_of(columns["event_id"].take(whole))
    codes = np.full(size, -1, dtype=named.codes.dtype)
    codes[whole] = named.codes
    return pd.Categorical.from_codes(codes, named.categories, validate=False)


def _counts(told: Told, columns: pa.Table, size: int) -> np.ndarray:
    if "count" not in columns.column_names:
        return np.full(size, np.nan, dtype="float32")
    written = codes_of(columns["count"])
    numbers = pd.to_numeric(pd.Series(written.categories), errors="coerce").to_numpy("float32")
    words = np.array([says_nothing(word) for word in written.categories], dtype=bool)
    numbers = np.where(words, np.float32(0), numbers)
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
    told: Told, deployment: np.ndarray, named: np.ndarray, refused: np.ndarray, *, needed: bool
) -> None:
    if needed:
        told.missing("deployment_id")
    told.error(
        named & (deployment < 0) & ~refused,
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
