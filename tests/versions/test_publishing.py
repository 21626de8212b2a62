"""Publish, look, open, restore: in a folder and behind an S3 interface alike."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

from impact.checking.folder import read_folder
from impact.disclosure import for_audience
from impact.model.errors import NoSuchVersion, ProgrammeError, StoreConflict, StoreError
from impact.versions import Original, Store
from impact.versions.object_store import Place
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.claims_json import claims_json
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


def localities(store: Store, number: int) -> list[str]:
    return store.open(number).records.detections["locality"].tolist()


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
def test_versions_are_numbered_and_the_history_is_newest_first(store):
    for locality in ("A", "B", "C"):
        publish(store, cats(locality), note=locality)
    assert store.latest() == 3
    assert [(m.number, m.note) for m in store.history()] == [(3, "C"), (2, "B"), (1, "A")]
    assert [m.number for m in store.history(limit=2)] == [3, 2]
    assert localities(store, 1) == ["A"]


@everywhere
def test_another_reader_sees_a_new_version_without_starting_anew(store, address):
    reader = Store.at(address)
    assert reader.latest() is None
    publish(store, cats("A"))
    assert reader.latest() == 1
    publish(store, cats("B"))
    assert reader.latest() == 2
    assert localities(reader, 2) == ["B"]


@everywhere
def test_who_publishes_after_somebody_else_is_told_who_and_what(store, address):
    publish(store, cats("A"))
    other = Store.at(address)
    publish(other, cats("B"), author="Bermet", note="Naryn cameras")
    with pytest.raises(StoreConflict) as told:
        publish(store, cats("C"), expected=1)
    assert "Bermet" in told.value.message
    assert "version 2" in told.value.message
    assert "Naryn cameras" in told.value.message
    assert [m.number for m in store.history()] == [2, 1]


@pytest.mark.parametrize(("there", "expected"), [(2, None), (2, 1), (0, 1)])
def test_a_publish_on_another_version_than_the_latest_is_refused(store, there, expected):
    for _ in range(there):
        publish(store, cats("A"))
    with pytest.raises(StoreError):
        publish(store, cats("B"), expected=expected)
    assert len(store.history()) == there


@everywhere
def test_of_two_first_publishes_one_is_told(store, address):
    other = Store.at(address)
    assert store.latest() is None
    assert other.latest() is None
    publish(store, cats("A"), expected=None)
    with pytest.raises(StoreConflict):
        publish(other, cats("B"), expected=None)
    assert localities(other, 1) == ["A"]


def test_whoever_is_overtaken_while_writing_the_files_is_told(folder, monkeypatch):
    publish(Store.at(folder), cats("A"))
    slow, create = Store.at(folder), Place.create

    def overtaken(place, path, content):
        monkeypatch.setattr(Place, "create", create)
        publish(Store.at(folder), cats("B"), author="Bermet")
        return create(place, path, content)

    monkeypatch.setattr(Place, "create", overtaken)
    with pytest.raises(StoreConflict, match="Bermet"):
        publish(slow, cats("C"), expected=1)
    assert localities(Store.at(folder), 2) == ["B"]


def test_a_publish_whose_answer_was_lost_is_not_told_of_itself(folder, monkeypatch):
    store, create = Store.at(folder), Place.create

    def sent_twice(place, path, content):
        first = create(place, path, content)
        return create(place, path, content) if path.startswith("versions/") else first

    monkeypatch.setattr(Place, "create", sent_twice)
    assert publish(store, cats("A")) == 1
    assert publish(store, cats("B")) == 2


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


@everywhere
def test_restoring_publishes_the_old_tables_anew(store):
    publish(store, cats("A"), claims=[{"id": "a"}], originals=[upload("a.csv", "a")])
    publish(store, cats("B"), text=TEXT.replace(b"Test programme", b"Other"))
    number = store.restore(1, author="Bermet", note="B was a mistake", now=NOW + DAY)
    assert number == store.latest() == 3
    assert localities(store, 3) == ["A"]
    manifest = store.manifest(3)
    assert (manifest.author, manifest.note) == ("Bermet", "B was a mistake")
    assert (manifest.restored_from, manifest.claims) == (1, [{"id": "a"}])
    assert store.open(3).programme_text == TEXT
    assert localities(store, 2) == ["B"]


def test_what_is_not_there_cannot_be_restored_or_opened(store):
    publish(store, cats("A"))
    for number in (0, 2, -1):
        with pytest.raises(NoSuchVersion):
            store.open(number)
        with pytest.raises(NoSuchVersion):
            store.restore(number, author="Aida", note="Back", now=NOW)
    assert store.latest() == 1


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
    data, words = read_folder(EXAMPLE), words_in("en")
    made = make_version(data.programme, data.records, data.hashes)
    claims = json.loads(claims_json(for_audience(made, "public"), words))
    assert len(claims) > 3
    text = (EXAMPLE / "programme.toml").read_bytes()
    publish(Store.at(folder), data.records, text=text, claims=claims)
    snapshot = Store.at(folder).open(1)
    again = make_version(snapshot.programme, snapshot.records, snapshot.manifest.hashes)
    assert again.claims == made.claims
    found = json.loads(claims_json(for_audience(again, "public"), words))
    assert found == snapshot.manifest.claims
