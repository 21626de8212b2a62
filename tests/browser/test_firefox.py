"""The three numbers are read in Firefox too: in the app, and on the plain page."""

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
MARKS = str.maketrans("", "", "\u2060\u00ad")  # of no width: they stop links, and break words


def test_firefox_shows_the_claims_in_the_app_and_on_the_plain_page(serve, tmp_path):
    with firefox.firefox(FIREFOX, tmp_path) as tab:
        for address, last in (("/", "Cite this"), ("/plain/", "How to cite")):
            tab.goto(serve().url + address)
            text = tab.text_with(last).translate(MARKS)
            assert [claim for claim in CLAIMS if claim not in text] == []
