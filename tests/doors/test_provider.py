"""Coming back from a provider."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from signin import audit
from signin.doors import StaffDoors
from signin.office import Office
from signin.provider import ProviderDesk
from tests.callers import HOME, SECRET, signed_in
from tests.doors.visitors import events


@pytest.fixture
def hosted(tmp_path, monkeypatch):
    """``hosted(**claims)``: somebody at a server where a provider says so of them."""
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path))
    desk = ProviderDesk(SECRET, HOME, allow=("aida@example.org",))
    office = Office(desk, tmp_path)

    def _hosted(**claims) -> TestClient:
        async def back(_request):
            answer = RedirectResponse("/")
            for name, value in signed_in(**claims).items():
                answer.set_cookie(name, value)
            return answer

        routes = [Route("/oauth2callback", back)]
        app = Starlette(routes=routes, middleware=[Middleware(StaffDoors, office=office)])
        return TestClient(app, base_url=HOME, follow_redirects=False)

    return _hosted


def test_whoever_comes_back_from_the_provider_is_written_down(hosted, tmp_path):
    hosted().get("/oauth2callback")
    hosted(email="bek@example.org").get("/oauth2callback")
    hosted(exp=1.0).get("/oauth2callback")
    assert events(tmp_path) == ["signed_in", "sign_in_refused", "sign_in_refused"]
    text = (tmp_path / audit.NAME).read_text()
    assert text.count("bek@example.org") == text.count("not_listed") == text.count("expired") == 1


def test_nobody_comes_back_from_the_provider_who_cannot_be_written_down(hosted, tmp_path):
    assert "set-cookie" in hosted().get("/oauth2callback").headers
    (tmp_path / audit.NAME).unlink()
    (tmp_path / audit.NAME).mkdir()
    assert "set-cookie" not in hosted().get("/oauth2callback").headers


def test_one_address_goes_to_the_provider_only_so_often(hosted):
    found = [hosted().get("/oauth2callback").status_code for _ in range(41)]
    assert found == [307] * 40 + [429]
