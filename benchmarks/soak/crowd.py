"""Visitors who speak Streamlit's own protocol, as a browser does, and what they saw."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

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
BAD = ("exception", "error")
COMES_AGAIN = 0.5  # seconds after which a browser tries to connect again
WHOLE_PAGE = 0
FINISHED_WELL = {0, 2, 3}  # a run, one that another has overtaken, a fragment


@dataclass(frozen=True)
class Plan:
    """Who comes, for how long, and when something is published."""

    visitors: int
    seconds: float
    publish_after: tuple[float, ...]  # seconds
    pages: tuple[str, ...] = PAGES
    kill_after: float | None = None  # seconds, then one of the processes is killed
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
    killed: bool = False
    waits: list[float] = field(default_factory=list)  # seconds, of a page that was asked for
    returned: list[float] = field(default_factory=list)  # seconds without a page, after a kill
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
        self.asked: float | None = None  # when, as long as it has not come
        self.lost: float | None = None  # the same of the connection
        self.version = 0
        self.polls: dict[str, asyncio.Task] = {}

    async def visit(self, url: str, until: float) -> None:
        """Come at a moment of the first seconds, walk about until then, and go.

        Who was at a process that was killed comes again, to the same page.
        """
        await asyncio.sleep(self.random.uniform(0, self.crowd.plan.come_within))
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        while time.monotonic() < until and not self.crowd.over.is_set():
            try:
                await self._walk(address, until)
            except (ConnectionClosed, InvalidHandshake, OSError):
                if not self.crowd.killed:
                    raise
                self.lost, self.asked = self.lost or time.monotonic(), None
                await asyncio.sleep(COMES_AGAIN)

    async def _walk(self, address: str, until: float) -> None:
        async with connect(address, subprotocols=["streamlit"], max_size=None) as stream:
            listening = asyncio.create_task(self._listen(stream))
            over = asyncio.create_task(self.crowd.over.wait())
            try:
                while (left := until - time.monotonic()) > 0 and not over.done():
                    if self.lost is None:
                        self.page = self.random.choice(self.crowd.plan.pages)
                        self.query = self.random.choice(CHOICES)
                    self.asked = time.monotonic()
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
                if message.script_finished == WHOLE_PAGE:
                    self._came()
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

    def _came(self) -> None:
        """A whole page is there: how long was it waited for?"""
        now = time.monotonic()
        if self.lost is not None:
            self.crowd.returned.append(now - self.lost)
        elif self.asked is not None:
            self.crowd.waits.append(now - self.asked)
        self.lost = self.asked = None

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
            said = ("version {}", "версия {}", "version={}")  # in words, or in the link to a file
            names = [one.format(version).encode() for one in said]
            if version > self.version and any(name in frame for name in names):
                self.version = version
                self.crowd.seen.setdefault(version, []).append(time.monotonic())

    def _fail(self, what: str) -> None:
        self.crowd.failures.append(f"/{self.page}?{self.query}: {what}")
