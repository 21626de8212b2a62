"""Links as chats and hurried hands write them lead where they were meant to, or say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from pages.shared.view import live_view
from serving.addresses import NearlyRight

DASHBOARD = Path(__file__).parents[1] / "dashboard.py"


def led_to(address: str) -> str:
    """Where a browser ends up."""

    def here(request):
        query = f"?{request.url.query}" if request.url.query else ""
        return PlainTextResponse(f"{request.url.path}{query}")

    app = Starlette(routes=[Route("/{path:path}", here)], middleware=[Middleware(NearlyRight)])
    return TestClient(app).get(address).text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/Wildlife", "/wildlife"),
        ("/wildlife.", "/wildlife"),
        ("/MEETING-PACK),", "/meeting-pack"),
        ("/cats/Map", "/cats/map"),  # below a path
        ("/evidence?claim=a-b&amp;version=1", "/evidence?claim=a-b&version=1"),
        ("/evidence?version=12).", "/evidence?version=12"),
        ("/?lang=ru-RU", "/?lang=ru"),
        ("/brief?lang=EN_us", "/brief?lang=en"),
        ("/%E2%80%9D", "/"),
    ],
)
def test_an_address_that_is_nearly_right_leads_where_it_was_meant_to(written, meant):
    assert led_to(written) == meant


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/wildlife?lang=ru&version=1",
        "/?draft=ab-c_",
        "/static/js/Index.js",
        "/Elsewhere",
        "/?lang=de",
        "/evidence?claim=",
    ],
)
def test_every_other_address_stays_as_it_is(address):
    assert led_to(address) == address


def test_a_link_to_what_is_not_here_says_so_and_is_forgotten():
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    app.query_params["claim"] = "no-such-claim"
    app.switch_page("pages/public/evidence.py")
    app.query_params["claim"] = "no-such-claim"
    shown = [one.value for one in app.run().info]
    assert any("no\\-such\\-claim" in text for text in shown)
    assert not any("such" in one.value for one in app.run().info)


def test_a_choice_that_another_choice_rules_out_is_no_wrong_link():
    areas = live_view().records.areas
    inside = areas[areas["area_type"].astype("str") != "country"]
    first, other = inside.drop_duplicates("country_code").iloc[:2].astype("str").itertuples()
    app = AppTest.from_file(DASHBOARD, default_timeout=60).run()
    app.switch_page("pages/public/wildlife.py")
    app.query_params["country"], app.query_params["area"] = first.country_code, first.area_id
    app.run()
    app.query_params["country"] = other.country_code
    assert not [one for one in app.run().info if "link" in one.value]
    assert app.session_state["linked"]["area"] == "all"
