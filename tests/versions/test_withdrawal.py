"""What is withdrawn is gone: from the versions, the uploads, the kept files and the drafts."""

from __future__ import annotations

import pytest

from impact.model.errors import NoSuchVersion, StoreConflict, StoreError, WithdrawnVersion
from impact.versions import Store
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
from tests.versions.withdrawing import DEN, WHY, with_a_den


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
