"""A server behind its doors, and a visitor in front of it."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from streamlit import config

from serving.headers import (
    SecurityHeaders,
)
from serving.middleware import ClosedDoors, may_upload
from signin.doors import OwnAddress, SmallBodies, StaffDoors
from signin.links import StaffLinks
from signin.opening import open_office
from signin.routes import code_routes
from tests.callers import HOME
from tests.doors.visitors import FILE


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A laptop's office, open while the test runs."""
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path))
    yield open_office({}, {}, 8501)
    open_office({"IMPACT_STAFF": "off"}, {}, 8501)


@pytest.fixture
def options():
    """``options(name, value)`` sets an option of Streamlit for the test."""
    before: dict[str, object] = {}

    def put(name: str, value: object) -> None:
        before.setdefault(name, config.get_option(name))
        config.set_option(name, value)

    yield put
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture
def server(office) -> Starlette:
    """A server with all doors, and no Streamlit behind them."""

    async def taken(request):
        await request.body()
        return PlainTextResponse("taken")

    async def spoken(websocket):
        await websocket.accept()
        await websocket.close()

    async def entered(_request):
        answer = PlainTextResponse("hello")
        answer.set_cookie("_streamlit_session", "x")
        return answer

    return Starlette(
        routes=[
            Route(FILE, taken, methods=["PUT", "DELETE"]),
            Route("/hello", entered),
            WebSocketRoute("/_stcore/stream", spoken),
            *code_routes(office),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(OwnAddress),
            Middleware(ClosedDoors, may_upload=may_upload),
            Middleware(SmallBodies),
            Middleware(StaffDoors, office=office),
            Middleware(StaffLinks, office=office),
        ],
    )


@pytest.fixture
def visitor(server):
    """``visitor(address, base)``: somebody who asks the server."""

    def _visitor(address: str = "127.0.0.1", base: str = HOME) -> TestClient:
        found = TestClient(server, base_url=base, client=(address, 5000), follow_redirects=False)
        found.headers["origin"] = base
        return found

    return _visitor
