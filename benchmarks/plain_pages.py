"""Plain pages a second, beside nginx that serves the same bytes from a folder.

    PYTHONPATH=tests/browser python -m benchmarks.plain_pages [--seconds 5] [--workers 1 2]

Each page is asked for by wrk (Debian: ``apt install wrk nginx-light``) over 16 connections that are
kept, as a browser takes it, compressed. Meanwhile a visitor of the app asks for a page again and
again. One process serves alone; several stand behind nginx, as with ``make run WORKERS=2``. Ends
with 1 where several processes serve less than a quarter of what nginx does.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.soak.visitors import served
from benchmarks.visitor import Server, waits
from impact.changes.publishing import seed
from impact.versions import Store
from tests.nginx import free_ports, nginx_with
from walk import EXAMPLE

PAGES = ("", "wildlife", "places", "methods")
QUARTER = 0.25
FOLDER = """\
daemon off;
{user}pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; types {{ text/html html; }}
server {{ listen 127.0.0.1:{port}; root {folder}; gzip_static on; }} }}
"""


class Rate(NamedTuple):
    """How fast a page comes to many."""

    a_second: float
    slow: str  # 99 of 100 come within


def rate(url: str, seconds: int) -> Rate:
    """Ask for a page as often as it comes.

    Raises
    ------
    ValueError
        Some answers were none.
    """
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip"]
    said = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise ValueError(said)
    (number,) = re.findall(r"Requests/sec: +([\d.]+)", said)
    (slow,) = re.findall(r"99% +(\S+)", said)
    return Rate(float(number), slow)


def of_a_folder(page: bytes, seconds: int) -> Rate:
    """nginx serves these bytes from a folder."""
    with tempfile.TemporaryDirectory() as name:
        folder, (port,) = Path(name), free_ports(1)
        folder.chmod(0o755)
        (folder / "index.html").write_bytes(gzip.decompress(page))
        (folder / "index.html.gz").write_bytes(page)
        user = "user root;\n" if os.geteuid() == 0 else ""
        with nginx_with(folder, FOLDER.format(folder=folder, port=port, user=user), port):
            return rate(f"http://127.0.0.1:{port}/", seconds)


def of_ours(server: Server, page: str, seconds: int) -> tuple[Rate, float]:
    """Ours; and how many times as long a visitor of the app waits meanwhile."""
    alone = median(waits(server, "wildlife", seconds))
    with ThreadPoolExecutor(1) as apart:
        meanwhile = apart.submit(waits, server, "wildlife", seconds)
        ours = rate(f"{server.url}/plain/{page}", seconds)
        return ours, median(meanwhile.result()) / alone


def beside_nginx(server: Server, page: str, seconds: int) -> float:
    """Print how fast a page comes; how much of what nginx does."""
    headers = {"Accept-Encoding": "gzip"}
    asked = urllib.request.Request(f"{server.url}/plain/{page}", headers=headers)
    with urllib.request.urlopen(asked) as answer:
        content = answer.read()
    floor = of_a_folder(content, seconds)
    ours, longer = of_ours(server, page, seconds)
    share = ours.a_second / floor.a_second
    print(
        f"  /plain/{page}: {len(content)} bytes, {ours.a_second:.0f} a second (99 of 100 within "
        f"{ours.slow}), nginx {floor.a_second:.0f} ({floor.slow}): {share:.2f} of it; "
        f"a visitor of the app waits {longer:.1f} times as long meanwhile"
    )
    return share


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    chosen = parser.parse_args()
    shares = []
    with tempfile.TemporaryDirectory() as name:
        seed(Store.at(name), EXAMPLE, now=dt.datetime.now(dt.UTC))
        where = {"IMPACT_DATA": str(EXAMPLE), "IMPACT_STORE": name}
        for workers in chosen.workers:
            print(f"{workers} processes, load {os.getloadavg()[0]:.1f}")
            with served("server.py", workers, **where) as server:
                found = [beside_nginx(server, page, chosen.seconds) for page in PAGES]
            shares += found if workers > 1 else []
    return int(min(shares, default=1.0) < QUARTER)


if __name__ == "__main__":
    sys.exit(main())
