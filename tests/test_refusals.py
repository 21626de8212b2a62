"""Whoever is not staff gets nothing of theirs: by address, by websocket, by upload."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from websockets.exceptions import ConnectionClosed, InvalidStatus

from impact.wording import words_in
from line import ask_for, opened
from pages.shared.page_list import public_pages, staff_pages
from signin.sign_outs import SignOuts
from staffed import NOT_OURS, XSRF, Place, served, upload
from tests.callers import AIDA, SECRET, signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

STAFF = [*staff_pages(words_in("en")), "sign-in"]
PUBLIC = set(public_pages(words_in("en")))
# What only staff are shown on the one page of theirs that everybody can open, the way in.
ONLY_STAFF = "You are signed in as"
HOUR = 3600


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[Place]:
    """A fresh server where people sign in at a provider, which is never asked here."""
    folder = tmp_path_factory.mktemp("hosted")
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f"""
        [staff]
        allow = ["aida@example.org", "cora@example.org"]
        [auth]
        cookie_secret = "{SECRET}"
        redirect_uri = "http://localhost:{{port}}/oauth2callback"
        client_id = "impact"
        client_secret = "never checked"
        server_metadata_url = "http://localhost:1/.well-known/openid-configuration"
        """,
        encoding="utf-8",
    )
    settings = {
        "STREAMLIT_SECRETS_FILES": str(secrets),
        "STREAMLIT_SERVER_ADDRESS": "localhost",
    }
    with served(folder, settings) as found:
        yield found


def shown_by(place: Place, who: str) -> dict[str, str]:
    """The cookies that somebody shows."""
    now = time.time()
    if who == "nobody":
        return {}
    if who == "signed out":
        cookies = signed_in(origin=place.url, email="cora@example.org")
        SignOuts(place.state / "signed-out.json").note("cora@example.org", now + 1)
        return cookies
    claims = {
        "staff": {},
        "not on the list": {"email": "bek@example.org"},
        "expired": {"exp": now - 1},
        "of another server": {"origin": "https://elsewhere.example"},
        "not verified": {"email_verified": False},
        "forged": {"secret": "t" * 40},
    }[who]
    return signed_in(**{"origin": place.url, **claims})


STRANGERS = [
    "nobody",
    "forged",
    "expired",
    "signed out",
    "not on the list",
    "of another server",
    "not verified",
]


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_is_told_of_no_staff_page_and_drawn_none(place, who):
    cookies = shown_by(place, who)
    for page in STAFF:
        for by_name in (False, True):
            with opened(place.url, cookies) as line:
                told = ask_for(line, page, by_name=by_name)
            assert told.pages == PUBLIC | {"sign-in"}
            assert told.shown == (page if page == "sign-in" else "")
            assert ONLY_STAFF not in told.text


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_uploads_nothing(place, who):
    assert upload(place, shown_by(place, who)) == 403


def test_staff_are_drawn_every_page_of_theirs_and_upload(place):
    # Without this the tests above would pass where the questions are asked wrongly.
    cookies = shown_by(place, "staff")
    for page in STAFF:
        with opened(place.url, cookies) as line:
            told = ask_for(line, page)
        assert told.pages == PUBLIC | set(STAFF)
        assert told.shown == page
        assert AIDA.name in told.text or page != "sign-in"
    with urllib.request.urlopen(f"{place.url}/_stcore/health") as answer:
        cookies |= {XSRF: SimpleCookie(answer.headers["Set-Cookie"])[XSRF].value}
    assert upload(place, cookies) == NOT_OURS


def test_a_session_of_staff_that_is_open_is_staffs_no_longer_after_a_sign_out(place):
    with opened(place.url, signed_in(origin=place.url, email="cora@example.org")) as line:
        SignOuts(place.state / "signed-out.json").note("cora@example.org", time.time() - HOUR)
        assert ONLY_STAFF in ask_for(line, "sign-in").text
        SignOuts(place.state / "signed-out.json").note("cora@example.org", time.time() + 1)
        told = ask_for(line, "sign-in")
    assert ONLY_STAFF not in told.text
    assert told.pages == PUBLIC | {"sign-in"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:1"},
        {"Origin": "null"},
        {"host": "evil.example"},
        {"host": "evil.example", "Origin": "http://evil.example"},
        {"host": "localhost.evil.example", "Origin": "http://localhost.evil.example"},
    ],
)
def test_a_websocket_from_another_origin_or_host_is_refused_with_all_headers(place, headers):
    with pytest.raises(InvalidStatus) as refused, opened(place.url, **headers):
        pass
    answer = refused.value.response
    assert answer.status_code in (403, 421)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_host_of_another_name_is_refused_whatever_it_asks(place):
    for path in ("/", "/plain/", "/_stcore/health", "/sign-in", "/app/static/icon.png"):
        request = urllib.request.Request(place.url + path, headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request)
        assert refused.value.code == 421


def test_nobody_empties_the_caches_or_asks_for_the_git_folder(place):
    with opened(place.url) as line:
        before = ask_for(line, "")
        for message in (BackMsg(clear_cache=True), BackMsg(load_git_info=True)):
            line.send(message.SerializeToString())
        # Answers come in order: what the first two had caused would stand before this.
        after = ask_for(line, "")
    assert "git_info" not in after.text
    assert before.pages == after.pages


def test_what_is_no_message_or_too_long_ends_the_connection_and_nothing_else(place):
    endless = BackMsg(rerun_script=ClientState(query_string="x" * 6_000_000))
    for rubbish in (b"\xff" * 100, endless.SerializeToString()):
        with opened(place.url) as line:
            line.send(rubbish)
            with pytest.raises(ConnectionClosed):
                ask_for(line, "")
    with opened(place.url) as line:
        line.send("a text")
        with pytest.raises(ConnectionClosed):
            ask_for(line, "")
    with pytest.raises(InvalidStatus), opened(place.url, Origin="http://["):
        pass
    with opened(place.url) as line:
        assert ask_for(line, "").shown == ""
    assert "Traceback" not in place.log.read_text(encoding="utf-8")
