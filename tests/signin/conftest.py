"""A state folder of one's own, and the two ways in: a code and a provider."""

from __future__ import annotations

import pytest

from signin.code import CodeDesk
from signin.opening import open_office


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """A state folder of the test's own; no office is open before or after."""
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path / "state"))
    open_office({"IMPACT_STAFF": "off"}, {}, 8501)
    yield tmp_path / "state"
    open_office({"IMPACT_STAFF": "off"}, {}, 8501)


@pytest.fixture
def desk() -> CodeDesk:
    return CodeDesk()
