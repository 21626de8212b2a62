"""What server.py adds to Streamlit, asked over HTTP of a running server."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import re
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest
from starlette.responses import PlainTextResponse
from streamlit import file_util

from serving.headers import INLINE_SCRIPT, SECURITY_HEADERS
from serving.middleware import ClosedDoors, may_upload

STREAMLIT = Path(file_util.get_static_dir())
INDEX = (STREAMLIT / "index.html").read_text(encoding="utf-8")
SCRIPT = next((STREAMLIT / "static" / "js").glob("index.*.js"))
SCRIPT_URL = f"/static/js/{SCRIPT.name}"
UPLOAD_URL = "/_stcore/upload_file/some-session/some-file"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture
def ask(serve):
    """``ask(path, method=…, **headers)`` of the dashboard's server."""
    url = serve().url

    def _ask(path: str, method: str = "GET", **headers: str) -> Answer:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(url + path, method=method, headers=names)
        try:
            with urllib.request.urlopen(request) as response:
                return Answer(response.status, _lower(response.headers), response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, _lower(error.headers), error.read())

    return _ask


def _lower(headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def test_the_policy_names_the_one_script_that_streamlit_writes_into_its_page():
    scripts = re.findall(r"<script>(.*?)</script>", INDEX, flags=re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert [f"'sha256-{found}'" for found in hashes] == [INLINE_SCRIPT]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/evidence",
        "/_stcore/health",
        "/_stcore/metrics",
        UPLOAD_URL,
        SCRIPT_URL,
        "/app/static/fonts/literata-latin.woff2",
        "/app/static/no-such-file",
    ],
)
def test_every_answer_carries_the_security_headers(ask, path):
    headers = ask(path, Accept_Encoding="br").headers
    assert _lower(SECURITY_HEADERS).items() <= headers.items()


HEAPS = """
import ctypes, threading
from serving.middleware import make_ready_for_many
{call}
everybody = threading.Barrier(21)
def visitor():
    page = bytearray(50_000)
    everybody.wait()
    everybody.wait()
visitors = [threading.Thread(target=visitor) for _ in range(20)]
for one in visitors:
    one.start()
everybody.wait()
libc = ctypes.CDLL(None)
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
everybody.wait()
"""


def heaps(call: str) -> int:
    """How many heaps twenty threads take their memory from."""
    command = [sys.executable, "-c", HEAPS.format(call=call)]
    told = subprocess.run(
        command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True
    ).stdout
    return told.count("<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="a matter of the GNU C library")
def test_many_visitors_share_two_heaps():
    assert heaps("") > 2
    assert heaps("make_ready_for_many()") == 2


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS", "GET"])
def test_nobody_uploads_a_file(ask, method):
    assert ask(UPLOAD_URL, method).status == 403


def test_the_metrics_of_the_server_are_nobodys_business(ask):
    assert ask("/_stcore/metrics").status == 404


def test_an_upload_goes_through_for_whom_may_upload_lets_in():
    assert may_upload(None) is False
    assert _status_of_an_upload(may_upload) == 403
    assert _status_of_an_upload(lambda request: request.headers["x"] == "staff") == 200
    assert _status_of_an_upload(lambda request: request.headers["x"] == "public") == 403


def _status_of_an_upload(who_may) -> int:
    scope = {"type": "http", "method": "PUT", "path": UPLOAD_URL, "headers": [(b"x", b"staff")]}
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    doors = ClosedDoors(PlainTextResponse("taken"), may_upload=who_may)
    # In a thread of its own: a browser test before this one leaves its loop running here.
    with ThreadPoolExecutor() as thread:
        thread.submit(asyncio.run, doors(scope, receive, send)).result()
    return sent[0]["status"]


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_scripts_are_compressed_as_the_browser_asks(ask, accepted, coding, unpack):
    answer = ask(SCRIPT_URL, Accept_Encoding=accepted)
    assert answer.headers.get("content-encoding") == coding
    assert "immutable" in answer.headers["cache-control"]
    assert unpack(answer.body) == SCRIPT.read_bytes()


def test_a_script_that_does_not_exist_is_not_read_from_anywhere_else(ask):
    for path in ["/static/js/../../../server.py", "/static//etc/passwd", "/static/js/%2e%2e/x.js"]:
        assert ask(path, Accept_Encoding="br").body in (INDEX.encode(), b"Bad Request")


def test_the_page_of_the_map_names_what_draws_it_before_it_is_asked_for(ask):
    named = re.fullmatch(
        r"<\.(/static/js/\S+\.js)>; rel=modulepreload; .*", ask("/map").headers["link"]
    )
    assert b"deck.gl" in ask(named[1]).body
    assert "link" not in ask("/wildlife").headers


def test_our_own_files_are_kept_for_an_hour_and_errors_are_not(ask):
    assert "max-age=3600" in ask("/app/static/fonts/literata-latin.woff2").headers["cache-control"]
    assert "cache-control" not in ask("/app/static/no-such-file").headers


def test_no_secret_of_the_folder_is_served(ask):
    for path in ["/app/static/../server.py", "/app/static/%2e%2e/server.py", "/server.py"]:
        assert b"AppTest" not in ask(path).body


def test_the_agent_interface_is_off(ask):
    for path in ("interact", "mcp", "openapi.json"):
        for method in ("GET", "POST"):
            answer = ask(f"/_stcore/agent/{path}", method, Content_Type="application/json")
            assert (answer.status, answer.body) == (404, b"Not found")


def test_the_server_says_where_it_is_and_asks_nobody_outside_for_it(serve):
    server = serve()
    log = server.log.read_text()
    assert server.url in log
    assert "External URL" not in log
