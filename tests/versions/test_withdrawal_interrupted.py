"""A withdrawal that others overtake, or that a kill interrupts."""

from __future__ import annotations

from pathlib import Path

import pytest

from impact.model.errors import NoSuchVersion, StoreConflict, WithdrawnVersion
from impact.versions import Store
from impact.versions.object_store import Place
from tests.versions.sample import (
    HOUR,
    NOW,
    TEXT,
    cats,
    everything,
    publish,
    with_incident,
)
from tests.versions.withdrawing import DEN, WHY, with_a_den


def interrupted(monkeypatch, method: str, done) -> None:
    """Let something happen once, just before a store adds an entry to its log."""
    original = getattr(Place, method)

    def first(place, path, content):
        if not path.startswith(("versions/", "drafts/", "kept/")):
            return original(place, path, content)
        monkeypatch.setattr(Place, method, original)
        done()
        return original(place, path, content)

    monkeypatch.setattr(Place, method, first)


def test_what_is_restored_while_it_is_withdrawn_is_not_restored(folder, monkeypatch):
    store, other = Store.at(folder), Store.at(folder)
    publish(store, cats("A"))
    bad = with_a_den(store)
    publish(store, cats("B"))
    interrupted(monkeypatch, "create", lambda: other.withdraw(bad, **WHY))
    with pytest.raises(StoreConflict, match="Bermet withdrew version 2"):
        store.restore(bad, author="Aida", note="Back", now=NOW)
    assert DEN not in everything(folder)
    assert store.latest() == 3


def test_what_is_published_on_a_version_while_it_is_withdrawn_is_refused(folder, monkeypatch):
    store, other = Store.at(folder), Store.at(folder)
    publish(store, cats("A"))
    bad = with_a_den(store)
    interrupted(monkeypatch, "create", lambda: other.withdraw(bad, **WHY))
    with pytest.raises(StoreConflict):
        publish(store, with_incident(cats("North slope", DEN), "Two sheep"), expected=bad)
    assert store.latest() == 1
    publish(store, cats("C"))
    assert store.open(store.latest()).records.detections["locality"].tolist() == ["C"]


def test_a_withdrawal_that_somebody_overtakes_deletes_nothing(folder, monkeypatch):
    store, other = Store.at(folder), Store.at(folder)
    publish(store, cats("A"))
    bad = with_a_den(store)
    interrupted(monkeypatch, "create", lambda: publish(other, cats("North slope", DEN)))
    with pytest.raises(StoreConflict):
        store.withdraw(bad, **WHY)
    assert store.open(bad).records.detections["locality"].tolist() == ["North slope", DEN]


def test_a_draft_saved_while_something_is_withdrawn_cannot_be_opened(folder, monkeypatch):
    store, other = Store.at(folder), Store.at(folder)
    publish(store, cats("A"))
    bad = with_a_den(store)
    interrupted(monkeypatch, "create", lambda: other.withdraw(bad, **WHY))
    token = store.save_draft(TEXT, cats(DEN), author="Aida", now=NOW)
    with pytest.raises(NoSuchVersion):
        store.open_draft(token, now=NOW)
    store.sweep(now=NOW + 2 * HOUR)
    assert not list(Path(folder).glob("drafts/*"))


def test_a_file_kept_while_its_version_is_withdrawn_is_not_kept(folder, monkeypatch):
    store, other = Store.at(folder), Store.at(folder)
    publish(store, cats("A"))
    bad = with_a_den(store)
    interrupted(monkeypatch, "create", lambda: other.withdraw(bad, **WHY))
    with pytest.raises(WithdrawnVersion):
        store.keep(bad, "slides.pptx", DEN.encode())
    assert DEN not in everything(folder)


class KilledError(Exception):
    """Stands for a kill between two steps."""


@pytest.mark.parametrize("method", ["replace", "delete"])
def test_a_withdrawal_counts_from_its_first_step_and_is_finished_later(folder, monkeypatch, method):
    store = Store.at(folder)
    publish(store, cats("A"))
    bad = with_a_den(store)

    def kill(*_arguments):
        raise KilledError

    with monkeypatch.context() as patch, pytest.raises(KilledError):
        patch.setattr(Place, method, kill)
        store.withdraw(bad, **WHY)
    assert DEN in everything(folder)
    reader = Store.at(folder)
    assert reader.latest() == 1
    with pytest.raises(WithdrawnVersion):
        reader.open(bad)
    assert [m.withdrawn is None for m in reader.history()] == [False, True]
    assert reader.history()[0].note == ""
    publish(Store.at(folder), cats("A", "B"))
    assert DEN not in everything(folder)


def test_what_a_kill_left_beside_a_file_goes_with_it(folder):
    store = Store.at(folder)
    publish(store, cats("A"))
    bad = with_a_den(store)
    for path in [*Path(folder).glob("files/*"), *Path(folder).glob("versions/00000002*")]:
        path.with_name(f"{path.name}#1").hardlink_to(path)
    store.withdraw(bad, **WHY)
    left = {path.name for path in Path(folder).rglob("*#1")}
    assert DEN not in everything(folder)
    assert left == {f"{Path(file.path).name}#1" for file in store.manifest(1).files}
