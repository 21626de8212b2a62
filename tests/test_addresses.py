"""Links as chats and hurried hands write them lead where they were meant to, or say so."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from pages.shared import streamlit_compat
from pages.shared.view import live_view
from serving.addresses import NearlyRight

DASHBOARD = Path(__file__).parents[1] / "dashboard.py"


def visitor() -> TestClient:
    """Somebody whom every address answers with itself."""

    def here(request):
        query = f"?{request.url.query}" if request.url.query else ""
        return PlainTextResponse(f"{request.url.path}{query}")

    app = Starlette(routes=[Route("/{path:path}", here)], middleware=[Middleware(NearlyRight)])
    return TestClient(app)


def led_to(address: str) -> str:
    """Where a browser ends up."""
    return visitor().get(f"http://testserver{address}").text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/Wildlife", "/wildlife"),
        ("/wildlife.", "/wildlife"),
        ("/wildlife/", "/wildlife"),
        ("//wildlife", "/wildlife"),
        ("/MEETING-PACK),", "/meeting-pack"),
        ("/map%20", "/map"),
        ("/map*", "/map"),
        ("/map%E2%80%8B", "/map"),  # a space of no width
        ("/%E2%80%9D", "/"),
        ("/evidence?claim=a-b&amp;version=1", "/evidence?claim=a-b&version=1"),
        ("/evidence?claim=a-b&amp;amp;version=1", "/evidence?claim=a-b&version=1"),
        ("/evidence?claim=a-b&amp%3Bversion=1", "/evidence?claim=a-b&version=1"),
        ("/evidence?version=12).", "/evidence?version=12"),
        ("/evidence?version=12/", "/evidence?version=12"),
        ("/evidence?claim=a-b?version=1", "/evidence?claim=a-b&version=1"),
        ("/evidence&version=1", "/evidence?version=1"),
        ("/evidence%3Fclaim%3Da-b%26version%3D1", "/evidence?claim=a-b&version=1"),
        ("/evidence%253Fclaim%253Da-b", "/evidence?claim=a-b"),
        ("/evidence?claim%3Da-b%26version%3D1", "/evidence?claim=a-b&version=1"),
        ("/evidence?claim=uly%252Dbalkan%252Ddetections", "/evidence?claim=uly-balkan-detections"),
        ("/evidence?Claim=Uly-Balkan-DETECTIONS", "/evidence?claim=uly-balkan-detections"),
        ("/evidence/uly-balkan-detections", "/evidence?claim=uly-balkan-detections"),
        ("/places?area=ir&Country=kz", "/places?area=IR&country=KZ"),
        ("/?lang=ru-RU", "/?lang=ru"),
        ("/?LANG=kk_Cyrl_KZ", "/?lang=kk"),
        ("/brief?lang=EN_us", "/brief?lang=en"),
        ("/?lang=ru&utm_source=tg&fbclid=Iw&version=1", "/?lang=ru&version=1"),
        ("/?version=", "/?version=0"),  # cut off: no version, and not today's numbers
        ("/?version=3%23map", "/?version=3"),
        ("/Plain/Wildlife?lang=ru.", "/plain/wildlife?lang=ru"),
        ("/plain/evidence/Uly-balkan-detections),", "/plain/evidence/uly-balkan-detections"),
        ("/plain?lang=ru-RU", "/plain/?lang=ru"),
        ("/Holds/k7q2-m4xa.", "/holds/k7q2-m4xa"),
        ("/wildlife%E2%80%8F", "/wildlife"),  # a mark of the direction of writing
        ("/%E2%80%AAmap%E2%80%AC", "/map"),
        ("/wild%C2%ADlife", "/wildlife"),  # a place to break the word
        ("/evidence?cl%E2%80%8Baim=a%E2%80%8B-b", "/evidence?claim=a-b"),
        (
            "/evidence?claim=uly%E2%80%93balkan-%20detections",
            "/evidence?claim=uly-balkan-detections",
        ),
        ("/meeting_pack", "/meeting-pack"),
        ("/map%D8%9F", "/map"),  # an Arabic question mark
        ("/map%E3%80%8D%EF%BC%89", "/map"),  # a Japanese bracket
        ("/evidence?claim=uly-balkan-detections__", "/evidence?claim=uly-balkan-detections"),
        ("/evidence?claim=a-b%26amp%3Blang=ru", "/evidence?claim=a-b&lang=ru"),
        ("/evidence?claim=a-b;version=1", "/evidence?claim=a-b&version=1"),
        ("/evidence?claim=3Da-b&lang=3Dru", "/evidence?claim=a-b&lang=ru"),  # by mail
        ("/evidence%3Fclaim=a-b", "/evidence?claim=a-b"),
        ("/wildlife%23:~:text=leopard,5-,up", "/wildlife"),  # a text to be marked
        ("/?lang=ru-Cyrl-KG", "/?lang=ru"),
        ("/?lang=rus", "/?lang=ru"),
        ("/?lang=tuk_Latn", "/?lang=tk"),
        ("/?lang=KZ", "/?lang=kk"),
        ("/?lang=ru.UTF-8", "/?lang=ru"),
        ("/?ref=nl&lang=ru&mc_eid=1&_hsenc=p&wbraid=x&si=y&mkt_tok=z", "/?lang=ru"),
        ("/places?area=ir%E2%80%99s", "/places?area=ir%E2%80%99s"),  # of no place of ours
    ],
)
def test_an_address_that_is_nearly_right_leads_where_it_was_meant_to(written, meant):
    assert led_to(written) == meant


def test_a_place_on_the_page_stays_in_the_address():
    for written in ("/Wildlife%23rates.", "/wildlife%23rates%3A~%3Atext%3Dcats"):
        answer = visitor().get(written, follow_redirects=False)
        assert answer.headers["location"] == "./wildlife#rates"


def test_below_a_path_it_is_the_same(monkeypatch):
    option = st.get_option
    monkeypatch.setattr(
        streamlit_compat.st,
        "get_option",
        lambda name: "cats" if name == "server.baseUrlPath" else option(name),
    )
    assert led_to("/cats/Map") == "/cats/map"
    assert led_to("/cats/Plain/Map/") == "/cats/plain/map"
    assert led_to("/cats/map?lang=ru") == "/cats/map?lang=ru"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/wildlife?lang=ru&version=1",
        "/?draft=ab-c_",
        "/static/js/Index.js",
        "/wildlife/_stcore/health",
        "/Elsewhere",
        "/?lang=de",
        "/evidence?claim=",
        "/deck?parts=claim%3Aa-b%2Coverview",
        "/plain/",
        "/plain/numbers/map.csv?lang=ru",
        "/holds/K7Q2-M4XA",
    ],
)
def test_every_other_address_stays_as_it_is(address):
    assert led_to(address) == address


def test_a_link_to_what_is_not_here_says_so_and_is_forgotten():
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    app.query_params["claim"] = "no-such-claim"
    app.switch_page("pages/public/evidence.py")
    app.query_params["claim"], app.query_params["lang"] = "no-such-claim", "xx"
    shown = [one.value for one in app.run().info]
    assert any("no\\-such\\-claim" in text for text in shown)
    assert any("“xx”" in text for text in shown)
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
