"""A hundred visitors at once for ten minutes, while somebody publishes.

    PYTHONPATH=tests/browser python -m benchmarks.soak.visitors [--visitors 100] [--minutes 10]

Each speaks Streamlit's own protocol, as a browser does: it opens a page, reads it for a while, goes
to another, and asks every few seconds whether something was published. Ends with 1 where a page
failed, the server said an error, its memory grew, or a visitor was shown the old version for too
long. Linux only: the memory of the server is read from /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import resource
import sys
import tempfile
import time
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from benchmarks.visitor import serving
from impact.changes.publishing import publish, seed
from impact.checking.folder import read_folder
from impact.versions import Store
from impact.versions.version import make_version
from walk import EXAMPLE

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

    from benchmarks.visitor import Server
    from impact.versions.version import Version

# The pages that name the version they show, and choices that a visitor makes on them.
PAGES = ("", "evidence", "wildlife", "coexistence", "places", "map")
# Most look at a page as it comes, some in the other language, some choose.
CHOICES = (
    "",
    "",
    "",
    "lang=ru",
    "lang=ru",
    "from=2023&to=2024",
    "country=KZ",
    "country=KG&lang=ru",
)
READS_FOR = (10.0, 40.0)  # seconds that a visitor stays on a page
COME_WITHIN = 30.0  # seconds in which all of them arrive
WITHIN = 5.0  # seconds after which everybody is on the new version
MOST_GROWTH = 1.10
WARM_UP = 60  # seconds in which caches fill and memory grows
PAGE_OF_MEMORY = resource.getpagesize()
BAD = ("exception", "error")
FINISHED_WELL = {0, 2, 3}  # a run, one that another has overtaken, a fragment


@dataclass(frozen=True)
class Plan:
    """Who comes, for how long, and when something is published."""

    visitors: int
    seconds: float
    publish_after: tuple[float, ...]  # seconds
    come_within: float = COME_WITHIN
    until_seen: bool = False  # it ends once everybody has seen the last version, in whole pages
    processes: bool = True  # whoever publishes has a process to himself, as the command line has


def evenly(visitors: int, seconds: float, publishes: int) -> Plan:
    """Publishes evenly among so many seconds."""
    moments = tuple(seconds * (n + 0.5) / publishes for n in range(publishes))
    return Plan(visitors, seconds, moments)


@dataclass
class Crowd:
    """What all visitors saw."""

    plan: Plan
    over: asyncio.Event = field(default_factory=asyncio.Event)
    expected: set[int] = field(default_factory=set)
    published: dict[int, float] = field(default_factory=dict)
    seen: dict[int, list[float]] = field(default_factory=dict)
    runs: int = 0
    failures: list[str] = field(default_factory=list)

    def has_seen_everything(self) -> bool:
        """Whether every visitor has seen the last version that is to come."""
        last = len(self.plan.publish_after) + 1
        return len(self.seen.get(last, [])) == self.plan.visitors


class Visitor:
    """One who goes from page to page."""

    def __init__(self, crowd: Crowd, random: Random) -> None:
        self.crowd, self.random = crowd, random
        self.page, self.query = "", ""
        self.version = 0
        self.polls: dict[str, asyncio.Task] = {}

    async def visit(self, url: str, until: float) -> None:
        """Come at a moment of the first seconds, walk about until then, and go."""
        await asyncio.sleep(self.random.uniform(0, self.crowd.plan.come_within))
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], max_size=None) as stream:
            listening = asyncio.create_task(self._listen(stream))
            over = asyncio.create_task(self.crowd.over.wait())
            try:
                while (left := until - time.monotonic()) > 0 and not over.done():
                    self.page, self.query = (self.random.choice(c) for c in (PAGES, CHOICES))
                    await self._ask(stream)
                    stay = min(self.random.uniform(*READS_FOR), left)
                    await asyncio.wait(
                        [listening, over], timeout=stay, return_when=asyncio.FIRST_COMPLETED
                    )
                    if listening.done():
                        listening.result()
                        raise ConnectionError("The server hung up.")
            finally:
                for task in (listening, over, *self.polls.values()):
                    task.cancel()

    async def _ask(self, stream: ClientConnection, fragment: str = "") -> None:
        asked = BackMsg()
        asked.rerun_script.page_name = self.page
        asked.rerun_script.query_string = self.query
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.is_auto_rerun = bool(fragment)
        await stream.send(asked.SerializeToString())

    async def _listen(self, stream: ClientConnection) -> None:
        """Take in what is sent, and poll as the pages want to be polled."""
        async for frame in stream:
            message = ForwardMsg.FromString(frame)
            kind = message.WhichOneof("type")
            if kind == "auto_rerun":
                self._poll(stream, message.auto_rerun.fragment_id, message.auto_rerun.interval)
            elif kind == "script_finished":
                self.crowd.runs += 1
                if message.script_finished not in FINISHED_WELL:
                    self._fail(f"ended with {message.script_finished}")
                if self.crowd.plan.until_seen and self.crowd.has_seen_everything():
                    self.crowd.over.set()
            elif kind == "delta":
                if message.delta.new_element.WhichOneof("type") in BAD:
                    self._fail(str(message.delta.new_element)[:300])
                self._look(frame)
            elif kind == "page_not_found":
                self._fail("was not found")

    def _poll(self, stream: ClientConnection, fragment: str, interval: float) -> None:
        for task in self.polls.values():
            task.cancel()

        async def again() -> None:
            while True:
                await asyncio.sleep(interval)
                await self._ask(stream, fragment)

        self.polls = {fragment: asyncio.create_task(again())}

    def _look(self, frame: bytes) -> None:
        """Which version this says it shows; the first time that it is a new one counts."""
        for version in self.crowd.expected:
            names = (f"version {version}".encode(), f"версия {version}".encode())
            if version > self.version and any(name in frame for name in names):
                self.version = version
                self.crowd.seen.setdefault(version, []).append(time.monotonic())

    def _fail(self, what: str) -> None:
        self.crowd.failures.append(f"/{self.page}?{self.query}: {what}")


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


async def weighing(crowd: Crowd, pid: int, until: float) -> list[float]:
    """Memory of the server, MB, second by second."""
    weights = []
    while time.monotonic() < until and not crowd.over.is_set():
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        weights.append(pages * PAGE_OF_MEMORY / 1e6)
        await asyncio.sleep(1)
    return weights


async def crowded(
    server: Server, store: Store, address: str, plan: Plan
) -> tuple[Crowd, list[float]]:
    """What comes of a plan."""
    crowd, random = Crowd(plan), Random(7)
    begun = time.monotonic()
    until = begun + plan.seconds
    everybody = [Visitor(crowd, Random(random.random())) for _ in range(plan.visitors)]
    ended = await asyncio.gather(
        weighing(crowd, server.pid, until),
        publishing(crowd, store, address, begun),
        *(visitor.visit(server.url, until) for visitor in everybody),
        return_exceptions=True,
    )
    crowd.failures += [
        f"{type(one).__name__}: {one}" for one in ended if isinstance(one, Exception)
    ]
    return crowd, ended[0]


def crowd_at_the_example(store: Store, address: str, plan: Plan) -> tuple[Crowd, list[float]]:
    """Serve the example from a store in which it is version 1, and let them come.

    Returns
    -------
    Crowd
    list of float
        Memory of the server, MB, second by second.
    """
    where = {"IMPACT_DATA": str(EXAMPLE), "IMPACT_STORE": address}
    with serving("-m", "streamlit", "run", "server.py", **where) as server:
        crowd, weights = asyncio.run(crowded(server, store, address, plan))
        crowd.failures += [f"The server: {line}" for line in complaints(server)]
        return crowd, weights


def complaints(server: Server) -> list[str]:
    """What a server has said of errors on its way."""
    said = server.log.read_text().splitlines()
    return [line for line in said if "Error" in line or "Exception" in line]


def main() -> int:
    """Run it, print the figures, judge them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--publishes", type=int, default=4)
    chosen = parser.parse_args()
    plan = evenly(chosen.visitors, 60 * chosen.minutes, chosen.publishes)
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/store"
        seed(Store.at(address), EXAMPLE, now=dt.datetime.now(dt.UTC))
        crowd, weights = crowd_at_the_example(Store.at(address), address, plan)
    late = 0
    for version in sorted(crowd.published):
        seen = sorted(at - crowd.published[version] for at in crowd.seen.get(version, []))
        late += chosen.visitors - sum(delay <= WITHIN for delay in seen)
        told = f"median {median(seen):.1f} s, last {seen[-1]:.1f} s" if seen else "nobody"
        print(f"version {version}: seen by {len(seen)} of {chosen.visitors}, {told}")
    settled = weights[WARM_UP:] or weights
    growth = max(settled) / settled[0]
    print(f"{crowd.runs} runs of pages, {len(crowd.failures)} failed, {late} late")
    print(f"memory {settled[0]:.0f} MB after the first minute, at most {growth:.3f} of it after")
    for line in crowd.failures[:20]:
        print(line)
    return int(bool(crowd.failures) or late > 0 or growth > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
