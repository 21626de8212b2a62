"""In Firefox too: the three numbers, in the app and on the plain page; and a blocked socket."""

from __future__ import annotations

import pytest

import firefox

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
        for address, last in (("/", "Three initiatives"), ("/plain/", "How to cite")):
            tab.goto(serve().url + address)
            text = tab.text_with(last).translate(MARKS)
            assert [claim for claim in CLAIMS if claim not in text] == []


@pytest.mark.long
def test_firefox_whose_websockets_are_blocked_is_led_to_the_plain_page(serve, tmp_path):
    led = "() => document.querySelector('#no-app a').href"
    home = serve().url
    with firefox.firefox(FIREFOX, tmp_path) as tab:
        tab.ask("script.addPreloadScript", functionDeclaration=NO_SOCKETS)
        tab.goto(f"{home}/wildlife?lang=en")
        tab.text_with("The interactive pages have not loaded")
        assert tab.run(led) == f"{home}/plain/wildlife?lang=en"
