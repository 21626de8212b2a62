"""The dashboard below a path of a site, handed on or taken off by nginx; and in others' frames."""

from __future__ import annotations

import re
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

import firefox
from tests.nginx import NGINX, free_ports, nginx_with
from walk import PATIENCE, ROOT, WILDCATS, serving, visiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from walk import Server

FIREFOX = firefox.find()
FIREFOX_IS_HERE = pytest.mark.skipif(FIREFOX is None, reason="Firefox is not installed")
NGINX_IS_HERE = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (nginx-light)")
CLAIM = "11 leopard detections on Uly Balkan"


class Frames(BaseHTTPRequestHandler):
    """Another site: each page of it shows in a frame the address that its own ends with."""

    def do_GET(self) -> None:
        shown = f'<!doctype html><iframe src="{self.path[1:]}" width=900 height=700></iframe>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(shown.encode())

    def log_message(self, *_said) -> None:
        pass


@pytest.fixture(scope="module")
def other_sites() -> Iterator[tuple[str, str]]:
    """A friend and a stranger."""
    # No page that only the browser has made up: those may frame nothing of this machine.
    with ThreadingHTTPServer(("localhost", 0), Frames) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_port
        yield f"http://partner.localhost:{port}", f"http://elsewhere.localhost:{port}"
        server.shutdown()


@pytest.fixture(scope="module")
def cats(
    other_sites: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A dashboard that stands below /cats, and in the frames of a friend."""
    with ExitStack() as stack:
        # For this server alone: the one at the root may be started later.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "cats")
            patch.setenv("IMPACT_FRAMED_BY", other_sites[0])
            log = tmp_path_factory.mktemp("cats") / "log.txt"
            server = stack.enter_context(serving(WILDCATS, log))
        yield server


def documented(*changes: tuple[str, str]) -> str:
    """The lines of docs/hosting.md for a path, with these changes."""
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    lines = re.search(r"```conf\n(location /cats/.*?)```", text, flags=re.DOTALL)[1]
    for before, after in changes:
        assert before in lines
        lines = lines.replace(before, after)
    return lines


@pytest.fixture(scope="module")
def home(cats: Server, serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """nginx with both ways: /cats/ is handed on, /lynx/ is taken off."""
    folder, (port,) = tmp_path_factory.mktemp("paths"), free_ports(1)
    below, at_the_root = urlsplit(cats.url).netloc, urlsplit(serve().url).netloc
    handed_on = documented(("http://127.0.0.1:8501/;", f"http://{below};"))
    handed_on = handed_on.replace("proxy_set_header X-Forwarded-Prefix /cats;", "")
    taken_off = documented(("http://127.0.0.1:8501/", f"http://{at_the_root}/"), ("/cats", "/lynx"))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    text = (
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nevents {{}}\nhttp {{\n"
        f"access_log off;\n{places}server {{ listen {port};\n{handed_on}{taken_off}}} }}\n"
    )
    with nginx_with(folder, text, port):
        yield f"http://localhost:{port}"


def walked(browser: Browser, home: str, path: str) -> None:
    """By a link that is nearly right to the map, to figures, the presentation and plain pages."""
    with visiting(browser, f"{home}{path}/Map.?LANG=en-GB") as visit:
        page = visit.page
        page.set_default_timeout(PATIENCE * 1000)
        assert page.url == f"{home}{path}/map"  # the app speaks English by itself
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert canonical == f"{home}{path}/map?lang=en"
        page.get_by_role("link", name="Wildlife").first.click()
        page.wait_for_url(f"{home}{path}/wildlife**")
        visit.settle()
        numbers = page.locator("details.save a[href*=xlsx]").first
        assert page.request.get(numbers.evaluate("link => link.href")).ok
        page.get_by_role("link", name="Meeting pack").first.click()
        page.wait_for_url(f"{home}{path}/meeting-pack**")
        visit.settle()
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Open the presentation").click()
        opened.value.wait_for_url(f"{home}{path}/deck?**")
        page.goto(f"{home}{path}/brief")
        page.wait_for_url(f"{home}{path}/plain/**")
        assert CLAIM in " ".join(page.locator("body").inner_text().split())
        page.locator("nav a").nth(1).click()
        assert page.url.startswith(f"{home}{path}/plain/")
        assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def test_below_a_path_every_page_and_link_stands_below_it(browser, cats):
    whole = urlsplit(cats.url)
    walked(browser, f"{whole.scheme}://{whole.netloc}", whole.path)


@pytest.mark.long
@NGINX_IS_HERE
@pytest.mark.parametrize("path", ["/cats", "/lynx"], ids=["handed on", "taken off"])
def test_behind_nginx_too(browser, home, path):
    walked(browser, home, path)


def test_the_site_that_staff_have_named_shows_it_in_a_frame(browser, cats, other_sites):
    page = browser.new_page()
    page.goto(f"{other_sites[0]}/{cats.url}/?lang=en")
    inside = page.frame_locator("iframe")
    inside.get_by_text("Cite this").wait_for(timeout=PATIENCE * 1000)
    assert CLAIM in " ".join(inside.locator("body").inner_text().split())
    page.goto(f"{other_sites[0]}/{cats.url}/plain/?lang=en")  # where the app does not come
    inside.get_by_role("heading", name=CLAIM).wait_for()
    page.close()


def test_any_other_site_shows_an_empty_frame_but_a_single_figure(browser, cats, other_sites):
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{other_sites[1]}/{cats.url}/?lang=en")
    assert any("frame-ancestors" in text for text in said)
    assert CLAIM not in page.frames[1].content()
    page.goto(f"{other_sites[1]}/{cats.url}/figure?id=claim-uly-balkan-detections")
    page.frame_locator("iframe").get_by_text("11", exact=True).first.wait_for()
    page.close()


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[firefox.Tab]:
    with firefox.firefox(FIREFOX, tmp_path_factory.mktemp("firefox")) as tab:
        yield tab


@pytest.mark.long
@FIREFOX_IS_HERE
@NGINX_IS_HERE
@pytest.mark.parametrize("path", ["/cats", "/lynx"], ids=["handed on", "taken off"])
def test_behind_nginx_in_firefox_too(fox, home, path):
    arrived = "(start) => location.href.startsWith(start)"
    fox.goto(f"{home}{path}/Map.?LANG=en-GB")
    fox.wait(arrived, f"{home}{path}/map")
    fox.text_with("Uly Balkan")
    fox.click("a", "Meeting pack")
    fox.wait(arrived, f"{home}{path}/meeting-pack")
    link = "() => document.querySelector('[data-testid=stMain] a[href*=deck]')?.href"
    presentation = fox.wait(link)
    assert presentation.startswith(f"{home}{path}/deck?")
    fox.goto(presentation)
    # Only the slide that is shown has words to be seen: the claims are on later ones.
    fox.wait("(claim) => document.body.textContent.includes(claim)", CLAIM)
    fox.goto(f"{home}{path}/brief")
    fox.wait(arrived, f"{home}{path}/plain/")
    fox.text_with(CLAIM)


@pytest.mark.long
@FIREFOX_IS_HERE
def test_firefox_shows_the_dashboard_in_the_frame_of_a_friend_and_no_other(fox, cats, other_sites):
    fox.goto(f"{other_sites[0]}/{cats.url}/?lang=en")
    fox.inside().text_with(CLAIM)
    fox.goto(f"{other_sites[0]}/{cats.url}/plain/?lang=en")
    fox.inside().text_with(CLAIM)
    fox.goto(f"{other_sites[1]}/{cats.url}/?lang=en")
    fox.inside().wait("() => document.documentURI.includes('e=cspBlocked')")
    fox.goto(f"{other_sites[1]}/{cats.url}/figure?id=claim-uly-balkan-detections")
    fox.inside().text_with("11")
