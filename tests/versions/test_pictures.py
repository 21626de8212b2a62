"""Photographs and logos are part of a version: published with it, taken back and withdrawn."""

from __future__ import annotations

import datetime as dt

import pytest

from impact.model.errors import StoreConflict
from impact.versions import Store
from impact.versions.opening import version_of
from tests.tables import PROGRAMME, records

NOW = dt.datetime(2026, 11, 29, 9, 0, tzinfo=dt.UTC)
PLAIN = PROGRAMME.encode()


@pytest.fixture
def store(tmp_path) -> Store:
    return Store.at(str(tmp_path / "store"))


def with_photograph(name: str) -> bytes:
    written = f'file = "{name}"\nalt = {{en = "A cat"}}\ncredit = "A"\nlicence = "B"\n'
    return PLAIN + f"\n[[photographs]]\n{written}".encode()


def publish(store: Store, text: bytes, **pictures: bytes) -> int:
    named = {f"{name}.jpg": content for name, content in pictures.items()}
    return store.publish(
        text, records(), author="Aina", note="A picture", now=NOW, claims=[],
        expected=store.latest(), pictures=named,
    )  # fmt: skip


def shown(store: Store, number: int) -> dict[str, bytes]:
    return version_of(store.open(number), now=NOW).pictures


def test_a_picture_comes_with_its_version_stays_and_comes_back(store):
    publish(store, PLAIN, unnamed=b"no")
    publish(store, with_photograph("cat.jpg"), cat=b"cat")
    publish(store, with_photograph("other.jpg"), other=b"other")
    assert [shown(store, n) for n in (1, 2, 3)] == [
        {},
        {"cat.jpg": b"cat"},
        {"other.jpg": b"other"},
    ]
    store.restore(2, author="Aina", note="Back", now=NOW)
    publish(store, with_photograph("other.jpg"))  # as an undo does, which has no pictures at hand
    assert [shown(store, n) for n in (4, 5)] == [{"cat.jpg": b"cat"}, {"other.jpg": b"other"}]


def test_a_draft_shows_its_new_picture(store):
    publish(store, PLAIN)
    token = store.save_draft(
        with_photograph("cat.jpg"), records(), author="Aina", now=NOW, pictures={"cat.jpg": b"cat"}
    )
    assert store.open_draft(token, now=NOW).pictures == {"cat.jpg": b"cat"}


def test_a_withdrawn_picture_is_gone_and_one_that_lives_on_is_named(store, tmp_path):
    publish(store, PLAIN)
    publish(store, with_photograph("cat.jpg"), cat=b"a den in the background")
    publish(store, with_photograph("cat.jpg") + b"\n# later\n")
    with pytest.raises(StoreConflict, match=r"cat\.jpg"):
        store.withdraw(2, reason="A place", author="Aina", now=NOW)
    store.withdraw([2, 3], reason="A place", author="Aina", now=NOW)
    left = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert not any(b"a den in the background" in content for content in left)
    publish(store, with_photograph("cat.jpg"))
    assert shown(store, store.latest()) == {}
