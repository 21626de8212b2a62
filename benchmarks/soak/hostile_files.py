"""Hostile files, while others look at pages: each is read, asked about, or ended within its limits.

    python -m benchmarks.soak.hostile_files [--size 190000000]

They are read as uploads are, in a process of their own. Ends with 1 where reading one is an error
of ours, the threads of the program that asks for it stand still, or the pages of a server beside it
take more than 1.5 times as long meanwhile. The pages are of a server with a processor of its own,
as far as the machine has two.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from benchmarks.soak import hostile
from benchmarks.visitor import serving, sizes_until_finished
from impact.changes.apart import Readers
from impact.checking.folder import read_folder
from tests.folders import WILDCATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.changes.submit import ExistingRecords

PAGES = ("", "evidence", "wildlife", "map")
ROUNDS = 5  # in which every page is opened before anything is read
MOST_STILL = 0.3  # seconds in which no other thread gets a turn
MOST_SLOWER = 1.5
TICK = 0.01
SIZES = {"quadratic_texts": 2_000_000}  # of one cell; the others are as large as was asked for


class Beside:
    """What happens beside the reading: how long pages take, how long a thread stands still."""

    def __init__(self, url: str) -> None:
        self.address = url.replace("http", "ws", 1) + "/_stcore/stream"
        self.times: list[float] = []
        self.stood = 0.0
        self._over = threading.Event()

    def look_at_pages(self) -> None:
        """Open one page after the other until it is over, and at least each of them once."""
        with connect(self.address, subprotocols=["streamlit"], max_size=None) as stream:
            while not self._over.is_set() or len(self.times) < len(PAGES):
                begun = time.perf_counter()
                asked = BackMsg()
                asked.rerun_script.page_name = PAGES[len(self.times) % len(PAGES)]
                stream.send(asked.SerializeToString())
                sizes_until_finished(stream)
                self.times.append(time.perf_counter() - begun)

    def tick(self) -> None:
        """Note for how long this thread got no turn, beyond what it asked for."""
        while not self._over.is_set():
            begun = time.perf_counter()
            self._over.wait(TICK)
            self.stood = max(self.stood, time.perf_counter() - begun - TICK)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Both, until the block ends."""
        threads = [threading.Thread(target=one) for one in (self.look_at_pages, self.tick)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()


def read(readers: Readers, base: ExistingRecords, name: str, content: bytes) -> str:
    """What came of a file: ``read``, ``told of``, ``asked``, ``refused`` or ``ended``."""
    received = readers.read({name: content}, {}, base)
    if any("took more computing" in str(problem.message) for problem in received.problems):
        return "ended"
    if received.problems:
        return "told of" if received.texts else "refused"
    asked = any(upload.questions for upload in received.uploads)
    return "asked" if asked else "read"


def main() -> int:
    """Read all of them, say what came of each kind, and judge it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=190_000_000)
    size, failed = parser.parse_args().size, 0
    base, readers = read_folder(WILDCATS), Readers()
    with serving("-m", "streamlit", "run", "server.py") as server:
        quiet = Beside(server.url)
        for _ in range(1 + ROUNDS):  # the first fills the caches
            quiet.times.clear()
            with quiet.going_on():
                pass
        usual = median(quiet.times)
        for kind in hostile.KINDS:
            files = kind(min(size, SIZES.get(kind.__name__, size)))
            beside, counts = Beside(server.url), Counter()
            begun = time.perf_counter()
            with beside.going_on():
                for name, content in files.items():
                    counts[read(readers, base, name, content)] += 1
            slower = median(beside.times) / usual
            failed += slower > MOST_SLOWER or beside.stood > MOST_STILL
            said = ", ".join(f"{number} {what}" for what, number in counts.items())
            print(
                f"{kind.__name__:16} {said}; {time.perf_counter() - begun:.0f} s, pages "
                f"{slower:.2f} times, a thread stood {beside.stood:.2f} s",
                flush=True,
            )
    readers.end()
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
