"""What stands in front of the server: who may speak to it, from where, how much, how often."""

from __future__ import annotations

import logging
import time
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared.streamlit_compat import CALLBACK, UPLOAD, is_host_allowed
from signin import audit
from signin.office import Office
from signin.people import Person, SignInError, caller_of
from signin.provider import ProviderDesk
from signin.routes import LOGIN, LOGOUT

SMALL = 64 * 1024  # bytes; the largest body that is no upload is a form of two fields
CHANGING = ("POST", "PUT", "PATCH", "DELETE")

logger = logging.getLogger(__name__)


class OwnAddress:
    """Lets in only who asks for this server by its own name, from its own pages.

    The names are Streamlit's setting ``server.allowedHosts`` (any, where it is empty), which
    Streamlit looks at for websockets alone. A websocket, and a request that changes something,
    must come from a page of the same host or of ``server.corsAllowedOrigins``; Streamlit would
    take any page of this machine, and asks an outside service for the machine's address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self.app
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            changes = scope["type"] == "websocket" or scope["method"] in CHANGING
            if not is_host_allowed(headers.get("host")):
                answer = refusal("This server has another name.", 421)
            elif changes and not _is_own(headers):
                answer = refusal("Open the dashboard itself, and try there.", 403)
        if answer is not self.app:
            # %r: nothing that a stranger sends can begin a line of its own.
            host, origin = headers.get("host"), headers.get("origin")
            logger.warning("Refused: host %r, origin %r. docs/hosting.md, Names.", host, origin)
        if answer is not self.app and scope["type"] == "websocket" and not _can_answer(scope):
            await send({"type": "websocket.close", "code": 1008})
            return
        await answer(scope, receive, send)


def _can_answer(scope: Scope) -> bool:
    """Whether a websocket can be refused with an answer, not only with a closed door."""
    return "websocket.http.response" in scope.get("extensions", {})


def _is_own(headers: Headers) -> bool:
    origin = headers.get("origin")
    # What sends no origin is no browser, and so carries nobody's cookies without their will.
    if origin is None or not st.get_option("server.enableCORS"):
        return True
    allowed = [one.strip() for one in st.get_option("server.corsAllowedOrigins")]
    try:
        netloc = urlsplit(origin).netloc
    except ValueError:
        return False  # no browser writes such an origin
    return netloc == headers.get("host") or origin in allowed


class SmallBodies:
    """Refuses a body that is too large, or does not say how large it is, before reading it.

    Uploads may be as large as Streamlit's ``server.maxUploadSize``.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self.app
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            megabytes = st.get_option("server.maxUploadSize")
            most = (megabytes + 1) * 2**20 if UPLOAD in scope["path"] else SMALL
            if "transfer-encoding" in headers:
                answer = refusal("Say how large it is.", 411)
            elif body_size(headers) > most:
                answer = refusal("Too large.", 413)
        await answer(scope, receive, send)


def body_size(headers: Headers) -> int:
    """What the request says that its body has, in bytes; the server holds it to that."""
    return int(headers.get("content-length") or 0)


def refusal(text: str, status: int) -> Response:
    """A refusal after which the connection is closed: what was still to be sent is not read."""
    return PlainTextResponse(text, status_code=status, headers={"Connection": "close"})


class StaffDoors:
    """Limits and writes down the comings and goings of staff.

    Uploads are counted for each person; visits to the provider and back for each address; a
    sign-out is noted, whichever way it is done.
    """

    def __init__(self, app: ASGIApp, *, office: Office) -> None:
        self.app = app
        self.office = office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp | None = None
        if scope["type"] == "http":
            path, method = scope["path"], scope["method"]
            try:
                if UPLOAD in path and method == "PUT":
                    answer = self._at_upload(scope)
                elif path.endswith(LOGOUT):
                    answer = self._at_sign_out(scope)
                elif method == "GET" and path.endswith((LOGIN, CALLBACK)):
                    answer = self._at_provider(scope)
                    if answer is None and path.endswith(CALLBACK):
                        send = self._noting_who_came(scope, send)
            except SignInError as error:
                answer = refusal(error.message, 503)
        await (answer or self.app)(scope, receive, send)

    def _at_upload(self, scope: Scope) -> Response | None:
        now = time.time()
        connection = HTTPConnection(scope)
        person = self.office.person(caller_of(connection), now)
        if person is None:
            return refusal("Sign in as staff to upload a file.", 403)
        size = body_size(connection.headers)
        if not self.office.has_room_for_upload(person, size, now):
            return refusal("Too many files at once. Wait ten minutes.", 429)
        audit.record("uploaded", person, {"bytes": size})
        return None

    def _at_sign_out(self, scope: Scope) -> Response | None:
        connection, now = HTTPConnection(scope), time.time()
        if connection.headers.get("sec-fetch-site") == "cross-site":
            return refusal("Sign out with the button on the page.", 403)
        person = self.office.person(caller_of(connection), now)
        if person is not None:
            self.office.sign_out(person, now)
        return None

    def _at_provider(self, scope: Scope) -> Response | None:
        if not isinstance(self.office.desk, ProviderDesk):
            return None
        caller, now = caller_of(HTTPConnection(scope)), time.time()
        if not self.office.provider_tries.has_room(caller.address, now):
            return refusal("Too many tries. Wait ten minutes.", 429)
        self.office.provider_tries.take(caller.address, now)
        return None

    def _noting_who_came(self, scope: Scope, send: Send) -> Send:
        """Sending, with a look at the cookie that Streamlit sends to whoever has signed in."""

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._note(scope, MutableHeaders(scope=message))
            await send(message)

        return noting

    def _note(self, scope: Scope, headers: MutableHeaders) -> None:
        cookies = SimpleCookie()
        for line in headers.getlist("set-cookie"):
            cookies.load(line)
        caller, now = caller_of(HTTPConnection(scope)), time.time()
        given = {name: cookie.value for name, cookie in cookies.items() if cookie.value}
        judged = self.office.judge(caller._replace(cookies=given), now)
        if not isinstance(judged, Person):
            self.office.write_refusal("sign_in_refused", caller, judged, now)
            return
        try:
            audit.record("signed_in", judged, {"by": "provider", "address": caller.address})
        except SignInError:
            logger.exception("Nobody signs in without a line in the audit log.")
            del headers["set-cookie"]
