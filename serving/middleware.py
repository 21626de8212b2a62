"""What the server adds to Streamlit: compressed scripts, early files, closed doors."""

from __future__ import annotations

import asyncio
import ctypes
import gzip
import hashlib
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared.following import Answer, answer_to
from pages.shared.shelf import SCRIPTS, kept
from pages.shared.streamlit_compat import (
    AGENTS,
    METRICS,
    STATIC,
    UPLOAD,
    describe_theme_once,
    for_whole_page,
    hand_on_in_groups,
    look_asked_for,
    scripts_of_the_map,
)
from signin.doors import refusal
from signin.opening import opened
from signin.people import caller_of

COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=6),  # 9 saves 2 % more for 5 times the work
    "gzip": gzip.compress,  # browsers offer br over https and on localhost only
}
ASKS_AGAIN = 0.25  # seconds, for a look that has to wait
A_YEAR = "public, immutable, max-age=31536000"  # the file names carry a hash of the content


M_ARENA_MAX = -8  # of malloc.h of the GNU C library


def make_ready_for_many() -> None:
    """Set up this process for many visitors at once; each run of a page is a thread of its own."""
    # Streamlit sends one message in each round of its event loop. Each round waits for the
    # interpreter lock, which a thread that makes a page may hold for Python's 5 ms: then
    # everybody's page arrived only when the last one was made.
    sys.setswitchinterval(0.0001)  # seconds
    describe_theme_once()
    hand_on_in_groups()
    # Each thread takes its memory from one of many heaps, which hardly shrink again. As one
    # thread runs at a time, two heaps are as fast.
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(M_ARENA_MAX, 2)


def may_upload(request: Request) -> bool:
    """Whether whoever asks may hand the server a file: staff, where staff can sign in."""
    office = opened()
    return office is not None and office.may_upload(caller_of(request), time.time())


class ClosedDoors:
    """Refuses what Streamlit would let anybody do: upload files, read the server's metrics, drive
    the dashboard as a program.

    Streamlit takes a file from every open session, on pages without an uploader too. A refused
    upload is not read: its connection is closed, so that it costs no memory.
    """

    def __init__(self, app: ASGIApp, *, may_upload: Callable[[Request], bool]) -> None:
        self.app = app
        self.may_upload = may_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self.app
        if scope["type"] == "http":
            if METRICS in scope["path"] or AGENTS in scope["path"]:
                answer = PlainTextResponse("Not found", status_code=404)
            elif UPLOAD in scope["path"] and not self.may_upload(Request(scope)):
                answer = refusal("Sign in as staff to upload a file.", 403)
        await answer(scope, receive, send)


class QuietLooks:
    """Passes over the looks for news that would find none: most of what a crowd's browsers ask.

    One that has to wait for others is kept, and runs as soon as there is room for it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        coming: list[asyncio.Future[Message]] = []  # the next message, where it is waited for

        async def receive_others() -> Message:
            waiting: tuple[Message, str] | None = None
            while True:
                if not coming:
                    coming.append(asyncio.ensure_future(receive()))
                await asyncio.wait(coming, timeout=ASKS_AGAIN if waiting else None)
                if coming[0].done():
                    message = coming.pop().result()
                    look = look_asked_for(message.get("bytes") or b"")
                elif waiting:
                    message, look = waiting
                answer = answer_to(look) if look else Answer.NOW
                if answer is Answer.WHOLE_PAGE:
                    return {**message, "bytes": for_whole_page(message["bytes"])}
                if answer is Answer.NOW:
                    return message
                waiting = (message, look) if answer is Answer.LATER else None

        try:
            await self.app(scope, receive_others, send)
        finally:
            for one in coming:
                one.cancel()


class CompressedScripts:
    """Sends Streamlit's own scripts and styles compressed: 7 MB of 23 in all.

    Streamlit sends them as they are, so as not to compress them for every visitor. Here each
    is compressed once and kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        root = STATIC / "static"
        files = [*root.rglob("*.js"), *root.rglob("*.css")]
        self.files = {file.relative_to(root).as_posix(): file for file in files}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self.app
        if scope["type"] == "http" and scope["method"] == "GET":
            file = self.files.get(scope["path"].rpartition("/static/")[2])
            coding = best_coding(Headers(scope=scope).get("accept-encoding", ""))
            if file and coding:
                answer = await run_in_threadpool(_compressed_answer, file, coding)
        await answer(scope, receive, send)


class EarlyFiles:
    """Names on the page of the map the large files that it will need, so that they are fetched
    while Streamlit starts, and not after it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.links = [
            f"<./static/js/{name}>; rel=modulepreload; fetchpriority=low"
            for name in scripts_of_the_map()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_links(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Link", ", ".join(self.links))
            await send(message)

        wanted = scope["type"] == "http" and scope["path"].endswith("/map")
        await self.app(scope, receive, send_with_links if wanted else send)


def best_coding(accepted: str) -> str | None:
    """The best coding that a browser takes: ``"gzip, br;q=0.9"`` → ``"br"``."""
    offers = [offer.replace(" ", "").split(";") for offer in accepted.lower().split(",")]
    names = {name for name, *weight in offers if weight not in (["q=0"], ["q=0.0"])}
    return next((coding for coding in COMPRESSORS if coding in names), None)


def _compressed_answer(file: Path, coding: str) -> Response:
    headers = {"Content-Encoding": coding, "Vary": "Accept-Encoding", "Cache-Control": A_YEAR}
    media_type = "text/css" if file.suffix == ".css" else "text/javascript"
    return Response(_compressed(file, coding), headers=headers, media_type=media_type)


@lru_cache(maxsize=1000)  # more than the files there are, in both codings
def _compressed(file: Path, coding: str) -> bytes:
    content = file.read_bytes()
    key = f"{hashlib.sha256(content).hexdigest()} {coding}"
    return kept(SCRIPTS, key, lambda: COMPRESSORS[coding](content))
