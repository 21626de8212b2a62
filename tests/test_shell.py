"""The page around the app: what chats, search engines and browsers without the app see of it."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from impact.wording import words_in
from impact.wording.preview import in_a_preview
from impact.wording.sentences import sentence
from pages.shared import streamlit_compat
from pages.shared.page_list import public_pages
from pages.shared.view import live_view
from serving.handout_routes import handout_routes
from serving.headers import SecurityHeaders
from serving.plain_routes import plain_routes
from serving.shell import PAGE_SCRIPT, SCRIPT_HASH, shell_routes
from tests.old_browsers import later_syntax

HOME = "https://impact.example.org"


@pytest.fixture(autouse=True)
def _nothing_published(monkeypatch, tmp_path):
    monkeypatch.setenv("IMPACT_STORE", str(tmp_path / "store"))


def client(**headers: str) -> TestClient:
    layer = Middleware(SecurityHeaders, scripts=[SCRIPT_HASH])
    app = Starlette(
        routes=[*shell_routes(), *handout_routes(), *plain_routes()], middleware=[layer]
    )
    return TestClient(app, base_url=HOME, headers=headers, follow_redirects=False)


class Head(HTMLParser):
    """What stands in the head of a page, by the names of its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta, self.links, self.html, self.title = {}, {}, {}, ""
        self._in_title = False
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        if tag == "meta":
            self.meta[given.get("name") or given.get("property")] = given.get("content")
        elif tag == "link":
            self.links[given["rel"]] = given["href"]
        elif tag == "html":
            self.html = given
        self._in_title = tag == "title"

    def handle_data(self, data) -> None:
        if self._in_title:
            self.title += data
            self._in_title = False


def head(path: str) -> Head:
    answer = client().get(path)
    assert answer.status_code == 200
    return Head(answer.text)


def claim_id() -> str:
    text = client().get("/plain/").text
    return re.search(r'<h2 id="([\w-]+)"', text)[1]


def first_sentence(language: str) -> str:
    text = client().get(f"/plain/?lang={language}").text
    return re.search(r'<h2 id="[\w-]+">(.*?)</h2>', text)[1]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_link_is_called_after_its_page_and_the_programme_in_its_language(language):
    words = words_in(language)
    programme = head(f"/?lang={language}").title
    for path, title in public_pages(words).items():
        found = head(f"/{path}?lang={language}")
        assert found.title == (f"{title} · {programme}" if path else programme)
        assert found.html == {"lang": language, "translate": "no", "class": "notranslate"}
        assert found.meta["og:title"] == found.title
        assert found.meta["og:url"] == found.links["canonical"]
        assert found.meta["og:url"] == f"{HOME}/{path}?lang={language}"
        assert found.meta["google"] == "notranslate"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_link_to_a_claim_says_the_claim_and_shows_its_picture(language):
    claim = claim_id()
    found = head(f"/evidence?claim={claim}&lang={language}&country=KZ")
    view, words = live_view(), words_in(language)
    assert found.meta["description"] == in_a_preview(view, [view.claim(claim)], words)
    assert first_sentence(language) in found.meta["description"]
    assert found.links["canonical"] == f"{HOME}/evidence?lang={language}&claim={claim}"
    picture = client().get(found.meta["og:image"].removeprefix(HOME))
    assert picture.content.startswith(b"\x89PNG")


def test_other_links_say_the_first_claims_and_show_the_map_or_our_drawing():
    assert first_sentence("en") in head("/").meta["description"]
    drawing = client().get(head("/").meta["og:image"].removeprefix(HOME))
    assert drawing.headers["location"] == f"{HOME}/app/static/drawings/preview.png"
    mapped = client().get(head("/map").meta["og:image"].removeprefix(HOME))
    assert mapped.content.startswith(b"\x89PNG")


def test_an_unknown_version_or_claim_is_still_a_page_whose_app_says_so():
    for asked in ("?version=99", "?version=x", "?claim=none", "?lang=xx"):
        assert "no-app" in client().get(f"/{asked}").text


def test_search_engines_pass_over_drafts_and_the_pages_of_staff():
    assert head("/?draft=x").meta["robots"] == "noindex"
    assert head("/update").meta["robots"] == "noindex"
    assert "robots" not in head("/wildlife").meta


def test_who_waits_reads_the_first_claims_and_who_has_no_script_the_way_to_the_plain_page():
    page = client().get("/wildlife?lang=ru").text
    assert first_sentence("ru") in page[page.index('<div id="root">') :]
    noscript = re.search(r"<noscript>(.*?)</noscript>", page, flags=re.DOTALL)[1]
    assert f'href="{HOME}/plain/wildlife?lang=ru"' in noscript
    assert page.count("<noscript>") == 1


def test_nothing_of_an_address_becomes_markup():
    page = client().get('/evidence?claim="><script>alert(1)</script>&version="><b>').text
    assert "<script>alert" not in page
    assert '"><b>' not in page


def test_the_policy_lets_run_what_is_written_into_the_page_and_nothing_else():
    answer = client().get("/")
    policy = answer.headers["Content-Security-Policy"]
    scripts = re.findall(r"<script>(.*?)</script>", answer.text, flags=re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


LATER = (
    "let a = 1",
    "a => 1",
    "`a`",
    "a?.b",
    "a ?? b",
    "a ** 2",
    "f(a,)",
    "var {a} = b",
    "var a = {b}",
    "for (var a of b) {}",
    "async function f() {}",
    "function f(a = 1) {}",
    "try {} catch {}",
    "/a/s.test(b)",
    "1_000",
    "import('a')",
)


def test_the_check_of_scripts_sees_what_an_old_browser_does_not_read():
    assert [one for one in LATER if not later_syntax(one)] == []


def test_an_old_browser_reads_all_scripts_of_the_page_around_the_app_and_its_three_claims():
    page = client().get("/?lang=ru").text
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    assert len(scripts) == 2
    assert [later_syntax(script) for script in (*scripts, PAGE_SCRIPT.decode())] == [[], [], []]
    view, words = live_view(), words_in("ru")
    said = [sentence(view, claim, words) for claim in view.claims[:3]]
    assert [one for one in said if escape(one) not in page] == []


def test_robots_and_the_sitemap_are_what_they_say():
    robots = client().get("/robots.txt").text
    sitemap = re.search(r"Sitemap: (\S+)", robots)[1]
    text = client().get(sitemap.removeprefix(HOME)).text
    found = [unescape(one).removeprefix(HOME) for one in re.findall(r"<loc>(.*?)</loc>", text)]
    by_language = {one.rpartition("=")[2]: [] for one in found}
    for address in found:
        by_language[address.rpartition("=")[2]].append(address.rpartition("?")[0])
    # The same pages in each: of the others one is asked, for all of them are made slowly.
    assert all(pages == by_language["en"] for pages in by_language.values())
    asked = [one for one in found if one.endswith("=en") or one.startswith("/plain/methods?")]
    assert {client().get(one).status_code for one in asked} == {200}


def test_all_of_it_stands_below_the_path_that_the_server_is_at(monkeypatch):
    option = st.get_option
    monkeypatch.setattr(
        streamlit_compat.st,
        "get_option",
        lambda name: "impact" if name == "server.baseUrlPath" else option(name),
    )
    visitor = client()
    page = Head(visitor.get("/impact/wildlife").text)
    assert page.links["canonical"] == f"{HOME}/impact/wildlife"
    assert page.links["alternate"].startswith(f"{HOME}/impact/plain/wildlife")
    assert visitor.get("/impact/plain/wildlife").status_code == 200
    assert visitor.get("/plain/wildlife").status_code == 404


@pytest.mark.parametrize(
    ("prefix", "start"), [("/cats/", f"{HOME}/cats"), ("//evil.example", HOME), ("", HOME)]
)
def test_a_path_that_a_proxy_has_taken_off_is_put_back_into_addresses(prefix, start):
    page = client(**{"X-Forwarded-Prefix": prefix}).get("/map").text
    assert Head(page).links["canonical"] == f"{start}/map"


def test_every_page_that_there_is_has_its_file():
    folder = Path(__file__).parents[1] / "pages" / "public"
    names = {path.replace("-", "_") or "overview" for path in public_pages(words_in("en"))}
    assert names == {file.stem for file in folder.glob("*.py")}


def test_the_script_of_the_pages_is_served_from_here_and_kept_by_its_content():
    page = client().get("/wildlife").text
    name = re.search(r'<script src="\.(/page-[0-9a-f]{12}\.js)" defer>', page)[1]
    answer = client().get(name)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert hashlib.sha256(answer.content).hexdigest()[:12] in name
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "'unsafe-eval'" not in answer.headers["content-security-policy"]


def test_the_map_of_a_choice_is_a_picture_and_an_unknown_choice_is_as_none():
    whole = client().get("/picture.svg?id=map")
    assert whole.headers["content-type"].startswith("image/svg+xml")
    assert "Uly Balkan" in whole.text
    kyrgyz = client().get("/picture.svg?id=map&country=KG").text
    assert "Uly Balkan" not in kyrgyz
    assert client().get("/picture.svg?id=map&country=XX&first_year=1492").text == whole.text
