"""Data, addresses, requests that mean harm: nothing runs, nothing escapes, nothing falls over."""

from __future__ import annotations

import re
import socket
import urllib.error
import urllib.request
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from openpyxl import load_workbook

import hostile
from impact.disclosure import for_audience
from impact.handouts import packs
from impact.handouts.sheet import sheet_html
from impact.reading.text_tables import read_csv_text
from impact.wording import words_in
from tests.folders import version_of
from walk import PAGES, PATIENCE, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from impact.disclosure import View
    from walk import Server

SCRIPT = quote('"><img src=x onerror="hurt(1)">')
ASKED = [
    *PAGES,
    "/evidence?claim=uly-balkan-detections",
    "/places?area=glacier",
    f"/changes?since=2020-01-01&until=2026-01-31&lang={SCRIPT}",
    f"/sign-in?refused={SCRIPT}&lang={SCRIPT}",
]
# Streamlit says this of an address that it does not know.
NO_SUCH_PAGE = "does not seem to exist"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    hostile.write(folder)
    return folder


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server], folder: Path) -> Server:
    return serve(folder)


@pytest.fixture(scope="module")
def visitor(browser: Browser, server: Server) -> Iterator[Visit]:
    """Somebody who looks at one page after the other and is told when anything acts."""
    context = browser.new_context()
    context.add_init_script(hostile.HURT)
    visit = Visit(context.new_page(), urlsplit(server.url).netloc)
    visit.page.set_default_timeout(PATIENCE * 1000)
    visit.listen()
    visit.page.on("dialog", lambda dialog: (visit.errors.append(dialog.message), dialog.dismiss()))
    yield visit
    context.close()


# Where the first bars of a chart are, in view and all at one moment: it may be drawn anew, or be
# gone. A bar of nothing has no height.
BARS = """number => {
  const chart = document.querySelectorAll(".js-plotly-plot")[number];
  chart?.scrollIntoView({block: "center"});
  return [...chart?.querySelectorAll(".points path") ?? []]
  .map(bar => bar.getBoundingClientRect())
  .filter(box => Math.min(box.width, box.height) >= 1)
  .slice(0, 5)
  .map(box => [box.x + box.width / 2, box.y + box.height / 2]);
}"""


@pytest.mark.parametrize("address", ASKED)
def test_no_text_of_the_data_or_of_the_address_acts_on_a_page(visitor, server, address):
    visitor.errors.clear()
    visitor.foreign.clear()
    visitor.page.goto(server.url + address)
    visitor.settle()
    # A menu closes when another is opened, so they are opened one after the other.
    closed = visitor.page.locator("main details:not([open]):not(.save) > summary")
    while closed.count():
        closed.first.click()
    visitor.settle()
    for menu in visitor.page.locator("main details.save > summary").all():
        menu.click()
        assert hostile.marks(visitor.page) == []
    assert hostile.marks(visitor.page) == []
    visitor.settle()
    for number in range(visitor.page.locator(".js-plotly-plot").count()):
        for x, y in visitor.page.evaluate(BARS, number):
            visitor.page.mouse.move(x, y)
            assert hostile.marks(visitor.page) == []
    assert [error for error in visitor.errors if NO_SUCH_PAGE not in error] == []
    assert visitor.foreign == []


def test_the_texts_are_shown_as_they_are_written(visitor, server):
    # Without this the test above would pass where no text reaches a page.
    visitor.page.goto(server.url)
    visitor.settle()
    assert visitor.page.get_by_role("heading", level=1).inner_text() == hostile.TEXTS[0]


def test_the_plain_page_shows_markup_as_text_and_leads_to_sources_alone(visitor, server):
    for language in ("en", "ru", SCRIPT):
        visitor.errors.clear()
        visitor.page.goto(f"{server.url}/plain/?lang={language}")
        assert hostile.marks(visitor.page) == []
        assert visitor.page.locator("body script, iframe, img, [onerror]").count() == 0
        shown = visitor.page.locator("body").inner_text() + visitor.page.title()
        assert "hurt(1)" in shown
        links = visitor.page.locator("a").evaluate_all("all => all.map(a => a.host || a.href)")
        hosts = {one.partition(":")[0] for one in links if one != "mailto:wildcats@example.org"}
        assert hosts <= {"source.example", "localhost"}
        assert visitor.errors == []


@pytest.mark.parametrize(
    ("address", "drawn"),
    [
        ("/deck", ".slide.present"),
        (f"/deck?lang={SCRIPT}&parts={SCRIPT}&since={SCRIPT}&version={SCRIPT}", "body"),
        ("/figure?id=map", "svg"),
        ("/figure?id=claim-uly-balkan-detections", "svg"),
        (f"/figure?id={SCRIPT}&lang={SCRIPT}&version=1", "body"),
    ],
)
def test_the_presentation_and_single_figures_show_markup_as_text(visitor, server, address, drawn):
    visitor.errors.clear()
    visitor.foreign.clear()
    visitor.page.goto(server.url + address)
    visitor.page.locator(drawn).first.wait_for(state="attached")
    assert hostile.marks(visitor.page) == []
    assert visitor.page.locator(":is(.slides, figure) :is(script, iframe)").count() == 0
    assert [error for error in visitor.errors if "404" not in error] == []
    assert visitor.foreign == []


@pytest.fixture(scope="module")
def view(folder: Path) -> View:
    return for_audience(version_of(folder), "public")


def pack_of(view: View, kind: str) -> bytes:
    return packs.make(kind, view, words_in("ru"), packs.Choice())


@pytest.mark.parametrize("kind", ["deck", "report"])
def test_a_file_to_take_along_shows_markup_as_text(visitor, view, tmp_path, kind):
    file = tmp_path / f"{kind}.html"
    file.write_bytes(pack_of(view, kind))
    visitor.errors.clear()
    visitor.page.goto(file.as_uri())
    drawn = {"deck": ".slide.present", "report": ".plot .main-svg"}[kind]
    visitor.page.locator(drawn).first.wait_for(state="attached")
    assert hostile.marks(visitor.page) == []
    assert "hurt(1)" in visitor.page.locator("body").inner_text()
    assert visitor.errors == []


@pytest.mark.parametrize("area", ["ridge-north", "high-valley", "TM"])
def test_a_wall_sheet_shows_markup_as_text_and_keeps_its_width(visitor, view, tmp_path, area):
    file = tmp_path / "sheet.html"
    file.write_text(sheet_html(view, words_in("ru"), area, packs.map_names()), encoding="utf-8")
    visitor.errors.clear()
    visitor.page.goto(file.as_uri())
    assert hostile.marks(visitor.page) == []
    assert "hurt(1)" in visitor.page.locator("main").inner_text()
    # Texts as long as these take further pages; how many our own sheets take, test_sheets measures.
    assert visitor.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert visitor.errors == []


def test_slides_hold_no_formula_and_lead_nowhere(view):
    with zipfile.ZipFile(BytesIO(pack_of(view, "slides"))) as slides:
        parts = {name: slides.read(name) for name in slides.namelist()}
    links = re.findall(rb'Target="(\w+:[^"]+)"', b"".join(parts.values()))
    assert {urlsplit(link).hostname for link in links} <= {b"source.example"}
    books = [content for name, content in parts.items() if name.endswith(".xlsx")]
    assert len(books) > 3
    for book in books:
        cells = [cell for sheet in load_workbook(BytesIO(book)) for row in sheet for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_a_mark_that_is_planted_is_found(visitor, server):
    visitor.page.goto(f"{server.url}/plain/")
    for planted in (
        f'<a href="{hostile.AWAY}">x</a>',
        '<img src="x">',
        "<main><script>1</script></main>",
        '<span class="katex">1</span>',
        "<svg><a><text>x</text></a></svg>",
        '<svg><text><tspan style="font-weight:bold">bold</tspan></text></svg>',
        "<div data-testid=stMarkdownContainer><h1>Heading</h1></div>",
    ):
        visitor.page.locator("body").evaluate("(body, html) => body.innerHTML = html", planted)
        assert len(hostile.marks(visitor.page)) == 1, planted
    visitor.page.evaluate("window.hurt(1)")
    assert "1" in hostile.marks(visitor.page)


@pytest.mark.parametrize(("text", "left"), hostile.TURNING.items())
def test_a_sign_that_nobody_sees_is_taken_out_at_reading(text, left):
    read = read_csv_text(f"sentence\n{text}\n".encode(), "statements.csv")
    assert read.frame["sentence"].tolist() == [left]


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/app/static/..%2f..%2fserver.py",
        "/app/static/%5c..%5c..%5cserver.py",
        "/static/js/..%252f..%252fserver.py",
        "/media/../../server.py",
        "/component/..%2f..%2fserver.py",
        "/_stcore/bidi-components/..%2f..%2fserver.py",
        "//evil.example/plain/",
        "/plain/../server.py",
        "/.streamlit/secrets.toml",
        "/app/static/%00",
    ],
)
def test_no_path_leads_out_of_what_is_served(server, path):
    answer = _asked(server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n".encode())
    assert answer.split(b" ", 2)[1] in (b"200", b"400", b"403", b"404")
    assert not any(secret in answer for secret in (b"root:", b"AppTest", b"Traceback"))


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 2**20 + b"\r\n",
        b"GET /" + b"x" * 2**20 + b" HTTP/1.1\r\nHost: localhost\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 50_000,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n",
        b"POST /auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n",
        b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=["header", "path", "headers", "hosts", "null", "length", "smuggled", "tls"],
)
def test_a_request_that_is_none_is_refused_and_the_server_goes_on(server, head):
    answer = _asked(server, head)
    assert answer[:12] in (b"", b"HTTP/1.1 400", b"HTTP/1.1 411", b"HTTP/1.1 431")
    with urllib.request.urlopen(f"{server.url}/_stcore/health") as health:
        assert health.read() == b"ok"


def _asked(server: Server, head: bytes) -> bytes:
    """The answer to a request that no library would send."""
    at = urlsplit(server.url)
    with socket.create_connection((at.hostname, at.port), timeout=30) as line:
        answer = b""
        try:
            line.sendall(head + b"Connection: close\r\n\r\n")
            while part := line.recv(2**16):
                answer += part
        except ConnectionError:
            pass  # refused while it was still being sent
    return answer


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "PUT", "DELETE", "PATCH"])
def test_a_method_that_nobody_needs_changes_nothing(server, method):
    request = urllib.request.Request(f"{server.url}/figure", method=method, data=b"x")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code in (403, 404, 405)


def test_the_log_of_the_server_holds_no_trace_of_any_of_it(server):
    assert "Traceback" not in Path(server.log).read_text("utf-8", errors="replace")
