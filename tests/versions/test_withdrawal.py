"""What is withdrawn is gone: from the versions, the uploads, the kept files and every link."""

from __future__ import annotations

from pathlib import Path

import pytest

from impact.model.errors import NoSuchVersion, StoreConflict, StoreError, WithdrawnVersion
from impact.versions import Store
from impact.versions.object_store import Place
from tests.versions.sample import (
    HOUR,
    NOW,
    TEXT,
    cats,
    everything,
    everywhere,
    publish,
    upload,
    with_incident,
)

DEN = "Den-under-the-red-rock"
WHY = {"reason": "It showed a den.", "author": "Bermet", "now": NOW + HOUR}


def with_a_den(store: Store) -> int:
    """A version that must go: the den stands in everything that a version is made of."""
    return publish(
        store,
        cats("North slope", DEN),
        text=TEXT.replace(b"A story.", DEN.encode()),
        note=f"Found {DEN}",
        claims=[{"id": "a", "evidence": [DEN]}],
        originals=[upload(f"{DEN}.csv", f"obs-2;{DEN}")],
    )


@everywhere
def test_no_byte_of_a_withdrawn_version_is_left(store, address):
    publish(store, cats("North slope"))
    bad = with_a_den(store)
    store.keep(bad, "slides.pptx", DEN.encode())
    assert everything(address).count(DEN) >= 6
    store.withdraw(bad, **WHY)
    assert DEN not in everything(address)
    assert DEN.encode().hex() not in everything(address).encode().hex()


@everywhere
def test_readers_of_a_withdrawn_version_are_told_why(store):
    publish(store, cats("A"))
    bad = with_a_den(store)
    store.withdraw(bad, **WHY)
    for read in (
        lambda: store.open(bad),
        lambda: store.manifest(bad),
        lambda: store.original(bad, f"{DEN}.csv"),
        lambda: store.kept(bad, "slides.pptx"),
        lambda: store.keep(bad, "slides.pptx", b"new"),
        lambda: store.restore(bad, author="Aida", note="Back", now=NOW),
        lambda: store.withdraw(bad, **WHY),
    ):
        with pytest.raises(WithdrawnVersion) as told:
            read()
        assert told.value.reason == "It showed a den."


def test_the_history_keeps_who_when_and_why_but_no_content(store):
    publish(store, cats("A"), note="First")
    bad = with_a_den(store)
    store.withdraw(bad, **WHY)
    newest, first = store.history()
    assert (first.number, first.note, first.withdrawn) == (1, "First", None)
    assert (newest.number, newest.author, newest.published) == (bad, "Aida", NOW)
    assert (newest.withdrawn.author, newest.withdrawn.reason) == ("Bermet", "It showed a den.")
    assert newest.withdrawn.at == NOW + HOUR
    assert (newest.note, newest.claims, newest.files) == ("", [], [])


@everywhere
def test_the_latest_is_the_newest_that_is_not_withdrawn(store, address):
    reader = Store.at(address)
    for locality in ("A", "B", "C"):
        publish(store, cats(locality))
    assert reader.latest() == 3
    store.withdraw(3, **WHY)
    assert reader.latest() == 2
    store.withdraw(1, harmless=["areas", "programme.toml"], **WHY)
    assert reader.latest() == 2
    assert Store.at(address).latest() == 2
    number = publish(store, cats("D"))
    assert reader.latest() == number
    assert number > 3


def test_after_everything_is_withdrawn_the_folder_is_not_published_again(store, address):
    store.seed(TEXT, cats(DEN), [], [], now=NOW)
    store.withdraw(1, **WHY)
    assert store.latest() is None
    assert store.started
    with pytest.raises(StoreConflict):
        store.seed(TEXT, cats(DEN), [], [], now=NOW)
    number = publish(store, cats("A"), expected=None)
    assert Store.at(address).latest() == number


@everywhere
def test_a_table_that_a_later_version_still_shows_is_not_withdrawn_by_half(store, address):
    publish(store, cats("A"))
    bad = with_a_den(store)
    publish(store, with_incident(cats("North slope", DEN), "Two sheep"))
    before = everything(address)
    with pytest.raises(StoreConflict) as told:
        store.withdraw(bad, **WHY)
    assert "version 3" in told.value.message
    assert "detections" in told.value.message
    assert everything(address) == before
    store.withdraw([bad, 3], **WHY)
    assert DEN not in everything(address)
    assert store.latest() == 1


def test_a_later_version_that_is_withdrawn_already_does_not_hinder(store, address):
    publish(store, cats("A"))
    bad = with_a_den(store)
    publish(store, with_incident(cats("North slope", DEN), "Two sheep"))
    store.withdraw(3, **WHY)
    assert DEN in everything(address)
    store.withdraw(bad, **WHY)
    assert DEN not in everything(address)


def test_the_same_table_under_another_file_hinders_too(store):
    publish(store, cats("A"))
    bad = with_a_den(store)
    publish(store, cats("B"))
    publish(store, cats("North slope", DEN))  # the same content, written anew
    assert (
        store.manifest(4).tables["detections"].path != store.manifest(2).tables["detections"].path
    )
    with pytest.raises(StoreConflict, match="version 4"):
        store.withdraw(bad, **WHY)


def test_the_same_upload_in_a_later_version_hinders_too(store):
    publish(store, cats("A"))
    publish(store, cats("B"), originals=[upload("a.csv", DEN)])
    publish(store, cats("C"), originals=[upload("b.csv", DEN)])
    with pytest.raises(StoreConflict, match="version 3"):
        store.withdraw(2, **WHY)


@everywhere
def test_a_version_restored_from_it_hinders_too(store, address):
    publish(store, cats("A"))
    bad = with_a_den(store)
    publish(store, cats("B"))
    restored = store.restore(bad, author="Aida", note="Back", now=NOW)
    with pytest.raises(StoreConflict, match=f"version {restored}"):
        store.withdraw(bad, **WHY)
    store.withdraw([restored, bad], **WHY)
    assert DEN not in everything(address)


def test_tables_of_an_earlier_version_stay_and_are_named(store):
    publish(store, with_incident(cats("A"), "Two sheep"))
    publish(store, with_incident(cats(DEN), "Two sheep"))
    expected = {"areas": (1,), "conflicts": (1,), "programme.toml": (1,)}
    assert store.shared(2) == expected
    assert store.withdraw(2, **WHY) == expected
    assert store.open(1).records.conflicts["summary"].tolist() == ["Two sheep"]


def test_each_content_is_judged_by_the_first_withdrawn_version_that_has_it(store):
    # detections: A in 1 and 2, den in 3 and 5; so 5 keeps what came with 3, although 1 keeps A
    publish(store, cats("A"))
    publish(store, with_incident(cats("A"), "Two sheep"))
    publish(store, with_incident(cats(DEN), "Two sheep"))
    publish(store, cats("B"))
    publish(store, cats(DEN))
    with pytest.raises(StoreConflict, match="detections"):
        store.withdraw([2, 3], **WHY)


def test_what_is_harmless_may_stay_in_later_versions(store, address):
    publish(store, with_incident(cats("A"), DEN))
    publish(store, with_incident(cats("A"), "Two sheep"))
    with pytest.raises(StoreConflict, match="areas, detections"):
        store.withdraw(1, **WHY)
    store.withdraw(1, harmless=["areas", "detections", "programme.toml"], **WHY)
    assert DEN not in everything(address)
    assert store.open(2).records.detections["locality"].tolist() == ["A"]


def test_a_version_that_is_not_there_cannot_be_withdrawn(store, address):
    publish(store, cats("A"))
    before = everything(address)
    for numbers in (2, 0, [1, 7], []):
        with pytest.raises(NoSuchVersion):
            store.withdraw(numbers, **WHY)
    with pytest.raises(StoreError):
        store.withdraw(1, **(WHY | {"reason": " "}))
    assert everything(address) == before


@everywhere
def test_every_draft_goes_with_a_withdrawal(store, address):
    publish(store, cats("A"))
    token = store.save_draft(TEXT, cats("A", DEN), author="Aida", now=NOW)
    store.withdraw(1, **WHY)
    assert DEN not in everything(address)
    with pytest.raises(NoSuchVersion):
        store.open_draft(token, now=NOW + HOUR)


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
