"""Every page under every filter, looked through for what leads to a record that is not public.

    PYTHONPATH=tests/browser python -m benchmarks.soak.no_leak

As tests/browser/test_no_leak.py, with the grid of areas, countries, species and years, and with
whose records, languages and versions beside it. Ends with 1 where something was found.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from itertools import pairwise, product
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from impact.changes.publishing import publish, seed
from impact.checking.folder import read_folder
from impact.versions import Store
from impact.versions.version import make_version
from secrets_served import page, plain, serving, write_data
from sent_bytes import Listener
from walk import PAGES

FILTERED = ("/wildlife", "/coexistence", "/places", "/map")
WITHOUT_SCRIPT = ("/brief", "/brief?lang=ru", "/_stcore/host-config", "/_stcore/health")


def addresses(data: Path) -> list[tuple[str, str]]:
    """Every page with every filter that it has."""
    areas = pd.read_csv(data / "areas.csv")
    places = [
        {},
        *({"area": one} for one in areas["area_id"]),
        *({"country": one} for one in areas["country_code"].unique()),
    ]
    species = [{}, {"species": "Panthera uncia"}, {"species": "Panthera pardus tulliana"}]
    years = [{}, {"from": "2023", "to": "2023"}, {"from": "2024"}]
    grid = [{**a, **b, **c} for a, b, c in product(places, species, years)]
    grid += [{**a, **b} for a in places for b in ({"records": "programme"}, {"version": "1"})]
    versions = [{}, {"version": "1"}]
    claims = [claim.id for claim in read_folder(data).programme.indicators]
    asked = [(path, urlencode(one)) for path in FILTERED for one in grid]
    asked += [("/evidence", urlencode({"claim": one, **v})) for one in claims for v in versions]
    months = pd.date_range("2022-12-15", "2024-01-15", freq="MS").strftime("%Y-%m-%d")
    asked += [("/changes", f"since={since}&until={until}") for since, until in pairwise(months)]
    asked += [(path, f"lang={one}") for path in PAGES for one in ("en", "ru")]
    return asked


def main() -> int:
    """Ask, look through, and say what was found."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        data, listener = place / "data", Listener(write_data(place / "data"))
        store, now = Store.at(str(place / "store")), dt.datetime.now(dt.UTC)
        seed(store, data, now=now)
        found = read_folder(data)
        again = make_version(found.programme, found.records, found.hashes)
        text = (data / "programme.toml").read_bytes()
        publish(store, text, again, author="A", note="Again", now=now, expected=1)
        told, asked = [], addresses(data)
        with serving(data, place / "store", place / "log.txt") as server:
            for path, query in asked:
                for where, content in page(server, path, query):
                    told += listener.found(where, content)
            for path in WITHOUT_SCRIPT:
                told += listener.found(path, plain(server, path))
        told += listener.found("log", (place / "log.txt").read_bytes())
    for line in told[:50]:
        print(line)
    print(f"{len(asked)} pages, {listener.bytes_seen / 1e6:.0f} MB, {len(told)} found")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
