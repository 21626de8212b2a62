"""Files are made for anybody who asks: one at a time, and each once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from filelock import FileLock, Timeout
from starlette.applications import Starlette
from starlette.testclient import TestClient

from impact.disclosure import for_audience
from impact.handouts import packs, pictures
from impact.model.errors import BusyError
from pages.shared import cache
from pages.shared.making import Makers
from serving import handout_routes
from tests.shown.versions import changed

DECK = b'<meta http-equiv="Content-Security-Policy" content="default-src x">'


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    version, _programme = changed("", "", tmp_path_factory.mktemp("data") / "wildcats")
    return for_audience(version, "public")


@pytest.fixture
def stranger(view, monkeypatch) -> TestClient:
    """Somebody who asks for files of that view, of which none was made yet."""
    cache.forget_caches()
    monkeypatch.setattr(handout_routes, "view_asked", lambda _request, _name="version": view)
    return TestClient(Starlette(routes=handout_routes.handout_routes()))


@pytest.fixture
def full(tmp_path, monkeypatch):
    """The server makes a file for somebody else, and nobody more may wait."""
    makers = Makers(1, lambda: tmp_path)
    monkeypatch.setattr(cache, "MAKERS", makers)
    begun, finished = threading.Event(), threading.Event()

    def make() -> None:
        with makers.turn():
            begun.set()
            finished.wait()

    with ThreadPoolExecutor() as pool:
        pool.submit(make)
        begun.wait()
        yield
        finished.set()


@pytest.fixture
def made(monkeypatch) -> list[tuple[str, ...]]:
    """The parts of every deck that is made."""
    parts = []

    def make(_kind, _view, _words, choice, **_given) -> bytes:
        parts.append(choice.sections)
        return DECK

    monkeypatch.setattr(packs, "make", make)
    return parts


def test_a_deck_has_each_known_part_once_and_is_made_once(stranger, made):
    for parts in ("map,map,x,map", "map", "map,map"):
        assert stranger.get("/deck", params={"parts": parts}).status_code == 200
    assert made == [("map",)]


def test_of_many_who_ask_for_the_same_at_once_one_makes_it(view, tmp_path, monkeypatch, made):
    cache.forget_caches()
    monkeypatch.setattr(cache, "MAKERS", Makers(20, lambda: tmp_path))
    monkeypatch.setattr(handout_routes, "view_asked", lambda _request, _name="version": view)
    client = TestClient(Starlette(routes=handout_routes.handout_routes()))
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: client.get("/deck?parts=map").status_code, range(10)))
    assert (set(answers), made) == ({200}, [("map",)])


@pytest.mark.parametrize("path", ["/deck", "/figure?id=map", "/picture.png?id=map"])
@pytest.mark.usefixtures("full")
def test_nobody_waits_behind_a_full_row(stranger, path):
    answer = stranger.get(path, params={"lang": "ru"} if path == "/deck" else None)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert ("Попробуйте" if path == "/deck" else "Try again in a moment") in answer.text


@pytest.mark.usefixtures("made")
def test_what_is_made_already_is_given_however_long_the_row_is(stranger, tmp_path, monkeypatch):
    assert stranger.get("/deck?parts=map").content.startswith(DECK)
    monkeypatch.setattr(cache, "MAKERS", Makers(1, lambda: tmp_path))
    with cache.MAKERS.turn(), ThreadPoolExecutor() as pool:
        asked = pool.submit(stranger.get, "/deck?parts=map")
        assert asked.result().content.startswith(DECK)


def test_nothing_is_drawn_for_a_figure_that_there_is_not(stranger, monkeypatch):
    monkeypatch.setattr(pictures, "_map", lambda *_: pytest.fail("the map was drawn"))
    monkeypatch.setattr(pictures, "claim_drawing", lambda *_, **__: pytest.fail("drawn"))
    for wanted in ("", "x", "claim-x", "MAP"):
        assert stranger.get("/figure", params={"id": wanted}).status_code == 404


def test_who_asks_for_one_chart_has_that_one_drawn(stranger, view, monkeypatch):
    drawn, draw = [], pictures.claim_drawing
    note = lambda *given, **how: drawn.append(1) or draw(*given, **how)  # noqa: E731
    monkeypatch.setattr(pictures, "claim_drawing", note)
    names = sorted(pictures.names_of_drawn(view) - {pictures.MAP})
    answers = [stranger.get("/figure", params={"id": name}).status_code for name in names]
    assert len(drawn) == answers.count(200) > 1
    for name in names:
        stranger.get("/figure", params={"id": name})
    assert len(drawn) == answers.count(200)


def test_a_turn_within_a_turn_takes_no_other_place_and_a_failure_gives_it_back(tmp_path):
    makers = Makers(1, lambda: tmp_path)
    for _ in range(2):
        with pytest.raises(OSError, match="broken"), makers.turn(), makers.turn():
            raise OSError("broken")
    with makers.turn(), ThreadPoolExecutor() as pool, pytest.raises(BusyError):
        pool.submit(makers.turn().__enter__).result()


def test_two_processes_of_a_server_have_one_row_and_one_maker(tmp_path):
    # Each process has an object of its own; what they share is the folder.
    here, there = (Makers(1, lambda: tmp_path) for _ in range(2))
    with here.turn(), ThreadPoolExecutor() as pool:
        with pytest.raises(BusyError):
            pool.submit(there.turn().__enter__).result()
        with pytest.raises(Timeout):  # where there is a place, one waits for this
            FileLock(tmp_path / "maker").acquire(blocking=False)
    with there.turn():
        pass
