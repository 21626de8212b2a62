"""Versions of both data folders, made once for the tests of this room."""

from __future__ import annotations

import pytest

from tests.folders import EXAMPLE, WILDCATS, version_of


@pytest.fixture(scope="session")
def version():
    return version_of(EXAMPLE)


@pytest.fixture(scope="session")
def published():
    return version_of(WILDCATS)
