"""Names, origins and the websocket; and errors behind the doors."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient, WebSocketDenialResponse
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
from signin.links import NEXT, PAGES
from signin.messages import KNOWN, KnownMessages
from signin.routes import sign_in_routes
from tests.callers import HOME
from tests.doors.visitors import FILE, sign_in

NAMELESS = WidgetStates(widgets=[WidgetState(id="", int_value=3)])


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


def test_a_page_with_a_policy_of_its_own_may_be_framed_by_the_same():
    own = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'"}
    layer = Middleware(SecurityHeaders, sites=("https://partner.example",))
    page = Route("/", lambda _request: PlainTextResponse("page", headers=own))
    answer = TestClient(Starlette(routes=[page], middleware=[layer])).get("/")
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'self' https://partner.example"
    )


@pytest.mark.parametrize("site", ["*", "partner.example", "https://a.example/path", "'unsafe'; x"])
def test_who_may_frame_it_is_the_address_of_a_site(site):
    with pytest.raises(FramedByError):
        framed_by({"IMPACT_FRAMED_BY": site})


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

    with start_blocking_portal() as portal:  # where a loop runs in this thread already, too
        portal.call(KnownMessages(streamlit), {"type": "websocket"}, browser, send)
    assert [one["type"] for one in (*received, *sent)] == [
        "websocket.disconnect",
        "websocket.close",
    ]


def test_an_error_is_told_without_its_trace_and_with_every_header():
    def broken(_request):
        raise RuntimeError("/srv/secret/path")

    app = Starlette(routes=[Route("/broken", broken)], middleware=[Middleware(SecurityHeaders)])
    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert (answer.status_code, answer.text) == (500, "Something went wrong here.")
    assert answer.headers.items() >= {k.lower(): v for k, v in SECURITY_HEADERS.items()}.items()
