"""Files → the tables of a survey, on Apache Spark: for surveys beyond one machine.

The functions are those of one machine, run on each location by itself, for no event reaches over
two. Spark reads, numbers the rows, finds repeated ids and brings together what belongs together.
What comes back of a location is small: events, problems, the candidates for a first record, and
when each camera last worked. The driver puts these together.
"""

from __future__ import annotations

import os
import sys
import warnings
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from impact.bulk.coding import coded, media_rows
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
from impact.bulk.counting import (
    in_order as events_in_order,
)
from impact.bulk.problems import in_order
from impact.bulk.running import Survey, no_observations
from impact.bulk.spark_rows import BROKEN, POSITION, as_read, source_of
from impact.bulk.stays import stays_of
from impact.model.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pyspark.sql import DataFrame, SparkSession

    from impact.bulk.layouts import Layout
    from impact.bulk.running import Settings
    from impact.bulk.spark_rows import Source
    from impact.bulk.stays import Stays

_REPEAT, _PLACE, _OWN_ID = "repeat", "place", "own_id"
_SPACE = r"(?U)^\s+|\s+$"
# What a location gives back: tables, each as Arrow writes it.
_PARTS = "part string, content binary"


def start_spark() -> SparkSession:
    """The session that Spark's own settings describe: without any, all cores of this machine.

    Raises
    ------
    EngineError
        PySpark is not installed, or Spark does not start.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        cure = "Install it with pip install -r requirements-spark.txt, or use --engine pandas."
        raise EngineError("PySpark is not installed.", cure) from error
    # Spark hands over Arrow here; what it says of its own pandas does not matter.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    try:
        spark = SparkSession.builder.appName("wildcats").getOrCreate()
    except (PySparkException, OSError) as error:
        cure = "Install Java 17 or newer, or set JAVA_HOME; docs/spark.md says more."
        raise EngineError(f"Spark does not start ({error}).", cure) from error
    # On one machine the workers are this Python: the "python3" of the search path, which Spark
    # would take, need not have the packages. On a cluster the workers have a Python of their own.
    if spark.sparkContext.master.startswith("local") and "PYSPARK_PYTHON" not in os.environ:
        spark.sparkContext.pythonExec = sys.executable
    return spark


def count_survey_on_spark(paths: Sequence[str], settings: Settings, spark: SparkSession) -> Survey:
    """Read, check and count the files of a survey on Spark.

    Parameters
    ----------
    paths : sequence of str
        CSV or Parquet, as `impact.bulk.running.count_survey` takes them: files, folders of
        parts, or the address of what Spark can read.
    settings : Settings
    spark : SparkSession

    Returns
    -------
    Survey
        The same as on one machine, as long as a deployment stays at its location.

    Raises
    ------
    FileError
        A file cannot be read or is no table known here, or there are no observations.
    MetricError
        As `impact.metrics.events.independent_events`.
    """
    sources = [source_of(path, spark) for path in paths]
    small = [source for source in sources if source.layout.table in ("deployments", "failures")]
    stays, problems = stays_of(
        [as_read(one.rows.toArrow(), one.layout)[0] for one in small], settings.today
    )
    observed = [source for source in sources if source.layout.table == "detections"]
    if not observed:
        raise no_observations()
    count = _counting(observed[0].layout, stays, settings)
    rows = _placed(_together(observed), stays, spark)
    parts = [rows.groupBy(_PLACE).applyInArrow(count, _PARTS).toArrow()]
    # One location without a row: so each table is there, whatever the files hold.
    parts.append(count(rows.limit(0).toArrow()))
    for source in sources:
        if source.layout.table == "media":
            parts.append(
                source.rows.mapInArrow(_last_taken(source.layout, stays), _PARTS).toArrow()
            )
    return _put_together(pa.concat_tables(parts), stays, problems)


def _put_together(parts: pa.Table, stays: Stays, problems: pd.DataFrame) -> Survey:
    events = events_in_order(_table("events", parts))
    last = _table("last", parts)
    last = last["last"].groupby(last["deployment_id"].astype("str")).max()
    earliest = _table("earliest", parts).sort_values("observation_id", ignore_index=True)
    earliest = earliest_of(earliest)
    return Survey(
        events=events[EVENTS],
        effort=effort_of(stays, last),
        stays=with_ends(stays, last),
        failures=stays.failures,
        cube=cube_of(events),
        first_records=firsts_of(earliest.assign(observation_id=earliest[_OWN_ID].astype("str"))),
        problems=in_order([problems, _table("problems", parts)]),
        records=int(_table("size", parts)["records"].sum()),
    )


def _together(sources: Sequence[Source]) -> DataFrame:
    """All observations as one, positions running on from file to file."""
    from pyspark.sql import functions

    starts = np.cumsum([0, *(source.size for source in sources[:-1])])
    rows = [
        source.rows.withColumn(POSITION, functions.col(POSITION) + int(start))
        for source, start in zip(sources, starts, strict=True)
    ]
    return reduce(lambda a, b: a.unionByName(b, allowMissingColumns=True), rows)


def _placed(rows: DataFrame, stays: Stays, spark: SparkSession) -> DataFrame:
    """The rows with the location that they belong to, and whether their id stands above."""
    from pyspark.sql import functions

    whole = rows.where(functions.col(BROKEN).isNull() & functions.col("observation_id").isNotNull())
    seen = whole.groupBy("observation_id").agg(
        functions.min(POSITION).alias("above"), functions.count("*").alias("times")
    )
    twice = seen.where("times > 1").drop("times")
    later = functions.col(POSITION) > functions.col("above")
    rows = rows.join(twice, "observation_id", "left")
    rows = rows.withColumn(_REPEAT, functions.coalesce(later, functions.lit(False)))
    nothing = functions.lit(None).cast("string")
    clean = {
        name: functions.regexp_replace(
            functions.col(name) if name in rows.columns else nothing, _SPACE, ""
        )
        for name in ("deployment_id", "location_id")
    }
    table = stays.deployments[["deployment_id", "location_id"]]
    table = pa.Table.from_pandas(table, preserve_index=False)
    at = spark.createDataFrame(table.rename_columns(["stay", "stays_at"]))
    joined = rows.join(functions.broadcast(at), clean["deployment_id"] == at["stay"], "left")
    own = functions.nullif(clean["location_id"], functions.lit(""))
    place = functions.coalesce(own, at["stays_at"])
    return joined.withColumn(_PLACE, place).drop("above", "stay", "stays_at")


def _counting(layout: Layout, stays: Stays, settings: Settings) -> Callable[[pa.Table], pa.Table]:
    """The function that Spark runs on the rows of each location."""

    def count(rows: pa.Table) -> pa.Table:
        read, whole = as_read(rows, layout)
        repeats = np.flatnonzero(whole[_REPEAT].to_numpy())
        found, told = coded(read, stays, repeats, settings.today)
        last = last_of(found, stays)
        earliest = earliest_of(found)
        at = pa.array(earliest["observation_id"].to_numpy())
        of_first = whole.select([POSITION, "observation_id"]).take(at).to_pandas()
        numbered = {"observation_id": of_first[POSITION], _OWN_ID: of_first["observation_id"]}
        earliest = earliest.reset_index(drop=True).assign(**numbered)
        return _written(
            events=events_of(found, settings.gap_minutes, settings.rule),
            problems=told,
            earliest=earliest,
            last=_as_rows(last),
            size=pd.DataFrame({"records": [len(found)]}),
        )

    return count


def _last_taken(layout: Layout, stays: Stays) -> Callable[[Iterator], Iterator]:
    """The function that Spark runs on the pictures that cameras took, some at a time."""

    def last(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            read, _ = as_read(pa.Table.from_batches([batch]), layout)
            rows = _as_rows(last_of(media_rows(read, stays), stays))
            yield from _written(last=rows).to_batches()

    return last


def _as_rows(last: pd.Series) -> pd.DataFrame:
    ids, moments = last.index.astype("str"), last.to_numpy("datetime64[us]")
    return pd.DataFrame({"deployment_id": ids, "last": moments})


def _written(**tables: pd.DataFrame) -> pa.Table:
    """Tables as one that Spark can carry: of each its name, and itself as Arrow writes it."""
    contents = []
    for table in tables.values():
        codes = [name for name, kind in table.dtypes.items() if kind == "category"]
        rows = pa.Table.from_pandas(table.astype(dict.fromkeys(codes, "str")), preserve_index=False)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, rows.schema) as stream:
            stream.write_table(rows)
        contents.append(sink.getvalue().to_pybytes())
    return pa.table({"part": list(tables), "content": pa.array(contents, pa.binary())})


def _table(name: str, parts: pa.Table) -> pd.DataFrame:
    """The tables of a name, of all locations, as one; repeated text as codes."""
    mine = parts.filter(pa.compute.equal(parts["part"], name))["content"]
    tables = [pa.ipc.open_stream(content.as_py()).read_all() for content in mine]
    whole = pa.concat_tables(tables, promote_options="permissive").to_pandas()
    texts = [column for column, kind in whole.dtypes.items() if kind == "str"]
    return whole.astype(dict.fromkeys(texts, "category"))
