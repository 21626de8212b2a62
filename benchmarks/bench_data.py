"""Large simulated surveys as Camtrap DP, for the timed runs.

    python -m benchmarks.bench_data OUT --observations 10000000 [--seed 7] [--clean]

Bursts of photographs, records at the same instant, gaps of exactly 30 minutes, and 0.2 % planted
errors of six kinds, which are written down beside the files. The same seed writes the same bytes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

SPECIES = (
    "Panthera pardus tulliana",
    "Ovis vignei",
    "Capra aegagrus",
    "Canis lupus",
    "Vulpes vulpes",
    "Hystrix indica",
    "Lynx lynx",
    "Sus scrofa",
)
OFTEN = (0.06, 0.26, 0.2, 0.08, 0.2, 0.1, 0.02, 0.08)
TYPES = ("animal", "blank", "human", "vehicle", "unknown")
TYPES_OFTEN = (0.82, 0.08, 0.05, 0.02, 0.03)
ERRORS = ("repeated id", "date", "deployment", "end before start", "type", "count")
PLANTED = 0.002
STAYS = 16  # deployments of one location: a card every quarter, for four years
CHUNK = 500_000
_SECOND = "datetime64[s]"
_ROOM = 13 * 3600  # seconds before the end of a stay that no visit begins in


def deployments(rng: np.random.Generator, locations: int) -> dict[str, np.ndarray]:
    """Stays at locations: ``location, start, end``, one entry a deployment."""
    quarters = np.arange("2022-01", "2026-04", 3, dtype="M8[M]").astype(_SECOND)
    edges = quarters[None, :] + rng.integers(0, 20 * 86_400, (locations, 1)).astype("m8[s]")
    return {
        "location": np.repeat(np.arange(locations), STAYS),
        "start": edges[:, :-1].ravel(),
        "end": edges[:, 1:].ravel() - np.timedelta64(2 * 3600, "s"),
    }


def photographs(rng: np.random.Generator, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Exactly so many photographs: the visit of each, and seconds since the visit began."""
    visit = np.repeat(np.arange(rows), np.minimum(rng.geometric(0.12, rows), 24))[:rows]
    pace = rng.choice(3, size=rows, p=(0.7, 0.2, 0.1))[visit]
    gaps = rng.integers(np.array([2, 60, 900])[pace], np.array([45, 840, 1790])[pace])
    lot = rng.random(rows)
    gaps = np.where(lot < 0.02, 0, np.where(lot > 0.995, 1800, gaps))  # ties, exact gaps
    starts = np.diff(visit, prepend=-1) > 0
    gaps[starts] = 0
    elapsed = np.cumsum(gaps)
    return visit, elapsed - elapsed[starts][visit]


def observations(
    rng: np.random.Generator, stays: dict[str, np.ndarray], first: int, rows: int, *, clean: bool
) -> tuple[pa.Table, dict[str, int]]:
    """So many observations numbered from `first`, and how many errors of each kind they hold."""
    visit, seconds = photographs(rng, rows)
    visits = visit[-1] + 1
    stay = np.sort(rng.integers(len(stays["start"]), size=visits))
    start = stays["start"][stay]
    room = (stays["end"][stay] - start).astype("int64") - _ROOM
    time = (start + (rng.random(visits) * room).astype("m8[s]"))[visit] + seconds.astype("m8[s]")
    kind = rng.choice(len(TYPES), size=visits, p=TYPES_OFTEN)[visit]
    species = rng.choice(len(SPECIES), size=visits, p=OFTEN)[visit]
    number = np.arange(first, first + rows)
    wrong = np.full(rows, -1)
    if not clean:
        planted = rng.random(rows) < PLANTED
        planted[0] = False
        wrong[planted] = rng.integers(len(ERRORS), size=int(planted.sum()))
    # The row below one that repeats an id would repeat one that is no longer there.
    wrong[1:][(wrong[1:] == 0) & (wrong[:-1] == 0)] = -1
    ids = np.where(wrong == 0, number - 1, number)
    end = np.where(wrong == 3, time - np.timedelta64(3600, "s"), time)
    animal = kind == 0
    count = np.where(rng.random(rows) < 0.9, "1", "2").astype(object)
    count[wrong == 5] = "many"
    counts = {name: int((wrong == place).sum()) for place, name in enumerate(ERRORS)}
    table = pa.table(
        {
            "observationID": _numbered("obs-", ids),
            "deploymentID": _with(_stay_ids(stay[visit]), wrong == 2, "nowhere"),
            "mediaID": _numbered("med-", number),
            "eventID": _numbered("ev-", first + visit),
            "eventStart": _with(_local(time), wrong == 1, "2024-13-45T99:00:00+05:00"),
            "eventEnd": _local(end),
            "observationLevel": pa.repeat("media", rows),
            "observationType": _with(pa.array(TYPES).take(pa.array(kind)), wrong == 4, "anmial"),
            "cameraSetupType": pa.nulls(rows, pa.string()),
            "scientificName": pc.if_else(animal, pa.array(SPECIES).take(pa.array(species)), None),
            "count": pc.if_else(animal | (wrong == 5), pa.array(count, pa.string()), None),
            "individualID": pa.nulls(rows, pa.string()),
            "classificationMethod": pa.array(["human", "machine"]).take(
                pa.array((rng.random(rows) < 0.06).astype("int8"))
            ),
            "classifiedBy": pa.repeat("Simulated observer", rows),
            "observationComments": pa.nulls(rows, pa.string()),
        }
    )
    return table, counts


def deployment_table(rng: np.random.Generator, stays: dict[str, np.ndarray]) -> pa.Table:
    """deployments.csv of Camtrap DP."""
    place = stays["location"]
    places = place.max() + 1
    return pa.table(
        {
            "deploymentID": _stay_ids(np.arange(len(place))),
            "locationID": _numbered("loc-", place),
            "latitude": np.round(38 + rng.random(places), 5)[place],
            "longitude": np.round(54 + 4 * rng.random(places), 5)[place],
            "deploymentStart": _local(stays["start"]),
            "deploymentEnd": _local(stays["end"]),
            "cameraID": _numbered("cam-", place),
        }
    )


def write(out: Path, observed: int, seed: int = 7, *, clean: bool = False) -> dict[str, int]:
    """Write deployments.csv, observations.csv and planted.json, and return what was planted."""
    out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng([seed, 20])
    stays = deployments(rng, max(40, observed // 5000))
    csv.write_csv(deployment_table(rng, stays), out / "deployments.csv", _plain(header=True))
    planted = dict.fromkeys(ERRORS, 0)
    with (out / "observations.csv").open("wb") as file:
        for number, first in enumerate(range(0, observed, CHUNK)):
            part = np.random.default_rng([seed, 21, number])
            rows = min(CHUNK, observed - first)
            table, wrong = observations(part, stays, first, rows, clean=clean)
            csv.write_csv(table, file, _plain(header=first == 0))
            planted = {name: planted[name] + wrong[name] for name in ERRORS}
    (out / "planted.json").write_text(json.dumps(planted, indent=1), encoding="utf-8")
    return planted


def _plain(*, header: bool) -> csv.WriteOptions:
    return csv.WriteOptions(include_header=header, quoting_style="needed")


def _numbered(prefix: str, numbers: np.ndarray) -> pa.Array:
    digits = pc.utf8_lpad(pa.array(numbers).cast(pa.string()), 9, "0")
    return pc.binary_join_element_wise(prefix, digits, "")


def _stay_ids(stay: np.ndarray) -> pa.Array:
    return pc.binary_join_element_wise(
        _numbered("loc-", stay // STAYS), pa.array(stay % STAYS + 1).cast(pa.string()), "-"
    )


def _local(times: np.ndarray) -> pa.Array:
    shown = pc.strftime(pa.array(times.astype(_SECOND)), "%Y-%m-%dT%H:%M:%S")
    return pc.binary_join_element_wise(shown, "+05:00", "")


def _with(texts: pa.Array, where: np.ndarray, text: str) -> pa.Array:
    return pc.if_else(pa.array(where), text, texts)


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--observations", type=int, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--clean", action="store_true", help="without planted errors")
    chosen = parser.parse_args()
    print(write(chosen.out, chosen.observations, chosen.seed, clean=chosen.clean))


if __name__ == "__main__":
    main()
