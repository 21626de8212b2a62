"""A survey counted by pandas and by Spark, published, and read in a browser beside its rows.

    PYTHONPATH=tests/browser python -m benchmarks.soak.counted [--observations 10000]

A simulated survey goes out as a Camtrap DP. It comes in again as it is, and as the package of
events that `cube` makes of it. Each is published, and the first page is read. Ends with 1
where a claim reads otherwise than of the rows. Spark is left out where there is no Java.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.surveys import EXAMPLE, large_version
from impact.bulk.package import package_of
from impact.bulk.running import Settings, count_survey
from impact.bulk.spark import count_survey_on_spark, start_spark
from impact.changes.publishing import publish
from impact.checking.checks import check_tables
from impact.disclosure import for_audience
from impact.formats.common.known import known_to
from impact.formats.receiving import receive
from impact.handouts.camtrap_dp import camtrap_dp
from impact.reading.choices import ALL_FILES, Choices
from impact.versions import Store
from impact.versions.version import make_version
from impact.wording import words_in
from staffed import served
from walk import browsing, visiting

if TYPE_CHECKING:
    from impact.versions.version import Version


def packages_of(version: Version) -> Iterator[tuple[str, bytes]]:
    """The survey as single rows, and as the events that each engine counts in it."""
    rows = camtrap_dp(for_audience(version, "staff"), words_in("en"))
    yield "rows", rows
    events = version.programme.events
    settings = Settings(events.threshold_minutes, "previous", dt.datetime.now(dt.UTC).date())
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(BytesIO(rows)).extractall(folder)
        paths = sorted(Path(folder).glob("*.csv"))
        counted = count_survey(paths, settings)
        yield "pandas", package_of(counted.events, counted.stays, counted.failures)
        if shutil.which("java"):
            spark = start_spark()
            counted = count_survey_on_spark([str(path) for path in paths], settings, spark)
            spark.stop()
            yield "Spark", package_of(counted.events, counted.stays, counted.failures)


def come_in(package: bytes, version: Version) -> Version:
    """A version of what is in a package, with every clock confirmed."""
    known = known_to(version.programme, version.records)
    answers: dict[str, str] = {}
    for _ in range(2):
        received = receive([("survey.zip", package)], {ALL_FILES: Choices(answers=answers)}, known)
        asked = [question.id for _, question in received.questions]
        answers |= {one: "keep" for one in asked if one.startswith("clock:")}
    tables, problems = check_tables(
        received.texts, programme=version.programme, reference=version.records
    )
    errors = [one for one in problems if one.severity == "error"]
    if errors:
        raise ValueError(f"{len(errors)} errors, the first: {errors[0]}")
    named = {name: tables.table(name) for name in ("deployments", "failures", "detections")}
    return make_version(version.programme, version.records.with_tables(**named), {})


def read_in_a_browser(folder: Path, versions: list[str]) -> dict[str, list[str]]:
    """The claims on the first page, of each version of the store."""
    found = {}
    with (
        served(folder, {"IMPACT_STORE": str(folder / "store")}, EXAMPLE) as place,
        browsing() as browser,
    ):
        for number, name in enumerate(versions, start=1):
            with visiting(browser, f"{place.url}/?version={number}") as visit:
                cards = visit.page.locator("[class*=st-key-claim-] h2")
                found[name] = cards.all_inner_texts()
    return found


def main() -> int:
    """Run it, print the figures, judge them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--observations", type=int, default=10_000)
    chosen = parser.parse_args()
    version = large_version(chosen.observations)
    text = (EXAMPLE / "programme.toml").read_bytes()
    names = []
    with tempfile.TemporaryDirectory() as place:
        store = Store.at(str(Path(place, "store")))
        for name, package in packages_of(version):
            begun = time.perf_counter()
            now = dt.datetime.now(dt.UTC)
            made = come_in(package, version)
            publish(store, text, made, author="A", note=name, now=now, expected=store.latest())
            names.append(name)
            took = time.perf_counter() - begun
            rows = len(made.records.detections)
            print(f"{name}: {len(package) / 1e6:.1f} MB, {rows} rows, published in {took:.1f} s")
        claims = read_in_a_browser(Path(place), names)
    differ = [name for name in names if claims[name] != claims["rows"] or not claims[name]]
    for one in claims["rows"]:
        print(f"  {one}")
    print(f"claims that read otherwise than of the rows: {', '.join(differ) or 'none'}")
    return int(bool(differ))


if __name__ == "__main__":
    sys.exit(main())
