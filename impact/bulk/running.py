"""Files → the five tables of a survey, on one machine."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from impact.bulk.coding import coded, media_rows, repeats_in
from impact.bulk.counting import (
    EVENTS,
    cube_of,
    earliest_of,
    effort_of,
    events_of,
    firsts_of,
    last_of,
    with_ends,
)
from impact.bulk.package import PACKAGE, package_of
from impact.bulk.problems import in_order
from impact.bulk.reading import joined, read_file
from impact.bulk.stays import stays_of
from impact.model.errors import FileError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from impact.bulk.reading import ReadFile


@dataclass(frozen=True)
class Survey:
    """The tables of a survey, as `impact.bulk.counting` describes them."""

    events: pd.DataFrame
    effort: pd.DataFrame
    stays: pd.DataFrame
    failures: pd.DataFrame
    cube: pd.DataFrame
    first_records: pd.DataFrame
    problems: pd.DataFrame
    records: int


@dataclass(frozen=True)
class Settings:
    """When two records are two events, and the last day that a record may have."""

    gap_minutes: int
    rule: str
    today: dt.date


def count_survey(paths: Sequence[Path], settings: Settings) -> Survey:
    """Read, check and count the files of a survey.

    Parameters
    ----------
    paths : sequence of Path
        CSV files: deployments and observations (or detections), media and failures if any.
    settings : Settings

    Raises
    ------
    FileError
        A file cannot be read or is no table known here, or there are no observations.
    MetricError
        As `impact.metrics.events.independent_events`.
    """
    read = [read_file(path) for path in paths]
    stays, problems = stays_of(read, settings.today)
    media = [media_rows(file, stays) for file in read if file.layout.table == "media"]
    observations = observations_of(read)
    del read
    rows, told = coded(observations, stays, repeats_in(observations), settings.today)
    # The text of times and visits is as large as all else together, and done with.
    observations = only_ids(observations)
    pa.default_memory_pool().release_unused()
    events = events_of(rows, settings.gap_minutes, settings.rule)
    last = pd.concat([last_of(some, stays) for some in (rows, *media)]).groupby(level=0).max()
    return Survey(
        events=events[EVENTS],
        effort=effort_of(stays, last),
        stays=with_ends(stays, last),
        failures=stays.failures,
        cube=cube_of(events),
        first_records=firsts_of(with_ids(earliest_of(rows), observations)),
        problems=in_order([problems, told]),
        records=observations.columns.num_rows,
    )


def observations_of(read: Sequence[ReadFile]) -> ReadFile:
    """The observations of all files, as one.

    Raises
    ------
    FileError
        There are none.
    """
    found = [file for file in read if file.layout.table == "detections"]
    if not found:
        raise no_observations()
    return joined(found)


def no_observations() -> FileError:
    """What is said where no file has observations."""
    message = "There are no observations in these files."
    return FileError(message, "Give the file of observations too.")


def only_ids(observations: ReadFile) -> ReadFile:
    """The observations without any column but their ids."""
    return replace(observations, columns=observations.columns.select(["observation_id"]))


def with_ids(rows: pd.DataFrame, observations: ReadFile) -> pd.DataFrame:
    """The rows with the ids of their records in place of their positions."""
    at = pa.array(rows["observation_id"].to_numpy())
    ids = observations.columns["observation_id"].take(at).to_pandas()
    return rows.assign(observation_id=ids.set_axis(rows.index))


def write_survey(survey: Survey, out: Path) -> list[Path]:
    """Write each table as a Parquet file of its name, and all as one that can be published.

    Returns
    -------
    list of Path
        The files written.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name in (field.name for field in fields(survey) if field.name != "records"):
        path = out / f"{name}.parquet"
        table = pa.Table.from_pandas(getattr(survey, name), preserve_index=False)
        parquet.write_table(table, path)
        written.append(path)
    package = out / PACKAGE
    package.write_bytes(package_of(survey.events, survey.stays, survey.failures))
    return [*written, package]
