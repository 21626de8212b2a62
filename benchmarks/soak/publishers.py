"""Processes that publish until they are killed, and processes that publish at once.

Every version that they publish carries one mark in its note, its programme, each of its tables,
its claims and its original, so that a version put together from two publishes shows.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import random
import sys
import time
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from impact.checking.folder import read_folder
from impact.model.errors import StoreConflict
from impact.versions import Original, Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

    from impact.model.records import Records
    from impact.versions import Snapshot

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"
LONGEST = 0.25  # seconds until a kill, about three publishes
ORIGINAL = "upload.csv"
ROWS = 100


@dataclass(frozen=True)
class Job:
    """What is published, and where."""

    address: str
    environment: Mapping[str, str]
    programme_text: bytes
    records: Records

    @classmethod
    def at(cls, address: str, environment: Mapping[str, str] | None) -> Job:
        """The example data set, to be published there."""
        return cls(address, dict(environment or {}), *_example())

    def store(self) -> Store:
        """The store, with its keys in this process's environment."""
        os.environ.update(self.environment)
        return Store.at(self.address)


@dataclass
class Outcome:
    """What became of the publishes, as the publishers were told and as the store has them."""

    told: dict[int, str] = field(default_factory=dict)  # number → mark
    conflicts: int = 0
    kills: int = 0
    reads: int = 0
    versions: int = 0
    orphans: int = 0
    lost: list[int] = field(default_factory=list)
    torn: list[int] = field(default_factory=list)
    seconds: float = 0.0


def kill_publishers(
    address: str, *, kills: int, seed: int, environment: Mapping[str, str] | None = None
) -> Outcome:
    """Kill a publishing process (-9) at a random moment, again and again, reading meanwhile."""
    outcome, started = Outcome(), time.monotonic()
    job, moments = Job.at(address, environment), random.Random(seed)
    store = job.store()
    for number in range(kills):
        process, messages = _start(publish_until_killed, job, f"p{number}")
        _told_of(messages.recv(), outcome)  # it has begun to publish
        until = time.monotonic() + moments.uniform(0, LONGEST)
        while (left := until - time.monotonic()) > 0:
            _read_latest(store, job, outcome)
            process.join(min(left, 0.02))
        process.kill()
        process.join()
        _drain(messages, outcome)
        outcome.kills += 1
    # Swept first: a sweep must take nothing that a version needs
    outcome.orphans = len(store.sweep(now=dt.datetime.now(dt.UTC) + dt.timedelta(days=2)))
    _compare(store, job, outcome)
    outcome.seconds = time.monotonic() - started
    return outcome


def race_publishers(
    address: str, *, processes: int, publishes: int, environment: Mapping[str, str] | None = None
) -> Outcome:
    """Let processes publish at once; each publish is kept, or its author told of the conflict."""
    outcome, started = Outcome(), time.monotonic()
    job = Job.at(address, environment)
    runners = [_start(publish_times, job, f"p{number}", publishes) for number in range(processes)]
    for _process, messages in runners:
        messages.recv()  # it is there
    for _process, messages in runners:
        messages.send("go")
    for process, messages in runners:
        _drain(messages, outcome)
        process.join()
    _compare(job.store(), job, outcome)
    outcome.seconds = time.monotonic() - started
    return outcome


def publish_until_killed(messages: Connection, job: Job, name: str) -> None:
    """What a process does that will be killed."""
    store = job.store()
    for number in count():
        messages.send(publish(store, job, f"{name}-{number}"))


def publish_times(messages: Connection, job: Job, name: str, times: int) -> None:
    """What one of several processes does that publish at once."""
    store = job.store()
    messages.send("ready")
    messages.recv()
    for number in range(times):
        messages.send(publish(store, job, f"{name}-{number}"))


def publish(store: Store, job: Job, mark: str) -> tuple[int | None, str]:
    """Publish one marked version; its number, or None where somebody was quicker."""
    marked = {name: rows.assign(source=mark) for name, rows in job.records.items()}
    try:
        number = store.publish(
            job.programme_text + f"\n# {mark}\n".encode(),
            job.records.with_tables(**marked),
            author="soak",
            note=mark,
            now=dt.datetime.now(dt.UTC),
            claims=[{"id": mark}],
            expected=store.latest(),
            originals=[Original(ORIGINAL, _original(mark))],
            made=mark.encode(),
        )
    except StoreConflict:
        return None, mark
    return number, mark


def is_whole(store: Store, job: Job, snapshot: Snapshot) -> bool:
    """Whether everything in a version is there and carries the mark of its note."""
    manifest = snapshot.manifest
    mark = manifest.note
    tables = snapshot.records.items()
    return (
        snapshot.programme_text.endswith(f"\n# {mark}\n".encode())
        and manifest.claims == [{"id": mark}]
        and snapshot.made == mark.encode()
        and store.original(manifest.number, ORIGINAL) == _original(mark)
        and all(rows["source"].eq(mark).all() for _name, rows in tables)
        and all(len(rows) == len(job.records.table(name)) for name, rows in tables)
    )


@cache
def _example() -> tuple[bytes, Records]:
    """A programme, and tables that all have rows, though not many: a kill must often hit."""
    records = read_folder(EXAMPLE).records
    first = {name: rows.head(ROWS) for name, rows in records.items()}
    return (EXAMPLE / "programme.toml").read_bytes(), records.with_tables(**first)


def _original(mark: str) -> bytes:
    return f"{mark}\n".encode() * 10_000


def report(title: str, outcome: Outcome) -> int:
    """Print the figures; the exit status."""
    print(
        f"{title}: {outcome.kills} kills, {outcome.reads} reads meanwhile, "
        f"{len(outcome.told)} publishes kept, {outcome.conflicts} told of a conflict, "
        f"{outcome.versions} versions, {outcome.orphans} orphan files swept, "
        f"{len(outcome.lost)} lost, {len(outcome.torn)} torn, {outcome.seconds:.0f} s",
        flush=True,
    )
    return int(bool(outcome.lost or outcome.torn))


def _start(work, *arguments) -> tuple[multiprocessing.Process, Connection]:
    context = _context()
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, *arguments))
    process.start()
    theirs.close()
    return process, ours


@cache
def _context() -> BaseContext:
    """Fresh processes that have imported everything already, where the system can do that."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "impact.versions", "pyarrow.parquet"])
    return context


def _told_of(message: tuple[int | None, str], outcome: Outcome) -> None:
    number, mark = message
    if number is None:
        outcome.conflicts += 1
    else:
        outcome.told[number] = mark


def _drain(messages: Connection, outcome: Outcome) -> None:
    """Take what a process said until its end."""
    while True:
        try:
            _told_of(messages.recv(), outcome)
        except (EOFError, ConnectionResetError):
            return


def _read_latest(store: Store, job: Job, outcome: Outcome) -> None:
    latest = store.latest()
    if latest is not None:
        outcome.reads += 1
        if not is_whole(store, job, store.open(latest)):
            outcome.torn.append(latest)


def _compare(store: Store, job: Job, outcome: Outcome) -> None:
    """Hold what the publishers were told against what the store has."""
    found = {manifest.number: manifest.note for manifest in store.history()}
    outcome.versions = len(found)
    outcome.lost = [n for n, mark in outcome.told.items() if found.get(n) != mark]
    outcome.torn += [n for n in found if not is_whole(store, job, store.open(n))]
