"""A store with a history, made once."""

from __future__ import annotations

import pytest

from impact.versions import Store
from tests.plain.ten_versions import history_of, ten_versions, view_of


@pytest.fixture(scope="session")
def store_address(tmp_path_factory):
    address = str(tmp_path_factory.mktemp("ten") / "store")
    ten_versions(address)
    return address


@pytest.fixture(scope="session")
def store(store_address):
    return Store.at(store_address)


@pytest.fixture(scope="session")
def now(store):
    return view_of(store)


@pytest.fixture(scope="session")
def history(store):
    return history_of(store)
