"""A look for news is a run of the page's script only where there may be news, and room for it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from anyio.from_thread import start_blocking_portal
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from pages.shared import following, published
from pages.shared.following import Answer
from serving import middleware
from serving.middleware import QuietLooks

OLD, NEW = (1, 1), (2, 2)


@pytest.fixture
def server(monkeypatch):
    """What is published, how many pages are in the line and what the time is, for looks."""
    now = SimpleNamespace(key=NEW, line=0, time=100.0)
    monkeypatch.setattr(published, "seen", lambda: now.key and SimpleNamespace(key=now.key))
    monkeypatch.setattr(following, "pages_in_line", lambda: now.line)
    monkeypatch.setattr(following.time, "monotonic", lambda: now.time)
    return now


@pytest.fixture
def looks():
    remembered = following.Looks()
    remembered.remember("a page", OLD)
    remembered.remember("another", OLD)
    return remembered


def test_a_look_that_would_find_what_is_shown_is_passed_over(server, looks):
    server.key = OLD
    assert looks.answer_to("a page") is Answer.PASSED_OVER


@pytest.mark.usefixtures("server")
def test_a_look_that_would_find_something_new_is_a_run_of_the_page(looks):
    assert looks.answer_to("a page") is Answer.WHOLE_PAGE


@pytest.mark.parametrize("key", [None, OLD, NEW])
def test_a_look_of_a_run_that_is_over_is_passed_over_whatever_there_is(server, looks, key):
    server.key = key
    looks.end("a page")
    assert looks.answer_to("a page") is Answer.PASSED_OVER


def test_a_run_of_the_page_ends_the_look_that_the_run_before_it_asked_for(monkeypatch, looks):
    monkeypatch.setattr(following, "_looks", looks)
    monkeypatch.setattr(following.st, "session_state", {"look": "another"})
    following.begin()
    following.begin()  # nothing was asked for since
    assert looks.answer_to("another") is Answer.PASSED_OVER


@pytest.mark.parametrize("key", [None, NEW])
def test_it_is_a_run_where_it_is_time_to_look_into_the_store_or_the_page_is_not_known(
    server, looks, key
):
    server.key = key
    assert looks.answer_to("a page" if key is None else "an older page") is Answer.NOW


def test_who_only_follows_waits_as_long_as_pages_are_made(server, looks):
    server.line = following.SHORT_LINE
    assert looks.answer_to("a page") is Answer.LATER
    server.line -= 1
    assert looks.answer_to("a page") is Answer.WHOLE_PAGE


def test_two_do_not_follow_at_one_moment_but_soon_after_each_other(server, looks):
    assert looks.answer_to("a page") is Answer.WHOLE_PAGE
    assert looks.answer_to("another") is Answer.LATER
    server.time += following.AT_MOST_EVERY
    assert looks.answer_to("another") is Answer.WHOLE_PAGE


def test_no_more_pages_are_remembered_than_may_be_and_the_oldest_is_forgotten(
    server, looks, monkeypatch
):
    monkeypatch.setattr(following, "MOST_OPEN", 2)
    server.key = OLD
    looks.remember("a third", OLD)
    assert [looks.answer_to(name) for name in ("a page", "another", "a third")] == [
        Answer.NOW,
        Answer.PASSED_OVER,
        Answer.PASSED_OVER,
    ]


def _asks(**state: object) -> dict:
    message = BackMsg(rerun_script=ClientState(**state)).SerializeToString()
    return {"type": "websocket.receive", "bytes": message}


LOOK = _asks(fragment_id="follow", is_auto_rerun=True)
CHOICE = _asks(fragment_id="follow", query_string="lang=ru")
GONE = {"type": "websocket.disconnect"}


def _handed_on(sent: list[dict], number: int) -> list[dict]:
    """So many messages as Streamlit gets them of what a browser sends, which then is silent."""
    received = []

    async def streamlit(_scope, receive, _send) -> None:
        received.extend([await receive() for _ in range(number)])

    async def browser():
        if not sent:
            await asyncio.Event().wait()
        return sent.pop(0)

    with start_blocking_portal() as portal:  # where a loop runs in this thread already, too
        portal.call(QuietLooks(streamlit), {"type": "websocket"}, browser, None)
    return received


def test_only_a_look_is_passed_over_and_never_what_somebody_chose(monkeypatch):
    monkeypatch.setattr(middleware, "answer_to", lambda _name: Answer.PASSED_OVER)
    assert _handed_on([LOOK, LOOK, CHOICE, GONE], 2) == [CHOICE, GONE]


def test_a_look_that_waits_for_others_runs_as_soon_as_it_may_and_a_choice_comes_before_it(
    monkeypatch,
):
    answers = [Answer.LATER, Answer.LATER, Answer.NOW]
    monkeypatch.setattr(middleware, "answer_to", lambda _name: answers.pop(0))
    monkeypatch.setattr(middleware, "ASKS_AGAIN", 0.001)
    assert _handed_on([LOOK], 1) == [LOOK]
    answers = [Answer.LATER]
    monkeypatch.setattr(middleware, "ASKS_AGAIN", 1000.0)
    assert _handed_on([LOOK, CHOICE], 1) == [CHOICE]


def test_where_there_is_news_the_page_is_asked_for_with_what_is_chosen_on_it(monkeypatch):
    monkeypatch.setattr(middleware, "answer_to", lambda _name: Answer.WHOLE_PAGE)
    look = _asks(fragment_id="follow", is_auto_rerun=True, query_string="lang=ru", page_name="map")
    assert _handed_on([look], 1) == [_asks(query_string="lang=ru", page_name="map")]
