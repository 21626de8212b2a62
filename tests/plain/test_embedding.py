"""One figure alone may stand in a frame on any page, and does nothing there; nothing else may."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from impact.disclosure import for_audience
from impact.plain.addresses import InFolder
from impact.plain.embedding import figure_names, figure_page
from impact.plain.figure_pages import cards_of
from impact.wording import words_in
from serving.headers import SecurityHeaders
from serving.holds_routes import holds_routes
from serving.plain_routes import plain_routes
from tests.folders import WILDCATS, version_of

REGION = ("protected-by-year", "estimates")
LIMIT = 60_000  # bytes, before they are compressed


@pytest.fixture
def client(monkeypatch, tmp_path) -> TestClient:
    monkeypatch.setenv("IMPACT_STORE", str(tmp_path / "store"))
    routes = [*holds_routes(), *plain_routes()]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)]))


def test_a_figure_alone_may_be_framed_and_does_nothing_there(client):
    answer = client.get("/plain/figure/claim-uly-balkan-detections?lang=ru")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy + answer.text
    assert "set-cookie" not in answer.headers
    assert "Код проверки" in answer.text
    for path in ("/plain/wildlife", "/plain/corrections", "/plain/holds/x", "/plain/feed.atom"):
        others = client.get(path)
        assert "frame-ancestors *" not in others.headers["content-security-policy"], path
    assert client.get("/plain/figure/nothing").status_code == 404


def test_every_figure_is_a_page_that_fetches_nothing():
    view, words = for_audience(version_of(WILDCATS), "public"), words_in("en")
    cards = cards_of(view, words)
    names = figure_names(view, words, cards)
    assert {"map", "claim-uly-balkan-detections", "protected-by-year"} <= set(names)
    for name in names:
        text = figure_page(view, name, words, InFolder(f"figure/{name}"), cards)
        assert "<svg" in text
        assert "<script" not in text
        fetched = re.findall(r'(?:src|xlink:href)="([^"]*)"|<image[^>]* href="([^"]*)"', text)
        assert all("".join(one).startswith("data:") for one in fetched), name
        assert name == "map" or len(text.encode()) < LIMIT, name
        alone = "Not a result of the programme" in text
        assert alone is (name in REGION or name.endswith("-of-others")), name
        own = "own figure; no second source confirms it yet" in text.replace("&#39;", "'")
        assert own is name.startswith("claim-"), name
    assert figure_page(view, "nothing", words, InFolder("figure/nothing"), cards) is None
