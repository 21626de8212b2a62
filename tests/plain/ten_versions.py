"""A store of ten versions with changes of each kind, and what everybody must read of them.

The count on Uly Balkan, by version. What the pages have to say is worked out beside it by hand.

| version | day    | count | reason            | to be read of it                          |
|---------|--------|-------|-------------------|-------------------------------------------|
| 1       | 1 Jan  | 11    |                   | the first                                 |
| 2       | 11 Jan | 13    | new data          | 11 to 13                                  |
| 3       | 21 Jan | 13    |                   | nothing is different                      |
| 4       | 31 Jan | 31    | new data          | 13 to 31 (two digits were exchanged)      |
| 5       | 10 Feb | 13    | mistake corrected | 31 to 13; the 31 stood for 10 days        |
| 6       | 20 Feb | 14    | method changed    | 13 to 14                                  |
| 7       | 2 Mar  | 99    | new data          | nothing: it was withdrawn                 |
| 8 is the withdrawal of 7                                                                 |
| 9       | 22 Mar | 15    | new data          | 14 to 15                                  |
| 10      | 1 Apr  | 15    |                   | nothing is different                      |
| 11      | 11 Apr | 16    | mistake corrected | 15 to 16; the 15 stood for at least 20 days |

Of 9 the reason is what was given against version 7; what it followed is gone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from impact.changes import publishing
from impact.commands.store_history import StoreHistory
from impact.disclosure import for_audience
from impact.model.programme import read_programme
from impact.versions import Reason, Store
from impact.versions.opening import version_of
from impact.versions.version import make_version
from tests.folders import WILDCATS, folder_of

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.plain.blocks import PlainPage
    from impact.versions.version import Version

FIRST = dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC)
NEW, METHOD, MISTAKE = Reason.NEW_DATA, Reason.METHOD_CHANGED, Reason.MISTAKE_CORRECTED
COUNTS = ((11, NEW), (13, NEW), (13, NEW), (31, NEW), (13, MISTAKE), (14, METHOD), (99, NEW))
AFTER = ((15, NEW), (15, NEW), (16, MISTAKE))
WITHDRAWN, SITE = 7, "https://cats.example.org"
CLAIM = "uly-balkan-detections"


def day_of(number: int) -> dt.datetime:
    """When a version was published: ten days after the one before."""
    return FIRST + dt.timedelta(days=10 * (number - 1))


def programme_text() -> bytes:
    """The programme with an address of its own."""
    text = (WILDCATS / "programme.toml").read_text(encoding="utf-8")
    return text.replace("[about]\n", f'[about]\naddress = "{SITE}"\n', 1).encode()


def counted(count: int) -> Version:
    """The published record with that many detections on Uly Balkan."""
    records = folder_of(WILDCATS).records
    rows = records.detections.copy()
    rows.loc[rows["observation_id"].astype("str") == "D-TM-01", "count"] = count
    text = programme_text()
    hashes = {"programme.toml": hashlib.sha256(text).hexdigest(), "detections.csv": str(count)}
    return make_version(read_programme(text.decode()), records.with_tables(detections=rows), hashes)


def publish(store: Store, count: int, reason: Reason) -> int:
    """Publish the next version."""
    return publishing.publish(
        store,
        programme_text(),
        counted(count),
        author="Somebody Secret",
        note=f"note {count}",
        now=day_of(store.top() + 1),
        expected=store.latest(),
        reason=reason,
    )


def ten_versions(address: str) -> Store:
    """The store of the table above."""
    store = Store.at(address)
    for count, reason in COUNTS:
        publish(store, count, reason)
    store.withdraw(
        WITHDRAWN, reason="a secret reason", author="Somebody Secret", now=day_of(WITHDRAWN + 1)
    )
    for count, reason in AFTER:
        publish(store, count, reason)
    return store


def view_of(store: Store, number: int | None = None) -> View:
    """What the public may see of a version, the latest without a number."""
    wanted = store.latest() if number is None else number
    return for_audience(version_of(store.open(wanted)), "public")


def history_of(store: Store) -> StoreHistory:
    """All of them for the public."""
    return StoreHistory(store, view_of(store))


def of_the_claim(page: PlainPage, heading: str) -> tuple[str, tuple[str, ...]]:
    """In which group a claim stands, and what is said of it, on the page of a code."""
    group = ""
    for block in page.blocks:
        group = block.anchor or group
        if block.level == 3 and block.heading == heading:
            return group, block.texts
    raise AssertionError([block.heading for block in page.blocks])
