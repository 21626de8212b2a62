"""What stands in front of the server, asked one door at a time."""

from __future__ import annotations

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest as Operation
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from impact.wording import words_in
from pages.shared.page_list import staff_pages
from pages.shared.streamlit_compat import message_kind
from serving.headers import (
    SECURITY_HEADERS,
    FramedByError,
    SecurityHeaders,
    framed_by,
)
from serving.middleware import ClosedDoors, may_upload
from signin import audit
from signin.code import COOKIE
from signin.doors import SMALL, OwnAddress, SmallBodies, StaffDoors
from signin.links import NEXT, PAGES, StaffLinks
from signin.messages import KNOWN, KnownMessages
from signin.office import FILES, Office
from signin.opening import open_office
from signin.provider import ProviderDesk
from signin.routes import code_routes, sign_in_routes
from signin.sign_outs import SignOuts
from tests.callers import HOME, SECRET, signed_in

NAMELESS = WidgetStates(widgets=[WidgetState(id="", int_value=3)])
FILE = "/_stcore/upload_file/session/file"
CROWD = ["127.0.0.1", "127.0.0.2"]


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A laptop's office, open while the test runs."""
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path))
    yield open_office({}, {}, 8501)
    open_office({"IMPACT_STAFF": "off"}, {}, 8501)


@pytest.fixture
def options():
    """``options(name, value)`` sets an option of Streamlit for the test."""
    before: dict[str, object] = {}

    def put(name: str, value: object) -> None:
        before.setdefault(name, config.get_option(name))
        config.set_option(name, value)

    yield put
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture
def server(office) -> Starlette:
    """A server with all doors, and no Streamlit behind them."""

    async def taken(request):
        await request.body()
        return PlainTextResponse("taken")

    async def spoken(websocket):
        await websocket.accept()
        await websocket.close()

    async def entered(_request):
        answer = PlainTextResponse("hello")
        answer.set_cookie("_streamlit_session", "x")
        return answer

    return Starlette(
        routes=[
            Route(FILE, taken, methods=["PUT", "DELETE"]),
            Route("/hello", entered),
            WebSocketRoute("/_stcore/stream", spoken),
            *code_routes(office),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(OwnAddress),
            Middleware(ClosedDoors, may_upload=may_upload),
            Middleware(SmallBodies),
            Middleware(StaffDoors, office=office),
            Middleware(StaffLinks, office=office),
        ],
    )


@pytest.fixture
def visitor(server):
    """``visitor(address, base)``: somebody who asks the server."""

    def _visitor(address: str = "127.0.0.1", base: str = HOME) -> TestClient:
        found = TestClient(server, base_url=base, client=(address, 5000), follow_redirects=False)
        found.headers["origin"] = base
        return found

    return _visitor


def sign_in(client: TestClient, code: str, who: str = "Aida", **headers: str):
    return client.post("/auth/login", data={"who": who, "code": code}, headers=headers)


def events(tmp_path) -> list[str]:
    return [json.loads(line)["event"] for line in (tmp_path / audit.NAME).open()]


# --- the form with the code -------------------------------------------------------------------


def test_the_right_code_gives_a_cookie_that_only_this_site_can_use(office, visitor):
    answer = sign_in(visitor(), office.desk.code)
    assert (answer.status_code, answer.headers["location"]) == (303, "../sign-in?lang=en")
    flags = answer.headers["set-cookie"].lower().split("; ")
    assert {"httponly", "samesite=strict", "path=/", "max-age=43200"} <= set(flags)
    assert "secure" not in flags


def test_behind_tls_every_cookie_is_secure_and_the_browser_stays_with_tls(office, visitor):
    client = visitor(base="https://localhost")
    for answer in (sign_in(client, office.desk.code), client.get("/hello")):
        assert answer.headers["set-cookie"].lower().count("; secure") == 1
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in visitor().get("/hello").headers


def test_a_form_comes_back_in_its_language_and_never_leads_away(office, visitor):
    for sent, kept in [("ru", "ru"), ("//evil.example", "en"), ("ru&refused=", "en"), ("", "en")]:
        data = {"who": "Aida", "code": office.desk.code, "lang": sent}
        answer = visitor().post("/auth/login", data=data)
        assert answer.headers["location"] == f"../sign-in?lang={kept}"


@pytest.mark.parametrize(
    ("who", "code", "headers", "status", "reason"),
    [
        ("Aida", "WRONG", {}, 303, "code"),
        ("Aida", "", {}, 303, "code"),
        (" \u202e ", None, {}, 303, "name"),
        ("Aida", None, {"x-forwarded-for": "8.8.8.8"}, 303, "elsewhere"),
        ("Aida", None, {"host": "evil.example", "origin": "http://evil.example"}, 303, "elsewhere"),
        ("Aida", None, {"origin": "http://evil.example"}, 403, None),  # a form on another site
        ("Aida", None, {"origin": "null"}, 403, None),
    ],
)
def test_no_cookie_is_given_otherwise(office, visitor, who, code, headers, status, reason):
    answer = sign_in(visitor(), office.desk.code if code is None else code, who, **headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (status, False)
    if reason:
        assert answer.headers["location"] == f"../sign-in?lang=en&refused={reason}"


def test_a_form_must_say_where_it_comes_from(office, visitor):
    client = visitor()
    del client.headers["origin"]
    assert "set-cookie" not in sign_in(client, office.desk.code).headers
    assert client.post("/auth/logout").status_code == 403


def test_five_wrong_codes_shut_an_address_out_and_no_other(office, visitor):
    first, second = map(visitor, CROWD)
    reasons = [sign_in(first, "WRONG").headers["location"].split("=")[-1] for _ in range(6)]
    assert reasons == ["code"] * 5 + ["wait"]
    assert "refused=wait" in sign_in(first, office.desk.code).headers["location"]
    assert "set-cookie" in sign_in(second, office.desk.code).headers


def test_right_codes_are_not_counted(office, visitor):
    assert all("set-cookie" in sign_in(visitor(), office.desk.code).headers for _ in range(9))


def test_what_happened_is_in_the_audit_log_and_no_secret_is(office, visitor, tmp_path):
    client = visitor()
    sign_in(client, "WRONG-GUESS")
    sign_in(client, office.desk.code)
    cookie = client.cookies[COOKIE]
    client.put(FILE, content=b"some bytes")
    client.post("/auth/logout")
    assert events(tmp_path) == ["sign_in_refused", "signed_in", "uploaded", "signed_out"]
    text = (tmp_path / audit.NAME).read_text()
    assert not any(secret in text for secret in ("WRONG-GUESS", office.desk.code, cookie))


def test_nobody_signs_in_who_cannot_be_written_down(office, visitor, tmp_path):
    (tmp_path / audit.NAME).mkdir()
    answer = sign_in(visitor(), office.desk.code)
    assert "refused=unknown" in answer.headers["location"]
    assert "set-cookie" not in answer.headers


# --- uploads ----------------------------------------------------------------------------------


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


# --- a provider -------------------------------------------------------------------------------


@pytest.fixture
def hosted(tmp_path, monkeypatch):
    """``hosted(**claims)``: somebody at a server where a provider says so of them."""
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path))
    desk = ProviderDesk(SECRET, HOME, allow=("aida@example.org",))
    office = Office(desk, SignOuts(tmp_path / "signed-out.json"))

    def _hosted(**claims) -> TestClient:
        async def back(_request):
            answer = RedirectResponse("/")
            for name, value in signed_in(**claims).items():
                answer.set_cookie(name, value)
            return answer

        routes = [Route("/oauth2callback", back)]
        app = Starlette(routes=routes, middleware=[Middleware(StaffDoors, office=office)])
        return TestClient(app, base_url=HOME, follow_redirects=False)

    return _hosted


def test_whoever_comes_back_from_the_provider_is_written_down(hosted, tmp_path):
    hosted().get("/oauth2callback")
    hosted(email="bek@example.org").get("/oauth2callback")
    hosted(exp=1.0).get("/oauth2callback")
    assert events(tmp_path) == ["signed_in", "sign_in_refused", "sign_in_refused"]
    text = (tmp_path / audit.NAME).read_text()
    assert text.count("bek@example.org") == text.count("not_listed") == text.count("expired") == 1


def test_nobody_comes_back_from_the_provider_who_cannot_be_written_down(hosted, tmp_path):
    assert "set-cookie" in hosted().get("/oauth2callback").headers
    (tmp_path / audit.NAME).unlink()
    (tmp_path / audit.NAME).mkdir()
    assert "set-cookie" not in hosted().get("/oauth2callback").headers


def test_one_address_goes_to_the_provider_only_so_often(hosted):
    found = [hosted().get("/oauth2callback").status_code for _ in range(41)]
    assert found == [307] * 40 + [429]


# --- names and origins ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (HOME, 200),
        ("http://localhost:9999", 403),  # another program of this machine
        ("http://evil.example", 403),
        ("null", 403),
        ("http://[", 403),  # written by no browser
        ("http://[::1", 403),
        ("https://partner.example", 200),
    ],
)
def test_only_our_own_pages_and_those_allowed_change_anything_or_open_a_websocket(
    office, visitor, options, origin, status
):
    options("server.corsAllowedOrigins", ["https://partner.example"])
    client = visitor()
    sign_in(client, office.desk.code)
    client.headers["origin"] = origin
    assert client.put(FILE, content=b"x").status_code == status
    assert client.get("/hello").status_code == 200
    assert _speaks(client) == (status == 200)


@pytest.mark.parametrize(
    ("host", "served"),
    [("localhost:8501", True), ("impact.example.org", True), ("evil.example", False)],
)
def test_the_server_answers_to_its_own_names_alone(visitor, options, host, served):
    options("server.allowedHosts", ["localhost", "impact.example.org"])
    client = visitor(base=f"http://{host}")
    assert client.get("/hello").status_code == (200 if served else 421)
    assert _speaks(client) == served


def _speaks(client: TestClient) -> bool:
    """Whether a websocket is taken: the server behind the doors then ends it by itself."""
    address = f"ws://{client.base_url.netloc.decode()}/_stcore/stream"
    try:
        with client.websocket_connect(address):
            return True
    except WebSocketDenialResponse as refused:
        assert refused.status_code in (403, 421)
        return False


def test_a_refusal_is_one_line_in_the_log_that_names_host_and_origin(visitor, caplog):
    client = visitor()
    client.put(FILE, headers={"origin": "http://evil.example"})
    refused = [one.getMessage() for one in caplog.records if "Refused" in one.getMessage()]
    assert len(refused) == 1
    assert "'localhost:8501'" in refused[0]
    assert "'http://evil.example'" in refused[0]


def _framed(sites: str) -> dict[str, str]:
    layer = Middleware(SecurityHeaders, sites=framed_by({"IMPACT_FRAMED_BY": sites}))
    page = Route("/", lambda _request: PlainTextResponse("page"))
    return TestClient(Starlette(routes=[page], middleware=[layer])).get("/").headers


def test_nobody_shows_the_dashboard_in_a_frame_but_those_that_staff_have_named():
    none, named = _framed(""), _framed("https://partner.example, https://*.hf.space")
    assert none["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert none["X-Frame-Options"] == "SAMEORIGIN"
    assert named["Content-Security-Policy"].endswith(
        "frame-ancestors 'self' https://partner.example https://*.hf.space"
    )
    assert "X-Frame-Options" not in named


@pytest.mark.parametrize("site", ["*", "partner.example", "https://a.example/path", "'unsafe'; x"])
def test_who_may_frame_it_is_the_address_of_a_site(site):
    with pytest.raises(FramedByError):
        framed_by({"IMPACT_FRAMED_BY": site})


# --- links to pages of staff ------------------------------------------------------------------


def test_a_saved_link_leads_through_the_sign_in_and_back(office, visitor):
    client = visitor()
    away = client.get("/update?lang=ru")
    assert (away.status_code, away.headers["location"]) == (303, "./sign-in?lang=ru")
    client.post("/auth/login", data={"who": "Aida", "code": office.desk.code, "lang": "ru"})
    back = client.get("/sign-in?lang=ru")
    assert (back.status_code, back.headers["location"]) == (303, "./update?lang=ru")
    assert client.get("/update").status_code == 404  # to Streamlit, which is not behind this server
    assert client.get("/sign-in").status_code == 404  # nobody is led anywhere twice


@pytest.mark.parametrize("link", ["//evil.example", "update/../..", "wildlife", "update?x=\r\n"])
def test_nobody_is_led_anywhere_else(office, visitor, link):
    client = visitor()
    sign_in(client, office.desk.code)
    client.cookies.set(NEXT, quote(link))
    assert client.get("/sign-in").status_code == 404


def test_who_cannot_sign_in_from_where_they_are_is_led_nowhere(visitor):
    assert visitor("192.0.2.7").get("/update").status_code == 404


def test_the_links_are_those_of_the_pages_of_staff():
    assert list(staff_pages(words_in("en"))) == list(PAGES)


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback"])
@pytest.mark.parametrize("opened", [True, False])
def test_without_a_provider_nothing_is_where_streamlit_would_lead_to_one(office, path, opened):
    client = TestClient(Starlette(routes=sign_in_routes(office if opened else None)))
    assert client.get(path).status_code == 404


# --- what is said over a websocket ------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "known"),
    [
        (BackMsg(rerun_script=ClientState(query_string="lang=ru")), True),
        (BackMsg(app_heartbeat=True), True),
        (BackMsg(stop_script=True), True),
        (BackMsg(), True),
        (BackMsg(clear_cache=True), False),
        (BackMsg(load_git_info=True), False),
        (BackMsg(set_run_on_save=True), False),
        (BackMsg(debug_shutdown_runtime=True), False),
        (BackMsg(debug_disconnect_websocket=True), False),
        (BackMsg(backend_operation_request=Operation(deferred_file={"file_id": "1"})), True),
        (BackMsg(backend_operation_request=Operation(install_skills={})), False),
        (BackMsg(backend_operation_request=Operation()), False),
    ],
)
def test_only_what_our_pages_say_is_heard(message, known):
    assert (message_kind(message.SerializeToString()) in KNOWN) == known


@pytest.mark.parametrize(
    "frame",
    [
        {"text": "a text"},
        {"bytes": b"\xff" * 100},
        {"bytes": BackMsg(rerun_script=ClientState(widget_states=NAMELESS)).SerializeToString()},
    ],
    ids=["text", "rubbish", "a widget without a name"],
)
def test_what_cannot_be_read_ends_the_connection_before_streamlit_sees_it(frame):
    received, sent = [], []

    async def streamlit(_scope, receive, _send) -> None:
        received.append(await receive())

    async def browser():
        return {"type": "websocket.receive", **frame}

    async def send(message) -> None:
        sent.append(message)

    asyncio.run(KnownMessages(streamlit)({"type": "websocket"}, browser, send))
    assert [one["type"] for one in (*received, *sent)] == [
        "websocket.disconnect",
        "websocket.close",
    ]


# --- what goes wrong behind the doors ---------------------------------------------------------


def test_an_error_is_told_without_its_trace_and_with_every_header():
    def broken(_request):
        raise RuntimeError("/srv/secret/path")

    app = Starlette(routes=[Route("/broken", broken)], middleware=[Middleware(SecurityHeaders)])
    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert (answer.status_code, answer.text) == (500, "Something went wrong here.")
    assert answer.headers.items() >= {k.lower(): v for k, v in SECURITY_HEADERS.items()}.items()
