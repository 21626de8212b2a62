"""Publish, look, open: in a folder and behind an S3 interface."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

from impact.disclosure import for_audience
from impact.model.errors import NoSuchVersion, ProgrammeError, StoreConflict, StoreError
from impact.versions import Original, Store
from impact.versions.object_store import Place
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.claims_json import claims_json
from tests.folders import version_of
from tests.versions.counting import localities
from tests.versions.sample import (
    DAY,
    NOW,
    TEXT,
    cats,
    everything,
    everywhere,
    publish,
    upload,
    with_incident,
)

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"


@everywhere
def test_a_store_that_nobody_has_written_to_has_no_version(store):
    assert store.latest() is None
    assert store.history() == []
    assert not store.started


def test_looking_at_a_folder_does_not_make_it(folder):
    assert Store.at(folder).latest() is None
    assert not Path(folder).exists()


@everywhere
def test_a_version_opens_as_it_was_published(store):
    records = cats("North slope", "South slope")
    assert publish(store, records, claims=[{"id": "a", "value": 2, "ratio": None}]) == 1
    snapshot = store.open(1)
    assert snapshot.programme_text == TEXT
    assert snapshot.programme.about.id == "test"
    for name, rows in records.items():
        pd.testing.assert_frame_equal(
            snapshot.records.table(name), rows, check_categorical=False, check_dtype=True
        )
    assert snapshot.manifest == store.manifest(1)


@everywhere
def test_a_manifest_says_who_when_why_and_what(store):
    claims = [{"id": "a", "value": 2, "ratio": {"low": 0.5, "high": None}}]
    originals = [upload("Отчёт.csv", "id;дата")]
    publish(
        store, cats("North slope"), author="Aida", note="First", claims=claims, originals=originals
    )
    manifest = store.manifest(1)
    assert (manifest.number, manifest.author, manifest.note) == (1, "Aida", "First")
    assert manifest.published == NOW
    assert manifest.claims == claims
    assert manifest.tables["detections"].rows == 1
    assert manifest.originals[0].name == "Отчёт.csv"
    assert manifest.originals[0].sha256 == hashlib.sha256("id;дата".encode()).hexdigest()
    assert set(manifest.hashes) == {"programme.toml", *manifest.tables}


def test_the_time_is_kept_in_utc_whatever_zone_it_was_said_in(store):
    bishkek = dt.timezone(dt.timedelta(hours=6))
    publish(store, cats("North slope"), now=NOW.astimezone(bishkek))
    assert store.manifest(1).published.isoformat() == "2026-03-01T09:30:00+00:00"


def test_a_time_without_a_zone_is_refused(store):
    with pytest.raises(StoreError):
        publish(store, cats("North slope"), now=NOW.replace(tzinfo=None))
    assert store.latest() is None


@everywhere
def test_an_original_comes_back_byte_for_byte(store):
    content = bytes(range(256)) * 40
    publish(store, cats("A"), originals=[Original("table.xlsx", content), upload("b.csv", "b")])
    assert store.original(1, "table.xlsx") == content
    assert store.original(1, "b.csv") == b"b"
    with pytest.raises(NoSuchVersion):
        store.original(1, "c.csv")


def test_two_originals_of_one_name_are_refused_and_nothing_is_written(store, address):
    with pytest.raises(StoreError):
        publish(store, cats("A"), originals=[upload("a.csv", "1"), upload("a.csv", "2")])
    assert everything(address) == ""


@everywhere
def test_an_original_may_be_named_as_anything(store):
    names = ["../../etc/passwd", "a/b", "programme.toml", "con:", "ы" * 200]
    publish(store, cats("A"), originals=[upload(name, name) for name in names])
    assert [store.original(1, name).decode() for name in names] == names


@pytest.mark.parametrize("empty", [{"note": ""}, {"note": "  \n"}, {"author": " "}])
def test_a_publish_without_author_or_note_is_refused(store, address, empty):
    with pytest.raises(StoreError):
        publish(store, cats("A"), **empty)
    assert everything(address) == ""


def test_a_programme_that_cannot_be_read_is_refused(store, address):
    with pytest.raises(ProgrammeError):
        publish(store, cats("A"), text=b"about = 1")
    assert everything(address) == ""


def test_claims_that_are_not_plain_json_are_refused_before_anything_is_written(store, address):
    with pytest.raises(ValueError, match="JSON"):
        publish(store, cats("A"), claims=[{"value": float("nan")}])
    assert everything(address) == ""


@everywhere
def test_a_table_that_did_not_change_is_not_written_again(store):
    publish(store, cats("A"))
    publish(store, with_incident(cats("A"), "Two sheep"))
    first, second = store.manifest(1), store.manifest(2)
    assert second.tables["detections"].path == first.tables["detections"].path
    assert second.programme.path == first.programme.path
    assert second.tables["conflicts"].path != first.tables["conflicts"].path
    assert localities(store, 2) == ["A"]


def test_what_was_opened_and_published_again_is_the_same_content(store):
    publish(store, cats("A", "B"))
    publish(store, store.open(1).records)
    assert store.manifest(2).hashes == store.manifest(1).hashes


def test_nothing_that_is_there_is_ever_written_again(folder):
    store = Store.at(folder)
    publish(store, cats("A"), originals=[upload("a.csv", "a")])
    before = {p: (p.read_bytes(), p.stat().st_ino) for p in Path(folder).rglob("*") if p.is_file()}
    publish(store, cats("B"), originals=[upload("a.csv", "b")])
    store.restore(1, author="Aida", note="Back", now=NOW + DAY)
    assert {p: (p.read_bytes(), p.stat().st_ino) for p in before} == before


def test_the_first_publish_follows_the_folder_that_was_served(store):
    assert store.seed(TEXT, cats("A"), [upload("detections.csv", "a")], [{"id": "a"}], now=NOW) == 1
    assert publish(store, cats("A", "B"), expected=1) == 2
    assert localities(store, 1) == ["A"]
    assert store.original(1, "detections.csv") == b"a"
    with pytest.raises(StoreConflict, match="published version 2 meanwhile"):
        store.seed(TEXT, cats("A"), [], [], now=NOW)


class Counting(Place):
    """A place that counts what it is asked."""

    asked = 0

    def read(self, path: str) -> bytes | None:
        self.asked += 1
        return super().read(path)

    def names(self, folder: str, *, after: str | None = None) -> list[str]:
        self.asked += 1
        return super().names(folder, after=after)


@everywhere
def test_looking_for_a_new_version_asks_once_however_many_there_are(address):
    writer = Store.at(address)
    for number in range(12):
        publish(writer, cats("A"), note=f"{number}")
    place = Counting(address)
    reader = Store(place)
    assert reader.latest() == 12
    assert place.asked <= 2
    before = place.asked
    assert reader.latest() == 12
    assert place.asked == before + 1
    publish(writer, cats("B"))
    assert reader.latest() == 13
    assert place.asked == before + 3


def test_a_stored_version_makes_the_same_claims_as_its_manifest(folder):
    made, words = version_of(EXAMPLE), words_in("en")
    claims = json.loads(claims_json(for_audience(made, "public"), words))
    assert len(claims) > 3
    text = (EXAMPLE / "programme.toml").read_bytes()
    publish(Store.at(folder), made.records, text=text, claims=claims)
    snapshot = Store.at(folder).open(1)
    again = make_version(snapshot.programme, snapshot.records, snapshot.manifest.hashes)
    assert again.claims == made.claims
    found = json.loads(claims_json(for_audience(again, "public"), words))
    assert found == snapshot.manifest.claims
