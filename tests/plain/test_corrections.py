"""Ten versions with changes of each kind: the corrections and the feed, worked out by hand."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

import pytest
from rfc3339_validator import validate_rfc3339

from impact.plain import site
from impact.plain.addresses import HOME, InFolder, served
from impact.plain.correction_pages import corrections_page
from impact.plain.feed import ATOM, feed
from impact.plain.standing import NoHistory
from impact.wording import words_in

BOTH = pytest.mark.parametrize("language", ["en", "ru"])


def leopards(count: int) -> str:
    return f"{count} leopard detections on Uly Balkan, up from 5."


BY_HAND = [
    (
        "Version 11 of 11 April 2026: Mistake corrected",
        f"Was: {leopards(15)} Now: {leopards(16)} The wrong figure stood for at least 20 days.",
    ),
    ("Version 9 of 22 March 2026: New data", f"Was: {leopards(14)} Now: {leopards(15)}"),
    ("Version 7 was withdrawn.", ""),
    ("Version 6 of 20 February 2026: Method changed", f"Was: {leopards(13)} Now: {leopards(14)}"),
    (
        "Version 5 of 10 February 2026: Mistake corrected",
        f"Was: {leopards(31)} Now: {leopards(13)} The wrong figure stood for 10 days.",
    ),
    ("Version 4 of 31 January 2026: New data", f"Was: {leopards(13)} Now: {leopards(31)}"),
    ("Version 2 of 11 January 2026: New data", f"Was: {leopards(11)} Now: {leopards(13)}"),
]


def test_each_change_is_listed_with_its_reason_and_how_long_a_wrong_figure_stood(history):
    blocks = corrections_page(history, words_in("en")).blocks[1:]
    said = [(one.heading, " ".join(line.text for line in one.lines)) for one in blocks]
    assert said == BY_HAND


def test_a_folder_that_is_served_says_that_it_cannot_know():
    (block,) = corrections_page(NoHistory(), words_in("en")).blocks
    assert block.texts[0].startswith("No version has been published yet.")


@BOTH
def test_the_feed_has_what_an_atom_feed_must_have(now, history, language):
    root = Xml.fromstring(feed(now, history, words_in(language), served(now, old=False)))
    entries = root.findall(f"{{{ATOM}}}entry")
    assert root.tag == f"{{{ATOM}}}feed"
    for one in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{{{ATOM}}}{name}")) == 1, name
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.findtext(f"{{{ATOM}}}id"))
        assert validate_rfc3339(one.findtext(f"{{{ATOM}}}updated"))
    assert len({one.findtext(f"{{{ATOM}}}id") for one in (root, *entries)}) == 1 + len(entries)
    assert root.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name")
    kinds = [(one.get("rel"), one.get("type")) for one in root.findall(f"{{{ATOM}}}link")]
    assert kinds == [("self", "application/atom+xml"), ("alternate", "text/html")]
    moments = [one.findtext(f"{{{ATOM}}}updated") for one in entries]
    assert moments == sorted(moments, reverse=True)
    assert root.findtext(f"{{{ATOM}}}updated") == moments[0] == "2026-04-11T09:00:00Z"


def test_the_feed_says_what_the_corrections_say(now, history):
    at = served(now, old=False)
    root = Xml.fromstring(feed(now, history, words_in("en"), at))
    said = [
        (one.findtext(f"{{{ATOM}}}title"), one.findtext(f"{{{ATOM}}}content"))
        for one in root.findall(f"{{{ATOM}}}entry")
    ]
    beneath = "<p>Observed, not shown to be caused by the programme.</p>"
    wanted = [(title, f"<ul><li>{text}</li></ul>{beneath}") for title, text in BY_HAND if text]
    assert said == wanted
    page = site.html(now, corrections_page(history, words_in("en")), words_in("en"), at, ("en",))
    ids = set(re.findall(r' id="(version-\d+)"', page))
    links = [one.find(f"{{{ATOM}}}link").get("href") for one in root.findall(f"{{{ATOM}}}entry")]
    assert {link.partition("#")[2] for link in links} == ids
    assert {link.partition("#")[0] for link in links} == {f"{HOME}/plain/corrections?lang=en"}


def test_the_feed_of_a_folder_leads_to_its_own_pages(now, history):
    text = feed(now, history, words_in("en"), InFolder("feed.atom")).decode()
    assert 'href="../en/feed.atom"' in text
    assert 'href="../en/corrections.html"' in text
