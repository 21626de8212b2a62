"""Both data folders, read once for each test process, and stores that begin with one of them.

Nothing here is changed by a test: who needs a change copies first.
"""

from __future__ import annotations

import atexit
import datetime as dt
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from impact.changes.publishing import seed
from impact.checking.folder import read_folder
from impact.versions import Store
from impact.versions.version import make_version

if TYPE_CHECKING:
    from impact.checking.folder import DataFolder
    from impact.versions.version import Version

DATA = Path(__file__).parents[1] / "data"
EXAMPLE, WILDCATS = DATA / "example", DATA / "wildcats"
SEEDED_AT = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)


@cache
def folder_of(data: Path) -> DataFolder:
    return read_folder(data)


@cache
def version_of(data: Path) -> Version:
    folder = folder_of(data)
    return make_version(folder.programme, folder.records, folder.hashes)


@cache
def _seeded(data: Path) -> str:
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    seed(Store.at(f"{folder}/store"), data, now=SEEDED_AT)
    return f"{folder}/store"


def seeded(data: Path, address: str) -> Store:
    """A store of its own in which the folder is version 1, published at ``SEEDED_AT``."""
    shutil.copytree(_seeded(data), address)
    return Store.at(address)
