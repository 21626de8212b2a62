"""CSV and Parquet → rows on Spark, each with its file, its row and its position among all.

Spark reads a file in blocks, in any order. The number of a row is that of the first row of its
block, which takes one count of all blocks, and how far down the block it stands.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pandas as pd
import pyarrow.compute as pc

from impact.bulk.layouts import layout_of
from impact.bulk.reading import MISSING, ReadFile, no_such_table, ragged_row
from impact.model.errors import FileError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from impact.bulk.layouts import Layout

# Of each row, beside its cells.
FILE, ROW, POSITION, HEADINGS = "file", "row", "position", "headings"
BROKEN = "broken_line"  # the line itself, where it has more or fewer cells than the headings
_BLOCK = ["block_file", "block_start"]
_PLACE = "place_in_block"


@dataclass(frozen=True)
class Source:
    """A file, or a folder of files with the same headings, as Spark reads it.

    Attributes
    ----------
    layout : Layout
    rows : DataFrame of Spark
        Text under our names; with it `FILE`, `ROW`, `POSITION` (from 0), `HEADINGS` (how many
        there are) and `BROKEN`.
    size : int
        How many rows there are.
    """

    layout: Layout
    rows: DataFrame
    size: int


def source_of(path: str, spark: SparkSession) -> Source:
    """What Spark finds at a path: a file, a folder of parts, or the address of either.

    Raises
    ------
    FileError
        Nothing can be read there, or it is no table known here.
    """
    from pyspark.errors import AnalysisException, PySparkException

    try:
        if ".parquet" in path:
            return _numbered(_parquet(path, spark), path, spark)[0]
        source, broken = _numbered(_csv(path, spark), path, spark)
        # A line break in a cell, or a ragged row: slower, one file after the other, but right.
        return _numbered(_csv(path, spark, by_line=False), path, spark)[0] if broken else source
    except AnalysisException as error:
        raise FileError(f"{path} cannot be read: {error}", "Check the path.") from error
    except PySparkException as error:
        cure = "Save it as CSV UTF-8 with commas, or as Parquet, all columns as text."
        raise FileError(f"{path} cannot be read: {error}", cure) from error


def as_read(rows: pa.Table, layout: Layout) -> tuple[ReadFile, pa.Table]:
    """Rows that Spark hands over, in order, as the functions of one machine take a file.

    Returns
    -------
    ReadFile
    pyarrow.Table
        The same rows with all that they came with.
    """
    rows = rows.sort_by(POSITION)
    broken = rows[BROKEN].is_valid()
    ragged = tuple(
        ragged_row(row[FILE], row[ROW], len(next(csv.reader([row[BROKEN]]))), row[HEADINGS])
        for row in rows.filter(broken).select([FILE, ROW, BROKEN, HEADINGS]).to_pylist()
    )
    whole = rows.filter(pc.invert(broken))
    names = [name for name in whole.column_names if name in set(layout.fields)]
    read = ReadFile(
        whole[FILE].to_numpy(), layout, whole.select(names), whole[ROW].to_numpy(), ragged
    )
    return read, whole


def _csv(path: str, spark: SparkSession, *, by_line: bool = True) -> DataFrame:
    from pyspark.sql.types import StringType, StructField, StructType

    first = spark.read.text(path).first()
    headings = next(csv.reader([first.value]), []) if first else []
    fields = [StructField(name, StringType()) for name in [*headings, BROKEN]]
    return spark.read.options(columnPruning=False).csv(
        path,
        schema=StructType(fields),
        header=True,
        enforceSchema=False,  # the headings of each file of a folder are those of the first
        escape='"',
        mode="PERMISSIVE",
        columnNameOfCorruptRecord=BROKEN,
        multiLine=not by_line,
    )


def _parquet(path: str, spark: SparkSession) -> DataFrame:
    from pyspark.sql import functions

    rows = spark.read.parquet(path)
    return rows.withColumn(BROKEN, functions.lit(None).cast("string"))


def _numbered(read: DataFrame, path: str, spark: SparkSession) -> tuple[Source, int]:
    """The rows with their numbers, and how many of them are broken."""
    from pyspark.sql import functions

    headings = [name for name in read.columns if name != BROKEN]
    layout = layout_of([name.strip() for name in headings])
    if layout is None:
        raise no_such_table(path)
    taken = layout.columns([name.strip() for name in headings])
    column = {name: functions.col(f"`{name}`").cast("string") for name in headings}
    cells = [
        functions.when(~cell.isin(MISSING), cell).alias(taken[name.strip()])
        for name, cell in column.items()
        if name.strip() in taken
    ]
    placed = read.select(
        *cells,
        functions.col(BROKEN),
        functions.lit(len(headings)).alias(HEADINGS),
        functions.col("_metadata.file_path").alias(_BLOCK[0]),
        functions.col("_metadata.file_block_start").alias(_BLOCK[1]),
        functions.monotonically_increasing_id().alias(_PLACE),
    )
    blocks = _blocks(placed)
    rows = placed.join(functions.broadcast(_on_spark(blocks, spark)), _BLOCK)
    down = functions.col(_PLACE) - functions.col("first")
    rows = rows.withColumns(
        {name: functions.col(f"{name}_of_first") + down for name in (ROW, POSITION)}
    )
    kept = [name for name in placed.columns if name not in (*_BLOCK, _PLACE)]
    source = Source(layout, rows.select(*kept, FILE, ROW, POSITION), int(blocks["size"].sum()))
    return source, int(blocks["broken"].sum())


def _blocks(placed: DataFrame) -> pd.DataFrame:
    """Of each block: what file it is of, how many rows it has, and the numbers of its first."""
    from pyspark.sql import functions

    cells = [functions.count(name).alias(f"of_{name}") for name in placed.columns[:-5]]
    found = placed.groupBy(*_BLOCK).agg(
        functions.min(_PLACE).alias("first"),
        functions.count("*").alias("size"),
        functions.count(BROKEN).alias("broken"),
        *cells,  # all cells are asked for, so that Spark looks whether they are there
    )
    blocks = found.toArrow().to_pandas().sort_values(_BLOCK, ignore_index=True)
    blocks[FILE] = [unquote(path.rpartition("/")[2]) for path in blocks[_BLOCK[0]]]
    before = blocks["size"].cumsum() - blocks["size"]
    blocks[f"{POSITION}_of_first"] = before
    blocks[f"{ROW}_of_first"] = before - before.groupby(blocks[_BLOCK[0]]).transform("min") + 2
    columns = [*_BLOCK, FILE, "first", "size", "broken", f"{ROW}_of_first", f"{POSITION}_of_first"]
    return blocks[columns]


def _on_spark(table: pd.DataFrame, spark: SparkSession) -> DataFrame:
    import pyarrow as pa

    return spark.createDataFrame(pa.Table.from_pandas(table, preserve_index=False))
