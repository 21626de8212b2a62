"""Sweeping what nobody names, and the whole store in one file."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from impact.model.errors import NoSuchVersion, StoreConflict, StoreError, WithdrawnVersion
from impact.versions import Store
from impact.versions.object_store import Place
from tests.versions.sample import (
    DAY,
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


class KilledError(Exception):
    """Stands for a kill between two steps."""


def kill_before_the_manifest(store: Store, monkeypatch, **changes) -> None:
    """Write the files of a version, and no more."""
    create = Place.create

    def killed(place, path, content):
        if path.startswith("versions/"):
            raise KilledError
        return create(place, path, content)

    with monkeypatch.context() as patch, pytest.raises(KilledError):
        patch.setattr(Place, "create", killed)
        publish(store, cats("Orphan"), **changes)


@everywhere
def test_files_of_a_killed_publish_are_swept_after_a_day(store, address, monkeypatch):
    publish(store, cats("A"), originals=[upload("a.csv", "a")])
    before = everything(address)
    kill_before_the_manifest(store, monkeypatch, originals=[upload("b.csv", "b")])
    assert everything(address) != before
    assert store.sweep(now=NOW + DAY) == []
    assert "Orphan" in everything(address)
    gone = store.sweep(now=NOW + DAY + HOUR)
    assert len(gone) == 2  # detections and the original: all else is as in version 1
    assert everything(address) == before


def test_files_of_a_publish_that_is_going_on_are_left(store, monkeypatch):
    publish(store, cats("A"))
    create = Place.create

    def swept(place, path, content):
        if path.startswith("versions/"):
            store.sweep(now=NOW + 3 * DAY + 23 * HOUR)
        return create(place, path, content)

    monkeypatch.setattr(Place, "create", swept)
    publish(store, cats("B"), now=NOW + 3 * DAY)
    assert store.open(2).records.detections["locality"].tolist() == ["B"]


@everywhere
def test_no_sweep_takes_what_a_version_or_a_draft_names(store, address):
    publish(store, cats("A"), originals=[upload("a.csv", "a")])
    store.keep(1, "a.zip", b"kept")
    publish(store, with_incident(cats("A"), "Two sheep"))
    token = store.save_draft(TEXT, cats("Draft"), author="Aida", now=NOW + 100 * DAY)
    before = everything(address)
    assert store.sweep(now=NOW + 106 * DAY) == []
    assert everything(address) == before
    store.open_draft(token, now=NOW + 106 * DAY)


@everywhere
def test_an_expired_draft_is_swept_with_its_files(store, address):
    publish(store, cats("A"))
    before = everything(address)
    token = store.save_draft(TEXT, cats("Draft"), author="Aida", now=NOW)
    assert store.sweep(now=NOW + 6 * DAY) == []
    store.sweep(now=NOW + 7 * DAY)
    assert everything(address) == before
    with pytest.raises(NoSuchVersion):
        store.open_draft(token, now=NOW)


def test_half_written_files_are_swept_after_a_day(folder):
    store = Store.at(folder)
    publish(store, cats("A"))
    half = Path(folder) / "versions" / "00000002.json#1"
    half.write_bytes(b'{"kind"')
    os.utime(half, (NOW.timestamp(), NOW.timestamp()))
    assert store.sweep(now=NOW + HOUR) == []
    assert store.latest() == 1
    assert store.sweep(now=NOW + 2 * DAY) == ["versions/00000002.json#1"]
    assert not half.exists()


def test_strange_files_in_a_folder_are_left_alone(folder):
    store = Store.at(folder)
    publish(store, cats("A"))
    strange = [Path(folder) / name for name in ("files/.DS_Store", "versions/desktop.ini", "a#b")]
    for path in strange:
        path.write_text("x")
    assert Store.at(folder).latest() == 1
    assert store.sweep(now=NOW + 400 * DAY) == []
    assert all(path.exists() for path in strange)


def test_a_sweep_that_cannot_read_the_log_deletes_nothing(folder, monkeypatch):
    store = Store.at(folder)
    publish(store, cats("A"))
    publish(store, cats("B"))
    kill_before_the_manifest(store, monkeypatch)
    (Path(folder) / "versions" / "00000001.json").write_text("{")
    files = sorted(Path(folder).rglob("*"))
    with pytest.raises(StoreError):
        store.sweep(now=NOW + 9 * DAY)
    assert sorted(Path(folder).rglob("*")) == files


@pytest.fixture
def full(store: Store) -> Store:
    """Two versions, one withdrawn between them, a restored one, a kept file and a draft."""
    publish(store, cats("A"), originals=[upload("Отчёт.csv", "a")], claims=[{"id": "a"}])
    publish(store, with_incident(cats("B"), "Two sheep"))
    store.withdraw(2, reason="A name", author="Bermet", now=NOW)
    store.restore(1, author="Aida", note="Back", now=NOW)
    store.keep(1, "a.zip", b"kept")
    return store


@everywhere
def test_a_backup_is_the_whole_store(full, address, tmp_path):
    token = full.save_draft(TEXT, cats("Draft"), author="Aida", now=NOW)
    full.backup(tmp_path / "backup.zip")
    other = Store.from_backup(tmp_path / "backup.zip", str(tmp_path / "other"))
    assert everything(str(tmp_path / "other")) == everything(address)
    assert other.latest() == full.latest() == 4
    assert other.history() == full.history()
    assert other.open(4).records.detections["locality"].tolist() == ["A"]
    assert other.original(1, "Отчёт.csv") == b"a"
    assert other.kept(1, "a.zip") == b"kept"
    assert other.open_draft(token, now=NOW).manifest.author == "Aida"
    with pytest.raises(WithdrawnVersion):
        other.open(2)
    assert publish(other, cats("C")) == 5


def test_orphans_are_not_backed_up(folder, tmp_path, monkeypatch):
    store = Store.at(folder)
    publish(store, cats("A"))
    before = everything(folder)
    kill_before_the_manifest(store, monkeypatch)
    store.backup(tmp_path / "backup.zip")
    Store.from_backup(tmp_path / "backup.zip", str(tmp_path / "other"))
    assert everything(str(tmp_path / "other")) == before


def test_a_backup_takes_no_other_files_place(folder, tmp_path):
    store = Store.at(folder)
    publish(store, cats("A"))
    path = tmp_path / "backup.zip"
    path.write_text("an older one")
    for bad in (path, tmp_path / "no such folder" / "backup.zip"):
        with pytest.raises(StoreError):
            store.backup(bad)
    assert path.read_text() == "an older one"
    assert [p.name for p in tmp_path.glob("backup*")] == ["backup.zip"]


def test_a_backup_goes_into_an_empty_store_alone(full, address, tmp_path):
    full.backup(tmp_path / "backup.zip")
    before = everything(address)
    with pytest.raises(StoreConflict):
        Store.from_backup(tmp_path / "backup.zip", address)
    assert everything(address) == before


def spoilt(path: Path, how: str) -> None:
    """Make a good backup a bad one."""
    if how == "cut short":
        path.write_bytes(path.read_bytes()[:-200])
    elif how == "not a zip":
        path.write_text("name;date")
    elif how == "a byte changed":
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(bytes(content))
    elif how == "missing":
        path.unlink()
    else:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        if how == "a file lacking":
            del members[next(name for name in members if name.startswith("files/"))]
        else:
            members["../../outside.txt"] = b"x"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)


@pytest.mark.parametrize(
    "how",
    ["cut short", "not a zip", "a byte changed", "missing", "a file lacking", "a strange file"],
)
def test_a_spoilt_backup_is_refused_and_no_version_appears(folder, tmp_path, how):
    store = Store.at(folder)
    publish(store, cats("A"))
    store.backup(tmp_path / "backup.zip")
    spoilt(tmp_path / "backup.zip", how)
    with pytest.raises(StoreError):
        Store.from_backup(tmp_path / "backup.zip", str(tmp_path / "other"))
    assert Store.at(str(tmp_path / "other")).latest() is None
    assert not (tmp_path.parent / "outside.txt").exists()
