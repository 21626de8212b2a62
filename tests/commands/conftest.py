"""A copy of the published record, and a file to add to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.running import REPORTING, WILDCATS


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the published record that a test may break."""
    return Path(shutil.copytree(WILDCATS, tmp_path / "data"))


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "reporting.csv"
    path.write_text(REPORTING, encoding="utf-8")
    return path
