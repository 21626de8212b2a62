"""The security headers of every answer, and who may show the dashboard in a frame."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from impact.model.errors import ImpactError
from signin.doors import refusal

INLINE_SCRIPT = "'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='"
"""The one script written into Streamlit's index.html. A test says when it has changed."""

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

POLICY, OURSELVES = "Content-Security-Policy", "frame-ancestors 'self'"
BEGINNINGS = ("http.response.start", "websocket.http.response.start")
A_YEAR_OF_TLS = "max-age=31536000"
AN_HOUR = "public, max-age=3600, stale-while-revalidate=604800"
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")

logger = logging.getLogger("impact")


class FramedByError(ImpactError):
    """IMPACT_FRAMED_BY names something that is no web address of a site."""


def framed_by(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The sites that may show the dashboard in a frame, from IMPACT_FRAMED_BY; by default none.

    Raises
    ------
    FramedByError
    """
    sites = environment.get("IMPACT_FRAMED_BY", "").replace(",", " ").split()
    for site in sites:
        if not ORIGIN.fullmatch(site):
            raise FramedByError(
                f"IMPACT_FRAMED_BY has {site!r}.",
                "Write addresses of sites, without a path: https://partner.example.org",
            )
    return tuple(sites)


def content_security_policy(scripts: Iterable[str] = ()) -> str:
    """What the browser may load, run and be framed by.

    Parameters
    ----------
    scripts : iterable of str
        Hashes of scripts that are written into a page, besides Streamlit's own.
    """
    return "; ".join(
        [
            "default-src 'self'",
            # Arrow tables are read by WebAssembly; nothing may be evaluated from a string.
            " ".join(["script-src 'self' 'wasm-unsafe-eval'", INLINE_SCRIPT, *scripts]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            OURSELVES,
        ]
    )


class SecurityHeaders:
    """Says on every answer what a browser may do with it, and how long our own files last.

    Behind TLS it also keeps the browser to TLS, with every cookie (Streamlit's are not Secure).
    """

    def __init__(
        self, app: ASGIApp, *, scripts: Iterable[str] = (), sites: tuple[str, ...] = ()
    ) -> None:
        self.app = app
        self.headers = {POLICY: content_security_policy(scripts)} | SECURITY_HEADERS
        self.frames = " ".join([OURSELVES, *sites])
        if sites:  # this header knows no list; browsers that know the policy pass over it
            del self.headers["X-Frame-Options"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] != "websocket.accept"
            if message["type"] in BEGINNINGS:
                headers = MutableHeaders(scope=message)
                # A page may bring a policy of its own, such as one that names its scripts.
                headers.update({k: v for k, v in self.headers.items() if k not in headers})
                headers[POLICY] = headers[POLICY].replace(OURSELVES, self.frames)
                if scope["scheme"] in ("https", "wss"):
                    headers["Strict-Transport-Security"] = A_YEAR_OF_TLS
                    message["headers"] = [_secure(*header) for header in message["headers"]]
                if "/app/static/" in scope["path"] and message["status"] == 200:
                    headers["Cache-Control"] = AN_HOUR
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            # Starlette's own answer to an error would carry none of the headers.
            if scope["type"] != "http" or begun:
                raise
            logger.exception("A request could not be answered.")
            await refusal("Something went wrong here.", 500)(scope, receive, send_with_headers)


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    insecure = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if insecure else value
