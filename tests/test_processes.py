"""Several processes as one server: how they are led to, started again, and share what is made."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from pages.shared import shelf
from serving import proxy, workers
from serving.workers import EndedEarlyError, Workers
from tests.nginx import NGINX, free_ports, nginx_with

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from pathlib import Path

Result = TypeVar("Result")

PATHS = ("/plain/", "/plain/?lang=ru", "/below/a/path/plain/wildlife", "/wildlife")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (apt: nginx-light)")

# A process that answers each connection with its own number, and does not end when it is asked to.
ANSWERS = """
import os, signal, socket, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    while True:
        with server.accept()[0] as asked:
            asked.sendall(str(os.getpid()).encode())
"""


@contextmanager
def process_at(port: int, *, with_picture: bool = False) -> Iterator[None]:
    """Stands for a process of the dashboard: it says who answers, to whom, and how often."""

    answers = count()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = f"{port} {self.headers.get('X-Forwarded-For')} {next(answers)}".encode()
            self.send_response(404 if self.path == "/picture" and not with_picture else 200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", port), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


class Visitor:
    """One who keeps the cookie of the proxy, as a browser does; or takes none."""

    def __init__(self, port: int, *, takes_cookies: bool = True) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.takes_cookies = takes_cookies
        self.cookie = ""

    def ask(self, path: str = "/", **headers: str) -> list[str]:
        """The process that answers, the address that it was told of, and its answers before."""
        headers |= {"Cookie": self.cookie} if self.cookie else {}
        request = urllib.request.Request(self.address + path, headers=headers)
        with urllib.request.urlopen(request) as answer:
            given = answer.headers.get("Set-Cookie", "")
            if given and self.takes_cookies:
                self.cookie = given.partition(";")[0]
            return answer.read().decode().split()


@pytest.fixture
def led(tmp_path) -> Iterator[tuple[int, list[int]]]:
    """The proxy before three addresses, at which nothing answers yet."""
    port, *ports = free_ports(4)
    text = proxy.configuration(tmp_path, "127.0.0.1", port, ports)
    with nginx_with(tmp_path, text, port):
        yield port, ports


@needs_nginx
def test_a_visitor_stays_at_one_process_and_goes_on_at_another_when_it_ends(led):
    port, ports = led
    with ExitStack() as others, ExitStack() as first:
        visitor = Visitor(port)
        first.enter_context(process_at(ports[0]))
        assert {visitor.ask()[0] for _ in range(3)} == {str(ports[0])}
        others.enter_context(process_at(ports[1]))
        others.enter_context(process_at(ports[2]))
        assert {visitor.ask()[0] for _ in range(6)} == {str(ports[0])}
        first.close()
        (second,) = {visitor.ask()[0] for _ in range(6)}
        assert second in map(str, ports[1:])
        # Where the first one is there again, it knows nothing of the pages that are open.
        others.enter_context(process_at(ports[0]))
        assert {visitor.ask()[0] for _ in range(6)} == {second}


@needs_nginx
def test_visitors_of_one_address_are_spread_over_all_processes(led):
    port, ports = led
    with ExitStack() as stack:
        for one in ports:
            stack.enter_context(process_at(one))
        assert {Visitor(port).ask()[0] for _ in range(12)} == set(map(str, ports))


@needs_nginx
def test_who_takes_no_cookie_has_a_picture_from_the_process_that_made_it(led):
    port, ports = led
    visitor = Visitor(port, takes_cookies=False)
    with process_at(ports[0]), process_at(ports[1]), process_at(ports[2], with_picture=True):
        assert {visitor.ask("/picture")[0] for _ in range(5)} == {str(ports[2])}


@needs_nginx
def test_nobody_is_led_elsewhere_by_a_cookie_and_this_machine_is_known_as_such(led):
    port, ports = led
    visitor = Visitor(port)
    with process_at(ports[0]), process_at(ports[1]), process_at(ports[2]):
        for asked in (str(port), "22", f"{ports[0]}.evil.example", "x"):
            visitor.cookie = f"impact_process={asked}"
            assert visitor.ask()[0] in map(str, ports)
        # The staff code is for this machine; what another proxy on it hands on is not.
        assert visitor.ask()[1] == "None"
        assert visitor.ask(**{"X-Forwarded-For": "8.8.8.8"})[1] == "8.8.8.8"


@needs_nginx
def test_a_plain_page_is_asked_for_once_a_second_and_everything_else_each_time(led):
    port, ports = led
    with process_at(ports[0]):
        before = {path: [Visitor(port).ask(path)[2] for _ in range(20)] for path in PATHS}
    assert [len(set(answers)) < 20 for answers in before.values()] == [True, True, True, False]
    assert len({answers[0] for answers in before.values()}) == 4


def test_without_nginx_a_sentence_says_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(proxy, "nginx", lambda: None)
    assert workers.main(["--workers", "2"]) == 2
    assert "apt install nginx-light" in capsys.readouterr().err


def in_a_thread(work: Coroutine[Any, Any, Result]) -> Result:
    """Its result. A browser that an earlier test opened has a loop of events in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _who_answers(port: int) -> int:
    while True:
        with suppress(OSError):  # nobody listens, or it is killed meanwhile
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            with closing(writer):
                if number := await reader.read():
                    return int(number)


def test_a_process_that_is_killed_is_started_again_and_all_end_with_the_program(monkeypatch):
    command = [sys.executable, "-c", ANSWERS]
    monkeypatch.setattr(workers, "LEAVES_WITHIN", 0.1)
    monkeypatch.setattr(workers, "_command", lambda _script, port: [*command, str(port)])
    ports = free_ports(2)

    async def killed() -> tuple[int, int]:
        running = Workers(ports, {})
        tasks = [asyncio.create_task(running.keep(port)) for port in ports]
        await running.all_answer()
        first = await _who_answers(ports[0])
        os.kill(first, signal.SIGKILL)
        while (second := await _who_answers(ports[0])) == first:
            pass
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return first, second

    first, second = in_a_thread(killed())
    assert first != second
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_process_that_cannot_begin_is_not_tried_for_ever(monkeypatch):
    monkeypatch.setattr(workers, "_command", lambda *_: [sys.executable, "-c", "exit(3)"])
    with pytest.raises(EndedEarlyError, match="ended with 3"):
        in_a_thread(Workers([1], {}).keep(1))


def test_the_folder_of_a_run_is_new_and_for_nobody_else(tmp_path, monkeypatch):
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path))
    (workers.begin_run(8501) / "code.json").write_text("of a run that was killed")
    folder = workers.begin_run(8501)
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("kind", "thing"), [(shelf.MADE, b"deck"), (shelf.FIGURES, ("card",))])
def test_a_thing_is_made_by_one_process_for_all_and_gone_when_it_must_be(
    kind, thing, tmp_path, monkeypatch
):
    made = []

    def make() -> object:
        made.append(1)
        return thing

    def asked_by_two_processes(key: str) -> int:
        made.clear()
        assert {shelf.kept(kind, key, make) for _ in range(2)} == {thing}
        return len(made)

    monkeypatch.delenv("IMPACT_RUN", raising=False)
    assert asked_by_two_processes("a") == 2  # there is one process alone: its memory is enough
    monkeypatch.setenv("IMPACT_RUN", str(tmp_path))
    assert (asked_by_two_processes("a"), asked_by_two_processes("a")) == (1, 0)
    assert asked_by_two_processes("b") == 1
    shelf.forget(kind)
    assert _files(tmp_path) == []
    assert asked_by_two_processes("a") == 1


def test_where_nothing_can_be_kept_a_page_is_made_all_the_same(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("IMPACT_RUN", str(tmp_path / "gone" / "away"))
    assert shelf.kept(shelf.FIGURES, "a", lambda: ("card",)) == ("card",)
    assert "have to make anew" in caplog.text


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]
