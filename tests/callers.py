"""People who call at the server in tests, and the cookies that they show."""

from __future__ import annotations

import time

from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from signin.people import Caller, Person
from signin.provider import COOKIE as PROVIDER_COOKIE

NOON = 1_800_000_000.0
HOME = "http://localhost:8501"
SECRET = "s" * 40
AIDA = Person("Aida Nurova", "aida@example.org")
CLAIMS = {
    "origin": HOME,
    "is_logged_in": True,
    "email": "Aida@Example.org",
    "email_verified": True,
    "name": "Aida Nurova",
}


def caller(cookies=None, *, host="localhost:8501", address="127.0.0.1", **headers) -> Caller:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Caller(address, {"host": host, **named}, cookies or {})


def signed_in(secret=SECRET, cookie=PROVIDER_COOKIE, **claims) -> dict[str, str]:
    """The cookies that Streamlit itself sets for somebody with these claims."""
    cookies: dict[str, str] = {}

    def sign(name: str, value: str) -> bytes:
        return create_signed_value(secret, name, value)

    def keep(name: str, value: str) -> None:
        cookies[name] = sign(name, value).decode()

    claims = {**CLAIMS, "exp": time.time() + 3600, **claims}
    set_cookie_with_chunks(keep, sign, cookie, claims, cookie_attr_size=100)
    return cookies
