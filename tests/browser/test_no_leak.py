"""No byte that the public is sent leads to a record that is not public.

Each page is asked for once; the long test asks for more of each, and the soak run
(benchmarks/soak/no_leak.py) for every filter.
"""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from io import BytesIO

import pytest
from pypdf import PdfReader

from impact.changes.publishing import publish, seed
from impact.checking.folder import read_folder
from impact.disclosure import for_audience
from impact.handouts import packs, pictures
from impact.handouts.sheet import sheet_html
from impact.versions import Store
from impact.versions.opening import version_of
from impact.versions.version import make_version
from impact.wording import words_in
from secrets_served import MARK, page, plain, serving, write_data
from sent_bytes import Listener
from walk import PAGES, ROOT

QUERIES = {
    "/": ["", "lang=ru", "version=1"],
    "/evidence": ["claim=glacier-detections", "claim=uly-balkan-detections&lang=ru&version=1"],
    "/wildlife": ["", "area=glacier", "country=TM&from=2023&to=2023", "records=own&lang=ru"],
    "/coexistence": ["", "area=ridge-north&from=2023&to=2023"],
    "/places": ["", "area=canyon"],
    "/map": ["", "species=Panthera+uncia&from=2023"],
    "/changes": ["since=2023-01-01&until=2023-12-31"],
    "/methods": [""],
    "/downloads": ["", "lang=ru&version=1"],
    "/meeting-pack": [""],
}
WITHOUT_SCRIPT = [
    "/plain/",
    "/plain/wildlife?lang=ru",
    "/plain/map",
    "/plain/coexistence",
    "/plain/places",
    "/plain/changes",
    "/plain/numbers/first-records.csv",
    "/evidence",
    "/deck?lang=ru&parts=claim:glacier-detections,map",
    "/figure?id=map",
    "/figure?id=claim-glacier-detections&version=1",
    "/_stcore/host-config",
    "/no-such-page",
]
LEAKS = {
    "words": ("/evidence", "claim=glacier-detections"),
    "ids": ("/wildlife", ""),
    "map": ("/map", ""),
    "chart": ("/wildlife", ""),
    "file": ("/wildlife", ""),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A folder, a store in which it was published twice, and what may not be told of it."""
    place = tmp_path_factory.mktemp("secret")
    secrets = write_data(place / "data")
    folder = read_folder(place / "data")
    store = Store.at(str(place / "store"))
    now = dt.datetime.now(dt.UTC)
    seed(store, place / "data", now=now)
    again = make_version(folder.programme, folder.records, folder.hashes)
    text = (place / "data" / "programme.toml").read_bytes()
    publish(store, text, again, author="A", note="Again", now=now, expected=1)
    return place, Listener(secrets)


def test_every_page_is_asked_for():
    assert set(QUERIES) == set(PAGES)


@pytest.mark.parametrize("most", [1, pytest.param(9, marks=pytest.mark.long)])
def test_no_byte_leads_to_a_record(served, most):
    place, listener = served
    told = []
    with serving(place / "data", place / "store", place / "log.txt") as server:
        for path, queries in QUERIES.items():
            for query in queries[-most:]:
                for where, content in page(server, path, query):
                    told += listener.found(where, content)
        for path in WITHOUT_SCRIPT:
            told += listener.found(path, plain(server, path))
    told += listener.found("log", (place / "log.txt").read_bytes())
    assert told == []
    assert listener.bytes_seen > 500_000


SINGLE = ("claim:glacier-detections", "map", "places", "methods")


@pytest.mark.parametrize(
    ("kind", "language", "choice"),
    [
        ("deck", "en", packs.Choice()),
        ("report", "ru", packs.Choice()),
        pytest.param("slides", "en", packs.Choice(), marks=pytest.mark.long),
        pytest.param("deck", "ru", packs.Choice(SINGLE, dark=True), marks=pytest.mark.long),
        pytest.param("slides", "ru", packs.Choice(SINGLE), marks=pytest.mark.long),
        pytest.param("paper", "en", packs.Choice(), marks=pytest.mark.long),
    ],
)
def test_no_byte_of_a_meeting_pack_leads_to_a_record(served, kind, language, choice):
    place, listener = served
    version = version_of(Store.at(str(place / "store")).open(2))
    view, words = for_audience(version, "public"), words_in(language)
    content = packs.make(kind, view, words, choice)
    if kind == "paper":
        content = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        content = content.encode("utf-8")
    assert listener.found(kind, content) == []


@pytest.mark.parametrize(("area", "language"), [("glacier", "en"), ("TM", "ru")])
def test_no_byte_of_a_wall_sheet_leads_to_a_record(served, area, language):
    place, listener = served
    view = for_audience(version_of(Store.at(str(place / "store")).open(2)), "public")
    html = sheet_html(view, words_in(language), area, packs.map_names(), size="A3")
    content = html.encode("utf-8")
    assert listener.found("sheet", content) == []


def test_no_picture_leads_to_a_record(served):
    place, listener = served
    view = for_audience(version_of(Store.at(str(place / "store")).open(2)), "public")
    made = pictures.drawn_pictures(view, words_in("en"), packs.map_names())
    told = [one for p in made for one in listener.found(p.id, pictures.content(p, "svg"))]
    assert len(made) >= 3
    assert told == []


@pytest.fixture(scope="module")
def leaking(served):
    place, _listener = served
    module = str(ROOT / "tests" / "browser" / "serving_with_leaks.py")
    with ExitStack() as stack:
        start = serving(place / "data", place / "store", place / "leaks.txt", module=module)
        yield stack.enter_context(start)


@pytest.mark.parametrize("leak", LEAKS)
def test_a_mistake_in_any_of_five_places_is_found(served, leaking, leak):
    _place, listener = served
    path, query = LEAKS[leak]
    told = []
    for where, content in page(leaking, path, f"{query}&leak={leak}"):
        told += listener.found(where, content)
    assert told
    assert {
        "words": MARK,
        "ids": MARK,
        "map": "38.43",
        "chart": "leak=chart: 38.4",
        "file": "2023-",
    }[leak] in " ".join(told)
