"""Versions of both data folders, made once for the tests of this room."""

from __future__ import annotations

import pytest

from impact.checking.folder import read_folder
from impact.versions.version import make_version
from tests.handouts.opened import ROOT


@pytest.fixture(scope="session")
def version():
    folder = read_folder(ROOT / "data" / "example")
    return make_version(folder.programme, folder.records, folder.hashes)


@pytest.fixture(scope="session")
def published():
    folder = read_folder(ROOT / "data" / "wildcats")
    return make_version(folder.programme, folder.records, folder.hashes)
