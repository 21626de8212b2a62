"""Publishing beside others, and restoring."""

from __future__ import annotations

import pytest

from impact.model.errors import NoSuchVersion, StoreConflict, StoreError
from impact.versions import Store
from impact.versions.object_store import Place
from tests.versions.counting import localities
from tests.versions.sample import (
    DAY,
    NOW,
    TEXT,
    cats,
    everywhere,
    publish,
    upload,
)


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
