"""Disks that are full or gone, buckets that vanish, files from elsewhere: a sentence each."""

from __future__ import annotations

import json
import resource
import shutil
import signal
from pathlib import Path

import pytest

from benchmarks.soak.s3 import s3_server
from impact.model.errors import StoreError
from impact.versions import Store
from tests.versions.sample import NOW, cats, publish, upload


def manifest_path(folder: str, number: int) -> Path:
    return Path(folder) / "versions" / f"{number:08}.json"


@pytest.fixture
def full_disk():
    """No file may grow beyond 64 KB, as on a disk without room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("full_disk")
def test_on_a_full_disk_the_old_version_stays(folder):
    store = Store.at(folder)
    publish(store, cats("A"))
    with pytest.raises(StoreError):
        publish(store, cats("B"), originals=[upload("a.csv", "x" * 100_000)])
    assert store.latest() == Store.at(folder).latest() == 1
    assert store.open(1).records.detections["locality"].tolist() == ["A"]
    assert publish(store, cats("C")) == 2


@pytest.mark.parametrize("change", [{"format": 99}, {"format": 99, "kind": "of tomorrow"}])
def test_an_entry_of_a_newer_program_is_told_and_nothing_is_published(folder, change):
    publish(Store.at(folder), cats("A"))
    path = manifest_path(folder, 1)
    newer = json.loads(path.read_text()) | change
    path.write_text(json.dumps(newer))
    for read in (
        lambda s: s.latest(),
        lambda s: s.open(1),
        lambda s: s.history(),
        lambda s: publish(s, cats("B"), expected=1),
    ):
        with pytest.raises(StoreError, match="newer"):
            read(Store.at(folder))
    assert not manifest_path(folder, 2).exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\xff\xfe"])
def test_a_damaged_entry_is_told(folder, content):
    publish(Store.at(folder), cats("A"))
    manifest_path(folder, 1).write_bytes(content)
    with pytest.raises(StoreError):
        Store.at(folder).latest()


def test_a_gap_in_the_log_is_told(folder):
    for locality in ("A", "B", "C"):
        publish(Store.at(folder), cats(locality))
    manifest_path(folder, 2).unlink()
    store = Store.at(folder)
    assert store.latest() == 3
    for read in (lambda: store.history(), lambda: store.open(2)):
        with pytest.raises(StoreError):
            read()


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_version_with_a_damaged_table_is_told_and_the_others_are_read(folder, damage):
    store = Store.at(folder)
    publish(store, cats("A"))
    publish(store, cats("B"))
    path = Path(folder) / store.manifest(2).tables["detections"].path
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(StoreError):
        store.open(2)
    assert store.open(1).records.detections["locality"].tolist() == ["A"]


def test_a_folder_that_went_away_is_not_taken_for_an_empty_store(folder):
    store = Store.at(folder)
    publish(store, cats("A"))
    shutil.rmtree(folder)
    with pytest.raises(StoreError):
        store.latest()
    with pytest.raises(StoreError):
        publish(store, cats("B"), expected=1)
    assert not Path(folder).exists()


def test_an_older_copy_put_in_place_of_a_store_is_noticed(folder, tmp_path):
    store = Store.at(folder)
    publish(store, cats("A"))
    shutil.copytree(folder, tmp_path / "older")
    publish(store, cats("B"))
    assert store.latest() == 2
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)
    with pytest.raises(StoreError):
        store.latest()
    assert Store.at(folder).latest() == 1


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "store").write_text("not a folder")
    for address in (tmp_path / "store", tmp_path / "store" / "below"):
        store = Store.at(str(address))
        with pytest.raises(StoreError):
            publish(store, cats("A"), expected=None)
    assert (tmp_path / "store").read_text() == "not a folder"


@pytest.mark.parametrize("address", ["foo://bucket", "s3://", "s3:///prefix"])
def test_an_address_of_no_known_kind_is_told(address):
    with pytest.raises(StoreError):
        Store.at(address)


def test_an_address_may_be_a_file_url(folder):
    publish(Store.at(folder), cats("A"))
    assert Store.at(Path(folder).as_uri()).latest() == 1


@pytest.mark.usefixtures("bucket")
def test_a_bucket_that_is_not_there_is_told():
    store = Store.at("s3://no-such-bucket/prefix")
    with pytest.raises(StoreError):
        store.latest()
    with pytest.raises(StoreError):
        publish(store, cats("A"), expected=None)


def test_two_prefixes_of_a_bucket_are_two_stores(bucket):
    publish(Store.at(f"{bucket}/one"), cats("A"))
    publish(Store.at(f"{bucket}/one-more"), cats("B"))
    assert Store.at(f"{bucket}/one").latest() == 1
    assert Store.at(f"{bucket}/one").sweep(now=NOW.replace(year=2030)) == []
    assert len(Store.at(f"{bucket}/one-more").history()) == 1


def test_a_server_that_went_away_is_told(monkeypatch):
    with s3_server() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        store = Store.at("s3://versions/here")
        publish(store, cats("A"))
    with pytest.raises(StoreError):
        store.latest()
    with pytest.raises(StoreError):
        publish(store, cats("B"), expected=1)
