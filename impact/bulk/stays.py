"""The deployments: where each is, and when its camera stood there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from impact.bulk.instants import NOT_A_TIME, local_times
from impact.bulk.problems import Told, as_table, in_order

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from impact.bulk.reading import ReadFile

_DAY = 86_400_000_000  # microseconds


@dataclass(frozen=True)
class Stays:
    """Deployments without an error, and the failures of their cameras.

    Attributes
    ----------
    deployments, failures : DataFrame
        The columns that `impact.metrics.effort` takes, and ``latitude, longitude,
        group`` (what a Camtrap DP says of its groups). An
        ``area_id`` that no file gives is
        empty text: the place lies outside every area that is known.
    refused : Index
        Ids of deployments whose own row has an error, and no other row without one.
    """

    deployments: pd.DataFrame
    failures: pd.DataFrame
    refused: pd.Index = field(default_factory=lambda: pd.Index([], dtype="str"))

    @property
    def ids(self) -> pd.Index:
        return pd.Index(self.deployments["deployment_id"], dtype="str")

    def places(self, name: str) -> pd.Categorical:
        """The area or location of each deployment, as a column of codes."""
        return pd.Categorical(self.deployments[name])

    def limits(self) -> tuple[np.ndarray, np.ndarray]:
        """When each camera was set and collected (microseconds); still out: in the far future.

        An end at midnight is a date without a time: its whole day belongs to the stay.
        """
        start = self.deployments["deployment_start"].to_numpy("datetime64[us]").view("int64")
        end = self.deployments["deployment_end"].to_numpy("datetime64[us]").view("int64")
        end = np.where((end != NOT_A_TIME) & (end % _DAY == 0), end + _DAY - 1, end)
        return start, np.where(end == NOT_A_TIME, np.iinfo("int64").max, end)


def stays_of(files: Sequence[ReadFile], today: dt.date) -> tuple[Stays, pd.DataFrame]:
    """The stays that files of deployments and failures tell of, and their problems.

    A date after `today` is an error, as in every command.
    """
    found: dict[str, list[pd.DataFrame]] = {"deployments": [_empty()], "failures": [_none()]}
    problems = [as_table(())]
    for read in files:
        if read.layout.table in found:
            rows, told = _TAKEN[read.layout.table](read, today)
            found[read.layout.table].append(rows)
            problems.append(told)
    deployments, failures = (pd.concat(parts, ignore_index=True) for parts in found.values())
    first = ~deployments["deployment_id"].duplicated()
    known = deployments[first].reset_index(drop=True)
    named = pd.concat(
        [
            _texts(read)["deployment_id"].dropna()
            for read in files
            if read.layout.table == "deployments"
        ]
        or [pd.Series(dtype="str")]
    )
    refused = pd.Index(named[~named.isin(known["deployment_id"])].unique(), dtype="str")
    return Stays(known, failures, refused), in_order(problems)


def _deployments(read: ReadFile, today: dt.date) -> tuple[pd.DataFrame, pd.DataFrame]:
    told, columns = Told(read), _texts(read)
    start, end = (
        _times(told, columns, name, today) for name in ("deployment_start", "deployment_end")
    )
    told.missing("deployment_id")
    told.missing("deployment_start")
    ids = columns["deployment_id"]
    twice = (ids.duplicated() & ids.notna()).to_numpy()
    cure = "Delete the row, or give it its id."
    told.error(twice, "deployment_id", "unique", "This id already stands in a row above.", cure)
    still_out = (end == NOT_A_TIME) & (
        ~told.filled("deployment_end") if "deployment_end" in columns else True
    )
    told.warning(
        still_out,
        "deployment_end",
        "no_end",
        "The camera has no end: it counts to its last record of any kind.",
        "Fill in when it was collected, once it is.",
        plain=True,
    )
    _tell_of_order(
        told, start, end, "deployment_end", "The camera was collected before it was set."
    )
    for name, limit in (("latitude", 90), ("longitude", 180)):
        if name in columns:
            number = pd.to_numeric(columns[name], errors="coerce")
            wrong = columns[name].notna() & ~number.abs().le(limit)
            message = f"This is no {name} between -{limit} and {limit} degrees."
            told.error(wrong.to_numpy(), name, "maximum", message, "Correct the coordinate.")
    # Without a location of its own, a deployment is its own place (Camtrap DP leaves it open).
    location = columns.get("location_id", ids).fillna(ids)
    area = columns.get("area_id", pd.Series("", index=ids.index, dtype="str")).fillna("")
    place = {
        name: pd.to_numeric(columns[name], errors="coerce") if name in columns else np.nan
        for name in ("latitude", "longitude")
    }
    table = pd.DataFrame(
        {
            "deployment_id": ids,
            "area_id": area,
            "location_id": location,
            **place,
            "group": columns.get("group", pd.Series(pd.NA, ids.index, dtype="str")),
            "deployment_start": start.view("datetime64[us]"),
            "deployment_end": end.view("datetime64[us]"),
        }
    )
    return table[told.sound()], told.table()


def _failures(read: ReadFile, today: dt.date) -> tuple[pd.DataFrame, pd.DataFrame]:
    told, columns = Told(read), _texts(read)
    start, end = (_times(told, columns, name, today) for name in ("failure_start", "failure_end"))
    for name in ("deployment_id", "failure_start", "failure_end"):
        told.missing(name)
    _tell_of_order(told, start, end, "failure_end", "The failure ended before it began.")
    table = pd.DataFrame(
        {
            "deployment_id": columns["deployment_id"],
            "failure_start": start.view("datetime64[us]"),
            "failure_end": end.view("datetime64[us]"),
        }
    )
    return table[told.sound()], told.table()


_TAKEN = {"deployments": _deployments, "failures": _failures}


def _texts(read: ReadFile) -> pd.DataFrame:
    table = read.columns.to_pandas().astype("str")
    return table.apply(lambda column: column.str.strip())


def _times(told: Told, columns: pd.DataFrame, name: str, today: dt.date) -> np.ndarray:
    if name not in columns:
        return np.full(len(columns), NOT_A_TIME, dtype="int64")
    times = local_times(pa.array(columns[name], pa.string(), from_pandas=True))
    unread = (times == NOT_A_TIME) & columns[name].notna().to_numpy()
    cure = "Write the date and time as 2024-03-05T23:30:00+05:00."
    told.error(unread, name, "type", "This is no date that can be read.", cure)
    # Where the records are made it may already be tomorrow.
    latest = np.datetime64(today, "us").view("int64") + 2 * _DAY
    message, cure = "This lies in the future.", "Correct the date, or check the camera clock."
    told.error(times >= latest, name, "in_the_future", message, cure, plain=True)
    return times


def _tell_of_order(
    told: Told, start: np.ndarray, end: np.ndarray, column: str, message: str
) -> None:
    wrong = (start != NOT_A_TIME) & (end != NOT_A_TIME) & (end < start)
    cure = "Correct the date that is wrong."
    told.error(wrong, column, "end_before_start", message, cure, plain=True)


def _empty() -> pd.DataFrame:
    times = ("deployment_start", "deployment_end")
    texts = ("deployment_id", "area_id", "location_id")
    return _typed(texts, times).assign(latitude=np.nan, longitude=np.nan, group=pd.NA)


def _none() -> pd.DataFrame:
    return _typed(("deployment_id",), ("failure_start", "failure_end"))


def _typed(texts: tuple[str, ...], times: tuple[str, ...]) -> pd.DataFrame:
    columns = {name: pd.Series(dtype="str") for name in texts}
    return pd.DataFrame({**columns, **{t: pd.Series(dtype="datetime64[us]") for t in times}})
