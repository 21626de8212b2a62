"""Where a store can lie: in a folder, and behind an S3 interface on the loopback."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from benchmarks.soak.s3 import BUCKET, s3_server
from impact.versions import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def s3() -> Iterator[dict[str, str]]:
    """The environment that a store needs for the S3 interface."""
    with s3_server() as environment:
        yield environment


@pytest.fixture
def bucket(s3: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty store behind the S3 interface."""
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}/{secrets.token_hex(4)}"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """The address of a store in a folder that is not there yet."""
    return str(tmp_path / "deep" / "store")


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty store: in a folder, unless a test is marked `everywhere`."""
    return request.getfixturevalue(getattr(request, "param", "folder"))


@pytest.fixture
def store(address: str) -> Store:
    """An empty store."""
    return Store.at(address)
