"""Who may upload, how much, and what becomes of a refused file."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette

from signin.code import COOKIE
from signin.doors import SMALL
from signin.office import FILES
from tests.doors.visitors import FILE, sign_in


def test_staff_upload_until_they_sign_out(office, visitor):
    client = visitor()
    assert client.put(FILE, content=b"x").status_code == 403
    sign_in(client, office.desk.code)
    stolen = {COOKIE: client.cookies[COOKIE]}
    assert client.put(FILE, content=b"x").status_code == 200
    answer = client.post("/auth/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "../")
    assert COOKIE not in client.cookies
    again = visitor()
    again.cookies.update(stolen)
    assert again.put(FILE, content=b"x").status_code == 403
    assert again.delete(FILE).status_code == 403


def test_another_site_signs_nobody_out(office, visitor):
    client = visitor()
    sign_in(client, office.desk.code)
    assert client.get("/auth/logout", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post("/auth/logout", headers={"origin": "http://evil"}).status_code == 403
    assert client.put(FILE, content=b"x").status_code == 200


def test_one_person_uploads_only_so_many_files(office, visitor):
    client = visitor()
    sign_in(client, office.desk.code)
    found = [client.put(FILE, content=b"x").status_code for _ in range(FILES + 1)]
    assert found == [200] * FILES + [429]


@pytest.mark.parametrize(
    ("path", "staff", "length", "status"),
    [
        (FILE, False, 200 * 2**20, 403),
        (FILE, False, None, 403),
        (FILE, True, 2**40, 413),
        (FILE, True, None, 411),  # chunked: it does not say how large it is
        ("/auth/login", False, SMALL + 1, 413),
        ("/auth/login", False, None, 411),
        ("/hello", False, SMALL + 1, 413),
    ],
)
def test_a_refused_body_is_not_read_and_its_connection_is_closed(
    office, server, path, staff, length, status
):
    cookie = office.desk.cookie_for("Aida", time.time()) if staff else ""
    size = {"transfer-encoding": "chunked"} if length is None else {"content-length": str(length)}
    headers = {"host": "localhost", "origin": "http://localhost", "cookie": f"{COOKIE}={cookie}"}
    answer, read = _send(server, path, headers | size)
    assert (answer["status"], read) == (status, 0)
    assert (b"connection", b"close") in answer["headers"]


def _send(server: Starlette, path: str, headers: dict[str, str]) -> tuple[dict, int]:
    """How a request is answered, and how often its body was asked for."""
    sent, asked = [], []

    async def receive():
        asked.append(1)
        return {"type": "http.request", "body": b"x" * 1000, "more_body": len(asked) < 9}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "PUT" if path == FILE else "POST",
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "client": ("127.0.0.1", 5000),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    # In a thread of its own: a browser test before this one leaves its loop running here.
    with ThreadPoolExecutor() as thread:
        thread.submit(asyncio.run, server(scope, receive, send)).result()
    return sent[0], len(asked)
