"""Speaks to the dashboard over a websocket, as a browser does, but says what it likes."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.sync.client import ClientConnection


class Told(NamedTuple):
    """What somebody is told who asks for a page."""

    pages: set[str]  # the addresses of the pages there are
    shown: str  # the address of the page that is drawn
    text: str  # every message


@contextmanager
def opened(
    url: str, cookies: dict[str, str] | None = None, host: str = "", **headers: str
) -> Iterator[ClientConnection]:
    """A websocket to a dashboard, from a page of its own where no other ``Origin`` is given.

    `host` is the name by which the dashboard is asked for, if not its own.
    """
    at = urlsplit(url)
    pairs = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    sent = {"Origin": url, "Cookie": pairs} | headers
    address = f"ws://{host or at.netloc}/_stcore/stream"
    with (
        socket.create_connection((at.hostname, at.port)) as tcp,
        connect(address, sock=tcp, additional_headers=sent, max_size=None, open_timeout=60) as line,
    ):
        yield line


def ask_for(line: ClientConnection, page: str, *, by_name: bool = False) -> Told:
    """Ask for a page by what Streamlit knows it by, or by its address."""
    state = (
        ClientState(page_name=page) if by_name else ClientState(page_script_hash=calc_hash(page))
    )
    line.send(BackMsg(rerun_script=state).SerializeToString())
    heard, pages, drawn = [], {}, ""
    while not heard or heard[-1].WhichOneof("type") != "script_finished":
        message = ForwardMsg()
        message.ParseFromString(line.recv(timeout=60))
        heard.append(message)
        if message.WhichOneof("type") == "navigation":
            pages = {one.page_script_hash: one.url_pathname for one in message.navigation.app_pages}
            drawn = message.navigation.page_script_hash
    return Told(set(pages.values()), pages[drawn], " ".join(map(str, heard)))
