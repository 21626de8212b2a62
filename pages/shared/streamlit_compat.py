"""Every use of what Streamlit does not promise to keep, in one place.

tests/test_streamlit_compat.py says of each what an upgrade would break.
"""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from google.protobuf.message import DecodeError
from streamlit import config, file_util
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.runtime import MESSAGE_FLUSH_INTERVAL_SECS
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.state.common import is_element_id
from streamlit.web.server.starlette import starlette_server
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

__all__ = [
    "AGENTS",
    "CALLBACK",
    "CONNECTED",
    "DARK_ON_YELLOW",
    "METRICS",
    "STATIC",
    "UPLOAD",
    "USER_COOKIE_NAME",
    "at",
    "describe_theme_once",
    "follow",
    "for_whole_page",
    "get_cookie_with_chunks",
    "hand_on_in_groups",
    "is_host_allowed",
    "listen_when_ready",
    "look_asked_for",
    "message_kind",
    "scripts_of_the_map",
    "set_option",
    "shell_of",
    "without_a_visitor",
]

STATIC = Path(file_util.get_static_dir())
"""Streamlit's own page, scripts and styles."""

UPLOAD = "/_stcore/upload_file"
METRICS = "/_stcore/metrics"
AGENTS = "/_stcore/agent"
CALLBACK = "/oauth2callback"
CONNECTED = "[data-test-connection-state=CONNECTED]"
"""Where the app stands in the page while the server answers."""

DARK_ON_YELLOW = """<style>
[data-testid=stMultiSelect] [data-baseweb=tag] * { color: #1b1510 !important; }
[data-testid=stMultiSelect] span[title] { color: #1b1510 !important; }
</style>"""
"""Streamlit writes what is chosen in white, which nobody can read on the dark theme's yellow."""


def at(path: str) -> str:
    """A path of ours below Streamlit's ``server.baseUrlPath``; ``""`` where that is empty."""
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{path}" if base else path


def shell_of(language: str, *, head: str, first: str, after: str) -> str:
    """Streamlit's page, which loads the app, with parts of ours.

    Parameters
    ----------
    language : str
        Of the page, which no browser is to translate: a translator changes texts between which
        the app then puts others.
    head : str
        In place of its title.
    first : str
        Stands where the app will be, until it is there.
    after : str
        Stands below the app, in place of what Streamlit says to those without JavaScript.
    """
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    for pattern, part in (
        (r'<html lang="en">', f'<html lang="{language}" translate="no" class="notranslate">'),
        (r"<title>Streamlit</title>", head),
        (r"<noscript>.*?</noscript>", ""),
        (r'<div id="root"></div>', f'<div id="root">{first}</div>{after}'),
    ):
        page, count = re.subn(pattern, lambda _match, part=part: part, page, flags=re.DOTALL)
        if count != 1:
            raise ValueError(f"Streamlit's page has {pattern} {count} times.")
    return page


def set_option(name: str, value: object) -> None:
    """Set an option of the server; ``st.set_option`` takes few."""
    config.set_option(name, value)


@contextmanager
def without_a_visitor() -> Iterator[None]:
    """Run a page for nobody, without Streamlit's warning that nobody is there."""
    warnings = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    warnings.disabled = True
    try:
        yield
    finally:
        warnings.disabled = False


def follow(look: Callable[[str], None], seconds: float) -> None:
    """Call a function again and again in a fragment of its own, which draws nothing.

    It is given the name by which a browser asks for it, as `look_asked_for` reads it.
    """

    def named() -> None:
        look(ThreadState.get().fragment_id)

    # Each run looks under a name of its own, so that Streamlit passes over a look that an earlier
    # run has asked for. It would begin it at once, and drop what it has not yet handed on of this.
    named.__qualname__ = f"follow {uuid.uuid4()}"
    st.fragment(named, run_every=seconds)()


def look_asked_for(content: bytes) -> str:
    """The fragment that a message of a browser asks for by itself, as time goes on; else empty."""
    asked = BackMsg.FromString(content).rerun_script
    return asked.fragment_id if asked.is_auto_rerun else ""


def for_whole_page(content: bytes) -> bytes:
    """The message of a browser that asks for a fragment as one that asks for its page."""
    message = BackMsg.FromString(content)
    message.rerun_script.ClearField("fragment_id")
    message.rerun_script.ClearField("is_auto_rerun")
    return message.SerializeToString()


def describe_theme_once() -> None:
    """Put the theme together once, and not for each run of each page and look of each visitor."""
    describe, known = app_session._populate_theme_msg, {}  # noqa: SLF001

    def described(theme: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            known[section] = CustomThemeConfig()
            describe(known[section], section)
        if known[section].ByteSize():
            theme.MergeFrom(known[section])

    app_session._populate_theme_msg = described  # noqa: SLF001


def hand_on_in_groups() -> None:
    """Wake the server's loop once for all that a run of a page has made within a moment.

    Streamlit wakes it for each piece, which interrupts the run each time, and yet sends what has
    come no more often than this.
    """
    at_once, writing = app_session.AppSession._call_soon_on_event_loop, threading.Lock()  # noqa: SLF001

    def soon(session: app_session.AppSession, callback: Callable[[], None]) -> None:
        with writing:
            waiting = vars(session).setdefault("waiting", [])
            waiting.append(callback)
            if len(waiting) > 1:
                return
        loop = session._event_loop  # noqa: SLF001
        later = MESSAGE_FLUSH_INTERVAL_SECS
        at_once(session, lambda: loop.call_later(later, hand_on, loop, waiting))

    def hand_on(loop: asyncio.AbstractEventLoop, waiting: list[Callable[[], None]]) -> None:
        with writing:
            for callback in waiting:
                loop.call_soon(callback)
            waiting.clear()

    app_session.AppSession._call_soon_on_event_loop = soon  # noqa: SLF001


def listen_when_ready() -> None:
    """Bind the port at once, but let nobody in before the app is there.

    Streamlit listens before it loads the app. Whoever comes in these seconds would wait, where a
    proxy finds another process at once if it is refused. The server listens by itself later.
    """

    def bound(address: str, port: int, _backlog: int) -> socket.socket:
        place = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
        try:
            place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            place.setblocking(False)
            place.bind((address, port))
        except OSError:
            place.close()
            raise
        return place

    starlette_server._bind_socket = bound  # noqa: SLF001


def scripts_of_the_map() -> list[str]:
    """The names of the large scripts that a page with a map needs."""
    return [script.name for script in (STATIC / "static" / "js").glob("DeckGlJsonChart.*.js")]


def message_kind(content: bytes) -> str | None:
    """What a browser asks for by a message, as ``rerun_script``; empty where it asks for nothing.

    Of an operation it is that operation, as ``operation deferred_file``. None where it cannot be
    read, or names a widget as no widget of Streamlit's is named: that would end a run of the page
    with an error.
    """
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return None
    widgets = message.rerun_script.widget_states.widgets
    if not all(is_element_id(widget.id) for widget in widgets):
        return None
    kind = message.WhichOneof("type") or ""
    if kind == "backend_operation_request":
        return f"operation {message.backend_operation_request.WhichOneof('payload') or ''}"
    return kind
