"""How long a survey of any size takes, beside the floor and beside others.

    make bench-data

Alternating in one run, so that all meet the same machine: the floor (pyarrow reading the same
columns of the same CSV as text), ``python -m impact cube``, and on the sizes that they can hold
wiutils 1.1 and camtraptools 0.8.1, each in an environment of its own: from CSV to independent
events, and of that the same step by all three alone, from a table in memory to its events.
Before that, the numbers of events are held against each other on a survey of one species without
gaps of exactly 30 minutes, where the definitions agree.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd

from benchmarks import bench_data

ROOT = Path(__file__).resolve().parents[1]
STEPS = Path(__file__).with_name("peer_steps.py")
# wiutils 1.1 fails on pandas 3.
PEERS = {"wiutils": ("wiutils==1.1.0", "pandas<3"), "camtraptools": ("camtraptools==0.8.1",)}
LARGEST_FOR_PEERS = 1_000_000
AGREED_ON = 20_000


def survey(work: Path, observations: int, *, clean: bool = False) -> Path:
    """The folder of a simulated survey, made where it is not there yet."""
    folder = work / f"{observations}{'-clean' if clean else ''}"
    if not (folder / "planted.json").exists():
        bench_data.write(folder, observations, clean=clean)
    return folder


def peer_python(work: Path, peer: str) -> str:
    """The Python of a peer's own environment, made where it is not there yet."""
    python = work / "peers" / peer / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PEERS[peer]], check=True)
    return str(python)


def timed(command: list[str]) -> dict:
    """Run a step in a process of its own: what it says, and its seconds and memory."""
    before = os.times()
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    after = os.times()
    said = json.loads(done.stdout.splitlines()[-1])
    cpu = after.children_user + after.children_system
    return {**said, "process_cpu": cpu - before.children_user - before.children_system}


def ours(folder: Path) -> dict:
    """``python -m impact cube``: checked, events, effort, cube, first records, written."""
    files = [str(folder / f"{name}.csv") for name in ("deployments", "observations")]
    command = [sys.executable, "-m", "impact", "cube", *files, "--out", str(folder / "out")]
    return timed([*command, "--json"])


def floor(folder: Path) -> dict:
    """pyarrow, reading the same columns of the same file as text."""
    return timed([sys.executable, "-m", "benchmarks.peer_steps", "floor", str(folder)])


def our_events(folder: Path) -> dict:
    """The events alone, of rows that are read and checked."""
    return timed([sys.executable, "-m", "benchmarks.peer_steps", "ours", str(folder)])


def peer(work: Path, name: str, folder: Path) -> dict:
    """A peer's own functions from CSV to events."""
    return timed([peer_python(work, name), str(STEPS), name, str(folder)])


def agreement(work: Path) -> dict[str, int]:
    """Events of each on a survey where the definitions agree.

    One species, no error, no gap of exactly 30 minutes, each deployment a location of its own:
    wiutils counts by deployment, camtraptools joins gaps of exactly 30 minutes and species.
    """
    folder = survey(work, AGREED_ON, clean=True)
    table = pd.read_csv(folder / "observations.csv", dtype="str")
    table = table[
        (table["observationType"] == "animal") & (table["classificationMethod"] == "human")
    ]
    table = table.assign(scientificName=bench_data.SPECIES[0])
    times = pd.to_datetime(table["eventStart"])
    ordered = table.assign(time=times).sort_values(["deploymentID", "time"])
    half_an_hour = pd.Timedelta(minutes=30)
    while (exact := ordered.groupby("deploymentID")["time"].diff().eq(half_an_hour)).any():
        ordered = ordered[~exact]
    alike = work / "agreement"
    alike.mkdir(exist_ok=True)
    ordered.drop(columns="time").to_csv(alike / "observations.csv", index=False)
    stays = pd.read_csv(folder / "deployments.csv", dtype="str")
    stays.assign(locationID=stays["deploymentID"]).to_csv(alike / "deployments.csv", index=False)
    counted = {"ours": ours(alike)["events"]}
    return counted | {name: peer(work, name, alike)["events"] for name in PEERS}


def compare(work: Path, folder: Path, turn: int, whole: dict) -> None:
    """Time the peers on one survey: all of it, and the step from a table in memory to events."""
    events = our_events(folder)
    for name in PEERS:
        run = peer(work, name, folder)
        print(
            f"{whole['records']:>10,} {turn + 1} {name:<13}{run['seconds']:8.2f} s  "
            f"{run['cpu_seconds']:8.2f} s of CPU{run['peak_memory_mb']:6d} MB; ours is "
            f"{run['seconds'] / whole['seconds']:.1f} times as fast "
            f"({run['cpu_seconds'] / whole['cpu_seconds']:.1f} by CPU); the events alone "
            f"{run['events_seconds']:.2f} s against {events['events_seconds']:.2f} s: "
            f"{run['events_seconds'] / events['events_seconds']:.1f} times "
            f"({run['events_cpu_seconds'] / events['events_cpu_seconds']:.1f} by CPU)",
            flush=True,
        )


def main() -> None:
    """Make the surveys, check that all agree, and time them in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path("/tmp/impact-bench"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    counted = agreement(chosen.work)
    print("events where the definitions agree:", counted)
    if len(set(counted.values())) != 1:
        sys.exit("The numbers of events do not agree.")
    for size in chosen.sizes:
        folder = survey(chosen.work, size)
        planted = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
        for turn in range(chosen.rounds):
            runs = {"floor": floor(folder), "ours": ours(folder)}
            if runs["ours"]["errors"] != sum(planted.values()):
                sys.exit(f"Planted {sum(planted.values())}, found {runs['ours']['errors']}.")
            for name, run in runs.items():
                times = f"{run['seconds']:8.2f} s  {run['cpu_seconds']:8.2f} s of CPU"
                over = run["cpu_seconds"] / runs["floor"]["cpu_seconds"]
                wall = run["seconds"] / runs["floor"]["seconds"]
                memory = f"{run['peak_memory_mb']:6d} MB"
                print(
                    f"{size:>10,} {turn + 1} {name:<13}{times}{memory}"
                    f"  {wall:6.2f} x the floor ({over:.2f} by CPU)",
                    flush=True,
                )
            if size <= LARGEST_FOR_PEERS:
                compare(chosen.work, folder, turn, runs["ours"])


if __name__ == "__main__":
    main()
