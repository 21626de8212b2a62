"""Walks through the dashboard as a visitor does: a server, a browser, a page, what went wrong."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

import chromium
from cut_numbers import DRAWN_TO_FIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

ROOT = Path(__file__).resolve().parents[2]
WILDCATS = ROOT / "data" / "wildcats"
EXAMPLE = ROOT / "data" / "example"
LANGUAGES = ["en", "ru"]
# What a phone's browser calls itself; the map begins further out on one.
PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36"
PAGES = [
    "/",
    "/evidence",
    "/wildlife",
    "/coexistence",
    "/places",
    "/map",
    "/changes",
    "/downloads",
    "/methods",
    "/meeting-pack",
]
SIZES = [(1440, 900), (390, 844)]
Scheme = Literal["light", "dark"]
SCHEMES: list[Scheme] = ["light", "dark"]

PATIENCE = 180  # seconds, for a slow machine with two cores; a healthy one needs a few
expect.set_options(timeout=PATIENCE * 1000)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-certificate-errors",  # for a context alone, 32 of them are the end of a file
]

IDLE = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    return app?.dataset.testScriptState === "notRunning"
        && app.dataset.testConnectionState === "CONNECTED"
        && !document.querySelector("[data-testid=stSkeleton], [data-testid=stAppSkeleton]")
        && document.fonts.status === "loaded";
}"""

# React and Plotly go on drawing, step by step, when all has come.
AT_REST = """() => new Promise((rests) => {
    const idle = (then) => requestIdleCallback(then, {timeout: 10000});
    idle(() => idle(rests));
})"""

# Each message of a socket comes so many milliseconds later.
LATE = """late => {
    const listen = WebSocket.prototype.addEventListener;
    WebSocket.prototype.addEventListener = function (kind, heard, ...how) {
        const later = message => setTimeout(() => heard.call(this, message), late);
        return listen.call(this, kind, kind === "message" ? later : heard, ...how);
    };
}"""

# On a deep link Streamlit's own script first looks for its server below the page's address, is
# told 404, and then finds it at the root.
PROBE = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")

# What reaches past the right edge, without what lies in a box that scrolls by itself (a wide
# table) or is hidden on purpose (a folded sidebar, words for screen readers).
TOO_WIDE = """() => {
    const scrolls = (e) => /auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX);
    const main = document.querySelector("[data-testid=stMain]");
    const frames = [document.scrollingElement, main];
    const boxes = frames.filter((e) => e.scrollWidth > e.clientWidth + 1);
    const inside = [...main.querySelectorAll("*")].filter((e) => {
        // What is folded away keeps the place of its last layout.
        if (e.getBoundingClientRect().right <= innerWidth + 1 || !e.checkVisibility()) return false;
        for (let p = e.parentElement; p !== main; p = p.parentElement) if (scrolls(p)) return false;
        return true;
    });
    return [...boxes, ...inside.slice(0, 5)].map(
        (e) => `${e.tagName} ${e.dataset.testid ?? e.className}: ${e.scrollWidth} px`);
}"""

# Words of headings that stand on two lines. They may break where they have a hyphen or a dash.
BROKEN_WORDS = """() => {
    const heads = [...document.querySelectorAll("[data-testid=stMain] :is(h1, h2, h3)")];
    const broken = (t) => [...t.data.matchAll(/[^\\s\u00ad\u2010\u2013-]+/g)].filter((word) => {
        const range = document.createRange();
        range.setStart(t, word.index);
        range.setEnd(t, word.index + word[0].length);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
    }).map((word) => word[0]);
    const found = [];
    for (const head of heads) {
        const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) found.push(...broken(texts.currentNode));
    }
    return found;
}"""


@dataclass(frozen=True)
class Server:
    """A dashboard that is being served."""

    url: str
    log: Path


@contextmanager
def serving(data: Path, log: Path) -> Iterator[Server]:
    """Serve the dashboard with a data folder, from when it answers until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    environment = os.environ | {"IMPACT_DATA": str(data)}
    path = environment.get("STREAMLIT_SERVER_BASE_URL_PATH")
    url = f"http://localhost:{port}/{path}" if path else f"http://localhost:{port}"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out) as process,
    ):
        try:
            _wait_for(f"{url}/_stcore/health", process, log)
            yield Server(url, log)
        finally:
            process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 3 * PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            try:
                process.wait(timeout=0.1)  # between two questions: has it given up?
            except subprocess.TimeoutExpired:
                continue
        break
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless Chromium that calls nobody by itself and draws WebGL in software."""
    path = chromium.find()
    if path is None:
        raise RuntimeError(chromium.CURE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One visit to one page, and what went wrong on it."""

    page: Page
    host: str
    errors: list[str] = field(default_factory=list)  # on the console, thrown, or on the page
    failed: list[str] = field(default_factory=list)  # requests without a good answer
    foreign: list[str] = field(default_factory=list)  # requests to anybody but our server

    def listen(self) -> None:
        """Take down what goes wrong from now on."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", lambda asked: self.failed.append(asked.url))
        self.page.on("response", self._answered)
        self.page.on("websocket", lambda socket: self._note_host(socket.url))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBE.search(message.location["url"]):
            self.errors.append(f"{message.text} {message.location['url']}")

    def _asked(self, request: Request) -> None:
        self._note_host(request.url)

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not PROBE.search(response.url):
            self.failed.append(f"{response.status} {response.url}")

    def _note_host(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.foreign.append(url)

    def settle(self) -> None:
        """Wait until Streamlit has run, every chunk, font and picture is there, all is drawn."""
        self.page.wait_for_function(IDLE, timeout=PATIENCE * 1000)
        self.page.wait_for_load_state("networkidle", timeout=PATIENCE * 1000)
        self.page.wait_for_function(DRAWN_TO_FIT, timeout=PATIENCE * 1000)
        self.page.wait_for_function(IDLE, timeout=PATIENCE * 1000)
        self.page.evaluate(AT_REST)
        self.errors += self.page.locator("[data-testid=stException]").all_inner_texts()

    def text(self) -> str:
        """The words of the page as they are seen, without the sidebar."""
        # Marks of no width keep addresses from becoming links, and others keep lines together.
        text = self.page.locator("[data-testid=stMain]").inner_text()
        return text.replace("\u2060", "").replace("\xa0", " ")

    def links(self) -> set[str]:
        """The paths that the navigation leads to."""
        links = self.page.get_by_test_id("stSidebarNav").locator("a")
        return set(links.evaluate_all("all => all.map(a => new URL(a.href).pathname)"))

    def too_wide(self) -> list[str]:
        """What makes the page scroll sideways."""
        return self.page.evaluate(TOO_WIDE)

    def broken_words(self) -> list[str]:
        """The words of headings that are too long for a line, and go on in the next."""
        return self.page.evaluate(BROKEN_WORDS)

    def barriers(self) -> list[str]:
        """What axe-core finds to keep somebody out: the rule, where, and why."""
        return [
            f"{rule['id']} at {node['target']}: {node['failureSummary']}"
            for rule in Axe().run(self.page).response["violations"]
            for node in rule["nodes"]
        ]

    def fit(self) -> None:
        """Make the window as tall as the page, so that a picture shows all of it.

        Streamlit scrolls a box inside the window; the window itself never grows.
        """
        size = self.page.viewport_size
        height = self.page.locator("[data-testid=stMain]").evaluate("e => e.scrollHeight")
        self.page.set_viewport_size({**size, "height": max(size["height"], height)})
        self.settle()


@contextmanager
def visiting(
    browser: Browser,
    url: str,
    *,
    width: int = 1440,
    height: int = 900,
    scheme: Scheme = "light",
    late: int = 0,
) -> Iterator[Visit]:
    """Visit an address as somebody new: no cookies, nothing cached, no animations.

    What the server says comes so many milliseconds late, as on a slow line.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        user_agent=PHONE if width < 600 else None,
    )
    context.set_default_timeout(PATIENCE * 1000)
    if late:
        context.add_init_script(f"({LATE})({late})")
    visit = Visit(context.new_page(), urlsplit(url).netloc)
    visit.listen()
    visit.page.goto(url)
    visit.settle()
    yield visit
    context.close()
