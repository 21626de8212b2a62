"""Rehearsals by link, and small files kept with a version."""

from __future__ import annotations

import pytest

from impact.model.errors import NoSuchVersion, ProgrammeError, StoreError
from impact.versions import Store
from tests.versions.sample import DAY, HOUR, NOW, TEXT, cats, everything, everywhere, publish


@everywhere
def test_a_draft_opens_by_its_token_and_is_no_version(store, address):
    publish(store, cats("A"))
    token = store.save_draft(TEXT, cats("A", "B"), author="Aida", now=NOW)
    snapshot = Store.at(address).open_draft(token, now=NOW + HOUR)
    assert snapshot.records.detections["locality"].tolist() == ["A", "B"]
    assert (snapshot.manifest.number, snapshot.manifest.author) == (None, "Aida")
    assert snapshot.programme_text == TEXT
    assert store.latest() == 1
    assert len(store.history()) == 1


def test_a_draft_can_be_made_before_there_is_any_version(store):
    token = store.save_draft(TEXT, cats("A"), author="Aida", now=NOW)
    assert store.open_draft(token, now=NOW).records.detections["locality"].tolist() == ["A"]
    assert not store.started


@everywhere
def test_a_draft_outlives_publishes_and_expires_after_seven_days(store):
    token = store.save_draft(TEXT, cats("A"), author="Aida", now=NOW)
    publish(store, cats("B"))
    store.open_draft(token, now=NOW + 7 * DAY - HOUR)
    with pytest.raises(NoSuchVersion):
        store.open_draft(token, now=NOW + 7 * DAY)


def test_tokens_are_long_and_never_the_same(store):
    tokens = {store.save_draft(TEXT, cats("A"), author="Aida", now=NOW) for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) == 64 for token in tokens)


@everywhere
def test_a_token_that_nobody_was_given_opens_nothing(store):
    token = store.save_draft(TEXT, cats("A"), author="Aida", now=NOW)
    other = ("1" if token[0] == "0" else "0") + token[1:]
    for guess in (
        other,
        "",
        token[:-1],
        f"../drafts/{token}",
        f"{token}\n",
        "../versions/00000001",
    ):
        with pytest.raises(NoSuchVersion):
            store.open_draft(guess, now=NOW)


def test_a_draft_of_a_programme_that_cannot_be_read_is_refused(store, address):
    with pytest.raises(ProgrammeError):
        store.save_draft(b"about = 1", cats("A"), author="Aida", now=NOW)
    assert everything(address) == ""


@everywhere
def test_what_is_kept_with_a_version_comes_back(store, address):
    publish(store, cats("A"))
    assert store.kept(1, "slides-public-en.pptx") is None
    store.keep(1, "slides-public-en.pptx", b"\x00slides")
    assert Store.at(address).kept(1, "slides-public-en.pptx") == b"\x00slides"


@everywhere
def test_what_is_kept_is_never_written_again(store):
    publish(store, cats("A"))
    store.keep(1, "a.zip", b"first")
    store.keep(1, "a.zip", b"second")
    assert store.kept(1, "a.zip") == b"first"


@pytest.mark.parametrize("name", ["", "../a", "a/b", ".a", "a b", "a#1", "ы"])
def test_a_file_is_kept_under_a_plain_name_alone(store, name):
    publish(store, cats("A"))
    with pytest.raises(StoreError):
        store.keep(1, name, b"x")


def test_nothing_is_kept_for_a_version_that_is_not_there(store):
    publish(store, cats("A"))
    with pytest.raises(NoSuchVersion):
        store.keep(2, "a.zip", b"x")
    with pytest.raises(NoSuchVersion):
        store.kept(2, "a.zip")
