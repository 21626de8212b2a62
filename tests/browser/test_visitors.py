"""Visitors while somebody publishes, in short; the long run is benchmarks/soak/visitors.py."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from benchmarks.soak.crowd import Plan
from benchmarks.soak.visitors import WITHIN, crowd_at_the_example, publish_again
from benchmarks.visitor import ROOT, serving
from tests.folders import seeded
from walk import EXAMPLE, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.sync.client import ClientConnection


# A few who come at once, until each has seen what is published in the midst of it.
BRIEFLY = Plan(
    visitors=3,
    seconds=PATIENCE,
    publish_after=(8.0,),
    come_within=4.0,
    until_seen=True,
    processes=False,
)


def test_every_visitor_is_shown_what_is_published_meanwhile_and_no_page_fails(tmp_path):
    address = str(tmp_path / "store")
    store = seeded(EXAMPLE, address)
    with ThreadPoolExecutor(1) as apart:  # the browser of other tests has the loop of this thread
        crowd, weights = apart.submit(crowd_at_the_example, store, address, BRIEFLY).result()
    assert crowd.failures == []
    assert set(crowd.published) == {2}
    assert len(crowd.seen[2]) == 3
    assert crowd.runs > 6
    assert min(weights) > 0


@contextmanager
def visiting(script: str, address: str) -> Iterator[ClientConnection]:
    """A visitor of the example, which that script serves from a new store."""
    seeded(EXAMPLE, address)
    where = {"IMPACT_DATA": str(EXAMPLE), "IMPACT_STORE": address, "PYTHONPATH": str(ROOT)}
    with (
        serving(f"tests/browser/{script}", **where) as server,
        connect(
            server.url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            open_timeout=PATIENCE,
        ) as stream,
    ):
        yield stream


def ask(stream: ClientConnection, page: str, fragment: str = "") -> None:
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.fragment_id = fragment
    asked.rerun_script.is_auto_rerun = bool(fragment)
    stream.send(asked.SerializeToString())


def until(stream: ClientConnection, kind: str) -> tuple[bytes, ForwardMsg]:
    """All that comes until a message of that kind, and that message."""
    heard = b""
    while True:
        frame = stream.recv(timeout=60)
        heard += frame
        message = ForwardMsg.FromString(frame)
        if message.WhichOneof("type") == kind:
            return heard, message


def until_silent(stream: ClientConnection) -> bytes:
    """All that comes until nothing has come for a moment: a look in vain has no answer."""
    heard = b""
    with suppress(TimeoutError):
        while True:
            heard += stream.recv(timeout=0.5)
    return heard


def test_who_goes_on_while_a_new_version_is_being_opened_is_shown_it_all_the_same(tmp_path):
    # The run of the page that was left has found the new version by the time that it is stopped;
    # the page now open was drawn before, and has to go on asking.
    address = str(tmp_path / "store")
    with visiting("serving_slowly.py", address) as stream:
        ask(stream, "")
        until(stream, "script_finished")
        publish_again(address)
        ask(stream, "wildlife")
        until(stream, "new_session")
        ask(stream, "places")
        heard, polled = until(stream, "auto_rerun")
        heard += until(stream, "script_finished")[0]
        deadline = time.monotonic() + WITHIN
        while b"version 2" not in heard and time.monotonic() < deadline:
            ask(stream, "places", polled.auto_rerun.fragment_id)
            heard += until_silent(stream)
    assert b"version 2" in heard


def test_a_page_comes_whole_although_the_one_before_it_asks_for_news_once_more(tmp_path):
    with visiting("serving_late.py", str(tmp_path / "store")) as stream:
        ask(stream, "")
        _heard, polled = until(stream, "auto_rerun")
        until(stream, "script_finished")
        ask(stream, "wildlife")
        ask(stream, "wildlife", polled.auto_rerun.fragment_id)
        heard, _message = until(stream, "script_finished")
    assert b"version 1" in heard
