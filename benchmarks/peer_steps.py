"""One step by others, in their own environment: read the CSV, make independent events.

    python benchmarks/peer_steps.py floor|ours|wiutils|camtraptools FOLDER

It prints one line of JSON: events, seconds and CPU seconds of all of it and of the events alone
(what is left once the table is in memory), peak memory. What a peer's format wants of columns
that ours lacks is written beside the survey before the clock starts.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_COLUMNS = """
    observationID deploymentID mediaID eventID eventStart eventEnd observationLevel
    observationType scientificName count classificationMethod classifiedBy
    classificationTimestamp classificationProbability
"""


def floor(folder: Path) -> Callable[[], int]:
    """Read the same columns as the program reads, as text, with pyarrow."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    from impact.bulk.layouts import layout_of
    from impact.bulk.reading import headings_of

    rows = 0
    for name in ("deployments", "observations"):
        path = folder / f"{name}.csv"
        headings = headings_of(path)
        wanted = list(layout_of(headings).columns(headings))
        options = arrow_csv.ConvertOptions(
            include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string())
        )
        rows = arrow_csv.read_csv(path, convert_options=options).num_rows
    return lambda: rows


def ours(folder: Path) -> Callable[[], int]:
    """The events of ``python -m impact cube`` at 30 minutes, of rows read and checked."""
    from impact.bulk.coding import coded, repeats_in
    from impact.bulk.counting import events_of
    from impact.bulk.reading import read_file
    from impact.bulk.running import observations_of
    from impact.bulk.stays import stays_of

    read = [read_file(folder / f"{name}.csv") for name in ("deployments", "observations")]
    stays, _problems = stays_of(read, dt.date.today())
    observations = observations_of(read)
    rows, _told = coded(observations, stays, repeats_in(observations), dt.date(2100, 1, 1))
    return lambda: len(events_of(rows, 30, "previous"))


def wiutils_input(folder: Path) -> Path:
    """images.csv of a Wildlife Insights download, of the same records."""
    path = folder / "download" / "images.csv"
    if path.exists():
        return path
    path.parent.mkdir(exist_ok=True)
    names = "deployment_id,image_id,class,order,family,genus,species,timestamp,number_of_objects"
    with (
        (folder / "observations.csv").open(encoding="utf-8", newline="") as source,
        path.open("w", encoding="utf-8", newline="") as target,
    ):
        out = csv.writer(target)
        out.writerow(names.split(","))
        for row in csv.DictReader(source):
            sound = row["observationType"] == "animal" and "-13-" not in row["eventStart"]
            if sound and row["classificationMethod"] == "human":
                genus, species = row["scientificName"].split(" ", 1)
                kind = ("Mammalia", "Carnivora", "Felidae", genus, species)
                moment = row["eventStart"][:19].replace("T", " ")
                at = (row["deploymentID"], row["observationID"])
                out.writerow([*at, *kind, moment, row["count"]])
    return path


def wiutils(folder: Path) -> Callable[[], int]:
    """`wiutils.read_images`, then `wiutils.remove_duplicates` at 30 minutes."""
    import wiutils as theirs

    images = theirs.read_images(folder / "download")
    return lambda: len(theirs.remove_duplicates(images, interval=30, unit="minutes"))


def camtraptools_input(folder: Path) -> Path:
    """media.csv and its observations, as camtraptools writes them itself."""
    out = folder / "package"
    if (out / "media.csv").exists():
        return out
    out.mkdir(exist_ok=True)
    columns = _COLUMNS.split()
    with (folder / "observations.csv").open(encoding="utf-8", newline="") as source:
        media_file = (out / "media.csv").open("w", encoding="utf-8", newline="")
        table_file = (out / "observations.csv").open("w", encoding="utf-8", newline="")
        with media_file, table_file:
            media, table = csv.writer(media_file), csv.writer(table_file)
            media.writerow(["mediaID", "deploymentID", "timestamp", "filePath"])
            table.writerow(columns)
            for row in csv.DictReader(source):
                if row["observationType"] == "animal" and "-13-" not in row["eventStart"]:
                    at = (row["mediaID"], row["deploymentID"], row["eventStart"])
                    media.writerow([*at, "x.jpg"])
                    table.writerow([row.get(column, "") for column in columns])
    return out


def camtraptools(folder: Path) -> Callable[[], int]:
    """What `camtraptools.events.run` does, up to where it writes its files."""
    import pandas as pd
    from camtraptools.events import assign_events, build_event_observations

    media = pd.read_csv(folder / "package" / "media.csv", dtype=str)
    rows = pd.read_csv(folder / "package" / "observations.csv", dtype=str)

    def events() -> int:
        at_media = rows[rows["observationLevel"] == "media"].copy()
        ids = dict(zip(media["mediaID"], assign_events(media, 30), strict=True))
        at_media["eventID"] = at_media["mediaID"].map(ids)
        return len(build_event_observations(at_media))

    return events


STEPS = {"floor": floor, "ours": ours, "wiutils": wiutils, "camtraptools": camtraptools}
INPUTS = {"wiutils": wiutils_input, "camtraptools": camtraptools_input}


# Imported before the clock starts, as the program's own are.
NEEDS = {
    "floor": ("pyarrow.csv", "impact.bulk.reading"),
    "ours": ("impact.bulk.running",),
    "wiutils": ("wiutils",),
    "camtraptools": ("pandas", "camtraptools.events"),
}


def main() -> None:
    """Run one step and say what it took."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    for module in NEEDS[name]:
        import_module(module)
    if name in INPUTS:
        INPUTS[name](folder)
    begun, busy = time.perf_counter(), time.process_time()
    make_events = STEPS[name](folder)
    read, busy_reading = time.perf_counter(), time.process_time()
    events = make_events()
    end, busy_end = time.perf_counter(), time.process_time()
    said = {
        "events": events,
        "seconds": round(end - begun, 3),
        "cpu_seconds": round(busy_end - busy, 3),
        "events_seconds": round(end - read, 3),
        "events_cpu_seconds": round(busy_end - busy_reading, 3),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
