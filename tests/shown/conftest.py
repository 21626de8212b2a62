"""A store with two versions, and staff who may see drafts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from impact.changes import publishing
from impact.versions import Store
from pages.shared import people
from signin.people import Person
from tests.shown.versions import NOW, WILDCATS, changed, publish, shown


@pytest.fixture(scope="session")
def thirteen(tmp_path_factory):
    return changed(",11,", ",13,", tmp_path_factory.mktemp("data") / "wildcats")


@pytest.fixture(scope="session")
def two_versions(tmp_path_factory, thirteen) -> Path:
    """A store with the published record, and the same with 13 in place of 11."""
    folder = tmp_path_factory.mktemp("kept") / "store"
    store = Store.at(str(folder))
    publishing.seed(store, WILDCATS, now=NOW)
    publish(store, *thirteen)
    return folder


@pytest.fixture
def store(tmp_path, monkeypatch, two_versions) -> Store:
    """A copy of that store, which the pages show."""
    folder = tmp_path / "store"
    shutil.copytree(two_versions, folder)
    return shown(folder, monkeypatch)


@pytest.fixture
def staff(monkeypatch) -> None:
    monkeypatch.setattr(people, "current_person", lambda: Person("Aina"))
