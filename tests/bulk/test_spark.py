"""Spark and one machine make the same of a survey. Passed over where there is no Java."""

from __future__ import annotations

import datetime as dt
import shutil
import sys

import pandas as pd
import pytest

from benchmarks.bench_data import write
from benchmarks.soak.engines import differences
from impact.__main__ import main
from impact.bulk.running import Settings, count_survey
from impact.bulk.spark import count_survey_on_spark, start_spark
from impact.model.errors import EngineError, FileError
from tests.bulk.test_cube_command import DEPLOYMENTS, LEOPARD, OBSERVATIONS

SETTINGS = Settings(30, "previous", dt.date(2026, 6, 30))
MEDIA = """\
mediaID,deploymentID,timestamp,filePath,filePublic,fileMediatype
m1,d5,2024-01-05T12:00:00+05:00,a.jpg,false,image/jpeg
m2,d5,2024-01-09T12:00:00+05:00,b.jpg,false,image/jpeg
"""

needs_spark = pytest.mark.skipif(
    shutil.which("java") is None, reason="There is no Java here, which Spark needs."
)


@pytest.fixture(scope="module")
def _no_session_is_left():
    yield
    from pyspark.sql import SparkSession

    if session := SparkSession.getActiveSession():
        session.stop()


@pytest.fixture
def spark(_no_session_is_left):
    pytest.importorskip("pyspark")
    from pyspark.sql import SparkSession

    # Small blocks and few of them at a time: what is in order by luck shows.
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "4")
    # Nothing here runs for long enough to repay Java's second compiler.
    options = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    builder = builder.config("spark.driver.extraJavaOptions", options)
    builder = builder.config("spark.sql.files.maxPartitionBytes", "200k")
    builder.config("spark.sql.files.openCostInBytes", "0").getOrCreate()
    return start_spark()


@pytest.fixture
def small(tmp_path):
    text = OBSERVATIONS.replace("{cat}", LEOPARD)
    open_ended = "d5,east,East,38.3,57.3,2024-01-01T12:00:00+05:00,\n"
    for name, content in (
        ("dep.csv", DEPLOYMENTS + open_ended),
        ("obs.csv", text),
        ("a few media.csv", MEDIA),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return [tmp_path / name for name in ("dep.csv", "obs.csv", "a few media.csv")]


def both(paths, spark):
    there = count_survey_on_spark([str(path) for path in paths], SETTINGS, spark)
    return count_survey(paths, SETTINGS), there


@needs_spark
def test_line_breaks_errors_and_open_stays_give_the_same(small, spark):
    here, there = both(small, spark)
    assert differences(here, there) == []
    # d5 worked from 1 January 12:00 to its last picture on the 9th.
    assert there.effort.query("location_id == 'east'")["trap_nights"].tolist() == [8.0]
    assert there.records == 20


@needs_spark
def test_a_ragged_row_is_told_of_and_left_out(small, spark):
    with small[1].open("a", encoding="utf-8") as file:
        file.write("o20,d2,only three\n")
    here, there = both(small, spark)
    assert differences(here, there) == []
    assert there.problems["rule"].tolist().count("file.ragged_row") == 1


@needs_spark
def test_ten_thousand_observations_in_many_blocks_give_the_same(tmp_path, spark):
    planted = write(tmp_path, 10_000)
    paths = [tmp_path / "deployments.csv", tmp_path / "observations.csv"]
    assert spark.read.csv(str(paths[1])).rdd.getNumPartitions() > 3
    here, there = both(paths, spark)
    assert differences(here, there) == []
    assert len(there.events) > 1_000
    assert (there.problems["severity"] == "error").sum() >= sum(planted.values())


@needs_spark
def test_parquet_and_a_folder_of_parts_give_the_same_as_one_csv(tmp_path, spark):
    write(tmp_path, 10_000)
    paths = [tmp_path / "deployments.csv", tmp_path / "observations.csv"]
    table = pd.read_csv(paths[1], dtype="str", keep_default_na=False)
    (tmp_path / "parts").mkdir()
    table[:6_000].to_csv(tmp_path / "parts" / "1.csv", index=False)
    table[6_000:].to_csv(tmp_path / "parts" / "2.csv", index=False)
    table.to_parquet(tmp_path / "observations.parquet")
    here = count_survey(paths, SETTINGS)
    for name in ("parts", "observations.parquet"):
        given = [str(paths[0]), str(tmp_path / name)]
        there = count_survey_on_spark(given, SETTINGS, spark)
        named = set(differences(here, there))
        assert named <= {"problems"}, name  # the name of the file is another
        both = [found.problems for found in (here, there)]
        once_a_file = [found["rule"] == "detections.unverified" for found in both]
        assert [of.sum() for of in once_a_file] == [1, both[1]["file"].nunique()]
        one, other = (found[~of] for found, of in zip(both, once_a_file, strict=True))
        assert sorted(one["rule"]) == sorted(other["rule"])


@needs_spark
@pytest.mark.usefixtures("spark")
def test_the_command_writes_the_same_files(small, tmp_path):
    given = [str(path) for path in small]
    assert main(["cube", *given, "--out", str(tmp_path / "a"), "--json"]) == 0
    assert main(["cube", *given, "--out", str(tmp_path / "b"), "--json", "--engine", "spark"]) == 0
    for name in ("events", "effort", "cube", "first_records", "problems"):
        one, other = (pd.read_parquet(tmp_path / d / f"{name}.parquet") for d in "ab")
        pd.testing.assert_frame_equal(one, other, check_dtype=False, check_categorical=False)


@needs_spark
def test_what_cannot_be_read_is_said(tmp_path, small, spark):
    with pytest.raises(FileError, match="nowhere"):
        count_survey_on_spark([str(tmp_path / "nowhere.csv")], SETTINGS, spark)
    with pytest.raises(FileError, match="no observations"):
        count_survey_on_spark([str(small[0])], SETTINGS, spark)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FileError, match="no table that is known"):
        count_survey_on_spark([str(tmp_path / "other.csv")], SETTINGS, spark)


@needs_spark
def test_the_workers_of_one_machine_are_this_python(spark):
    # Not the first "python3" of the search path, which need not have the packages.
    found = spark.sparkContext.parallelize([0], 1).map(lambda _: sys.executable).first()
    assert found == sys.executable


def test_without_pyspark_the_cure_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(EngineError, match=r"requirements-spark\.txt"):
        start_spark()
