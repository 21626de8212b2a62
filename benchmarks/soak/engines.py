"""A survey counted by pandas and by Spark on two cores, and whether they make the same of it.

    python -m benchmarks.soak.engines [--observations 1000000]

Ends with 1 where a table differs. Needs Java and requirements-spark.txt.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_data import write
from impact.bulk.running import Settings, count_survey
from impact.bulk.spark import count_survey_on_spark

if TYPE_CHECKING:
    import pandas as pd

    from impact.bulk.running import Survey

SETTINGS = Settings(30, "previous", dt.date(2026, 6, 30))


def cells(table: pd.DataFrame) -> pd.DataFrame:
    """A table as text, so that the same value in another type is the same."""
    return table.astype("object").where(table.notna(), None).astype("str")


def differences(one: Survey, other: Survey) -> list[str]:
    """The names of the parts in which two surveys differ."""
    parts = [field.name for field in fields(one) if field.name != "records"]
    found = [n for n in parts if not cells(getattr(one, n)).equals(cells(getattr(other, n)))]
    return found + ["records"] * (one.records != other.records)


def main() -> int:
    """Run it, print the figures, judge them."""
    from pyspark.sql import SparkSession

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--observations", type=int, default=1_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), chosen.observations)
        paths = [Path(folder, name) for name in ("deployments.csv", "observations.csv")]
        begun = time.perf_counter()
        here = count_survey(paths, SETTINGS)
        halfway = time.perf_counter()
        spark = SparkSession.builder.master("local[2]").getOrCreate()
        there = count_survey_on_spark([str(path) for path in paths], SETTINGS, spark)
        ended = time.perf_counter()
        spark.stop()
    found = differences(here, there)
    print(f"{here.records} records, {len(here.events)} events, {len(here.problems)} problems")
    print(f"pandas {halfway - begun:.1f} s, Spark with its start {ended - halfway:.1f} s")
    print(f"differ in: {', '.join(found) or 'nothing'}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
