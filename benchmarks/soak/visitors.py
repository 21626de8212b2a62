"""A hundred visitors at once for ten minutes, while somebody publishes.

    PYTHONPATH=tests/browser python -m benchmarks.soak.visitors [--visitors 100] [--minutes 10] \
        [--workers 1 2 4] [--kill]

Each speaks Streamlit's own protocol, as a browser does: it opens a page, reads it for a while, goes
to another, and asks every few seconds whether something was published. Ends with 1 where a page
failed, the server said an error, its memory grew, a visitor was shown the old version for too long,
or pages came much later than those of the smallest app under the same load. Linux only: the memory
of the server is read from /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import resource
import signal
import sys
import tempfile
import time
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.soak.crowd import Crowd, Plan, Visitor, evenly
from benchmarks.visitor import serving
from impact.changes.publishing import publish, seed
from impact.checking.folder import read_folder
from impact.versions import Store
from impact.versions.version import make_version
from walk import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.visitor import Server
    from impact.versions.version import Version

WITHIN = 5.0  # seconds after which everybody is on the new version
WITHIN_OF_MANY = 10.0  # the same, of more than a hundred
SLOWEST = 2.0  # seconds, p95 of a page
SLOWER_THAN_SMALLEST = 1.5  # or so many times the smallest app's
SMALLEST = "benchmarks/soak/smallest_followed.py"
MOST_GROWTH = 1.10
WARM_UP = 60  # seconds in which caches fill and memory grows
PAGE_OF_MEMORY = resource.getpagesize()


@cache
def _example() -> tuple[bytes, Version]:
    found = read_folder(EXAMPLE)
    text = (EXAMPLE / "programme.toml").read_bytes()
    return text, make_version(found.programme, found.records, found.hashes)


def publish_again(address: str | None) -> None:
    """Publish the example once more; without an address only get ready for it."""
    text, version = _example()
    if address is not None:
        store, now = Store.at(address), dt.datetime.now(dt.UTC)
        publish(store, text, version, author="A", note="Again", now=now, expected=store.latest())


def _apart(plan: Plan) -> Executor:
    if plan.processes:
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    return ThreadPoolExecutor(1)


async def publishing(crowd: Crowd, store: Store, address: str, begun: float) -> None:
    """Publish at the moments of the plan, apart from those who visit."""
    with _apart(crowd.plan) as pool:
        publish_in = asyncio.get_running_loop().run_in_executor
        await publish_in(pool, publish_again, None)
        for seconds in crowd.plan.publish_after:
            await asyncio.sleep(max(0.0, begun + seconds - time.monotonic()))
            crowd.expected.add(store.top() + 1)
            await publish_in(pool, publish_again, address)
            crowd.published[store.top()] = time.monotonic()


def processes_of(server: Server) -> list[int]:
    """The numbers of the processes that serve: its own, and those that it has started."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return [server.pid, *map(int, children)]


async def weighing(crowd: Crowd, server: Server, until: float) -> list[float]:
    """Memory of all processes of the server, MB, second by second."""
    weights = []
    while time.monotonic() < until and not crowd.over.is_set():
        pages = 0
        for number in processes_of(server):
            with suppress(OSError):  # it has just ended
                pages += int(Path(f"/proc/{number}/statm").read_text().split()[1])
        weights.append(pages * PAGE_OF_MEMORY / 1e6)
        await asyncio.sleep(1)
    return weights


async def killing(crowd: Crowd, server: Server, begun: float) -> None:
    """Kill one of the processes at the moment of the plan, if it has one."""
    if crowd.plan.kill_after is None:
        return
    await asyncio.sleep(max(0.0, begun + crowd.plan.kill_after - time.monotonic()))
    for number in processes_of(server)[1:]:
        if b"serving.process" in Path(f"/proc/{number}/cmdline").read_bytes():
            crowd.killed = True
            os.kill(number, signal.SIGKILL)
            return
    raise LookupError("There is no process to kill.")


async def crowded(
    server: Server, plan: Plan, store: Store | None = None, address: str = ""
) -> tuple[Crowd, list[float]]:
    """What comes of a plan; nothing is published where there is no store."""
    crowd, random = Crowd(plan), Random(7)
    begun = time.monotonic()
    until = begun + plan.seconds
    everybody = [Visitor(crowd, Random(random.random())) for _ in range(plan.visitors)]
    ended = await asyncio.gather(
        weighing(crowd, server, until),
        killing(crowd, server, begun),
        *([publishing(crowd, store, address, begun)] if store else []),
        *(visitor.visit(server.url, until) for visitor in everybody),
        return_exceptions=True,
    )
    crowd.failures += [
        f"{type(one).__name__}: {one}" for one in ended if isinstance(one, Exception)
    ]
    return crowd, ended[0]


@contextmanager
def served(script: str, workers: int, **where: str) -> Iterator[Server]:
    """One process of an app, or several behind nginx as ``make run WORKERS=4`` has them."""
    if workers == 1:
        with serving("-m", "streamlit", "run", script, **where) as server:
            yield server
        return
    command = ["-m", "serving.workers", "--workers", str(workers), "--script", script]
    with tempfile.TemporaryDirectory() as state:
        where |= {"IMPACT_STATE": state}
        with serving(*command, port_option="--port", ended_by=signal.SIGTERM, **where) as server:
            yield server


def crowd_at_the_example(
    store: Store, address: str, plan: Plan, workers: int = 1
) -> tuple[Crowd, list[float]]:
    """Serve the example from a store in which it is version 1, and let them come.

    Returns
    -------
    Crowd
    list of float
        Memory of the server, MB, second by second.
    """
    where = {"IMPACT_DATA": str(EXAMPLE), "IMPACT_STORE": address}
    with served("server.py", workers, **where) as server:
        crowd, weights = asyncio.run(crowded(server, plan, store, address))
        crowd.failures += [f"The server: {line}" for line in complaints(server)]
        return crowd, weights


def crowd_at_the_smallest(plan: Plan, workers: int) -> Crowd:
    """The same visitors at the smallest app, which asks for news as ours does."""
    alike = replace(plan, publish_after=(), kill_after=None, pages=("",))
    with served(SMALLEST, workers) as server:
        return asyncio.run(crowded(server, alike))[0]


def complaints(server: Server) -> list[str]:
    """What a server has said of errors on its way."""
    said = server.log.read_text().splitlines()
    return [line for line in said if "Error" in line or "Exception" in line]


def share(waits: list[float], percent: int) -> float:
    """The seconds within which so many of a hundred came."""
    return sorted(waits)[min(len(waits) * percent // 100, len(waits) - 1)] if waits else 0.0


def waited(name: str, crowd: Crowd) -> None:
    """Print how long pages took."""
    median, most = share(crowd.waits, 50), share(crowd.waits, 95)
    print(
        f"{name}: {len(crowd.waits)} pages, median {median:.2f} s, p95 {most:.2f} s, "
        f"{crowd.runs} runs, {len(crowd.failures)} failed"
    )


def problems_of(crowd: Crowd, weights: list[float], smallest: Crowd) -> list[str]:
    """What should not have been; the figures on the way are printed."""
    plan, problems = crowd.plan, list(crowd.failures[:20])
    within = WITHIN if plan.visitors <= 100 else WITHIN_OF_MANY
    for version in sorted(crowd.published):
        seen = sorted(at - crowd.published[version] for at in crowd.seen.get(version, []))
        late = plan.visitors - sum(delay <= within for delay in seen)
        when = f"median {share(seen, 50):.1f} s, last {seen[-1]:.1f} s" if seen else "nobody"
        print(f"  version {version}: seen by {len(seen)} of {plan.visitors}, {when}")
        problems += [f"{late} late at version {version}"] * (late > 0)
    if plan.kill_after is not None:
        last = max(crowd.returned, default=0.0)
        print(f"  a process was killed: {len(crowd.returned)} came again, the last in {last:.1f} s")
        problems += ["came again late, or nobody did"] * (last == 0 or last > WITHIN)
    settled = weights[WARM_UP:] or weights
    growth = max(settled) / settled[0]
    print(f"  memory {settled[0]:.0f} MB after the first minute, at most {growth:.3f} of it after")
    # A process that is started again takes its memory again: then it says nothing.
    problems += ["memory grew"] * (growth > MOST_GROWTH and plan.kill_after is None)
    most = max(SLOWEST, SLOWER_THAN_SMALLEST * share(smallest.waits, 95))
    return problems + ["pages were slow"] * (share(crowd.waits, 95) > most)


def main() -> int:
    """Run it, print the figures, judge them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--publishes", type=int, default=4)
    parser.add_argument("--workers", type=int, nargs="+", default=[1])
    parser.add_argument("--kill", action="store_true", help="one process, in the middle")
    chosen = parser.parse_args()
    plan = evenly(chosen.visitors, 60 * chosen.minutes, chosen.publishes)
    if chosen.kill:
        plan = replace(plan, kill_after=plan.seconds / 2)
    bad = []
    for workers in chosen.workers:
        print(f"{chosen.visitors} visitors, {workers} processes, load {os.getloadavg()[0]:.1f}")
        smallest = crowd_at_the_smallest(plan, workers)
        waited("  smallest app", smallest)
        with tempfile.TemporaryDirectory() as folder:
            address = f"{folder}/store"
            seed(Store.at(address), EXAMPLE, now=dt.datetime.now(dt.UTC))
            crowd, weights = crowd_at_the_example(Store.at(address), address, plan, workers)
        waited("  the dashboard", crowd)
        found = problems_of(crowd, weights, smallest)
        print(*(f"  PROBLEM {one}" for one in found), sep="\n")
        bad += found
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
