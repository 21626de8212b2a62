"""What the pages cost: CPU, bytes and seconds, beside the smallest possible Streamlit app.

    make bench-pages
    PYTHONPATH=tests/browser python -m benchmarks.pages --only cpu survey --rows 10000000

The README beside this file says how each figure is measured. Linux only: the CPU time of the
server is read from outside, from the clock of its process.
"""

from __future__ import annotations

import argparse
import os
import pickle
import tempfile
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.browser_visits import CLAIM, first_visit, seconds_until
from benchmarks.surveys import public_view
from benchmarks.visitor import Run, Server, runs, runs_in_turn, serving
from walk import EXAMPLE, PAGES, browsing

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALLEST = Path(__file__).with_name("smallest_app.py")
DASHBOARD = ("-m", "streamlit", "run", "server.py")
PARTS = ["cpu", "bytes", "survey", "line"]
FEW, MANY = 10_000, 1_000_000
# Choices that a visitor can make on every page with filters: each is new to the server once.
CHOICES = [f"from={year}&to={year + span}" for span in (0, 1, 2) for year in (2022, 2023, 2024)]
CHOOSING = ["wildlife", "coexistence", "places", "map"]
MOST_TIMES, MOST_NEW = 5.0, 25.0  # times the CPU of the smallest app
MOST_BYTES, MOST_TRANSFER, MOST_GROWTH = 150.0, 3.5, 1.10


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--runs", type=int, default=30, help="of each page")
    parser.add_argument("--rows", type=int, default=MANY, help="of the large survey")
    parser.add_argument("--visits", type=int, default=3, help="on the slow line")
    chosen = parser.parse_args()
    print(f"Load of the machine before: {_load()}")
    for part in chosen.only:
        print()
        {"cpu": cpu, "bytes": sizes, "survey": survey, "line": line}[part](chosen)
    print(f"\nLoad of the machine after: {_load()}")


def cpu(chosen: argparse.Namespace) -> None:
    """CPU of a page run on the example, warm, and of the first run of a choice."""
    print("CPU of a page run, data/example, ms, and how many times that of the smallest app")
    print(f"({chosen.runs} runs, in turn with it; goals: {MOST_TIMES:g} and {MOST_NEW:g} times)")
    print(f"{'page':14}{'median':>9}{'p90':>9}{'times':>7}{'new choice':>12}{'times':>7}")
    with _smallest() as smallest, serving(*DASHBOARD, IMPACT_DATA=str(EXAMPLE)) as server:
        _cpu_line("smallest app", [(run, run) for run in runs(smallest, "", chosen.runs)], [])
        for page in _names():
            warm = runs_in_turn(smallest, server, page, chosen.runs)
            choices = CHOICES if page in CHOOSING else []
            new = runs_in_turn(smallest, server, page, 0, queries=choices) if choices else []
            _cpu_line(page or "overview", warm, new)


def _cpu_line(name: str, warm: list[tuple[Run, Run]], new: list[tuple[Run, Run]]) -> None:
    times = [1000 * run.cpu for _least, run in warm]
    line = f"{name:14}{median(times):9.1f}{quantiles(times, n=10)[-1]:9.1f}{_times(warm):7.1f}"
    if new:
        line += f"{1000 * median(run.cpu for _least, run in new):12.1f}{_times(new):7.1f}"
    missed = _times(warm) > MOST_TIMES or (new and _times(new) > MOST_NEW)
    print(f"{line}{'   MISSES' if missed else ''}")


def _times(pairs: list[tuple[Run, Run]]) -> float:
    """How many times the CPU of the smallest app a page takes, from run to run."""
    return median(run.cpu / least.cpu for least, run in pairs)


def sizes(_chosen: argparse.Namespace) -> None:
    """Bytes of a first visit in a browser: the websocket, and everything with brotli."""
    print("First visit with an empty cache (goals: websocket ≤ 150 kB, all of it ≤ 3.5 MB)")
    print(f"{'page':14}{'websocket kB':>14}{'all MB':>9}")
    with browsing() as browser:
        with _smallest() as server:
            _size_line("smallest app", first_visit(browser, server.url))
        with serving(*DASHBOARD, IMPACT_DATA=str(EXAMPLE)) as server:
            for path in PAGES:
                _size_line(path.strip("/") or "overview", first_visit(browser, server.url + path))


def _size_line(name: str, visit) -> None:
    websocket, transfer = visit.websocket / 1e3, visit.transfer / 1e6
    good = _verdict(websocket, MOST_BYTES) + _verdict(transfer, MOST_TRANSFER)
    print(f"{name:14}{websocket:14.1f}{transfer:9.2f}{'' if name == 'smallest app' else good}")


def survey(chosen: argparse.Namespace) -> None:
    """The same pages on a small and on a large survey, run by run in turn."""
    print(f"A survey of {chosen.rows:,} records against one of {FEW:,} (goal: ratios ≤ 1.10)")
    print(
        f"{'page':14}{'CPU ms':>9}{'large':>9}{'ratio':>7}{'new':>9}{'large':>9}{'ratio':>7}",
        end="",
    )
    print(f"{'kB':>9}{'large':>9}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        files = {rows: Path(folder, f"{rows}.pickle") for rows in (FEW, chosen.rows)}
        for rows, file in files.items():
            file.write_bytes(pickle.dumps(public_view(rows)))
        few, many = (("-m", "benchmarks.surveys", str(file)) for file in files.values())
        with serving(*few) as small, serving(*many) as large:
            for page in _names():
                _survey_line(page, small, large, chosen.runs)


def _survey_line(page: str, small: Server, large: Server, number: int) -> None:
    warm: dict[Server, list[Run]] = {small: [], large: []}
    new: dict[Server, list[Run]] = {small: [], large: []}
    for _ in range(5):  # in turn, so that what else the machine does meets both
        for server in (small, large):
            warm[server] += runs(server, page, max(1, number // 5))
    for query in CHOICES if page in CHOOSING else []:
        for server in (small, large):
            new[server] += runs(server, page, 1, warm_up=0, query=query)
    print(f"{page or 'overview':14}", end="")
    _pair(*(1000 * median(run.cpu for run in found) for found in warm.values()))
    if all(new.values()):
        _pair(*(1000 * median(run.cpu for run in found) for found in new.values()))
    else:
        print(f"{'':25}", end="")
    _pair(*(max(run.size for run in found) / 1e3 for found in warm.values()))
    print()


def _pair(small: float, large: float) -> None:
    print(f"{small:9.1f}{large:9.1f}{large / small:7.2f}", end="")


def line(chosen: argparse.Namespace) -> None:
    """Seconds until something is there on a slow line."""
    print("Seconds at 4 Mbit/s and 100 ms, empty cache: least and median; and without that limit")
    print(f"{'':24}{'least':>8}{'median':>8}{'no limit':>10}")
    with browsing() as browser:
        with _smallest() as server:
            _seconds(browser, server, "smallest app: text", "/", "text=Hello", chosen.visits)
        with serving(*DASHBOARD, IMPACT_DATA=str(EXAMPLE)) as server:
            _seconds(browser, server, "plain overview", "/plain/", "load", chosen.visits, 0.5)
            _seconds(browser, server, "overview: text", "/", CLAIM, chosen.visits, 3.5)
            _seconds(browser, server, "map: drawn", "/map", "map", chosen.visits, 9)


def _seconds(browser, server, name, path, shown, visits, most=None) -> None:
    url = server.url + path
    free = min(seconds_until(browser, url, shown, slow=False) for _ in range(visits))
    times = [seconds_until(browser, url, shown, slow=True) for _ in range(visits)]
    verdict = _verdict(median(times), most)
    print(f"{name:24}{min(times):8.2f}{median(times):8.2f}{free:10.2f}{verdict}")


def _verdict(value: float, most: float | None) -> str:
    if most is None:
        return ""
    return f"   ≤ {most:g}" if value <= most else f"   MISSES {most:g}"


def _smallest():
    return serving("-m", "streamlit", "run", str(SMALLEST))


def _names() -> Iterable[str]:
    return [path.strip("/") for path in PAGES]


def _load() -> str:
    return ", ".join(f"{one:.1f}" for one in os.getloadavg())


if __name__ == "__main__":
    main()
