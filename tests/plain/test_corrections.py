"""Ten versions with changes of each kind: the corrections and the feed, worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as Xml

import pytest
from lxml import etree

from impact.plain import site
from impact.plain.addresses import HOME, InFolder, served
from impact.plain.correction_pages import change_words, corrections_page
from impact.plain.feed import ATOM, feed
from impact.plain.standing import NoHistory
from impact.wording import words_in

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


BENEATH = (
    "Counts only: we do not know how much monitoring was done. Chance is not ruled out. "
    "Reported by the programme; not shown to be caused by it."
)


def leopards(count: int) -> str:
    return f"{count} leopard detections on Uly Balkan, up from 5."


def after(count: int) -> str:
    return f"{leopards(count)} {BENEATH}"


BY_HAND = [
    (
        "Version 11 of 11 April 2026: Mistake corrected",
        f"Was: {leopards(15)} Now: {after(16)} The wrong figure stood for at least 20 days.",
    ),
    ("Version 9 of 22 March 2026: New data", f"Was: {leopards(14)} Now: {after(15)}"),
    ("Version 7 was withdrawn.", ""),
    ("Version 6 of 20 February 2026: Method changed", f"Was: {leopards(13)} Now: {after(14)}"),
    (
        "Version 5 of 10 February 2026: Mistake corrected",
        f"Was: {leopards(31)} Now: {after(13)} The wrong figure stood for 10 days.",
    ),
    ("Version 4 of 31 January 2026: New data", f"Was: {leopards(13)} Now: {after(31)}"),
    ("Version 2 of 11 January 2026: New data", f"Was: {leopards(11)} Now: {after(13)}"),
]


def test_each_change_is_listed_with_its_reason_and_how_long_a_wrong_figure_stood(history):
    blocks = corrections_page(history, words_in("en")).blocks[1:]
    said = [(one.heading, " ".join(line.text for line in one.lines)) for one in blocks]
    assert said == BY_HAND


def test_a_folder_that_is_served_says_that_it_cannot_know():
    (block,) = corrections_page(NoHistory(), words_in("en")).blocks
    assert block.texts[0].startswith("No version has been published yet.")


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
def test_the_feed_is_valid_by_the_schema_of_atom(now, history, language):
    words = words_in(language)
    for at, of in ((served(now, old=False), history), (InFolder("feed.atom"), NoHistory())):
        tree = etree.fromstring(feed(now, of, words, at))
        assert SCHEMA.validate(tree), SCHEMA.error_log
    # What is right is told from what is wrong
    tree.find(f"{{{ATOM}}}updated").text = "11 April 2026"
    assert not SCHEMA.validate(tree)


def test_the_feed_says_when_and_what_it_is_of_and_each_entry_is_one(now, history):
    root = Xml.fromstring(feed(now, history, words_in("en"), served(now, old=False)))
    entries = root.findall(f"{{{ATOM}}}entry")
    ids = [one.findtext(f"{{{ATOM}}}id") for one in (root, *entries)]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in ids)
    assert len(set(ids)) == 1 + len(entries)
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
    beneath = "<p>Recorded or reported; not shown to be caused by the programme.</p>"
    wanted = [
        (title, f"<ul><li>{text}</li></ul>{beneath}" if text else f"<p>{title}</p>")
        for title, text in BY_HAND
    ]
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


def test_a_figure_corrected_on_its_first_day_stood_for_less_than_one():
    def step(at_least: bool) -> SimpleNamespace:
        before, now = SimpleNamespace(text="11."), SimpleNamespace(text="5.", beneath="")
        return SimpleNamespace(before=before, after=now, corrected=True, days=0, at_least=at_least)

    words = words_in("en")
    told = "Was: 11. Now: 5. The wrong figure stood for less than a day."
    assert change_words(step(at_least=False), words) == told
    assert change_words(step(at_least=True), words) == "Was: 11. Now: 5."
