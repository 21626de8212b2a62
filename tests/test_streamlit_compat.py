"""What we use of Streamlit's insides is still as we use it: each test names what would break."""

from __future__ import annotations

import asyncio
import logging
import socket
from functools import partial
from inspect import signature
from types import SimpleNamespace

import pytest
import streamlit as st
from itsdangerous import URLSafeTimedSerializer
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.NewSession_pb2 import CustomThemeConfig, NewSession
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import app_session
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette import starlette_routes, starlette_server
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from pages.shared import streamlit_compat as compat


@pytest.fixture
def option():
    """``option(name, value)`` sets an option for the test."""
    before = {}

    def put(name: str, value: object) -> None:
        before.setdefault(name, st.get_option(name))
        compat.set_option(name, value)

    yield put
    for name, value in before.items():
        compat.set_option(name, value)


def test_options_of_the_server_can_be_set_else_its_names_and_the_uploads_are_not_limited(option):
    option("server.maxUploadSize", 7)
    assert st.get_option("server.maxUploadSize") == 7


@pytest.mark.parametrize(
    ("host", "allowed"),
    [("localhost:8501", True), ("a.localhost", True), ("evil.example", False), ("[", False)],
)
def test_hosts_are_matched_by_the_option_else_a_foreign_name_is_served(option, host, allowed):
    option("server.allowedHosts", ["localhost", "*.localhost"])
    assert compat.is_host_allowed(host) == allowed


def test_the_page_and_its_scripts_lie_where_they_are_compressed_from():
    assert (compat.STATIC / "index.html").is_file()
    assert list((compat.STATIC / "static" / "js").glob("index.*.js"))


def test_the_script_of_the_map_has_its_name_else_the_map_waits_for_it():
    assert len(compat.scripts_of_the_map()) == 1


def test_the_addresses_behind_closed_doors_are_streamlits_own_else_they_stand_open():
    source = {
        name: value
        for name, value in vars(starlette_routes).items()
        if isinstance(value, str) and value.startswith("_stcore/")
    }
    known = " ".join(source.values())
    for address in (compat.UPLOAD, compat.METRICS):
        assert address.strip("/") in known


def test_the_cookie_of_a_sign_in_is_signed_as_it_is_read_else_no_staff_is_known():
    secret, name = "s" * 40, compat.USER_COOKIE_NAME
    signed = create_signed_value(secret, name, '{"email": "aida@example.org"}')
    opened = URLSafeTimedSerializer(secret, salt=name).loads(signed.decode())
    read = compat.get_cookie_with_chunks(lambda one: opened.encode() if one == name else None, name)
    assert b"aida@example.org" in read


def test_messages_of_the_websocket_are_told_apart_else_nothing_reaches_the_pages():
    known = WidgetStates(widgets=[WidgetState(id="$$ID-abc-None", int_value=3)])
    unknown = WidgetStates(widgets=[WidgetState(id="", int_value=3)])

    def kind(message: BackMsg) -> str | None:
        return compat.message_kind(message.SerializeToString())

    assert kind(BackMsg(rerun_script=ClientState(widget_states=known))) == "rerun_script"
    assert kind(BackMsg(rerun_script=ClientState(widget_states=unknown))) is None
    assert kind(BackMsg(clear_cache=True)) == "clear_cache"
    assert kind(BackMsg()) == ""
    assert compat.message_kind(b"\xff" * 10) is None


def test_pieces_of_a_page_are_handed_on_in_groups_in_their_order_else_each_wakes_the_server(
    monkeypatch,
):
    kind = app_session.AppSession
    monkeypatch.setattr(kind, "_call_soon_on_event_loop", kind._call_soon_on_event_loop)  # noqa: SLF001
    compat.hand_on_in_groups()
    loop, heard, woken = asyncio.new_event_loop(), [], []
    wake = loop.call_soon_threadsafe
    monkeypatch.setattr(loop, "call_soon_threadsafe", lambda *call: woken.append(1) or wake(*call))
    session = SimpleNamespace(_event_loop=loop)
    hand_on = partial(kind._call_soon_on_event_loop, session)  # noqa: SLF001
    for group in range(2):
        for piece in range(50):
            hand_on(partial(heard.append, (group, piece)))
        loop.run_until_complete(asyncio.sleep(4 * compat.MESSAGE_FLUSH_INTERVAL_SECS))
    assert len(woken) == 2
    loop.close()
    hand_on(partial(heard.append, "too late"))
    assert heard == [(group, piece) for group in range(2) for piece in range(50)]


def _page_of_one_button() -> None:
    import streamlit as st

    st.button("Go", key="go")


def test_every_widget_is_named_as_the_websocket_expects_else_no_press_is_taken():
    assert AppTest.from_function(_page_of_one_button).run().button[0].id.startswith("$$ID")


def _page_that_follows() -> None:
    import streamlit as st

    from pages.shared.streamlit_compat import follow

    names = []
    follow(names.append, 2.0)
    storage = st.runtime.scriptrunner.get_script_run_ctx().fragment_storage
    st.text(" ".join(storage._fragments))  # noqa: SLF001
    st.text(" ".join(names))


def test_each_run_follows_in_a_fragment_of_its_own_else_a_look_drops_what_is_still_to_be_sent():
    app = AppTest.from_function(_page_that_follows).run()
    first = app.text[0].value
    assert first
    assert app.run().text[0].value != first


def test_a_look_knows_its_name_as_a_browser_asks_for_it_else_each_look_is_a_run_of_the_page():
    app = AppTest.from_function(_page_that_follows).run()
    assert app.text[1].value == app.text[0].value
    asked = ClientState(fragment_id="a", is_auto_rerun=True)
    assert compat.look_asked_for(BackMsg(rerun_script=asked).SerializeToString()) == "a"
    chosen = ClientState(fragment_id="a")
    assert compat.look_asked_for(BackMsg(rerun_script=chosen).SerializeToString()) == ""


def test_the_theme_is_put_together_once_and_is_what_streamlit_says_of_it(monkeypatch):
    sections = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar")
    asked = []
    streamlits = app_session._populate_theme_msg  # noqa: SLF001

    def describe(theme: CustomThemeConfig, section: str) -> None:
        asked.append(section)
        streamlits(theme, section)

    monkeypatch.setattr(app_session, "_populate_theme_msg", describe)
    compat.describe_theme_once()
    for section in 2 * sections:
        plain, ours = NewSession(), NewSession()
        streamlits(plain.custom_theme.light, section)
        app_session._populate_theme_msg(ours.custom_theme.light, section)  # noqa: SLF001
        assert ours == plain
    assert asked == list(sections)


def test_a_run_for_nobody_warns_of_nobody(caplog):
    caplog.set_level(logging.WARNING)
    with compat.without_a_visitor():
        assert st.runtime.scriptrunner.get_script_run_ctx() is None
    assert not caplog.records
    st.runtime.scriptrunner.get_script_run_ctx()
    assert "ScriptRunContext" in caplog.text


def test_a_bound_port_is_closed_until_the_server_listens_else_visitors_wait_at_it(monkeypatch):
    name = "_bind_socket"
    assert list(signature(getattr(starlette_server, name)).parameters) == [
        "address",
        "port",
        "backlog",
    ]
    monkeypatch.setattr(starlette_server, name, None)
    compat.listen_when_ready()
    with getattr(starlette_server, name)("127.0.0.1", 0, 1) as place:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(place.getsockname())
        place.listen()
        socket.create_connection(place.getsockname()).close()
