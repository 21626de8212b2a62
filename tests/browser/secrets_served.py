"""A data set of a thousand records that nobody may be led to, and every byte that is served of it.

A visitor speaks Streamlit's own protocol, so that what is looked through is what any browser is
sent: each message of the websocket, each file that a message names, each page without script.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from walk import EXAMPLE, ROOT, Server, _free_port, _wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


MARK = "zqxjvkwy"  # stands in every id, name, note and source, and nowhere else
RECORDS = 1000
YEAR = 2023
AREAS = ["glacier", "high-valley", "ridge-north", "ridge-south", "canyon"]
SPECIES = ["Panthera uncia", "Panthera uncia", "Panthera pardus tulliana"]
COPIED = ["areas", "milestones", "statements", "status", "reporting", "surveys"]
WEBSOCKET = "/_stcore/stream"
FILE = re.compile(rb"(?:/media/[0-9a-f]+|plain/numbers/[\w-]+\.csv)[^\s\"'\x00-\x1f\x80-\xff]*")
MONTHS = "January February March April May June July August September October November December"
МЕСЯЦЫ = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"


@dataclass(frozen=True)
class Secrets:
    """What no byte may hold: places, and the moments and days of records."""

    places: frozenset[tuple[float, float]]
    moments: frozenset[pd.Timestamp]

    def numbers(self) -> np.ndarray:
        """Places and moments as the eight bytes that they are somewhere in memory."""
        found: set[bytes] = set()
        for pair in self.places:
            for value in pair:
                found |= {struct.pack("<d", value), struct.pack(">d", value)}
            for one, two in (pair, pair[::-1]):
                found.add(struct.pack("<ff", one, two))
                found |= {
                    struct.pack("<ii", round(one * scale), round(two * scale))
                    for scale in (10**4, 10**5, 10**6, 10**7)
                }
        for moment in self.moments:
            for unit in (1, 10**3, 10**6, 10**9):
                since = moment.value // unit
                found |= {struct.pack("<q", since), struct.pack("<d", float(since))}
        return np.unique(np.frombuffer(b"".join(found), dtype="<u8"))

    def texts(self) -> frozenset[bytes]:
        """Coordinates to four decimals, cut and rounded."""
        found = set()
        for value in (one for pair in self.places for one in pair):
            found |= {f"{value:.4f}", f"{int(value * 10_000) / 10_000:.4f}"}
        # A column of a workbook is so many letters and 0.7109375 wide.
        return frozenset(text.encode() for text in found if not text.endswith(".7109"))

    def days(self) -> re.Pattern[bytes]:
        """Days and times of records as they are written."""
        found = set()
        for moment in self.moments:
            english, russian = (names.split()[moment.month - 1] for names in (MONTHS, МЕСЯЦЫ))
            year, day = moment.year, moment.day
            found |= {
                f"{moment:%Y-%m-%d}",
                f"{moment:%d.%m.%Y}",
                f"{moment:%d/%m/%Y}",
                f"{day} {english} {year}",
                f"{english} {day}, {year}",
                f"{day} {russian} {year}",
            }
        return re.compile("|".join(re.escape(one) for one in sorted(found)).encode())


def write_data(folder: Path) -> Secrets:
    """A data folder of the simulated programme with a thousand records of its own.

    Each has its own place, id, names, notes and moment. No day of one is the first or the last
    of its month, or any other that a page has a reason to name.
    """
    folder.mkdir()
    for name in COPIED:
        shutil.copy(EXAMPLE / f"{name}.csv", folder)
    text = (EXAMPLE / "programme.toml").read_text(encoding="utf-8")
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    detections, deployments, places, moments = [], [], set(), set()
    for number in range(RECORDS):
        where = (38.4312579 + number * 0.0021237, 55.5713459 + number * 0.0037713)
        place = (round(where[0], 7), round(where[1], 7))
        day = pd.Timestamp(YEAR, 2 + number % 9, 3 + number % 24)
        moment = day + pd.Timedelta(seconds=3601 + number * 71)
        area = AREAS[number % len(AREAS)]
        places.add(place)
        moments.add(moment)
        told = {
            "area_id": area,
            "deployment_id": f"{MARK}-camera-{number}",
            "location_id": f"{MARK}-station-{number % 40}-{area}",
            "latitude": place[0],
            "longitude": place[1],
            "source": f"{MARK} notebook {number}",
        }
        deployments.append(
            told
            | {
                "location_name": f"{MARK} spring {number}",
                "camera_id": f"{MARK}-serial-{number}",
                "deployment_start": f"{day - pd.Timedelta(days=30):%Y-%m-%dT07:31:00}",
                "deployment_end": f"{day + pd.Timedelta(days=30):%Y-%m-%dT18:17:00}",
            }
        )
        detections.append(
            told
            | {
                "observation_id": f"{MARK}-record-{number}",
                "scientific_name": SPECIES[number % len(SPECIES)]
                if area.startswith(("glacier", "high"))
                else SPECIES[2],
                "locality": f"{MARK} cave {number}",
                "observation_type": "animal",
                "event_id": f"{MARK}-event-{number}",
                "event_start": f"{moment:%Y-%m-%dT%H:%M:%S}",
                "date_precision": "day",
                "date_note": f"{MARK} note {number}",
                "individual_id": f"{MARK}-animal-{number % 12}",
                "identification_verification_status": "verified",
                "summary": f"{MARK} saw it at its den {number}",
                "published": "no",
                "attribution": "programme",
            }
        )
    pd.DataFrame(detections).to_csv(folder / "detections.csv", index=False)
    pd.DataFrame(deployments).to_csv(folder / "deployments.csv", index=False)
    _write_incidents(folder, detections[:60])
    return Secrets(frozenset(places), frozenset(moments))


def _write_incidents(folder: Path, like: list[dict]) -> None:
    rows = [
        {
            "incident_id": f"{MARK}-incident-{number}",
            "area_id": row["area_id"],
            "event_start": row["event_start"][:10],
            "date_precision": "day",
            "incident_type": "livestock depredation",
            "verification": "confirmed",
            "scientific_name": row["scientific_name"],
            "species_suspected": f"{MARK} beast {number}",
            "livestock_type": f"{MARK} sheep {number}",
            "livestock_killed": 1,
            "verification_note": f"{MARK} said so {number}",
            "locality": f"{MARK} fold {number}",
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "summary": f"{MARK} lost a sheep {number}",
            "published": "no",
            "source": f"{MARK} diary {number}",
        }
        for number, row in enumerate(like)
    ]
    pd.DataFrame(rows).to_csv(folder / "conflicts.csv", index=False)


@contextmanager
def serving(data: Path, store: Path, log: Path, *, module: str = "server.py") -> Iterator[Server]:
    """Serve a store; `module` is what is run in place of server.py."""
    port = _free_port()
    command = [sys.executable, *(["-m", "streamlit", "run"] if module == "server.py" else [])]
    environment = {"IMPACT_DATA": str(data), "IMPACT_STORE": str(store), "PYTHONPATH": str(ROOT)}
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [*command, module, "--server.port", str(port)],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=out,
            stderr=out,
        ) as process,
    ):
        try:
            _wait_for(f"http://localhost:{port}/_stcore/health", process, log)
            yield Server(f"http://localhost:{port}", log)
        finally:
            process.kill()


def page(server: Server, path: str, query: str) -> Iterator[tuple[str, bytes]]:
    """Every message of one run of a page, and every file that these name."""
    address = server.url.replace("http", "ws", 1) + WEBSOCKET
    files: set[bytes] = set()
    with connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=120) as stream:
        asked = BackMsg()
        asked.rerun_script.page_name = path.strip("/")
        asked.rerun_script.query_string = query
        stream.send(asked.SerializeToString())
        finished = False
        while not finished:
            frame = stream.recv(timeout=120)
            files |= set(FILE.findall(frame))
            yield f"{path}?{query}", frame
            finished = ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished"
        for file in sorted(files):
            name = f"/{unescape(file.decode()).removeprefix('/')}"
            yield f"{path}?{query} {name}", plain(server, name)


def plain(server: Server, path: str) -> bytes:
    """What the server answers without a browser; of an error its page too."""
    try:
        with urllib.request.urlopen(f"{server.url}{path}", timeout=60) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()
