"""The plain pages: the same as the pages in Streamlit, on a server and in a folder."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from impact.checking.folder import read_folder
from impact.disclosure import for_audience
from impact.plain import site
from impact.plain.addresses import InFolder
from impact.plain.figure_pages import place_page
from impact.versions.version import make_version
from impact.wording import words_in
from serving.holds_routes import holds_routes
from serving.middleware import COMPRESSORS
from serving.plain_routes import plain_routes
from tests.page_numbers.screen import go, open_app

ROOT = Path(__file__).resolve().parents[2]
DATA = ("wildcats", "example")
LANGUAGES = ("en", "ru")
LIMIT = 60_000  # bytes of a page, compressed, with its pictures


def view_of(data: str):
    folder = read_folder(ROOT / "data" / data)
    return for_audience(make_version(folder.programme, folder.records, folder.hashes), "public")


@pytest.fixture(scope="module", params=DATA)
def folder(request) -> tuple[object, dict[str, bytes]]:
    """A view, and all its pages as files."""
    view = view_of(request.param)
    return view, dict(site.folder(view, LANGUAGES if request.param == "wildcats" else ("en",)))


def test_a_small_place_lists_what_others_reported_there_that_is_not_counted():
    view, heading = view_of("wildcats"), "Reported by others, and not counted"
    for area in ("KG-ak-suu", "KZ-mangystau", "KZ-kerbulak", "KG-issyk-kul"):
        page = place_page(view, area, words_in("en"))
        (aside,) = [one for one in page.blocks if one.heading == heading]
        assert aside.texts[0].endswith(": 1. Not verified: 0. Rejected: 1.")
        assert len(aside.lines) == 1


class Seen(HTMLParser):
    """The text of a page, where it leads, what it fetches, its ids and the names of its parts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.links, self.fetched, self.ids, self.labels = [], [], [], set(), set()
        self._passing = False
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        self._passing = tag in ("style", "script", "svg", "title")
        if "id" in given:
            self.ids.add(given["id"])
        self.labels.add(given.get("aria-label"))
        if tag == "a":
            self.links.append(given["href"])
        elif tag != "link" and (given.get("src") or given.get("href") or given.get("srcset")):
            self.fetched.append(given.get("src") or given.get("href") or given.get("srcset"))

    def handle_endtag(self, tag) -> None:
        self._passing = False if tag in ("style", "script", "svg", "title") else self._passing

    def handle_data(self, data) -> None:
        if not self._passing:
            self.words.append(data)

    @property
    def text(self) -> str:
        return simple(" ".join(self.words))


def simple(text: str) -> str:
    """Letters and digits alone: pages differ in marks, spaces and stops."""
    return "".join(re.findall(r"\w", text.lower()))


def test_no_link_of_the_folder_is_broken_and_nothing_is_fetched(folder):
    view, files = folder
    assert {f"en/{name or 'index'}.html" for name in site.page_names(view)} < set(files)
    pages = {name: Seen(content.decode()) for name, content in files.items() if ".html" in name}
    for name, page in pages.items():
        assert [one for one in page.fetched if not one.startswith("data:")] == []
        for link in page.links:
            if not re.match(r"https?://|mailto:", link):
                path, _, anchor = link.partition("#")
                there = _resolved(name, path) if path else name
                assert there in files, (name, link)
                assert not anchor or anchor in pages[there].ids, (name, link)


def test_parts_are_called_in_words_and_no_brackets_stand_in_brackets(folder):
    view, files = folder
    ids = {claim.id for claim in view.claims}
    for name, content in files.items():
        if ".html" in name:
            page = Seen(content.decode())
            assert ids.isdisjoint(page.labels), name
            assert re.findall(r"\([^()]*\([^()]*\)[^()]*\)", "".join(page.words)) == [], name


def _resolved(name: str, link: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / link).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_every_page_is_small_enough_for_a_slow_line(folder):
    heaviest = {name: len(COMPRESSORS["br"](content)) for name, content in folder[1].items()}
    assert {name: size for name, size in heaviest.items() if size > LIMIT} == {}


def test_no_picture_keeps_a_colour_of_the_day_by_night(folder):
    _, pages = folder
    for name, page in pages.items():
        if name.endswith(".html"):
            text = page.decode()
            assert re.findall(r"(?:fill|stroke):#", text) == [], name
            reliefs = [text.count(f'class="relief-{one}"') for one in ("light", "dark")]
            assert reliefs[0] == reliefs[1], name


def test_the_same_view_gives_the_same_bytes():
    view = view_of("wildcats")
    words = words_in("ru")
    names = [name for name in site.page_names(view) if "/" not in name]
    made = [
        [site.plain_page(again, name, words) for name in names]
        for again in (view, view_of("wildcats"))
    ]
    assert made[0] == made[1]


MARKUP = re.compile(r":[\w-]+\[([^\]]*)\]|\(\[([^\]]*)\]\([^)]*\)+|\[([^\]]*)\]\([^)]*\)")
LABELS = re.compile("^(- )?(What|How|Keep in mind|Setting|Sources|Cite this)(: |$)")
# The app shows the first claims alone, and says beneath them what is true of these.
BENEATH = ("*Recorded", "*Reported by the programme")
OF_THE_APP = (*BENEATH, "**Cite this**", "Choose", "Only", "Click it to open the page of that area")


def said_on(page: str, asked: dict[str, str]) -> set[str]:
    """What a page in Streamlit says, line by line, and what stands in its tables."""
    data = str(ROOT / "data" / "example")
    screen = go(open_app(data), data, page, asked)
    said = {
        line for one in screen.sections.values() for text in one.lines for line in text.split("\n")
    }
    cells = {
        cell
        for one in screen.sections.values()
        for table in one.tables
        for cell in [*table.columns, *table.to_numpy().ravel()]
    }
    texts = {LABELS.sub("", one) for one in said}
    parts = {
        part.strip() for one in texts for part in re.split(r"(?<=\])\s", MARKUP.sub(_text, one))
    }
    return parts | {str(one) for one in cells}


def _text(found: re.Match) -> str:
    """The words of a mark or a link, and that they are over."""
    return f"{next(filter(None, found.groups()), '')}] "


PAGES = ["overview", "wildlife", "coexistence", "places", "map", "methods", "changes", "evidence"]


@pytest.mark.parametrize("page", PAGES)
def test_a_plain_page_says_all_that_the_page_in_streamlit_says(page):
    view, words = view_of("example"), words_in("en")
    claim = view.claims[0].id
    name = {"overview": "", "evidence": f"evidence/{claim}"}.get(page, page)
    plain = site.plain_page(view, name, words)
    text = Seen(site.html(view, plain, words, InFolder(name), ("en",))).text
    asked = {"claim": claim} if page == "evidence" else {}
    said = {one for one in said_on(page, asked) if not one.startswith(OF_THE_APP)}
    assert len(said) > 1
    assert {one for one in said if simple(one) not in text} == set()


@pytest.fixture
def client(monkeypatch, tmp_path) -> TestClient:
    monkeypatch.setenv("IMPACT_STORE", str(tmp_path / "store"))
    routes = [*holds_routes(), *plain_routes()]
    return TestClient(Starlette(routes=routes), follow_redirects=False)


def test_the_server_sends_a_page_once_and_asks_for_no_script(client):
    answer = client.get("/plain/wildlife?lang=ru")
    assert answer.status_code == 200
    assert '<html lang="ru">' in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    known = {"If-None-Match": answer.headers["etag"]}
    assert client.get("/plain/wildlife?lang=ru", headers=known).status_code == 304
    assert client.get("/plain/wildlife?lang=en", headers=known).status_code == 200
    assert client.get("/plain/wildlife", headers={"Accept-Encoding": ""}).text.startswith("<!doct")


def test_a_link_in_a_language_that_is_not_here_says_so(client):
    said = "asks for a language that is not available here"
    assert said in client.get("/plain/wildlife?lang=de").text
    assert said not in client.get("/plain/wildlife?lang=ru").text
    assert said not in client.get("/plain/wildlife").text


@pytest.mark.parametrize("name", ["nothing", "evidence/nothing", "places/<b>", "wildlife/more"])
def test_what_is_no_page_says_so(client, name):
    answer = client.get(f"/plain/{name}")
    assert answer.status_code == 404
    assert "<" not in answer.text


def test_a_name_that_somebody_invents_takes_no_place_in_the_memory(client, monkeypatch):
    asked, make = [], site.plain_page
    note = lambda view, name, *more: asked.append(name) or make(view, name, *more)  # noqa: E731
    monkeypatch.setattr(site, "plain_page", note)
    for name in ("invented", "methods", "invented", "methods"):
        client.get(f"/plain/{name}?lang=ru")
    # What is remembered is asked for once at most.
    assert (asked.count("invented"), asked.count("methods") < 2) == (2, True)


def test_the_links_of_a_served_page_lead_to_served_pages(client):
    page = Seen(client.get("/plain/places").text)
    own = [link for link in page.links if link.startswith("http://testserver/plain")]
    assert len(own) > 20
    for link in own:
        assert client.get(link).status_code == 200, link
    numbers = Seen(client.get("/plain/wildlife").text)
    (first, *_) = [link for link in numbers.links if "/numbers/" in link]
    assert client.get(first).headers["content-type"].startswith("text/csv")


def test_the_old_address_leads_to_the_overview_in_the_same_language(client):
    answer = client.get("/brief?lang=ru&version=1")
    assert answer.status_code == 307
    assert answer.headers["location"] == "http://testserver/plain/?lang=ru&version=1"


def test_the_numbers_are_a_workbook_too_with_what_the_csv_says(client):
    table = client.get("/plain/numbers/areas-by-status.csv?country=KZ").text.splitlines()
    answer = client.get("/plain/numbers/areas-by-status.xlsx?country=KZ")
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    book = load_workbook(io.BytesIO(answer.content))
    said, numbers = (
        [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets
    )
    assert [str(cell) for cell in numbers[0]] == table[0].lstrip("\ufeff").split(",")
    assert len(numbers) == len(table) - 1  # the last line of the CSV is its source
    assert table[-1].strip('"').endswith(said[-1][0])  # with the code of this choice
    assert any(isinstance(cell, int | float) for cell in numbers[1])
    everything = client.get("/plain/numbers/areas-by-status.xlsx").content
    assert everything != answer.content
    picture = client.get("/plain/numbers/areas-by-status.png")
    assert picture.status_code == 404  # a table is no chart
    picture = client.get("/plain/numbers/protected-by-year.png?country=KZ")
    assert picture.content.startswith(b"\x89PNG")
    assert "content-encoding" not in picture.headers
    assert client.get("/plain/numbers/areas-by-status.exe").status_code == 404
    assert client.get("/plain/numbers/none.xlsx").status_code == 404
