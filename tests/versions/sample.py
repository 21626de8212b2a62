"""Small versions to publish, and a look at every byte of a store."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from impact.versions import Original
from impact.versions.object_store import Place
from tests.tables import PROGRAMME, event, records, table

if TYPE_CHECKING:
    from impact.model.records import Records
    from impact.versions import Store

NOW = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TEXT = PROGRAMME.encode()

# A test that is tried in a folder and behind an S3 interface.
everywhere = pytest.mark.parametrize("address", ["folder", "bucket"], indirect=True)


def cats(*localities: str) -> Records:
    """Records with one detection at each locality."""
    rows = [
        event(f"obs-{n}", f"2026-01-{n:02} 06:00", locality=locality, area_id="ridge")
        for n, locality in enumerate(localities, start=1)
    ]
    return records(detections=table("detections", *rows))


def with_incident(records: Records, text: str) -> Records:
    """The same with one conflict incident."""
    incident = {"incident_id": "inc-1", "summary": text, "area_id": "valley"}
    return records.with_tables(conflicts=table("conflicts", incident))


def publish(store: Store, what: Records, *, text: bytes = TEXT, **changes) -> int:
    """Publish on what is the latest now."""
    about = {
        "author": "Aida",
        "note": "New cameras read",
        "now": NOW,
        "claims": [],
        "expected": store.latest(),
        "originals": (),
    }
    return store.publish(text, what, **(about | changes))


def upload(name: str, words: str) -> Original:
    """A file that came in."""
    return Original(name, words.encode())


def everything(address: str) -> str:
    """All that a store holds, as text: file names, and contents with Parquet unpacked."""
    place = Place(address)
    folders = ("versions", "files", "kept", "drafts")
    contents = {name: place.read(name) for folder in folders for name in place.names(folder)}
    contents |= {name: (place.folder / name).read_bytes() for name in place.unfinished()}
    return "\n".join(f"{name}\n{_words(name, content)}" for name, content in contents.items())


def _words(name: str, content: bytes) -> str:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(_words(inner, archive.read(inner)) for inner in archive.namelist())
    if ".parquet" in name:
        return pd.read_parquet(io.BytesIO(content)).to_csv()
    return content.decode(errors="replace")
