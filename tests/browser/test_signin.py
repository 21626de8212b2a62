"""Signing in with the code and at a provider, in a real browser; and what others can reach."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from oidc_provider_mock import User, run_server_in_thread

from signin.audit import NAME as AUDIT
from signin.code import COOKIE, CodeDesk
from signin.provider import COOKIE as PROVIDER_COOKIE
from staffed import NOT_OURS, Place, cookies_of, enter, served, staff_code, upload
from tests.callers import SECRET, signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from walk import Visit

LARGEST = 200 * 2**20  # what Streamlit takes by itself
STAFF_PAGES = ["/sign-in"]


@pytest.fixture(scope="module")
def laptop(tmp_path_factory) -> Iterator[Place]:
    """The dashboard as ``make run`` starts it: no provider, a code in the terminal."""
    with served(tmp_path_factory.mktemp("laptop")) as place:
        yield place


@pytest.fixture(scope="module")
def hosted(tmp_path_factory) -> Iterator[Place]:
    """The dashboard with two providers; what the second one says has already run out."""
    folder = tmp_path_factory.mktemp("hosted")
    users = [
        User(sub=name, claims={"email": f"{name}@example.org", "email_verified": True})
        for name in ("aida", "bek")
    ]
    with ExitStack() as stack:
        # Authlib takes an identity up to two minutes after it has expired.
        ages = {"good": timedelta(hours=1), "late": timedelta(seconds=-60)}
        ports = {
            name: stack.enter_context(
                run_server_in_thread(user_claims=users, access_token_max_age=age)
            ).server_port
            for name, age in ages.items()
        }
        secrets = folder / "secrets.toml"
        secrets.write_text(_secrets(ports), encoding="utf-8")
        with served(folder, {"STREAMLIT_SECRETS_FILES": str(secrets)}) as place:
            yield place


def _secrets(ports: dict[str, int]) -> str:
    providers = "".join(
        f"""
        [auth.{name}]
        client_id = "impact"
        client_secret = "never checked"
        server_metadata_url = "http://localhost:{port}/.well-known/openid-configuration"
        """
        for name, port in ports.items()
    )
    return f"""
        [staff]
        allow = ["aida@example.org"]
        [auth]
        cookie_secret = "{SECRET}"
        redirect_uri = "http://localhost:{{port}}/oauth2callback"
        {providers}
        """


# --- with the code ----------------------------------------------------------------------------


def test_staff_sign_in_with_the_code_and_out_again(laptop, visit):
    page = visit(f"{laptop.url}/sign-in")
    assert "/sign-in" not in page.links()
    assert page.barriers() == []
    enter(page, laptop, code="WRONG")
    assert "not the staff code" in page.text()
    assert COOKIE not in cookies_of(page)
    assert upload(laptop, cookies_of(page)) == 403
    enter(page, laptop)
    assert "You are signed in as Aida Nurova." in page.text()
    assert page.barriers() == []
    assert upload(laptop, cookies_of(page)) == NOT_OURS
    page.page.reload()
    page.settle()
    assert "You are signed in as Aida Nurova." in page.text()
    stolen = cookies_of(page)
    page.page.get_by_role("button", name="Sign out").click()
    page.page.wait_for_url(f"{laptop.url}/")
    page.settle()
    assert COOKIE not in cookies_of(page)
    assert upload(laptop, stolen) == 403
    assert not any(
        secret in laptop.log.read_text() for secret in (staff_code(laptop), stolen[COOKIE])
    )
    assert (page.errors, page.foreign) == ([], [])


def test_a_session_that_is_open_notices_a_sign_out_elsewhere(laptop, visit):
    page = visit(f"{laptop.url}/sign-in")
    enter(page, laptop, name="Bek")
    other = page.page.context.new_page()
    other.goto(f"{laptop.url}/sign-in")
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url(f"{laptop.url}/")
    page.page.get_by_role("link", name="Methods").click()
    page.page.get_by_role("heading", name="Methods").wait_for()
    page.page.get_by_test_id("stSidebarNav").get_by_text("Signed in").wait_for(state="detached")


@pytest.mark.parametrize("path", STAFF_PAGES)
def test_a_staff_page_shows_a_visitor_nothing_but_the_way_in(laptop, visit, path):
    text = visit(laptop.url + path).text()
    assert "signed in as" not in text
    assert "Staff code" in text


def test_forged_and_old_cookies_upload_nothing(laptop, visit):
    now = time.time()
    mine = cookies_of(visit(laptop.url))
    forged = [{COOKIE: CodeDesk().cookie_for("Aida", now)}, {COOKIE: "x"}, signed_in()]
    assert [upload(laptop, mine | cookies) for cookies in forged] == [403] * 3


def test_with_staff_switched_off_there_is_no_way_in(tmp_path, visit):
    with served(tmp_path, {"IMPACT_STAFF": "off"}) as place:
        page = visit(f"{place.url}/sign-in")
        assert "Page not found" in page.page.get_by_role("dialog").inner_text()
        assert upload(place, cookies_of(page)) == 403
        assert not (place.state / AUDIT).exists()


# --- at a provider ----------------------------------------------------------------------------


def go_through(visit: Visit, place: Place, provider: str, subject: str) -> None:
    visit.page.get_by_role("button", name=f"Sign in with {provider}").click()
    visit.page.get_by_role("button", name=subject, exact=True).click()
    visit.page.wait_for_url(f"{place.url}/")
    visit.settle()
    visit.page.goto(f"{place.url}/sign-in")
    visit.settle()


def test_an_account_on_the_list_gets_in_and_its_cookie_is_worth_nothing_afterwards(hosted, visit):
    page = visit(f"{hosted.url}/sign-in")
    go_through(page, hosted, "Good", "aida")
    assert "You are signed in as aida@example.org." in page.text()
    stolen = cookies_of(page)
    assert upload(hosted, stolen) == NOT_OURS
    page.page.get_by_role("button", name="Sign out").click()
    page.page.wait_for_url("**/oauth2/end_session*")
    assert PROVIDER_COOKIE not in cookies_of(page)
    assert upload(hosted, stolen) == 403
    # Whoever has copied the cookie has no more of it on a page.
    thief = visit(hosted.url)
    thief.page.context.add_cookies(
        [{"name": name, "value": value, "url": hosted.url} for name, value in stolen.items()]
    )
    thief.page.goto(f"{hosted.url}/sign-in")
    thief.settle()
    assert "signed in as" not in thief.text()
    log = hosted.log.read_text()
    assert not any(secret in log for secret in (SECRET, "never checked", *stolen.values()))
    events = [event for event, who in hosted.audit() if who == "aida@example.org"]
    assert events == ["signed_in", "uploaded", "signed_out", "upload_refused"]


def test_an_account_that_is_not_on_the_list_does_not(hosted, visit):
    page = visit(f"{hosted.url}/sign-in")
    go_through(page, hosted, "Good", "bek")
    assert "bek@example.org is not on the list of staff." in page.text()
    assert "/sign-in" not in page.links()
    assert upload(hosted, cookies_of(page)) == 403
    assert ("sign_in_refused", "bek@example.org") in hosted.audit()


def test_an_identity_that_has_run_out_does_not(hosted, visit):
    page = visit(f"{hosted.url}/sign-in")
    go_through(page, hosted, "Late", "aida")
    assert PROVIDER_COOKIE in cookies_of(page)  # Streamlit takes it
    assert "Your sign-in is no longer valid." in page.text()
    assert upload(hosted, cookies_of(page)) == 403


def test_a_cookie_signed_with_another_secret_does_not(hosted, visit):
    mine = cookies_of(visit(hosted.url))
    assert upload(hosted, mine | signed_in(origin=hosted.url)) == NOT_OURS
    assert upload(hosted, mine | signed_in(secret="t" * 40, origin=hosted.url)) == 403


# --- without a browser ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origin", "status"),
    [("{own}", 101), ("http://localhost:1", 403), ("http://evil.example", 403), ("null", 403)],
)
def test_a_websocket_is_opened_from_our_own_pages_alone(laptop, origin, status):
    connection = http.client.HTTPConnection(urlsplit(laptop.url).netloc)
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Origin": origin.format(own=laptop.url),
    }
    connection.request("GET", "/_stcore/stream", headers=headers)
    assert connection.getresponse().status == status


def test_a_hundred_uploads_of_a_visitor_cost_the_server_no_memory(laptop):
    upload(laptop, {})  # what a first one loads
    before = _memory(laptop)
    sent = [_push(laptop) for _ in range(100)]
    assert _memory(laptop) - before < 20 * 2**20
    assert max(sent) < LARGEST / 10


def _push(place: Place) -> int:
    """Send as much of the largest file as the server lets in, and say how much that was."""
    address = urlsplit(place.url)
    head = (
        "PUT /_stcore/upload_file/some-session/some-file HTTP/1.1\r\n"
        f"Host: {address.netloc}\r\nContent-Length: {LARGEST}\r\n\r\n"
    )
    sent, chunk = 0, bytes(2**20)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(head.encode())
        try:
            while sent < LARGEST:
                sent += connection.send(chunk)
        except ConnectionError:
            pass  # the server has refused and hung up
    return sent


def _memory(place: Place) -> int:
    """The memory of the server, in bytes."""
    listed = subprocess.run(["ps", "-axww", "-o", "rss=,args="], capture_output=True, check=True)
    port = f"--server.port {urlsplit(place.url).port}"
    lines = [line.split() for line in listed.stdout.decode().splitlines() if line.endswith(port)]
    return 1024 * max(int(rss) for rss, *_command in lines)
