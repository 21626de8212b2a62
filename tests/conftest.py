"""What every test may ask for. The browser is only started where a test asks for it."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from walk import WILDCATS, Server, Visit, browsing, serving, visiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


# The same commit gives the same result: what chance finds is looked for by make soak, which asks
# for the profile "default". How long an example takes says nothing on a busy machine.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True, scope="session")
def _nothing_published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees, or adds to, what was published from this working copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMPACT_STORE", str(tmp_path_factory.mktemp("store") / "none"))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_components_looked_for() -> Iterator[None]:
    """For each run of a page that it tries, Streamlit reads about all packages that are installed.

    It looks for components, of which we have none. That is most of what trying a page costs.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield


@pytest.fixture(autouse=True)
def _own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that Streamlit tries becomes the main module, which new processes would start with."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """``serve(data)``: the dashboard on that data, one server for each folder and test process.

    ``serve(data, fresh=True)`` starts one that nobody has visited yet.
    """
    running: dict[Path, Server] = {}
    with ExitStack() as stack:

        def start(data: Path = WILDCATS, *, fresh: bool = False) -> Server:
            if not fresh and data in running:
                return running[data]
            log = tmp_path_factory.mktemp("server") / "log.txt"
            server = stack.enter_context(serving(data, log))
            return server if fresh else running.setdefault(data, server)

        yield start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all visits of a test process; each visit has cookies of its own."""
    with browsing() as chromium:
        yield chromium


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """``visit(url, width=…, height=…, scheme=…)``: a Visit that is over when the test is."""
    with ExitStack() as stack:
        start = partial(visiting, browser)
        yield lambda url, **how: stack.enter_context(start(url, **how))
