"""First visits in a real browser: how many bytes, and how long they take on a slow line."""

from __future__ import annotations

import io
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PIL import Image

from walk import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page

PATIENCE = 120_000  # milliseconds
SLOW = {
    "offline": False,
    "latency": 100,  # milliseconds
    "downloadThroughput": 4e6 / 8,  # bytes a second
    "uploadThroughput": 4e6 / 8,
}
CLAIM = "[class*=st-key-claim-] h2"
MAP = "[data-testid=stDeckGlJsonChart] canvas"
COLOURS_OF_A_MAP = 500  # relief has thousands; the empty map has one, its names a few dozen


@dataclass(frozen=True)
class FirstVisit:
    """Bytes of a first visit: what came through the websocket, and everything on the line."""

    websocket: int
    transfer: int


@contextmanager
def _newcomer(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """A page of somebody who has never been here: nothing is cached."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    yield page, line
    context.close()


def first_visit(browser: Browser, url: str) -> FirstVisit:
    """Visit an address with an empty cache, and count until the page rests."""
    frames, bodies = [], []
    with _newcomer(browser) as (page, line):
        line.on("Network.loadingFinished", lambda event: bodies.append(event["encodedDataLength"]))
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: frames.append(len(frame))),
        )
        page.goto(url)
        Visit(page, urlsplit(url).netloc).settle()
    return FirstVisit(sum(frames), int(sum(bodies)) + sum(frames))


def seconds_until(browser: Browser, url: str, shown: str, *, slow: bool) -> float:
    """Seconds from the first request of a newcomer until something is there.

    Parameters
    ----------
    shown : str
        ``load`` (all of a plain page), ``map`` (the map is drawn), or what to see, as a selector.
    slow : bool
        On a line of 4 Mbit/s and 100 ms, else as fast as the machine.
    """
    with _newcomer(browser) as (page, line):
        if slow:
            line.send("Network.emulateNetworkConditions", SLOW)
        begin = time.perf_counter()
        page.goto(url, wait_until="load" if shown == "load" else "commit")
        if shown == "map":
            page.locator(MAP).wait_for(timeout=PATIENCE)
            while not _drawn(page):
                page.wait_for_timeout(50)
        elif shown != "load":
            page.locator(shown).first.wait_for(timeout=PATIENCE)
        return time.perf_counter() - begin


def _drawn(page: Page) -> bool:
    """Whether there is a map to be seen, and not only the place for it."""
    box = page.locator(MAP).bounding_box()
    seen = Image.open(io.BytesIO(page.screenshot(clip=box)))
    return seen.getcolors(COLOURS_OF_A_MAP) is None
