"""In Firefox too: the three numbers, any width, paper, the way back, no WebGL, a blocked socket."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

import firefox
from walk import TOO_WIDE

FIREFOX = firefox.find()
pytestmark = pytest.mark.skipif(FIREFOX is None, reason="Firefox is not installed (firefox-esr)")
CLAIMS = (
    "11 leopard detections on Uly Balkan, up from 5",
    "None reported: human-leopard conflicts in Turkmenistan since early 2024",
    "1st snow leopard reported in Jashyl-Oroon",
)
# An office's proxy answers no request for a socket.
NO_SOCKETS = "() => { WebSocket = function () { this.send = this.close = () => {}; }; }"
MARKS = str.maketrans("", "", "\u2060\u00ad")  # of no width: they stop links, and break words


def test_firefox_shows_the_claims_in_the_app_and_on_the_plain_page(serve, tmp_path):
    with firefox.firefox(FIREFOX, tmp_path) as tab:
        for address, last in (("/", "Cite this"), ("/plain/", "How to cite")):
            tab.goto(serve().url + address)
            text = tab.text_with(last).translate(MARKS)
            assert [claim for claim in CLAIMS if claim not in text] == []


@pytest.mark.long
def test_firefox_fits_every_width_prints_all_and_goes_back_one_page_at_a_time(serve, tmp_path):
    home = serve().url
    with firefox.firefox(FIREFOX, tmp_path) as tab:
        tab.goto(f"{home}/Places.?LANG=en-GB")  # as a chat sends it
        tab.text_with("All places")
        assert tab.run("() => location.href") == f"{home}/places?lang=en"
        for width in (320, 390, 640, 911, 1024, 1280, 1440, 1920):
            tab.resize(width)
            tab.text_with("All places")
            assert tab.run(TOO_WIDE) == [], width
        paper = "".join(one.extract_text() for one in PdfReader(BytesIO(tab.printed())).pages)
        assert "Jargylchak" in paper  # far down in the table
        tab.run("() => document.querySelector('a[href$=\"/map\"]').click()")
        tab.text_with("The same as a table")
        tab.back()
        tab.text_with("All places")
        assert tab.run("() => location.href") == f"{home}/places?lang=en"


@pytest.mark.long
def test_firefox_without_webgl_shows_the_drawn_map(serve, tmp_path):
    shown = "() => getComputedStyle(document.querySelector('.drawn-map')).display"
    with firefox.firefox(FIREFOX, tmp_path, webgl__disabled="true") as tab:
        tab.goto(f"{serve().url}/map?lang=en")
        tab.text_with("The same as a table")
        assert tab.run(shown) == "block"


@pytest.mark.long
def test_firefox_whose_websockets_are_blocked_is_led_to_the_plain_page(serve, tmp_path):
    led = "() => document.querySelector('#no-app a').href"
    home = serve().url
    with firefox.firefox(FIREFOX, tmp_path) as tab:
        tab.ask("script.addPreloadScript", functionDeclaration=NO_SOCKETS)
        tab.goto(f"{home}/wildlife?lang=en")
        tab.text_with("The interactive pages have not loaded")
        assert tab.run(led) == f"{home}/plain/wildlife?lang=en"
