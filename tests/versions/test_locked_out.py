"""A store that cannot be read, in part or whole: an error that says so, never an empty store.

The tests may run as root, whom no permission holds back. Links that lead to themselves and folders
in place of files cannot be read by anybody.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from impact.model.errors import StoreError
from impact.versions import Store
from tests.versions.sample import cats, publish


def folder_in_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


@pytest.mark.parametrize("part", ["entry", "table", "programme"])
@pytest.mark.parametrize("lock", [folder_in_place, link_to_itself])
def test_a_file_that_cannot_be_read_is_an_error_of_the_store(folder, part, lock):
    store = Store.at(folder)
    publish(store, cats("A"))
    manifest = store.manifest(1)
    paths = {
        "entry": "versions/00000001.json",
        "table": manifest.tables["detections"].path,
        "programme": manifest.programme.path,
    }
    lock(Path(folder) / paths[part])
    with pytest.raises(StoreError) as said:
        Store.at(folder).open(1)
    assert said.value.message
    assert said.value.cure


@pytest.mark.parametrize("what", ["", "versions"], ids=["store", "its entries"])
@pytest.mark.parametrize("as_a", ["link", "gone", "file"])
def test_a_folder_that_cannot_be_read_is_not_taken_for_an_empty_one(folder, what, as_a):
    publish(Store.at(folder), cats("A"))
    path = Path(folder) / what
    shutil.rmtree(path)
    if as_a == "link":
        path.symlink_to(path.name)
    elif as_a == "gone":
        path.symlink_to("of a disk that is not mounted")
    else:
        path.write_text("no folder")
    store = Store.at(folder)
    for read in (store.latest, store.history, lambda: publish(store, cats("B"), expected=1)):
        with pytest.raises(StoreError):
            read()
