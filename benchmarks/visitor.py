"""A server of its own process, and a visitor who speaks Streamlit's protocol without a browser.

The server is the one that visitors meet; its CPU time is read from outside, so that nothing is
patched, and a visitor who only counts bytes costs the machine next to nothing.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from websockets.sync.client import ClientConnection

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300  # seconds until a server answers: a large survey takes a while
QUIET = 0.03  # seconds in which a server that has finished uses no CPU
IDLE_SHARE = 0.05  # of those, what the event loop of an idle server may still use


@dataclass(frozen=True)
class Server:
    """A server that is running."""

    url: str
    pid: int
    log: Path

    def cpu(self) -> float:
        """CPU seconds that the process has used so far, to the microsecond (Linux only)."""
        # The clock of another process: clock_getcpuclockid(3), CPUCLOCK_SCHED.
        return time.clock_gettime((~self.pid << 3) | 2)

    def cpu_at_rest(self) -> float:
        """The same, once nothing happens any more: cleaning up after a run belongs to it."""
        before = self.cpu()
        while True:
            time.sleep(QUIET)
            now = self.cpu()
            if now - before < QUIET * IDLE_SHARE:
                return now
            before = now


@dataclass(frozen=True)
class Run:
    """One run of a page: CPU seconds of the server, and what it sent."""

    cpu: float
    sizes: dict[str, int]

    @property
    def size(self) -> int:
        """Bytes sent through the websocket."""
        return sum(self.sizes.values())


@contextmanager
def serving(
    *command: str,
    port_option: str = "--server.port",
    ended_by: int = signal.SIGKILL,
    **environment: str,
) -> Iterator[Server]:
    """Run a server until the block ends: ``serving("-m", "streamlit", "run", "server.py")``."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    # A file, and no pipe: one that nobody empties is full at some time, and the server waits.
    with (
        tempfile.NamedTemporaryFile(suffix=".log") as log,
        subprocess.Popen(
            [sys.executable, *command, port_option, str(port)],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=subprocess.DEVNULL,
            stderr=log,
        ) as process,
    ):
        server = Server(url, process.pid, Path(log.name))
        try:
            _wait_for(f"{url}/_stcore/health", process, server.log)
            yield server
        finally:
            process.send_signal(ended_by)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    process.kill()
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")


def runs(server: Server, page: str, number: int, *, warm_up: int = 3, query: str = "") -> list[Run]:
    """Run a page over and over in one session, and leave out the first few runs.

    Parameters
    ----------
    server : Server
    page : str
        Its path without the slash; empty for the default page.
    number, warm_up : int
        How many runs are measured, and how many go before them.
    query : str
        What stands behind the question mark of the address.
    """
    with _session(server) as stream:
        found = [_run(server, stream, page, query) for _ in range(warm_up + number)]
    return found[warm_up:]


def runs_in_turn(
    one: Server, other: Server, page: str, number: int, *, queries: Sequence[str] = ()
) -> list[tuple[Run, Run]]:
    """A run of the default page of one server before each run of a page of another.

    A machine that others use too is now faster, now slower: two runs at one time can be compared.

    Parameters
    ----------
    queries : sequence of str
        What stands behind the question mark of each run, in place of `number` runs alike.
    """
    with _session(one) as first, _session(other) as second:
        for _ in range(3):
            _run(one, first, "", "")
            _run(other, second, page, "")
        return [
            (_run(one, first, "", ""), _run(other, second, page, query))
            for query in queries or [""] * number
        ]


def _session(server: Server) -> ClientConnection:
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    return connect(address, subprotocols=["streamlit"], max_size=None)


def _run(server: Server, stream: ClientConnection, page: str, query: str) -> Run:
    before = server.cpu_at_rest()
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    stream.send(asked.SerializeToString())
    sizes = sizes_until_finished(stream)
    return Run(server.cpu_at_rest() - before, sizes)


def waits(server: Server, page: str, seconds: float) -> list[float]:
    """Run a page over and over in one session for so long: the seconds that each run took."""
    found, until = [], time.monotonic() + seconds
    with _session(server) as stream:
        while (begun := time.monotonic()) < until:
            asked = BackMsg()
            asked.rerun_script.page_name = page
            stream.send(asked.SerializeToString())
            sizes_until_finished(stream)
            found.append(time.monotonic() - begun)
    return found


def sizes_until_finished(stream) -> dict[str, int]:
    """Bytes of each kind of message, until the run is over."""
    sizes: dict[str, int] = {}
    while True:
        frame = stream.recv(timeout=PATIENCE)
        message = ForwardMsg.FromString(frame)
        kind = message.WhichOneof("type")
        if kind == "delta":
            inner = message.delta.WhichOneof("type")
            kind = message.delta.new_element.WhichOneof("type") if inner == "new_element" else inner
        elif kind == "session_event":
            raise RuntimeError(f"The page broke: {message.session_event}")
        sizes[kind] = sizes.get(kind, 0) + len(frame)
        if kind == "script_finished":
            return sizes
