"""``cube``: the events, effort and cube of a survey of any size; it needs no programme."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from impact.bulk.counting import RULES
from impact.bulk.running import Settings, count_survey, write_survey
from impact.bulk.spark import count_survey_on_spark, start_spark
from impact.model.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from impact.bulk.running import Survey

ENGINES = ("pandas", "spark")


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    cube = commands_of.add_parser("cube")
    cube.set_defaults(run=_cube)
    cube.add_argument("files", nargs="+", metavar="FILE", help="CSV: Camtrap DP or own")
    cube.add_argument("--out", type=Path, required=True, help="the folder to write into")
    cube.add_argument("--gap-minutes", type=int, default=30, help="default 30")
    cube.add_argument("--engine", choices=ENGINES, default="pandas", help="spark: docs/spark.md")
    cube.add_argument("--rule", choices=RULES, default="previous", help="what the gap is from")


def _cube(options: argparse.Namespace) -> int:
    """Count, write, and say how many, how long and how much memory it took."""
    if options.gap_minutes < 1:
        raise UsageError("--gap-minutes is a whole number of 1 or more.", "Give such as 30.")
    begun, busy = time.perf_counter(), time.process_time()
    settings = Settings(options.gap_minutes, options.rule, dt.date.today())
    survey = _counted(options.files, settings, options.engine)
    write_survey(survey, options.out)
    errors = int((survey.problems["severity"] == "error").sum())
    said = {
        "records": survey.records,
        "events": len(survey.events),
        "cells": len(survey.cube),
        "trap_nights": round(float(survey.effort["trap_nights"].sum()), 3),
        "first_records": len(survey.first_records),
        "errors": errors,
        "warnings": len(survey.problems) - errors,
        "seconds": round(time.perf_counter() - begun, 2),
        "cpu_seconds": round(time.process_time() - busy, 2),
        "peak_memory_mb": _peak_megabytes(),
        "out": str(options.out),
    }
    print(json.dumps(said) if options.json else "\n".join(f"{k}: {v}" for k, v in said.items()))
    return 0


def _counted(files: list[str], settings: Settings, engine: str) -> Survey:
    if engine == "pandas":
        return count_survey([Path(file) for file in files], settings)
    spark = start_spark()
    try:
        return count_survey_on_spark(files, settings, spark)
    finally:
        spark.stop()


def _peak_megabytes() -> int | None:
    """The most memory that this process held at once; None on Windows, which does not say."""
    try:
        import resource
    except ModuleNotFoundError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6)
