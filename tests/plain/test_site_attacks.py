"""The static folder gives no place away, and nothing in the data can act in it or break it."""

from __future__ import annotations

import datetime as dt
import email
import re
from email.policy import default
from html.parser import HTMLParser
from xml.etree import ElementTree as Xml

import pytest

import hostile
from impact.changes.publishing import publish, seed
from impact.checking.folder import read_folder
from impact.commands.store_history import StoreHistory
from impact.disclosure import for_audience
from impact.plain.digest import digest
from impact.plain.feed import ATOM
from impact.plain.site import folder
from impact.versions import Reason, Store
from impact.versions.opening import version_of
from impact.versions.version import make_version
from impact.wording import words_in
from secrets_served import write_data
from sent_bytes import Listener
from tests.folders import WILDCATS

NOW = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)


def files_of(data, address: str) -> dict[str, bytes]:
    """The folder and the mail of a store: a data folder, then the same with one row less."""
    store, read = Store.at(address), read_folder(data)
    seed(store, data, now=NOW)
    fewer = read.records.with_tables(detections=read.records.detections.iloc[1:])
    version = make_version(read.programme, fewer, read.hashes)
    text = (data / "programme.toml").read_bytes()
    mistake = Reason.MISTAKE_CORRECTED
    publish(store, text, version, author="A", note="N", now=NOW, expected=1, reason=mistake)
    view = for_audience(version_of(store.open(2)), "public")
    history = StoreHistory(store, view)
    made = dict(folder(view, ("en",), history, history.rules()))
    mail = digest(view, history, words_in("ru"), since=NOW.date(), now=NOW)
    return made | {"news.eml": mail}


def test_no_byte_of_the_folder_leads_to_a_record(tmp_path):
    secrets = write_data(tmp_path / "data")
    files = files_of(tmp_path / "data", str(tmp_path / "store"))
    listener = Listener(secrets)
    assert any(name.startswith("en/holds/") for name in files)
    assert [one for name, content in files.items() for one in listener.found(name, content)] == []
    # The same look finds what is there: a day of a record, written into a page.
    assert listener.found("planted", f"<p>{min(secrets.moments):%Y-%m-%d}</p>".encode())


class Acting(HTMLParser):
    """What could act, or lead away, in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        wrong = tag in ("iframe", "object", "embed", "base", "form")
        wrong |= tag == "script" and given.get("type") != "application/ld+json"
        wrong |= any(name.startswith("on") for name in given)
        wrong |= any("javascript:" in (given.get(name) or "") for name in ("href", "src"))
        wrong |= tag in ("img", "b", "i", "br") or "evil" in (given.get("src") or "")
        if wrong:
            self.found.append(self.get_starttag_text() or tag)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory) -> dict[str, bytes]:
    place = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hostile, "EXAMPLE", WILDCATS)
        hostile.write(place / "data")
    return files_of(place / "data", str(place / "store"))


def test_nothing_in_the_data_acts_in_a_page_of_the_folder(attacked):
    pages = {name: text.decode() for name, text in attacked.items() if name.endswith(".html")}
    assert any("&lt;script&gt;hurt(1)" in text for text in pages.values())
    assert {name: acting for name, text in pages.items() if (acting := Acting(text).found)} == {}
    assert Acting("<p onclick=x><script>1</script>").found == ["<p onclick=x>", "<script>"]


def test_the_feed_stays_whole_whatever_the_data_holds(attacked):
    root = Xml.fromstring(attacked["en/feed.atom"])
    contents = list(root.iter(f"{{{ATOM}}}content"))
    assert len(contents) == 1
    for content in contents:
        assert set(re.findall(r"</?(\w+)", content.text)) == {"p", "ul", "li"}
        assert Acting(content.text).found == []


def test_the_mail_shows_its_own_pictures_and_nothing_else(attacked):
    mail = email.message_from_bytes(attacked["news.eml"], policy=default)
    html = mail.get_body(("html",)).get_content()
    assert [one for one in Acting(html).found if not one.startswith('<img src="cid:')] == []
    assert mail["Subject"] and "\n" not in mail["Subject"]
    assert {"Bcc", "To", "Cc"} & set(mail.keys()) == set()
